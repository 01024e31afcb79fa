"""What holds for every chart: words, language, escaping, empty data and many rows."""

from __future__ import annotations

import html
import re
from importlib import import_module
from pkgutil import iter_modules

import pandas as pd
import pytest

from ek_data import charts
from ek_data.charts import adoption, measures, municipalities, timelines
from ek_data.charts.picture import Picture, sources_of
from ek_data.charts.style import MOST_ROWS, chart_text, hover, of, round_step, wrapped
from ek_data.i18n import ENGLISH, GERMAN, catalogue
from tests.chart_frames import (
    CURVE,
    DRAWN,
    LONG,
    MUNICIPALITIES,
    PROGRESS,
    picture,
    picture_of_nothing,
    picture_of_one_row,
    texts,
)

every_chart = pytest.mark.parametrize("chart", DRAWN)


def drawing_functions() -> set[str]:
    """Return what draws a tidy frame: `build` and `build_news` call it with a data set, `style` is what all share."""
    modules = [import_module(f"{charts.__name__}.{found.name}") for found in iter_modules(charts.__path__)]
    return {
        name
        for module in modules
        for name, function in vars(module).items()
        if module.__name__.rsplit(".", 1)[1] not in ("build", "build_news", "style")
        and getattr(function, "__module__", "") == module.__name__
        and function.__annotations__.get("return") == "Picture"
        and not name.startswith("_")
    }


def test_every_chart_is_tried_here() -> None:
    assert set(DRAWN) == drawing_functions()


@every_chart
def test_only_traces_that_stay_on_this_machine_are_drawn(chart: str) -> None:
    assert {trace.type for trace in picture(chart, GERMAN).figure.data} <= {"scatter", "bar"}


def plain(text: str) -> str:
    return html.unescape(re.sub(r"<br>", " ", text)).replace("\N{NO-BREAK SPACE}", " ").strip()


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
    said = {plain(text) for text in [*texts(shown), shown.title, shown.finding, *shown.notes, *shown.table.columns]}
    english = {re.split(r"\{\w+\}", message)[0].strip() for message in translated()}
    openings = tuple(opening for opening in english if len(opening) > 8)
    assert not [text for text in said if text.startswith(openings)]


@every_chart
def test_every_trace_is_worded_or_silent(chart: str) -> None:
    for trace in picture(chart, GERMAN).figure.data:
        assert trace.hoverinfo in {"text", "skip"}
        assert trace.hovertemplate is None
        assert trace.showlegend is False or trace.name


ORDERED_BY_WORDS = {"event_calendar", "measure_timeline"}  # their rows stand in the order of the language


@pytest.mark.parametrize("chart", sorted(set(DRAWN) - ORDERED_BY_WORDS))
def test_german_and_english_draw_the_same_numbers(chart: str) -> None:
    german, english = picture(chart, GERMAN).figure, picture(chart, ENGLISH).figure
    assert [trace.x for trace in german.data] == [trace.x for trace in english.data]


@every_chart
def test_picture_has_words_for_everything(chart: str) -> None:
    shown = picture(chart, GERMAN)
    assert shown.title
    assert shown.finding.endswith(".")
    assert not shown.table.empty
    assert re.fullmatch(r"[a-z0-9-]+", shown.name)


def test_names_of_files_are_distinct() -> None:
    assert len({picture(chart, GERMAN).name for chart in DRAWN}) == len(DRAWN)


@every_chart
def test_empty_data_give_a_sentence_and_no_figure(chart: str) -> None:
    shown = picture_of_nothing(chart, GERMAN)
    assert shown.figure is None
    assert shown.finding.endswith(".")
    assert shown.table.empty
    assert len(shown.table.columns)  # the headers stay, so that one sees what would be here


@every_chart
def test_one_row_is_enough(chart: str) -> None:
    assert picture_of_one_row(chart, GERMAN).figure.layout.height > 80


@every_chart
def test_background_is_left_to_the_theme(chart: str) -> None:
    layout = picture(chart, GERMAN).figure.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0, 0, 0, 0)"
    assert layout.font.color is None
    assert layout.font.family is None


def test_separators_follow_the_language() -> None:
    assert picture("adoption_curve", GERMAN).figure.layout.separators == ",."
    assert picture("adoption_curve", ENGLISH).figure.layout.separators == ".,"


EVIL = "<script>alert(1)</script> & <a href='https://example.org'>Klick</a> <b>fett</b>"


@every_chart
def test_tags_in_data_are_shown_and_not_read(chart: str) -> None:
    function, arguments = DRAWN[chart]
    planted = [
        rows.assign(**{column: EVIL for column in ("name", "title") if column in rows})
        if isinstance(rows, pd.DataFrame)
        else EVIL
        for rows in arguments
    ]
    for text in texts(function(*planted, GERMAN)):
        assert not re.search(r"<(?!br>)", text), text


def test_text_is_escaped_once() -> None:
    assert chart_text("A & B <br>") == "A &amp; B &lt;br&gt;"


def test_long_names_are_wrapped_and_cut_after_three_lines_of_a_row() -> None:
    labels = picture("first_implemented", GERMAN).figure.layout.yaxis.ticktext
    (label,) = [text for text in labels if text.startswith("Verbandsgemeinde")]
    assert label == "Verbandsgemeinde<br>Altenkirchen-<br>Flammersfeld im …"
    touched = [plain(text).replace("- ", "-") for text in texts(picture("first_implemented", GERMAN))]
    assert any(LONG in text for text in touched)


def test_hyphenated_names_break_at_the_hyphen() -> None:
    assert wrapped("VG Altenkirchen-Flammersfeld") == "VG Altenkirchen-<br>Flammersfeld"
    assert wrapped("Team aus Kreisvolkshochschule, Leitstelle") == "Team aus<br>Kreisvolkshochschule,<br>Leitstelle"
    assert max(map(len, wrapped("x" * 90).split("<br>"))) == 28


def test_what_is_not_known_leaves_no_empty_line() -> None:
    assert hover("VG Asbach", None, "", "5") == "VG Asbach<br>5"


def test_percentages_begin_at_twenty_municipalities() -> None:
    assert of(3, 19, GERMAN) == "3 von 19"
    assert of(5, 20, GERMAN) == "5 von 20 (25\N{NO-BREAK SPACE}%)"
    assert of(460, 1150, GERMAN) == "460 von 1.150 (40\N{NO-BREAK SPACE}%)"


@pytest.mark.parametrize(("largest", "step"), [(1, 1), (7, 2), (14, 5), (100, 20), (2300, 500)])
def test_ticks_stand_at_round_numbers(largest: float, step: int) -> None:
    assert round_step(largest) == step


def many(n: int = 2300) -> pd.DataFrame:
    keys = [f"07{number:07d}000" for number in range(n)]
    names = [f"VG Beispiel {number:04d}" for number in range(n)]
    cohorts = [2024 + number % 2 for number in range(n)]
    return pd.DataFrame({"ars": keys, "name": names, "kind": "association", "cohort": cohorts})


def test_matrix_of_2300_municipalities_draws_a_page_and_says_so() -> None:
    everyone = many()
    progress = everyone[["ars", "name", "cohort"]].assign(category="newsletter", status="implemented", n=1)
    shown = measures.progress_matrix(progress, everyone, GERMAN, rows=slice(40, 80))
    assert (
        sum(len(trace.x) for trace in shown.figure.data if trace.xaxis is None and trace.x[0] is not None) == MOST_ROWS
    )
    assert "Gezeichnet sind die Zeilen 41 bis 80 von 2.300; die Tabelle enthält alle." in shown.notes
    assert len(shown.table) == 2300


def test_dot_plot_of_2300_municipalities_draws_a_page() -> None:
    firsts = many().assign(month=pd.array([3] * 2300, dtype="Int64"), latest_only=False, date=pd.NaT, precision="day")
    assert municipalities.first_implemented(firsts, GERMAN).figure.layout.height < 2000


def test_strip_of_2300_municipalities_stands_together_by_number() -> None:
    numbers = many().assign(implemented=pd.array([1, 2] * 1150, dtype="Int64"), other=0, per_1000=0.1)
    figure = municipalities.measures_per_municipality(numbers, GERMAN).figure
    assert "1.150 Kommunen mit dieser Zahl" in plain(figure.data[0].hovertext[0])
    assert sum(len(trace.x) for trace in figure.data) < 10


def test_calendar_of_many_events_puts_a_quarter_together() -> None:
    row = DRAWN["event_calendar"][1][0].head(1)
    figure = timelines.event_calendar(pd.concat([row] * 300, ignore_index=True), GERMAN).figure
    assert [text for trace in figure.data for text in trace.hovertext or ()] == [
        "Vereinekonferenz<br>4. Quartal 2024<br>300 durchgeführt"
    ]


def test_many_cohorts_leave_the_counts_to_the_table() -> None:
    matrix = pd.DataFrame(
        {
            "category": "padlet",
            "cohort": range(2024, 2030),
            "municipalities": 3,
            "n": 1150,
            "cohort_statement": False,
            "reported": "named",
        }
    )
    shown = adoption.adoption_matrix(matrix, GERMAN)
    assert shown.figure.layout.xaxis.ticktext == ("2024", "2025", "2026", "2027", "2028", "2029")
    assert not [text for trace in shown.figure.data for text in trace.text or () if plain(text)]
    assert len(shown.table) == 6


def test_cohorts_without_a_common_window_keep_their_colours_and_are_told_one_by_one() -> None:
    curve = pd.DataFrame(
        [(2024, 3, 2, 0, 7, True, False), (2025, 0, 1, 0, 7, True, False)], columns=list(CURVE.columns)
    )
    shown = adoption.adoption_curve(curve, GERMAN)
    assert {trace.line.color for trace in shown.figure.data if trace.x} == {"#1f7fbf", "#d05a00"}
    assert shown.finding.endswith("2024 mindestens 2 von 7, 2025 mindestens 1 von 7.")


def test_municipality_without_measures_keeps_its_row() -> None:
    labels = measures.progress_matrix(PROGRESS, MUNICIPALITIES, GERMAN).figure.layout.yaxis.ticktext
    assert [label for label in labels if label] == [
        "VG Asbach",
        "Verbandsgemeinde<br>Altenkirchen-<br>Flammersfeld im …",
        "LK Alzey-Worms",
    ]


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
