"""The privacy notice, made from how this dashboard is set up: nothing in it has to be kept up to date by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ek_data.i18n import N_, Language
from ek_data.programme.current import current
from ek_data.settings import Operator, Settings
from ek_data.slides import saved
from ek_data.store.drafts import KEPT

OWN_MUNICIPALITY = "ek-meine-kommune"  # under this name a browser keeps the municipality that its reader chose
KEPT_IN_BROWSER = N_(
    "If you choose your municipality on the page “Profile”, your browser keeps its regional key under the name {name} "
    "until you take the choice back there or delete the data of this website. It is sent to this server only, which "
    "marks the municipality and forgets it when you close the page."
)
Section = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Setup:
    """What the notice depends on.

    `provider` is the host of the sign-in, "" without one. `cookies` are the names of the one set for everybody, of the
    sign-in's, and of the one during the sign-in; `start` is that of the start link, "" without one.
    `kept` is for how many seconds a closed page is remembered, `log` whether a file is written.
    """

    settings: Settings
    operator: Operator
    provider: str
    cookies: tuple[str, str, str]
    kept: int
    log: bool
    start: str = ""


def notice(setup: Setup, tested: Mapping[str, Any], lang: Language) -> list[Section]:
    """Return headings with their paragraphs, as plain text. `tested` is the recorded result of the request test."""
    return [
        (lang("Who is responsible"), tuple(_responsible(setup.operator, lang))),
        (lang("What for, and on which basis"), tuple(_purpose(lang))),
        (lang("What is stored, where and how long"), tuple(_stored(setup, lang))),
        (lang("Cookies and storage in the browser"), tuple(_cookies(setup, lang))),
        (lang("Sign-in"), (_sign_in(setup, lang),)),
        (lang("Who gets the data"), tuple(_recipients(setup, tested, lang))),
        (lang("Your rights"), tuple(_rights(lang))),
    ]


def place(store: str) -> str:
    """Return the address of a store for everybody to read: without user, password and parameters; "" for a folder."""
    parts = urlsplit(store)
    if len(parts.scheme) < 2 or parts.scheme == "file":  # a folder, also C:\\data; its path is nobody's concern
        return ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def kept_at(settings: Settings, lang: Language) -> str:
    """Return where the releases lie, as part of a sentence."""
    address = place(settings.store)
    return lang("in the store {address}", address=address) if address else lang("in a folder on the server")


def _responsible(operator: Operator, lang: Language) -> Iterator[str]:
    said = [part for part in (operator.name, operator.address, operator.contact) if part]
    yield from said
    if not said:
        yield lang("The operator of this dashboard has not been named yet (settings EK_OPERATOR, EK_OPERATOR_ADDRESS "
                   "and EK_CONTACT). Until then this notice is not complete.")  # fmt: skip
    elif not operator.contact:
        yield lang("A contact is not stated yet (setting EK_CONTACT).")


def _purpose(lang: Language) -> Iterator[str]:
    yield lang("The dashboard shows public facts about municipalities, their measures and their events. The data hold "
               "numbers of participants, but no names of participants.")  # fmt: skip
    yield lang("Without a sign-in, whoever looks does not have to say who they are. The legal basis of the dashboard "
               "is stated by the office named above.")  # fmt: skip


def _stored(setup: Setup, lang: Language) -> Iterator[str]:
    if setup.settings.kind in ("demo", "data"):
        yield lang("Releases: this dashboard keeps none. It shows data that are not changed here.")
    else:
        yield lang("Releases: {where}, permanently. Each release stays, so that one can see what was changed when.",
                where=kept_at(setup.settings, lang))  # fmt: skip
        yield lang("The files from which releases were made: at the same place, just as long, and whole, also with "
                   "columns and sheets that were not taken over. Only those who may change the data can download "
                   "them, and whoever runs the server can remove one for good.")  # fmt: skip
        yield lang("Name and note of whoever publishes: with the release, just as long. Everybody who sees the page "
                   "“Releases” can read them.")  # fmt: skip
        yield lang("Drafts of changes: what was typed, the files that were dropped with what was decided about them, "
                   "and the name of whoever began them, in the same place, until they are published or thrown away, at "
                   "most {n} days after the last change. Only those who may change the data see them.",
                   n=KEPT.days)  # fmt: skip
    if saved.place(setup.settings):
        yield lang(
            "Saved presentations: name, choice and own words, in the folder of the store. Whoever may see the "
            "dashboard can open them until somebody deletes them; all of it then stays in the folder."
        )
    yield lang.plural(
        "What you choose and the files that you upload: in the memory of the server, until {n} second after you close "
        "the page.",
        "What you choose and the files that you upload: in the memory of the server, until {n} seconds after you close "
        "the page.",
        setup.kept,
    )
    yield lang("Your IP address: used to answer, and not stored by the dashboard.")
    written = N_("Log: a file on the server") if setup.log else N_("Log: the output of the server")
    yield lang("{log} says what happened, such as a publication or a fault, without names, addresses and contents. "
               "How long it is kept is decided by whoever runs the server.", log=lang(written))  # fmt: skip


def _cookies(setup: Setup, lang: Language) -> Iterator[str]:
    guard, signed_in, passing = setup.cookies
    yield lang("The cookie {name} protects uploads against other websites. It says nothing about you and ends with the "
               "browser's session.", name=guard)  # fmt: skip
    if setup.provider:
        yield lang("The cookie {name} holds your sign-in, at most 30 days or until you sign out; while you sign in, "
                   "{passing} holds what is needed for it.", name=signed_in, passing=passing)  # fmt: skip
    if setup.start and not setup.provider:
        yield lang("The cookie {name} tells the browser in which the start link was opened. It says nothing about you "
                   "and ends with the browser's session.", name=setup.start)  # fmt: skip
    yield lang("Your browser remembers settings such as light or dark. They are not sent to the server.")
    yield lang(KEPT_IN_BROWSER, name=OWN_MUNICIPALITY)


def _sign_in(setup: Setup, lang: Language) -> str:
    if not setup.provider:
        return lang("No sign-in is set up.")
    return lang("You sign in at {provider}. From there the dashboard learns your name, your e-mail address and, if "
                "they are set up, your groups. They decide what you may do.", provider=setup.provider)  # fmt: skip


def _recipients(setup: Setup, tested: Mapping[str, Any], lang: Language) -> Iterator[str]:
    address = "" if setup.settings.kind in ("demo", "data") else place(setup.settings.store)
    if address:
        yield lang("Whoever runs the store {address} keeps the releases, the files and the names of who published.",
                address=address)  # fmt: skip
    if setup.provider:
        yield lang("{provider} learns that you sign in here, because it checks it.", provider=setup.provider)
    if not (address or setup.provider):
        yield lang("Nobody else.")
    yield lang("No page loads anything from other servers, there is no counting of visitors, and nothing is decided "
               "automatically.")  # fmt: skip
    if tested:
        yield lang("Last test, with a folder as store and without a sign-in: {pages} pages in {languages} languages "
                   "were opened in a browser. Requests to other servers: {foreign}. Violations of the content security "
                   "policy: {violations}. Connections of the server to others: {outward}.", **tested)  # fmt: skip


def _rights(lang: Language) -> Iterator[str]:
    yield lang("You may ask for information, correction, deletion and restriction, and you may object (articles 15 to "
               "18 and 21 GDPR). Please turn to the office named above.")  # fmt: skip
    authority = lang.of(current().law.authority)
    said = lang("You may complain to a supervisory authority")
    yield f"{said}, {authority}." if authority else f"{said}."
