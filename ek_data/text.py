"""Text from data, made safe for the place where it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=])")
QUOTED = re.compile(r"([\\`*_{}\[\]<>|~$:^=&])")
WEB = re.compile(r"https?:|www\.|@", re.IGNORECASE)
ADDRESS = re.compile(r"https?\\:(?=//)|www(?=\\\.)", re.IGNORECASE)  # escaped already
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA_SIGNS = "=+\\-@＝＋－＠"  # in a class of characters; East Asian spreadsheets take the wide ones for the same
FORMULA = rf"^'*[{FORMULA_SIGNS}\t\r]"  # with apostrophes, so that what looks guarded already is guarded once more
GERMAN_NUMBER = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+\.[0-9]+")
AT_LINE_END = re.compile(r"(?<=\d)(\.?) (?=\w)")
APART = ":small[]"  # an empty element, neither seen nor copied


@lru_cache(4096)
def markdown(value: str) -> str:
    """Return `value` so that Streamlit's Markdown shows it as it is: no links, images, maths, icons or HTML.

    A bare web address is made a link after all signs have been read, escaped ones too. It is looked for in each piece
    of text between elements, so one in its midst leaves it the text it was.
    """
    return ADDRESS.sub(rf"\g<0>{APART}", MARKDOWN.sub(r"\\\1", value))


def quoted_label(value: str) -> str:
    """Return `value` as `markdown` does, for quotation marks in the label of a field, which is also read aloud.

    What Markdown knows at the beginning of a line only is left as it is, because backslashes would be heard.
    """
    plain = QUOTED.sub(r"\\\1", value)
    return markdown(value) if WEB.search(value) else plain


def is_web_address(url: str) -> bool:
    """Return whether `url` may become a link: http or https, and nothing that ends it early."""
    return re.fullmatch(r"https?://[^\s<>]+", url) is not None


def link(url: str, label: str) -> str:
    """Return a Markdown link, or the plain label where `url` is no web address."""
    if not is_web_address(url):
        return markdown(label)
    safe = url.replace("(", "%28").replace(")", "%29").replace("\\", "%5C")
    return f"[{markdown(label)}](<{safe}>)"


def said_of_each(values: pd.Series, say: Callable[[Any], str]) -> pd.Series:
    """Return what `say` makes of each known value; what is unknown stays so.

    The result is text even where nothing is known: pandas would give it a type of its own, on which fillna fails.
    """
    said: pd.Series = values.map(say, na_action="ignore").astype("string")
    return said


def xml(text: str) -> str:
    """Return `text` for an element or attribute of XML, without the control characters that XML forbids."""
    return escape(allowed_in_xml(text))


def allowed_in_xml(text: str) -> str:
    """Return `text` without the control characters that XML forbids, for who escapes it by themselves."""
    return NOT_IN_XML.sub("", text)


def defuse(values: pd.Series) -> pd.Series:
    """Return texts with an apostrophe before what a spreadsheet would take for a formula; numbers are left alone."""
    risky = values.str.contains(FORMULA, regex=True).fillna(False)
    numbers = values.where(risky, "").map(is_number, na_action="ignore").fillna(False).astype(bool)
    return values.mask(risky & ~numbers, "'" + values)


def is_number(value: str) -> bool:
    """Whether a spreadsheet takes `value` for a number or percentage, so that it can do nothing."""
    digits = value.removesuffix("%").rstrip()
    return bool(GERMAN_NUMBER.fullmatch(digits) or PLAIN_NUMBER.fullmatch(digits))


def anchor(title: str) -> str:
    """Return the name of a heading in a link, as it is made where the documents are read: "daten-und-fakten"."""
    return re.sub(r"[^\w\s-]", "", title.casefold()).strip().replace(" ", "-")


def as_heading(words: str) -> str:
    """Return `words` with a capital letter at the beginning; nothing stays nothing."""
    return words[:1].upper() + words[1:]


def as_sentence(words: str) -> str:
    """Return `words` with a capital letter at the beginning and a full stop at the end; nothing stays nothing."""
    return as_heading(words) + ("" if not words or words.endswith((".", "!", "?")) else ".")


def unbroken(words: str) -> str:
    """Return `words` in which no line ends between a number and its word, a day and its month, or around "="."""
    return AT_LINE_END.sub("\\1\N{NO-BREAK SPACE}", words.replace(" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"))
