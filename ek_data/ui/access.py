"""Who may look and who may change the data. Every doubt, and every sign of somebody else, says no.

With ``[auth]`` in the secrets it is decided by the sign-in (`ek_data.auth.identity`). Without it everybody may look,
and only the person at this computer may change anything, as long as nobody else reaches the port.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from functools import cache

import streamlit as st

from ek_data.auth import rules
from ek_data.auth.identity import Standing
from ek_data.auth.identity import standing as standing_of
from ek_data.auth.rules import Misconfigured, SignIn
from ek_data.auth.this_computer import LOOPBACK, Started, is_here
from ek_data.auth.upload_quota import Guard
from ek_data.errors import Fault
from ek_data.i18n import GERMAN, N_
from ek_data.store.data_sources import StoreSource
from ek_data.store.publisher import Store
from ek_data.store.reader import Releases
from ek_data.ui import cached
from ek_data.ui.streamlit_internals import sign_in_at_start

NO_STORE = N_(
    "The data shown here are not kept in a store, so nothing can be published. Start the dashboard with --store."
)
NO_GATE = N_(
    "This dashboard was not started with its own server, which checks what is sent to it. Therefore everybody may "
    "look, and nobody may upload, publish or restore. Please start it with “uv run dashboard”."
)
NO_LINK = N_(
    "You can look at everything here. Several people may use this computer. To change data, please open the link that "
    "the dashboard printed when it was started."
)
NOT_HERE = N_("You can look at everything here. Data are updated only at the computer on which the dashboard runs.")
OPEN = N_(
    "This dashboard can be reached from other computers, and no sign-in is set up. Therefore everybody may look, and "
    "nobody may upload, publish or restore."
)
OUTDATED = N_("Your sign-in is older than 12 hours. To change data, please sign in again.")
NOT_EDITOR = N_("You can look at everything here. Your account does not have the right to change data.")
SIGNED_OUT = N_("You can look at everything here. To change data, please sign in.")
NO_NAME = N_("Your account has no name under which something could be published.")
BROKEN = N_("The sign-in is not set up correctly. The operator finds the reason in the server's log.")


class Forbidden(Fault):
    """Somebody who may only read wants to write."""


def sign_in() -> SignIn:
    """Return how people sign in, as the secrets say now. Raises `Misconfigured`."""
    files = st.get_option("secrets.files")
    found = rules.sign_in(files)
    if not found.configured and sign_in_at_start(files):  # gone since the start: nobody gets more by that
        raise Misconfigured(BROKEN)
    return found


def standing() -> Standing:
    """Return what this visitor may do; nothing if the secrets cannot be understood."""
    try:
        found = sign_in()
    except Misconfigured:
        return Standing("stranger")
    if found.configured:
        who = standing_of(st.user.to_dict(), found.rules, dt.datetime.now(dt.UTC))
        return replace(who, access="viewer") if who.access == "editor" and not protected() else who
    return Standing("editor" if protected() and at_this_computer() and knows_the_link() else "viewer")


def protected() -> bool:
    """Whether our own server stands before the pages: `streamlit run` would take any file from anybody."""
    return Guard.stands


def may_look() -> bool:
    """Whether this visitor may see any data."""
    return standing().access != "stranger"


def may_upload() -> bool:
    """Whether this visitor may send files, be it to publish them or to use them for a presentation."""
    return standing().access == "editor"


def may_edit() -> bool:
    """Whether this visitor may publish."""
    return refusal() is None


def refusal() -> Forbidden | None:
    """Return why this visitor may not publish, or None."""
    if store() is None:
        return Forbidden(NO_STORE)
    who = standing()
    if who.access != "editor":
        return Forbidden(_reason(who))
    return Forbidden(NO_NAME) if who.signed_in and not who.name else None


def store() -> Releases | None:
    """Return the store whose releases are shown, to read from; None where the data are no releases."""
    return _store()


def require_editor() -> Store:
    """Return the store to publish into. Raises `Forbidden`; to be called by whatever writes, not only by its page."""
    place, fault = _store(), refusal()
    if place is None or fault:
        raise fault or Forbidden(NO_STORE)
    return place


def author() -> str | None:
    """Return the verified name under which this visitor publishes; None without sign-in, where it is typed."""
    who = standing()
    return who.name if who.signed_in else None


@cache
def announce() -> None:
    """Say once, on the console, what the operator should know before others come."""
    try:
        found = OPEN if is_open() else None
    except Misconfigured as fault:
        print(fault.sentence(GERMAN), file=sys.stderr)
        return
    if found:
        print(GERMAN(found), file=sys.stderr)


def is_open() -> bool:
    """Whether others reach the server although nobody has to sign in."""
    return not sign_in().configured and st.get_option("server.address") not in LOOPBACK


def mode() -> str:
    """Return, for the log, who may come in: whoever signs in, anybody to read, or who sits at this computer."""
    try:
        if sign_in().configured:
            return "sign-in"
    except Misconfigured:
        return "misconfigured"
    return "read-only" if is_open() else "this computer"


def at_this_computer() -> bool:
    """Whether the browser runs on the computer of the server, and nobody else reaches the port."""
    return (
        st.get_option("server.address") in LOOPBACK
        and st.context.ip_address is None
        and is_here(dict(st.context.headers.items()))
    )


def knows_the_link() -> bool:
    """Whether the browser has opened the link that the server told at its start, where there is one."""
    return Started.link is None or Started.link.is_known(st.context.cookies.to_dict())


def _store() -> Store | None:
    source = cached.source()
    return source.store if isinstance(source, StoreSource) else None


def _reason(who: Standing) -> str:
    if not protected():
        return NO_GATE
    try:
        found = sign_in()
    except Misconfigured:
        return BROKEN
    if not found.configured:
        return OPEN if is_open() else NOT_HERE if knows_the_link() else NO_LINK
    if who.outdated:
        return OUTDATED
    return NOT_EDITOR if who.signed_in else SIGNED_OUT
