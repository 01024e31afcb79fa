"""What lies in ``deploy/``, running on loopback: nginx before two dashboards, their releases in an S3 store.

The files are taken as they are; only ports, paths, names and the store are put in.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from ek_data.settings import ROOT
from ek_data.store.publisher import open_store
from tests.secrets import AUTH, COOKIE_SECRET, ORIGIN
from tests.store.places import BUCKET, s3_server

DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NO_NGINX = "no nginx here; install it (Debian: apt-get install nginx-light) to run this"
NAMES = ("eins", "zwei")
EDITOR = "anna@beispiel.de"
START_SECONDS = 120
AROUND = """daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/dashboard.conf;
}}
"""


@dataclass
class Cluster:
    """Two replicas and nginx; `kill` and `start` take the name of a replica as in its cookie."""

    folder: Path
    store: str
    environment: Mapping[str, str]
    ports: dict[str, int]
    secure: int
    plain: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"https://localhost:{self.secure}"

    @property
    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.folder / "zertifikat.pem")

    def start(self, name: str) -> None:
        """Start a replica as its unit says, and wait until it can be reached."""
        command, environment = unit(self.ports[name])
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment | self.environment, stdout=log, stderr=log
        )
        log.close()
        eventually(lambda: self.health(name)["status"] == "ok", START_SECONDS)

    def kill(self, name: str) -> None:
        """End a replica at once, without a chance to say goodbye."""
        self.running[name].kill()
        self.running.pop(name).wait()

    def health(self, name: str) -> Any:
        """Return what a replica says of itself, asked past nginx."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/gesund", timeout=10) as answer:
            return json.load(answer)

    def newest(self) -> int:
        """Return the newest release in the store, which the environment has to name."""
        return open_store(self.store, writing=False).newest_number()

    def sign_in_cookie(self) -> dict[str, Any]:
        """Return the cookie that somebody who may publish has after signing in, as Playwright takes it."""
        claims = {
            "origin": self.address,
            "is_logged_in": True,
            "email": EDITOR,
            "email_verified": True,
            "name": "Anna Beispiel",
            "iat": dt.datetime.now(dt.UTC).timestamp(),
        }
        value = create_signed_value(COOKIE_SECRET, "_streamlit_user", json.dumps(claims)).decode()
        return {"name": "_streamlit_user", "value": value, "url": self.address, "secure": True, "httpOnly": True}


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run everything as `deploy/` says."""
    with s3_server() as s3:
        ports = free_ports(4)
        store = f"s3://{BUCKET}/engagierte-kommunen"
        home = {"HOME": str(folder), "EK_STORE": store, "EK_HOSTS": "localhost", **s3}
        found = Cluster(folder, store, home, dict(zip(NAMES, ports[:2], strict=True)), ports[2], ports[3])
        _write(found)
        try:
            subprocess.run([program("ek-data"), "init", store], env=os.environ | home, check=True)
            with _nginx(folder):
                for name in NAMES:
                    found.start(name)
                yield found
        finally:
            for process in found.running.values():
                process.terminate()
            for process in found.running.values():
                process.wait(30)


def unit(port: int) -> tuple[list[str], dict[str, str]]:
    """Return command and environment of the systemd unit, with the folder of the project put in."""
    text = (DEPLOY / "dashboard@.service").read_text(encoding="utf-8").replace("%i", str(port))
    said = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
    start, *options = said["ExecStart"].split()
    settings = re.findall(r"^(\w+)=(.*)$", (DEPLOY / "dashboard.env").read_text(encoding="utf-8"), re.MULTILINE)
    name, _equals, value = said["Environment"].partition("=")
    return [program(Path(start).name), *options], {**dict(settings), name: value}


def program(name: str) -> str:
    """Return the path of a command of the project."""
    return str(Path(sys.executable).parent / name)


def rendered(place: Cluster) -> str:
    """Return ``deploy/nginx.conf`` with the ports, names and paths of a test put in."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for there, here in {
        "127.0.0.1:8511": f"127.0.0.1:{place.ports['eins']}",
        "127.0.0.1:8512": f"127.0.0.1:{place.ports['zwei']}",
        "    listen 80;": f"    listen 127.0.0.1:{place.plain};",
        "    listen 443 ssl;": f"    listen 127.0.0.1:{place.secure} ssl;",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl;\n": "",
        "dashboard.beispiel.de": "localhost",
        "/etc/ssl/dashboard": str(place.folder),
    }.items():
        assert there in text, there
        text = text.replace(there, here)
    return text


def eventually(true: Any, seconds: float) -> None:
    """Wait until `true()` holds; a server that cannot be asked yet is asked again."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if true():
                return
        except OSError as error:
            last: object = error
        else:
            last = "not so"
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s: {last}")
        time.sleep(0.2)


def free_ports(n: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _n in range(n)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _write(place: Cluster) -> None:
    folder = place.folder
    certify(folder)
    (folder / "dashboard.conf").write_text(rendered(place), encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user), encoding="utf-8")
    access = f'[access]\neditors = ["{EDITOR}"]\nviewers = "public"\n'
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(AUTH.replace(ORIGIN, place.address) + access, encoding="utf-8")


@contextmanager
def _nginx(folder: Path) -> Iterator[None]:
    assert NGINX
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command) as server:
        try:
            yield
        finally:
            server.terminate()


def certify(folder: Path) -> None:
    """Write a key and a certificate for ``localhost`` that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "zertifikat.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "schluessel.pem").write_bytes(private)
