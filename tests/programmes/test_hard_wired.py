"""No word of this programme stands in the code: what ``programm.toml`` says is nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ek_data.programme.current import current
from ek_data.programme.model import LISTS
from ek_data.programme.roles import Role

ROOT = Path(__file__).parent.parent.parent
SHIPPED = current()
INVENTED = "demo"  # the room of the invented data, which are of the shipped programme
OF_THE_ROLES = {  # words in which sentences speak of what plays a role, whatever the programme calls it
    *("umgesetzt", "implemented", "beendet", "ended", "geplant", "planned", "in Vorbereitung", "in preparation"),
    *("Auftakttreffen", "Netzwerktreffen", "Network meetings", "Arbeitstreffen", "Working meetings"),
    *("Fortbildung", "Fortbildungen", "Trainings", "Training", "Online-Fortbildungen", "Participating municipalities"),
    *("Zuwendung je Kommune und Jahr", "Funding per municipality and year", "Kommunen der Staffel"),
}
OF_GERMANY = {"Landkreis", "Landkreise", "district", "districts", "Kreis", "Verbandsgemeinde"}  # in all its keys
OF_THE_LANGUAGE = {"Other"}
IN_EXAMPLES = {"2024", "07"}  # of dates, links and keys
IN_LINKS = {"plaque"}  # a view of the map
OF_THE_DASHBOARD = {"closing", "other", "implemented", "award"}  # a slide, another row, a view of the map, a term
WORDS = OF_THE_ROLES | OF_GERMANY | OF_THE_LANGUAGE | IN_EXAMPLES | IN_LINKS
TERM = re.compile(r"{\w+}")
CODES = OF_THE_DASHBOARD | {str(role) for role in Role}


def said() -> set[str]:
    """Return every name, word, year and place that the file says."""
    called, law = SHIPPED.programme, SHIPPED.law
    words = [called.name, called.title, called.of_title, called.region, called.award, called.host, called.held_by]
    words += [
        called.meaning,
        called.measure_meaning,
        law.accessibility,
        law.enforcement,
        law.authority,
        *SHIPPED.licences,
    ]
    words += [each for each in (called.office, called.office_meaning) if each]
    lines = [line for name in LISTS for line in getattr(SHIPPED, name)]
    words += [each for line in lines for each in (line.words, line.plural) if each]
    names = {text for each in words for text in each} | {spelling for line in lines for spelling in line.spellings}
    names |= {called.region_short, called.example, *law.body, *SHIPPED.places.shortened, *SHIPPED.places.lands}
    names |= {str(SHIPPED.cohorts.first), str(SHIPPED.cohorts.last)}
    return {name for name in names if len(name) > 1} - WORDS


def codes() -> set[str]:
    return {line.code for name in LISTS for line in getattr(SHIPPED, name)} - CODES


def texts() -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every string and number of the code, and every line of the catalogues."""
    for file in [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "ek_data").rglob("*.py")]:
        place = file.relative_to(ROOT)
        if place.parts[1:2] != (INVENTED,):
            yield from ((f"{place}:{line}", text) for line, text in _constants(ast.parse(file.read_text("utf-8"))))
    for file in (ROOT / "ek_data" / "locale").rglob("*.po"):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            yield f"{file.relative_to(ROOT)}:{number}", line


def _constants(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings and whole numbers of a module, without what documents it."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documents and type(node.value) in (str, int):
            yield node.lineno, str(node.value)


def test_no_word_of_the_programme_stands_in_the_code() -> None:
    words = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, said()), key=len, reverse=True))})(?!\w)")
    assert [(place, found[0]) for place, text in texts() for found in words.finditer(text)] == []


def test_no_code_of_the_programme_stands_in_the_code() -> None:
    forbidden = codes()
    assert [(place, text) for place, text in texts() if text in forbidden] == []


def test_no_sentence_speaks_of_conferences_or_of_what_the_programme_is_about_in_words_of_its_own() -> None:
    assert [(place, text) for place, text in texts() if "konferenz" in text.lower()] == []
    said = [(place, TERM.sub("", text).lower()) for place, text in texts() if " " in text]
    assert [(place, text) for place, text in said if "conference" in text or "ehrenamt" in text] == []


def test_words_of_a_programme_would_be_found() -> None:
    assert {"Engagierte Kommunen", "Padlet", "Rheinland-Pfalz", "Vereinekonferenz", "2050", "Plakette"} <= said()
    assert {"padlet", "vereinekonferenz", "volunteers_state"} <= codes()
    assert list(_constants(ast.parse('"""Padlet."""\nx = "Padlet", 2050'))) == [(2, "Padlet"), (2, "2050")]
