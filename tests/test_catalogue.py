"""Every message is translated, none is left over, and plurals and placeholders fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from ek_data.i18n import CATALOGUES, ENGLISH, GERMAN, catalogue
from ek_data.programme.current import current
from ek_data.tables import TABLES

ROOT = Path(__file__).parent.parent
KEYWORDS = {"lang": 1, "N_": 1, "plural": 2}  # with the number of their texts
OTHER_WORDS = re.compile(
    r"Termine? (?:ist )?(?:vorbei|verstrichen)|ist der Termin|ohne Termin|Tage nicht genannt|Datum nicht bekannt"
    r"|(?<!innen und )\bEinwohner\b"
)  # instead of: überfällig, ohne Datum, Menschen or Einwohnerinnen und Einwohner
TERMS = set(map("{{{}}}".format, current().terms))  # which a language may do without
PLACEHOLDER = re.compile(r"{\w+}")


def sources() -> list[Path]:
    scripts = [ROOT / "dashboard.py", ROOT / "scripts" / "build_boundaries.py"]
    return [*scripts, *(ROOT / "pages").rglob("*.py"), *(ROOT / "ek_data").rglob("*.py")]


def extracted() -> Iterator[tuple[str, Any]]:
    """Yield file and message id of every call of `lang`, `N_` and `plural` with a literal."""
    for file in sources():
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and called(call) in KEYWORDS:
                texts = [each.value for each in call.args[: KEYWORDS[called(call)]] if isinstance(each, ast.Constant)]
                if texts:
                    yield file.name, texts[0] if len(texts) == 1 else tuple(texts)


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def used() -> set[Any]:
    return {message for _file, message in extracted()}


def entries() -> list[tuple[str, Any, Any]]:
    found = []
    for file in sorted((CATALOGUES / "de" / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as lines:
            found += [(file.name, entry.id, entry.string) for entry in read_po(lines, locale="de") if entry.id]
    return found


def placeholders(text: Any) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text)
    return {each for form in forms for each in PLACEHOLDER.findall(form)}


def test_what_is_overdue_undated_or_a_number_of_people_has_one_neutral_word() -> None:
    said = [form for _file, _id, text in entries() for form in ([text] if isinstance(text, str) else text)]
    said += [column.label.de for table in TABLES for column in table.columns]
    assert [text for text in said if OTHER_WORDS.search(text)] == []


def test_messages_are_found_in_the_code() -> None:
    assert len(used()) > 50


def test_every_message_is_translated() -> None:
    translated = set(catalogue("de"))
    assert sorted(str(each) for each in extracted() if each[1] not in translated) == []


@pytest.mark.full
def test_no_translation_is_left_over() -> None:
    assert sorted(str(each) for each in set(catalogue("de")) - used()) == []


def test_no_message_is_translated_twice() -> None:
    ids = [message for _file, message, _text in entries()]
    assert sorted(str(each) for each in set(ids) if ids.count(each) > 1) == []


def test_every_translation_has_text() -> None:
    forms = [(message, [text] if isinstance(text, str) else list(text)) for _file, message, text in entries()]
    assert [message for message, texts in forms if not texts or not all(texts)] == []


def test_every_translation_has_the_same_placeholders() -> None:
    both = [(message, placeholders(message), placeholders(text)) for _file, message, text in entries()]
    assert [message for message, asked, given in both if (asked ^ given) - {"{n}", *TERMS}] == []


def test_unknown_message_is_shown_as_it_is() -> None:
    assert GERMAN("never translated {n}", n=1) == "never translated 1"


@pytest.mark.parametrize(
    ("n", "german", "english"), [(0, "0", "0"), (1, "1", "1"), (2, "2", "2"), (1234, "1.234", "1,234")]
)
def test_plural_form_follows_the_number(n: int, german: str, english: str) -> None:
    message = ("{n} municipality", "{n} municipalities")
    assert GERMAN.plural(*message, n).startswith(german)
    assert ENGLISH.plural(*message, n) == f"{english} {'municipality' if n == 1 else 'municipalities'}"


def test_no_value_of_a_message_is_called_like_a_term_of_the_programme() -> None:
    taken = set(current().terms)
    nodes = [node for file in sources() for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and called(node) in KEYWORDS]
    assert [word.arg for call in calls for word in call.keywords if word.arg in taken] == []
