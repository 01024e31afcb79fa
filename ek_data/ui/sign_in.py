"""Sign-in as people see it: the page before it, the page for strangers, and who they are, below the menu."""

from __future__ import annotations

import streamlit as st

from ek_data import log
from ek_data.auth.identity import Standing
from ek_data.auth.rules import Misconfigured
from ek_data.cache import Kept
from ek_data.i18n import N_, Language
from ek_data.text import markdown
from ek_data.ui import access

ROLES = {"editor": N_("may look and change data"), "viewer": N_("may look"), "stranger": N_("not admitted")}

OUTDATED = N_("may look; sign in again to change data")

NOTED = Kept(1000)
"""The sign-ins that stand in the log, each once."""


def admits(lang: Language) -> bool:
    """Return whether this visitor may see data. If not, say why and what to do; nothing else may be drawn then."""
    try:
        access.sign_in()
    except Misconfigured as fault:
        log.state("secrets", fault)
        _broken(lang)
        return False
    log.state("secrets")
    who = access.standing()
    if who.access == "stranger":
        (_stranger if who.signed_in else _welcome)(who, lang)
    return who.access != "stranger"


def panel(lang: Language) -> None:
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
        noted = str(claims.get("sub")), str(claims.get("iat")), who.access
        NOTED.result(noted, lambda: log.event("sign_in", access=who.access))  # without saying who
        st.markdown(_signed_in_as(who, lang))
        if who.access != "stranger":  # whose page has the button
            _button_out(lang, key="sign-out")
    elif who.access != "stranger":
        _button_in(lang, key="sign-in")


def lock(lang: Language) -> None:
    """Say why this visitor may not change anything, and offer to sign in where that would help."""
    refusal = access.refusal()
    if refusal is None:
        return
    st.info(markdown(refusal.sentence(lang)), icon=":material/lock:")
    if refusal.message in (access.OUTDATED, access.SIGNED_OUT):
        _button_in(lang, key="sign-in-again")


def name_field(lang: Language) -> str:
    """Ask for the name under which something is published; after a sign-in it is fixed, and only shown."""
    verified = access.author()
    if verified is not None:
        st.markdown(lang("It is published under the name of your sign-in: {name}", name=f"**{markdown(verified)}**"))
        return verified
    return st.text_input(lang("Your name"), key="author", persist_state="session", max_chars=100)


def known_name() -> str:
    """Return the name under which something would be published, as far as it is known yet."""
    return access.author() or st.session_state.get("author", "").strip()


def _welcome(_who: Standing, lang: Language) -> None:
    st.title(lang("Sign in"), anchor=False)
    st.markdown(lang("Only people who have been admitted can see this dashboard. Please sign in."))
    _button_in(lang, key="sign-in-first", first=True)


def _stranger(who: Standing, lang: Language) -> None:
    st.title(lang("Not admitted"), anchor=False)
    st.markdown(lang("You are signed in, but not yet admitted to this dashboard."))
    address = st.user.to_dict().get("email")
    if isinstance(address, str) and address:
        said = lang("Please ask the people who run the dashboard to admit this e-mail address: {address}")
        st.markdown(said.format(address=f"**{markdown(address)}**"))
    else:
        st.markdown(
            lang(
                "Please ask the people who run the dashboard. Your account does not tell it an e-mail address, so "
                "that has to be set up in the sign-in service first."
            )
        )
    st.markdown(lang("After that, sign out and in again. If you have another account, you can use that one."))
    _button_out(lang, key="sign-out-stranger")


def _broken(lang: Language) -> None:
    st.title(lang("Sign in"), anchor=False)
    st.error(lang(access.BROKEN), icon=":material/error:")


def _signed_in_as(who: Standing, lang: Language) -> str:
    allowed = lang(OUTDATED if who.outdated else ROLES[who.access])
    return markdown(lang("Signed in: {name} ({allowed})", name=who.name or lang("without a name"), allowed=allowed))


def _button_in(lang: Language, *, key: str, first: bool = False) -> None:
    st.button(
        lang("Sign in"),
        on_click=st.login,
        key=key,
        icon=":material/login:",
        type="primary" if first else "secondary",
    )


def _button_out(lang: Language, *, key: str) -> None:
    st.button(lang("Sign out"), on_click=st.logout, key=key, icon=":material/logout:")
