"""The slides show the figures of the data, no others, for what was chosen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import pytest

from ek_data.analysis import cohorts
from ek_data.changes.since import after
from ek_data.charts import build
from ek_data.charts.news_pictures import reservations
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import Selection
from ek_data.exports.figures_json import as_json
from ek_data.figures import headline as figures
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.slides.content import Slide
from ek_data.slides.options import MOST_PROFILES, MOST_SLIDES, SLIDES, Choice, OwnWords, printed
from ek_data.tables import MEASURES
from ek_data.text import as_sentence
from tests.decks import AREAS, DEMO, PUBLIC, made
from tests.programme import ALZEY, ALZEY_WORMS, ASBACH, conference, measure, municipality, programme
from tests.selection import first


def slide(code: str, dataset: Dataset = PUBLIC, **more: Any) -> Slide:
    return next(slide for slide in made(dataset, **more).slides if slide.code == code)


def table(code: str, dataset: Dataset) -> pd.DataFrame:
    picture = slide(code, dataset).picture
    assert picture is not None
    return picture.table


BOTH = pytest.mark.parametrize("dataset", [PUBLIC, pytest.param(DEMO, marks=pytest.mark.full)], ids=["public", "demo"])


def test_slides_come_in_the_usual_order_and_those_without_a_choice_are_left_out() -> None:
    assert [slide.code for slide in made(PUBLIC).slides] == [
        code for code in SLIDES if code not in ("profiles", "changes")
    ]


@pytest.mark.parametrize(
    ("choice", "left_out"),
    first(
        1,
        [
            (Choice(), ()),
            (Choice.of(profiles=(ALZEY, ASBACH), since=1), ()),
            (Choice.of(since=dt.date(2025, 4, 8)), ()),
            (Choice(anonymous=True), ("map",)),
            (Choice(("changes", "profiles", "text-1")), ("changes", "profiles")),
            (
                Choice(("text-1", "picture-map", "picture-cohort-comparison-curve"), anonymous=True),
                ("text-1", "picture-map"),
            ),
            (Choice(slides=("profiles",)), ("profiles",)),
        ],
    ),
)
def test_choice_knows_how_many_slides_there_will_be(choice: Choice, left_out: tuple[str, ...]) -> None:
    assert choice.left_out == left_out
    assert len(choice.shown) == len(made(PUBLIC, choice, earlier=PUBLIC if choice.since else None).slides)


def test_slides_come_in_the_order_chosen() -> None:
    choice = Choice(slides=("status", "title"))
    assert [slide.code for slide in made(PUBLIC, choice).slides] == ["status", "title"]


@BOTH
def test_headline_slide_tells_the_headline_figures(dataset: Dataset) -> None:
    told = as_json(dataset)
    numbers = figures.headline(dataset)
    values = {label: value for label, value, _note in slide("headline", dataset).figures}
    assert len(values) == 6
    assert values["Teilnehmende Kommunen"] == GERMAN.number(told["participants"])
    assert values["Menschen vor Ort"] == GERMAN.number(told["population_unique"])
    assert values["Vereinekonferenzen"] == numbers["attendance"].words(GERMAN)
    assert values["Umgesetzte Maßnahmen"].endswith(f" von {GERMAN.number(told['measures'])}")


@BOTH
def test_headline_and_map_tell_the_participants(dataset: Dataset) -> None:
    told = as_json(dataset)
    by_cohort = [f"{n} in der Staffel {cohort}" for cohort, n in told["participants_by_cohort"].items()]
    opening = slide("headline", dataset).notes[0]
    assert all(part in opening for part in (f"{told['participants']} Kommunen", *by_cohort))
    drawn = slide("map", dataset)
    assert drawn.title.startswith(f"{told['participants']} teilnehmende Kommunen")
    assert drawn.map is not None
    assert len(drawn.map.shapes) + len(drawn.map.without_boundary) == len(dataset.municipalities)
    assert {shape.ars for shape in drawn.map.shapes} <= set(dataset.municipalities["ars"])


def test_map_of_the_slide_is_that_of_the_page() -> None:
    drawn, shown = slide("map").picture, build.municipality_map(PUBLIC, "cohort", GERMAN, AREAS)
    assert drawn is not None
    assert drawn.map is not None
    assert shown.map is not None
    assert (drawn.finding, drawn.subtitle, drawn.sources) == (shown.finding, shown.subtitle, shown.sources)
    assert shown.subtitle == "Staffel der teilnehmenden Kommunen · n = 14 Kommunen"
    assert drawn.map.legend == shown.map.legend
    assert [(each.ars, each.name, each.fill) for each in drawn.map.shapes] == [
        (each.ars, each.name, each.fill) for each in shown.map.shapes
    ]
    assert len(drawn.rows) == len(shown.map.shapes) + len(shown.map.without_boundary)


@BOTH
def test_curve_slide_tells_the_curve(dataset: Dataset) -> None:
    told, rows = as_json(dataset), table("curve", dataset)
    drawn = {str(cohort): part for cohort, part in rows.groupby(rows.columns[0])}
    assert {cohort: part.iloc[:, 2].tolist() for cohort, part in drawn.items()} == told["adoption_curve"]
    assert {cohort: part.iloc[:, 3].tolist() for cohort, part in drawn.items()} == told["adoption_curve_n"]


@BOTH
def test_matrix_slide_tells_the_adoption(dataset: Dataset) -> None:
    told, rows = as_json(dataset), table("matrix", dataset)
    codes = {GERMAN.of(option.words): option.code for option in MEASURES["category"].options}
    drawn: dict[str, dict[str, int]] = {}
    for category, cohort, said in rows.itertuples(index=False):
        drawn.setdefault(str(cohort), {})[codes[category]] = int(said.split()[0]) if " von " in said else 0
    assert drawn == told["adoption"]


@BOTH
def test_strip_slide_counts_each_participant_once(dataset: Dataset) -> None:
    numbers = cohorts.measures_per_municipality(dataset)
    picture = slide("strip", dataset).picture
    assert picture is not None
    assert picture.spec is not None
    assert picture.spec.counted == sum(int(row.end) for row in picture.spec.rows) == len(numbers)
    unknown = int(numbers["implemented"].isna().sum())
    assert {row.name: int(row.end) for row in picture.spec.rows}.get("keine Meldung", 0) == unknown


@BOTH
def test_status_slide_tells_the_measures_by_status(dataset: Dataset) -> None:
    told, rows = as_json(dataset), table("status", dataset)
    words = {GERMAN.of(option.words): option.code for option in MEASURES["status"].options}
    named = rows[rows.iloc[:, 1] == "Kommunen"]
    drawn = {words[status]: n for status, _where, n in named.itertuples(index=False)}
    assert {code: n for code, n in told["measures_by_status"].items() if n} == {c: n for c, n in drawn.items() if n}
    assert rows.loc[rows.iloc[:, 1] != "Kommunen"].iloc[:, 2].sum() == told["measures_cohort_level"]


@BOTH
def test_conference_slide_has_a_row_for_each_conference_held(dataset: Dataset) -> None:
    told = as_json(dataset)
    held = told["conferences_held"] + told["conferences_as_measures"]
    assert len(table("conferences", dataset)) == held


def test_comparisons_warn_the_speaker() -> None:
    for code in ("curve", "matrix", "strip"):
        assert any("Unterschiede sagen nichts über die Wirkung" in note for note in slide(code).notes)


@pytest.mark.full
def test_filters_of_the_choice_narrow_every_slide() -> None:
    choice = Choice(selection=Selection.of(cohorts=(2024,)))
    whole = made(PUBLIC, choice)
    told = as_json(PUBLIC.filtered(choice.selection))
    assert "Staffel: 2024" in whole.subtitle
    headline = next(slide for slide in whole.slides if slide.code == "headline")
    assert headline.figures[0][1] == str(told["participants"])
    drawn = next(slide for slide in whole.slides if slide.code == "map").map
    assert drawn is not None
    assert len([shape for shape in drawn.shapes if shape.symbol]) == told["participants"]  # who left has none


@pytest.mark.full
def test_filters_do_not_move_the_date_of_the_data() -> None:
    assert (
        made(PUBLIC, Choice(selection=Selection.of(first_year=2024, last_year=2024))).data_date
        == made(PUBLIC).data_date
    )


def test_profile_of_each_municipality_chosen_tells_its_facts_and_measures() -> None:
    data = programme(
        [
            municipality(ASBACH, name="Verbandsgemeinde Asbach", population=22431),
            municipality(ALZEY_WORMS, 2025, name="Landkreis Alzey-Worms"),  # has no measure
        ],
        [measure(ASBACH, title="Padlet der VG"), measure(ASBACH, "planned", title="Newsletter")],
    )
    asbach, alzey = made(data, Choice.of(slides=("profiles",), profiles=(ASBACH, ALZEY_WORMS))).slides
    assert (asbach.code, asbach.topic) == (f"profile-{ASBACH}", "Staffel 2024 · 22.431 Menschen")
    assert asbach.title == "VG Asbach: 2 Maßnahmen gemeldet, 1 davon als umgesetzt"
    assert asbach.bullets == ("Padlet der VG (umgesetzt)", "Newsletter (geplant)")
    assert asbach.map is not None
    assert [shape.name for shape in asbach.map.shapes] == ["Asbach"]
    assert alzey.title == "LK Alzey-Worms: noch keine Maßnahme des Programms gemeldet"
    assert alzey.bullets == ()


def test_profile_lists_the_furthest_measures_and_counts_the_rest() -> None:
    titles = [measure(ASBACH, "planned", title=f"Plan {n}") for n in range(5)]
    data = programme([municipality(ASBACH)], [*titles, measure(ASBACH, title="Fertig")])
    [asbach] = made(data, Choice(slides=(f"profile-{ASBACH}",))).slides
    assert asbach.bullets == ("Fertig (umgesetzt)", "Plan 0 (geplant)", "Plan 1 (geplant)", "3 weitere")


def test_profile_of_a_municipality_that_is_not_there_is_left_out() -> None:
    assert made(PUBLIC, Choice.of(slides=("profiles",), profiles=("079999999999",))).slides == ()


def test_changes_tell_rows_and_headline_figures_since_the_earlier_release() -> None:
    before = programme([municipality(ASBACH), municipality(ALZEY, 2025)], [measure(ASBACH)])
    after = programme([municipality(ASBACH), municipality(ALZEY, 2025)], [measure(ASBACH), measure(ALZEY)])
    [changes] = made(after, Choice(slides=("changes",), since=1), earlier=before).slides
    assert changes.title == "1 von 2 teilnehmenden Kommunen mit neuen Meldungen"
    assert changes.figures == (("Maßnahmen neu", "1", "Kommune 07331: 1"),)
    assert "Maßnahmen: 1, jetzt 2." in changes.notes
    [unchanged] = made(after, Choice(slides=("changes",), since=1), earlier=after).slides
    assert (unchanged.title, unchanged.figures) == ("Seitdem hat sich nichts geändert", ())


def test_changes_since_a_day_are_those_of_the_page_and_say_what_dates_leave_open() -> None:
    day = dt.date(2025, 4, 8)
    choice = Choice(slides=("changes",), since=day)
    [changes] = made(PUBLIC, choice).slides
    news = after(PUBLIC, day).of_programme()
    assert changes.topic == "Neues seit dem 8. April 2025"
    assert changes.title == news.reporting(GERMAN)
    assert set(map(as_sentence, news.sentences(GERMAN))) <= set(changes.notes)
    numbers = {label: int(value) for label, value, _who in changes.figures}
    assert sum(numbers.values()) == len(news.measures) + len(news.events)
    assert changes.remark == f"Dazu {news.hidden} außerhalb des Programms, hier nicht gezählt."
    assert set(reservations(news, day, PUBLIC, GERMAN)) <= set(changes.notes)
    assert Choice.from_query(choice.to_query()) == choice


@pytest.mark.full
def test_changes_follow_the_filters() -> None:
    before = programme([municipality(ASBACH), municipality(ALZEY, 2025)])
    now = programme([municipality(ASBACH), municipality(ALZEY, 2025)], [measure(ASBACH), measure(ALZEY)])
    choice = Choice(slides=("changes",), since=1, selection=Selection.of(cohorts=(2025,)))
    [changes] = made(now, choice, earlier=before).slides
    assert changes.title == "1 von 1 teilnehmenden Kommune mit neuen Meldungen"
    assert "Maßnahmen: 0, jetzt 1." in changes.notes
    assert changes.figures == (("Maßnahmen neu", "1", "Kommune 07331: 1"),)


@pytest.mark.full
def test_changes_without_names_are_those_of_the_named_releases() -> None:
    before = programme([municipality(ALZEY, 2025)], [measure(ALZEY, "planned", title="Padlet Alzey")])
    after = programme(
        [municipality(ASBACH), municipality(ALZEY, 2025)], [measure(ALZEY, title="Padlet Alzey"), measure(ASBACH)]
    )  # a further municipality moves the letters of the others
    choice = Choice(slides=("changes",), since=1, anonymous=True)
    [changes] = made(after, choice, earlier=before).slides
    said = " ".join((changes.title, *changes.notes, *(words for card in changes.figures for words in card)))
    assert "1 Maßnahme neu, 1 umgesetzt oder beendet." in said
    assert "Kommune 07" not in said
    assert "Alzey" not in said


def test_closing_slide_links_to_the_address_if_there_is_one() -> None:
    address = "https://kommunen.example/bericht?folien=map"
    assert slide("closing", address=address).link == address
    assert slide("closing").link == ""


def test_closing_slide_has_no_code_for_an_address_of_this_computer_alone() -> None:
    closing = slide("closing", address="http://127.0.0.1:8501/bericht")
    assert (closing.title, closing.link, closing.bullets) == ("Vielen Dank", "", ())


def test_closing_slide_names_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EK_CONTACT", "leitstelle@rlp.example")
    assert slide("closing", address="http://localhost/fragen").bullets == (
        "Fragen und Ergänzungen an leitstelle@rlp.example",
    )


def test_printed_address_is_whole_or_missing() -> None:
    assert printed("https://kommunen.example/bericht?folien=map") == "kommunen.example/bericht?folien=map"
    assert printed("https://kommunen.example/bericht?kreis=" + "x" * 90) == ""


@pytest.mark.full
def test_invented_data_are_marked() -> None:
    assert made(DEMO).demo
    assert DEMO_MARK in slide("title", DEMO).bullets
    assert not made(PUBLIC).demo


def test_without_any_data_each_slide_says_what_would_be_there() -> None:
    empty = Dataset.of()
    whole = made(empty, address="https://kommunen.example/bericht")
    assert [slide.code for slide in whole.slides] == [slide.code for slide in made(PUBLIC).slides]
    assert all(slide.title for slide in whole.slides)
    assert whole.data_date == "Stand: keine Angabe"
    assert all(picture.spec is None for slide in whole.slides if (picture := slide.picture) is not None)


def test_conferences_without_attendance_make_a_slide_of_words() -> None:
    [words] = made(programme(events=[conference()]), Choice(slides=("conferences",))).slides
    assert words.picture is not None
    assert words.picture.spec is None
    assert "nicht bekannt" in words.title


def test_slides_speak_the_language_asked_for() -> None:
    english = made(PUBLIC, Choice(slides=("headline",)), ENGLISH)
    assert english.language == "en"
    assert english.slides[0].topic == "Headline figures"
    assert "481,547" in [value for _label, value, _note in english.slides[0].figures]


def test_long_title_and_long_names_are_kept_whole() -> None:
    name = "Verbandsgemeinde Oberhausen-Niederkirchen am Großen Donnersberg"
    data = programme([municipality(ASBACH, name=name)])
    choice = Choice.of(slides=(f"profile-{ASBACH}",), title="T" * 120)
    whole = made(data, choice)
    assert whole.title == "T" * 120
    assert whole.slides[0].title.startswith(name.replace("Verbandsgemeinde", "VG"))


CHOICES = {
    "nothing": Choice(),
    "some slides in another order": Choice(slides=("closing", "map")),
    "usual ones with profiles": Choice.of(profiles=(ASBACH, ALZEY)),
    "everything": Choice(
        (f"profile-{ASBACH}", "changes", "title", f"picture-way-through-the-programme.{ALZEY}", "picture-funding~2"),
        3,
        (),
        Selection.of(
            2024,
            cohorts=(2024, 2025),
            kinds=("association",),
            districts=("Bad Kreuznach", "Neuwied, Kreis"),
            categories=("padlet",),
        ),
        7,
        "en",
        anonymous=True,
        stepwise=frozenset(("changes", "picture-funding~2")),
    ),
    "up to a year": Choice(selection=Selection.of(last_year=2025)),
}


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES.keys())
def test_link_means_the_choice_it_was_made_from(choice: Choice) -> None:
    assert Choice.from_query(parse_qs(urlencode(choice.to_query(), doseq=True))) == choice


def test_usual_choice_needs_no_link() -> None:
    assert Choice().to_query() == {}


def test_what_makes_no_sense_in_a_link_is_passed_over() -> None:
    query = (
        "folien=map,<script>,map&kommunen=1,071385001000,x&seit=-1&stand=%C2%B2&sprache=Klingon"
        "&staffel=x&staffel=2024&art=castle&kategorie=&zeitraum=a-b"
    )
    expected = Choice(("map",), selection=Selection.of(cohorts=(2024,)))
    assert Choice.from_query(parse_qs(query)) == expected


def test_a_link_cannot_ask_for_any_number_of_slides() -> None:
    many = ",".join(f"{number:012}" for number in range(MOST_PROFILES + 5))
    assert len(Choice.from_query({"kommunen": [many]}).profiles) == MOST_PROFILES
    assert len(Choice.from_query({"folien": [",".join(f"profile-{n:012}" for n in range(99))]}).slides) == MOST_SLIDES


def test_own_words_never_come_from_a_link_nor_into_one() -> None:
    asked = {"titel": ["Unser Text"], "title:map": ["Unser Text"], "folien": ["map,text-1"], "lines:text-1": ["Zeile"]}
    assert Choice.from_query(asked) == Choice(("map",))
    own = Choice(("map", "text-1")).saying("map", OwnWords("Titel")).saying("text-1", OwnWords("Text", lines="Zeile"))
    assert own.to_query() == {"folien": ["map"]}


@pytest.mark.full
def test_deck_is_not_changed_by_filtering_twice() -> None:
    selection = Selection.of(cohorts=(2025,))
    choice = Choice(slides=("headline",), selection=selection)
    once = made(PUBLIC, choice).slides[0].figures
    assert made(PUBLIC.filtered(selection), choice).slides[0].figures == once
    assert made(PUBLIC.filtered(selection), replace(choice, selection=Selection())).slides[0].figures == once
