"""Contact data in free text: telephone numbers, e-mail addresses and names of people, which everybody could read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.i18n import N_
from ek_data.tables.types import Table, Type
from ek_data.validation.doubts.doubt import Doubt

EMAIL = N_("The text holds an e-mail address ({found}). Everybody can read it: please take it out.")
PHONE = N_("The text holds what looks like a telephone number ({found}). Everybody can read it: please take it out.")
PERSON = N_("The text seems to name a person ({found}). Everybody can read it: please write the office instead.")

_NAME = r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_TITLED = r"(?:(?:Dr|Prof|Dipl)\.?(?:-[A-Z][a-z]+\.?)? )*(?:[A-ZÄÖÜ]\. )*(?:(?:von|van|zu|de)(?: de[rmn])? )?"
_GIVEN = rf"(?:[A-ZÄÖÜ]\.|{_NAME})"
_ROLES = (
    r"Ansprech(?:partner(?:in)?|person)|Kontakt(?:person)?|Rückfragen|Bürgermeister(?:in)?|Landr(?:at|ätin)"
    r"|Beigeordnete[rn]?|Beauftragte[rn]?|Vorsitzende[rn]?|Leit(?:er(?:in)?|ung)"
)
_NO_PLACE = (
    rf"(?!(?:[ -]{_NAME}){{0,3}}[ -](?:Pl(?:atz|\.)|Str(?:aße|asse|\.)|Weg|Allee|Ring|Gasse|Ufer|Brücke|Park|Halle|Saal"
    r"|Haus|Schule|Gymnasium|Stiftung|Preis|Medaille|Pokal)\b)"
)
KINDS = (
    (EMAIL, re.compile(r"[\w.+-]+(?:@| ?(?:\(at\)|\[at\])) ?[\w-]+(?:\.[\w-]+)+")),
    (
        PHONE,
        re.compile(
            r"(?<![\w.,/+-])(?:(?:\+49|0049)[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9]\d{1,4}\)?[ /-]+\d{2,}(?:[ /-]+\d+)*"
            r"|(?<![\w.,/+-])(?:01[5-7]\d{8,9}|\+49[1-9]\d{7,11})(?!\d)"
            r"|(?<![\w-])(?:[Tt]el(?:efon)?|[Hh]andy|[Mm]obil(?:nummer|telefon)?|[Ff]on|[Ff]ax)\b[.:]*(?: ?[Nn]r\.?)?"
            r" ?[+(]*\d[\d /()-]{4,}"
        ),
    ),
    (
        PERSON,
        re.compile(
            rf"\b(?:Herrn?|Frau|Hr\.|Dr\.) {_TITLED}{_NAME}\b{_NO_PLACE}"
            rf"|\b(?:{_ROLES})(?: ist| an)?:? (?:ist )?{_TITLED}{_GIVEN} {_NAME}\b{_NO_PLACE}"
        ),
    ),
)
SHORTEST = 7  # digits of a telephone number with its area code
FILE_NUMBER = re.compile(r"\d+[/-](?:19|20)\d\d")
YEARS = re.compile(r"\D*(?:(?:19|20)\d\d(?:/\d\d)?(?:\D+|$)){2,}")
OFFICES = re.compile(
    r"verwaltung|büro|stelle|\bamt|amt\b|referat|team|verein|verband|gemeinde|stadt|kreis|haus|netzwerk|agentur|abteilung"
    r"|kanzlei|minister|wehr\b|dienst|hilfe|pflege|werk\b|kreuz\b|rat\b|bund\b|ausschuss|vorstand|sachgebiet|fachbereich"
    r"|zentrum|treff|club\b|klub\b|forum|stiftung|initiative|gruppe|projekt|programm|workshop|werkstatt|kammer|kasse\b"
    r"|schule|akademie|universität|institut|museum|bibliothek|bücherei|kirche\b|pfarr|kita\b|garten\b|gesellschaft|partei"
    r"|(?:ung|heit|keit|schaft|tion|ment|arbeit|recht|schutz|politik)(?:en|s|es)?\b|schaftlich|freiwillig|ehrenamt"
    r"|jugend|senior|frauen|familie|kultur|touris|sport|presse|medien|digital|sozial|öffentlich|deutsche|rheinland"
    r"|caritas|diakonie|malteser|johanniter|freie\b|örtlich|region",
    re.IGNORECASE,
)
FIGURES = ("Frau Holle", "Frau Luna")  # of fairy tales and operettas, which clubs perform
_MAY = (
    r"@|\(at\)|\[at\]|[0+][0-9() /-]*[1-9]|[Tt]el|[Hh]andy|[Mm]obil|[Ff]on|[Ff]ax"
    r"|(Herrn?|Frau|[DH]r\.) ([A-ZÄÖÜ]|v[oa]n |zu |de )"
    r"|(Ansprech|Kontakt|Rückfragen|meister|Landr|eordnete|eauftragte|orsitzende|Leit)[a-zä]*( ist| an)?:?"
    r" (ist )?([A-ZÄÖÜ]|v[oa]n |zu |de )"
)


def doubts(rows: pd.DataFrame, table: Table, before: pd.DataFrame) -> Iterator[Doubt]:
    """Yield for each column of free text the rows that hold contact data, unless the data `before` have the text."""
    for column in table.columns:
        if column.type is Type.TEXT:
            yield from _within(rows[column.name], set(before[column.name].dropna()))


def _within(texts: pd.Series, before: set[str]) -> Iterator[Doubt]:
    distinct = pa.array(texts, pa.large_string()).unique().drop_null()
    candidates = distinct.filter(pc.match_substring_regex(distinct, _MAY)).to_pylist()
    found = {text: contact for text in candidates if text not in before and (contact := _contact(text))}
    for message in dict.fromkeys(kind for kind, _ in found.values()):
        said = texts.map({text: words for text, (kind, words) in found.items() if kind == message}).astype("string")
        yield Doubt(str(texts.name), message, said.notna().to_numpy(dtype=bool), {"found": said})


def is_contact(text: str) -> bool:
    """Whether a text holds a telephone number, an e-mail address or the name of a person."""
    return _contact(text) is not None


def _contact(text: str) -> tuple[str, str] | None:
    """Return the first contact that a text holds, with the sentence about its kind."""
    for message, pattern in KINDS:
        for match in pattern.finditer(text):
            if _is_one(message, match[0]):
                return message, match[0].strip()
    return None


def _is_one(message: str, found: str) -> bool:
    """Whether what was found is a person and no office, and a telephone number and no file number."""
    if message == PERSON:
        return found not in FIGURES and not OFFICES.search(found.partition(" ")[2])
    if message == EMAIL:
        return True
    is_number = len(re.sub(r"\D", "", found)) >= SHORTEST
    return is_number and not FILE_NUMBER.fullmatch(found) and not YEARS.fullmatch(found)
