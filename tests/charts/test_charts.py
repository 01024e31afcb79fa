"""What holds for every chart: words, language, escaping, empty data and many rows."""

from __future__ import annotations

import datetime as dt
import re
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd
import pytest

from ek_data import charts
from ek_data.charts import adoption, municipalities, progress_matrix, time
from ek_data.charts.picture import Picture, sources_of
from ek_data.charts.spec import Form
from ek_data.charts.style import MOST_ROWS, of, round_step
from ek_data.charts.time import events_ribbon
from ek_data.i18n import ENGLISH, GERMAN, catalogue
from tests.chart_frames import (
    DRAWN,
    LONG,
    MUNICIPALITIES,
    PROGRESS,
    STATED,
    picture,
    picture_of_nothing,
    spec,
    texts,
)

every_chart = pytest.mark.parametrize("chart", DRAWN)


def drawing_functions() -> set[str]:
    """Return what draws a tidy frame; `build` and `news_pictures` call it with a data set, `style` is shared by all."""
    modules = [
        import_module(f"{room.__name__}.{found.name}")
        for room in (charts, time)
        for found in iter_modules(room.__path__)
    ]
    return {
        name
        for module in modules
        for name, function in vars(module).items()
        if module.__name__.rsplit(".", 1)[1] not in ("build", "news_pictures", "style", "spec", "drawers", "time")
        and getattr(function, "__module__", "") == module.__name__
        and function.__annotations__.get("return") == "Picture"
        and not name.startswith("_")
    }


def test_every_chart_is_tried_here() -> None:
    apart = {"participation", "journey"}  # rows, which a page draws itself; a way, in the tests of the analysis
    assert set(DRAWN) == drawing_functions() - apart


def translated() -> dict[str, str]:
    """Return the English messages that read differently in German, without those made of values only."""
    forms: dict[str, str] = {}
    for message, german in catalogue("de").items():
        pairs = zip(message, german, strict=True) if isinstance(message, tuple) else [(message, german)]
        forms |= {english: said for english, said in pairs if english != said and len(english) > 3}
    return forms


@every_chart
def test_german_picture_has_no_english_words(chart: str) -> None:
    shown = picture(chart, GERMAN)
    said = {*texts(shown), shown.title, shown.finding, *shown.notes, *shown.table.columns}
    english = {re.split(r"\{\w+\}", message)[0].strip() for message in translated()}
    openings = tuple(opening for opening in english if len(opening) > 8)
    assert not [text for text in said if text.startswith(openings)]


# their rows stand in the order of the language
ORDERED_BY_WORDS = {"event_ribbon", "measure_timeline", "programme_timeline"}


@every_chart
def test_picture_has_words_for_everything(chart: str) -> None:
    shown = picture(chart, GERMAN)
    assert shown.title
    assert shown.finding.endswith(".")
    assert not shown.table.empty
    assert re.fullmatch(r"[a-z0-9-]+", shown.name)


@every_chart
def test_subtitle_says_what_is_counted_and_of_how_many_in_both_languages(chart: str) -> None:
    german, english = (picture(chart, lang).subtitle for lang in (GERMAN, ENGLISH))
    assert german != english
    assert re.search(r" · n = \d", german)
    assert re.search(r" · n = \d", english)


def test_numbers_of_subtitles_are_those_of_the_frames() -> None:
    said = {chart: picture(chart, GERMAN).subtitle.partition(" · n = ")[2] for chart in DRAWN}
    assert said == {
        "adoption_curve": "7 + 7, zu wenige für einen Trend",
        "adoption_matrix": "7 + 7",
        "first_implemented": "2 + 1, zu wenige für einen Trend",
        "funding": "2 Kommunen",
        "measures_per_municipality": "3 Kommunen, 12 Maßnahmen",
        "measures_by_status": "6 Maßnahmen",
        "progress_matrix": "3 Kommunen, 4 Maßnahmen",
        "completeness": "3 Kommunen, in 3 Fällen fehlt ein Bereich ganz",
        "conference_attendance": "4 Vereinekonferenzen",
        "figure_history": "3 Datenstände",
        "programme_timeline": "2 Veranstaltungen · dazu 1 ohne Datum · als Nächstes: Netzwerktreffen, 8. April 2026",
        "event_ribbon": "3 Veranstaltungen",
        "measure_timeline": "2 Maßnahmen",
        "reported_numbers": "3 Kommunen",
        "standing": "3 Kommunen",
        "distribution": "3 Kommunen",
    }


def test_names_of_files_are_distinct() -> None:
    assert len({picture(chart, GERMAN).name for chart in DRAWN}) == len(DRAWN)


@every_chart
def test_empty_data_give_a_sentence_and_no_figure(chart: str) -> None:
    shown = picture_of_nothing(chart, GERMAN)
    assert shown.spec is None
    assert shown.finding.endswith(".")
    assert shown.table.empty
    assert len(shown.table.columns)  # the headers stay, so that one sees what would be here


def test_percentages_begin_at_twenty_municipalities() -> None:
    assert of(3, 19, GERMAN) == "3 von 19"
    assert of(5, 20, GERMAN) == "5 von 20 (25\N{NO-BREAK SPACE}%)"
    assert of(460, 1150, GERMAN) == "460 von 1.150 (40\N{NO-BREAK SPACE}%)"


@pytest.mark.parametrize(("largest", "step"), [(1, 1), (7, 2), (14, 5), (100, 20), (2300, 500)])
def test_ticks_stand_at_round_numbers(largest: float, step: int) -> None:
    assert round_step(largest) == step


@pytest.mark.parametrize("chart", sorted(set(DRAWN) - ORDERED_BY_WORDS))
def test_german_and_english_draw_the_same_marks(chart: str) -> None:
    german, english = spec(chart, GERMAN), spec(chart, ENGLISH)
    assert [(mark.row, mark.x, mark.look) for mark in german.marks] == [
        (mark.row, mark.x, mark.look) for mark in english.marks
    ]


def many(n: int = 2300) -> pd.DataFrame:
    keys = [f"07{number:07d}000" for number in range(n)]
    names = [f"VG Beispiel {number:04d}" for number in range(n)]
    cohorts = [2024 + number % 2 for number in range(n)]
    return pd.DataFrame({"ars": keys, "name": names, "kind": "association", "cohort": cohorts})


def test_sources_are_distinct_and_the_most_frequent_come_first() -> None:
    rows = pd.DataFrame({"source_url": ["https://a.example", "https://b.example", "https://b.example", None]})
    assert sources_of(rows, pd.DataFrame({"n": [1]})) == ("https://b.example", "https://a.example")
    assert sources_of(pd.DataFrame({"n": [1]})) == ()


def test_first_and_second_sources_of_the_rows_count_alike() -> None:
    rows = pd.DataFrame(
        {
            "source_url": ["https://a.example", "https://b.example"],
            "further_source_url": [None, "https://c.example"],
        }
    )
    other = pd.DataFrame({"source_url": ["https://c.example"]})
    assert sources_of(rows, other) == ("https://c.example", "https://a.example", "https://b.example")


def test_picture_takes_the_sources_of_its_rows() -> None:
    shown = Picture("name", "Titel", "Satz.", None, pd.DataFrame())
    assert shown.sourced(pd.DataFrame({"source_url": ["https://a.example"]})).sources == ("https://a.example",)


@pytest.mark.full
def test_matrix_of_2300_municipalities_draws_a_page_of_one_cohort_and_says_so() -> None:
    everyone = many()
    reported = everyone[["ars", "name", "cohort"]].assign(
        category="newsletter", status="implemented", done=1, n=1, overdue=False, programme=True
    )
    shown = progress_matrix.progress_matrix(reported, everyone, STATED.head(0), GERMAN, rows=slice(40, 80))
    assert shown.spec is not None
    assert shown.spec.counted == MOST_ROWS
    assert "Gezeichnet sind die Zeilen 41 bis 80 von 1.150; die Tabelle enthält alle." in shown.notes
    assert len(shown.table) == 2300


def test_strip_of_2300_municipalities_draws_a_page_and_says_so() -> None:
    firsts = many().assign(month=pd.array([3] * 2300, dtype="Int64"), latest_only=False, date=pd.NaT, precision="day")
    shown = municipalities.first_implemented(firsts.assign(observed=10), GERMAN)
    assert shown.spec is not None
    assert shown.spec.counted == MOST_ROWS
    assert "Gezeichnet sind die Zeilen 1 bis 40 von 2.300; die Tabelle enthält alle." in shown.notes


def test_2300_municipalities_stand_together_by_their_number() -> None:
    numbers = many().assign(implemented=pd.array([1, 2] * 1150, dtype="Int64"), other=0, per_1000=0.1)
    shown = municipalities.measures_per_municipality(numbers, GERMAN).spec
    assert shown is not None
    crowds = [mark for mark in shown.marks if mark.counts]
    assert {mark.said[0] for mark in crowds} == {"1.150 Kommunen mit dieser Zahl"}
    assert shown.counted == 2300


def test_ribbon_of_many_events_puts_those_of_a_quarter_together_with_their_number() -> None:
    row = DRAWN["event_ribbon"][1][0].head(1)
    crowd = pd.concat([row] * 300, ignore_index=True)
    shown = events_ribbon.event_ribbon(crowd, dt.date(2024, 12, 1), dt.date(2024, 12, 1), GERMAN).spec
    assert shown is not None
    (mark,) = shown.marks
    assert mark.said == ("4. Quartal 2024", "300 Veranstaltungen", "durchgeführt")
    assert (mark.counts, mark.text) == (300, "300")


def test_cohorts_of_many_municipalities_are_bars_with_their_counts() -> None:
    matrix = pd.DataFrame({"category": "padlet", "cohort": range(2024, 2030), "municipalities": 3, "n": 1150})
    shown = adoption.adoption_matrix(matrix.assign(cohort_statement=False, reported="named"), GERMAN).spec
    assert shown is not None
    assert [words for _at, words in shown.across.ticks] == ["2024", "2025", "2026", "2027", "2028", "2029"]
    assert [mark.text for mark in shown.marks if mark.form == Form.WORDS] == ["3"] * 6
    assert shown.counted == 18


def test_municipality_without_measures_has_no_row_and_is_named_beside_the_matrix() -> None:
    rows = spec("progress_matrix").rows
    assert [row.name for row in rows if not row.look] == ["VG Asbach", "Staffel insgesamt", "LK Alzey-Worms"]
    assert [row.name for row in rows if row.look] == [
        "Staffel 2024: 1 von 2 mit Meldung",
        "Staffel 2025: 1 von 1 mit Meldung",
    ]
    newsletter = pd.DataFrame([(2025, "juleica", "planned")], columns=["cohort", "category", "status"])
    assert progress_matrix.lines(PROGRESS, MUNICIPALITIES, newsletter, GERMAN) == (
        ("Staffel 2024, nichts gemeldet", LONG),
        ("Staffel 2025, nur ohne Namen", "Juleica-Ausbildung (geplant)"),
    )
