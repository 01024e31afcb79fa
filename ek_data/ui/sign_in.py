"""What people see of the sign-in: the page before it, the page for strangers, and who they are, below the menu."""

from __future__ import annotations

import streamlit as st

from ek_data import log
from ek_data.auth.roles import Standing
from ek_data.auth.rules import Misconfigured
from ek_data.cache import Kept
from ek_data.i18n import N_, Language
from ek_data.text import markdown
from ek_data.ui import access

ROLES = {"editor": N_("may look and change data"), "viewer": N_("may look"), "stranger": N_("not admitted")}

OUTDATED = N_("may look; sign in again to change data")

NOTED = Kept(1000)
"""The sign-ins that stand in the log, each once."""


def admits(_: Language) -> bool:
    """Return whether this visitor may see data. If not, say why and what to do; nothing else may be drawn then."""
    try:
        access.sign_in()
    except Misconfigured as fault:
        log.state("secrets", fault)
        _broken(_)
        return False
    log.state("secrets")
    who = access.standing()
    if who.role == "stranger":
        (_stranger if who.signed_in else _welcome)(who, _)
    return who.role != "stranger"


def panel(_: Language) -> None:
    """Say below the menu who is signed in and what that allows, and offer to sign in or out."""
    try:
        configured = access.sign_in().configured
    except Misconfigured:
        return
    if not configured:
        return
    who = access.standing()
    if who.signed_in:
        claims = st.user.to_dict()
        noted = str(claims.get("sub")), str(claims.get("iat")), who.role
        NOTED.result(noted, lambda: log.event("sign_in", role=who.role))  # without saying who
        st.markdown(_signed_in_as(who, _))
        if who.role != "stranger":  # whose page has the button
            _button_out(_, key="sign-out")
    elif who.role != "stranger":
        _button_in(_, key="sign-in")


def lock(_: Language) -> None:
    """Say why this visitor may not change anything, and offer to sign in where that would help."""
    refusal = access.refusal()
    if refusal is None:
        return
    st.info(markdown(refusal.sentence(_)), icon=":material/lock:")
    if refusal.message in (access.OUTDATED, access.SIGNED_OUT):
        _button_in(_, key="sign-in-again")


def name_field(_: Language) -> str:
    """Ask for the name under which something is published; after a sign-in it is fixed, and only shown."""
    verified = access.author()
    if verified is not None:
        st.markdown(_(N_("It is published under the name of your sign-in: {name}"), name=f"**{markdown(verified)}**"))
        return verified
    return st.text_input(_(N_("Your name")), key="author", persist_state="session", max_chars=100)


def _welcome(_who: Standing, _: Language) -> None:
    st.title(_(N_("Sign in")), anchor=False)
    st.markdown(_(N_("Only people who have been admitted can see this dashboard. Please sign in.")))
    _button_in(_, key="sign-in-first", first=True)


def _stranger(who: Standing, _: Language) -> None:
    st.title(_(N_("Not admitted")), anchor=False)
    st.markdown(_(N_("You are signed in, but not yet admitted to this dashboard.")))
    address = st.user.to_dict().get("email")
    if isinstance(address, str) and address:
        said = _(N_("Please ask the people who run the dashboard to admit this e-mail address: {address}"))
        st.markdown(said.format(address=f"**{markdown(address)}**"))
    else:
        st.markdown(
            _(
                N_(
                    "Please ask the people who run the dashboard. Your account does not tell it an e-mail address, so "
                    "that has to be set up in the sign-in service first."
                )
            )
        )
    st.markdown(_(N_("After that, sign out and in again. If you have another account, you can use that one.")))
    _button_out(_, key="sign-out-stranger")


def _broken(_: Language) -> None:
    st.title(_(N_("Sign in")), anchor=False)
    st.error(_(access.BROKEN), icon=":material/error:")


def _signed_in_as(who: Standing, _: Language) -> str:
    allowed = _(OUTDATED if who.outdated else ROLES[who.role])
    return markdown(_(N_("Signed in: {name} ({allowed})"), name=who.name or _(N_("without a name")), allowed=allowed))


def _button_in(_: Language, *, key: str, first: bool = False) -> None:
    st.button(
        _(N_("Sign in")),
        on_click=st.login,
        key=key,
        icon=":material/login:",
        type="primary" if first else "secondary",
    )


def _button_out(_: Language, *, key: str) -> None:
    st.button(_(N_("Sign out")), on_click=st.logout, key=key, icon=":material/logout:")
