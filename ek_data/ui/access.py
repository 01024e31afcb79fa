"""Who may change the data: without a sign-in only the person at this computer. Every sign of somebody else says no."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from ek_data.errors import Fault
from ek_data.i18n import N_
from ek_data.source import StoreSource
from ek_data.store import Store
from ek_data.ui import cached

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
FORWARDED = frozenset({"forwarded", "via", "x-real-ip"})

NO_STORE = N_(
    "The data shown here are not kept in a store, so nothing can be published. Start the dashboard with --store."
)
NOT_HERE = N_("You can look at everything here. Data are updated only at the computer on which the dashboard runs.")


class Forbidden(Fault):
    """Somebody who may only read wants to write."""


def may_edit() -> bool:
    """Whether this visitor may publish."""
    return refusal() is None


def refusal() -> Forbidden | None:
    """Return why this visitor may not publish, or None."""
    if store() is None:
        return Forbidden(NO_STORE)
    return None if at_this_computer() else Forbidden(NOT_HERE)


def store() -> Store | None:
    """Return the store whose releases are shown, to read from; None where the data are no releases."""
    source = cached.source()
    return source.store if isinstance(source, StoreSource) else None


def require_editor() -> Store:
    """Return the store to publish into. Raises `Forbidden`; to be called by whatever writes, not only by its page."""
    place, fault = store(), refusal()
    if place is None or fault:
        raise fault or Forbidden(NO_STORE)
    return place


def at_this_computer() -> bool:
    """Whether the browser runs on the computer of the server: its port, its peer, its name, and nothing in between."""
    told = {name.lower(): value for name, value in st.context.headers.items()}
    in_between = FORWARDED & told.keys() or any(name.startswith("x-forwarded") for name in told)
    return (
        st.get_option("server.address") in LOOPBACK  # nobody else reaches the port
        and st.context.ip_address is None
        and urlsplit(f"//{told.get('host', '')}").hostname in LOOPBACK  # not under a foreign name (DNS rebinding)
        and urlsplit(told.get("origin", "")).hostname in LOOPBACK  # from a page that this server sent
        and not in_between
    )
