"""A file of secrets in force for one test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

COOKIE_SECRET = "0123456789abcdef0123456789abcdef"
ORIGIN = "https://ek.beispiel.de"
AUTH = f"""[auth]
redirect_uri = "{ORIGIN}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "ek"
client_secret = "geheim"
server_metadata_url = "https://anmeldung.beispiel.de/.well-known/openid-configuration"
"""


@contextmanager
def in_force(file: Path) -> Iterator[Path]:
    """Let Streamlit and the dashboard read their secrets from `file`."""
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    yield file
    config.set_option("secrets.files", before)
    secrets_singleton._reset()
