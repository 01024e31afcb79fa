"""The shipped facts, read with the standard library alone: a second way beside the dashboard's own reader."""

import csv
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from ek_data.dataset.regions import outermost
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table, Type

DATA = Path(__file__).parents[1] / "data"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PHONE = re.compile(r"\+49|\bTel\b|\b0\d{2,5}\s?[/ -]\s?\d{3,}")
PARTIAL_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
CONTRADICTIONS = (
    "Neun Kommunen am Start, aber 7 + 7",
    "Sieben Arbeitstreffen oder fünf Online-Fortbildungen und drei Treffen",
    "Wie lange das Programm dauert",
    "5.000 Euro oder höchstens 5.000 Euro",
    "Vereinekonferenz im Landkreis Alzey-Worms",
    "Datum der Vereinekonferenz im Landkreis Südwestpfalz",
    "Alter des Netzwerkbüros",
    "Digitale Plattformen",
    "Vereinsdatenbank in Kaisersesch",
    "Kleinere Abweichungen",
)
DOCUMENTS = ("QUELLEN.md", "SOURCES.md")
HEADING = re.compile(r"^#+ ", re.MULTILINE)
LINK_TARGET = re.compile(r"\]\(([^)\s]+)\)")

every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def lines(table: Table) -> list[list[str]]:
    with (DATA / table.file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";", strict=True))


def found(pattern: re.Pattern[str], document: str) -> list[str]:
    return pattern.findall((DATA / document).read_text("utf-8"))


def rows(name: str) -> pd.DataFrame:
    """Return the rows under the English column names, every cell as text."""
    header, *cells = lines(BY_NAME[name])
    english = {column.label.de: column.name for column in BY_NAME[name].columns}
    return pd.DataFrame(cells, columns=[english[label] for label in header], dtype="string")


def participants() -> pd.DataFrame:
    municipalities = rows("municipalities")
    return municipalities[municipalities["status"] == "nimmt teil"]


def programme_conferences() -> pd.DataFrame:
    events = rows("events")
    return events[(events["type"] == "Vereinekonferenz") & (events["relation"] == "Programm")]


@every_table
def test_excel_recognises_encoding_and_line_ends(table: Table) -> None:
    content = (DATA / table.file).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 1


@every_table
def test_header_is_the_declared_german_labels(table: Table) -> None:
    assert lines(table)[0] == [column.label.de for column in table.columns]


@every_table
def test_every_line_has_every_cell(table: Table) -> None:
    assert {len(line) for line in lines(table)} == {len(table.columns)}


@every_table
def test_every_row_names_its_source_and_how_certain_it_is(table: Table) -> None:
    assert rows(table.name)["source_url"].str.match(r"https?://").all()
    assert rows(table.name)["certainty"].isin(["belegt", "abgeleitet"]).all()


@every_table
def test_required_cells_are_filled(table: Table) -> None:
    required = [column.name for column in table.columns if column.required]
    assert (rows(table.name)[required] != "").all(axis=None)


@every_table
def test_keys_occur_once(table: Table) -> None:
    assert not rows(table.name).duplicated(list(table.key)).any()


@every_table
def test_choices_are_written_in_the_declared_german_words(table: Table) -> None:
    for column in table.columns:
        if column.options:
            words = {option.words.de for option in column.options}
            assert set(rows(table.name)[column.name]) <= words | {""}, column.name


@every_table
def test_dates_are_as_precise_as_known_and_in_iso_order(table: Table) -> None:
    for column in table.columns:
        if column.type is Type.DATE:
            written = rows(table.name)[column.name]
            assert written[written != ""].str.fullmatch(PARTIAL_DATE).all(), column.name


@every_table
def test_no_row_holds_contact_details(table: Table) -> None:
    for name, cells in rows(table.name).items():
        assert not cells.str.contains(EMAIL).any(), name
        if table[str(name)].type is not Type.URL:  # addresses of newspapers hold long numbers
            assert not cells.str.contains(PHONE).any(), name


@every_table
def test_no_cell_is_taken_for_a_formula(table: Table) -> None:
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines(table) for cell in line)


def test_fourteen_take_part_and_gerolstein_left() -> None:
    municipalities = rows("municipalities")
    assert len(participants()) == 14
    left = municipalities[municipalities["status"] == "ausgeschieden"]
    assert left["name"].tolist() == ["Verbandsgemeinde Gerolstein"]
    assert left["left_on"].tolist() == [""]  # no source says when


def test_seven_started_in_each_year() -> None:
    assert participants()["cohort"].value_counts().to_dict() == {"2024": 7, "2025": 7}


def test_population_adds_up_with_alzey_counted_once() -> None:
    population = participants()["population"].astype(int)
    assert population.sum() == 501_015
    assert population[outermost(participants())].sum() == 481_547


def test_regional_keys_keep_their_zero() -> None:
    assert rows("municipalities")["ars"].str.fullmatch(r"07\d{10}").all()


def test_cohort_of_puderbach_is_derived_and_the_row_says_why() -> None:
    puderbach = rows("municipalities").set_index("name").loc["Verbandsgemeinde Puderbach"]
    assert (puderbach["cohort"], puderbach["cohort_certainty"]) == ("2025", "abgeleitet")
    assert puderbach["note"].startswith("Widerspruch")


def test_award_is_sourced_for_two_and_derived_for_three() -> None:
    municipalities = rows("municipalities")
    certified = municipalities[municipalities["certified_on"] != ""]
    assert set(certified["certified_on"]) == {"2025-11-06"}
    assert certified["certified_certainty"].value_counts().to_dict() == {"abgeleitet": 3, "belegt": 2}


def test_two_programme_conferences_were_held_with_rounded_attendance() -> None:
    held = programme_conferences().query("status == 'durchgeführt'")
    assert held["attendance"].tolist() == ["75", "60"]
    assert set(held["attendance_qualifier"]) == {"rund"}


def test_conference_of_suedwestpfalz_is_only_announced() -> None:
    announced = programme_conferences().query("status == 'angekündigt'")
    assert announced["municipality"].tolist() == ["Landkreis Südwestpfalz"]
    assert announced["starts_on"].tolist() == ["2024-11-23"]  # the Saturday, not the 24th of a sub-heading


def test_spring_meetings_of_2025_are_there() -> None:
    events = rows("events").set_index("starts_on")["type"]
    assert (events["2025-04-08"], events["2025-04-09"]) == ("Netzwerktreffen", "Auftakttreffen")


def test_what_is_stated_for_a_cohort_only_names_no_municipality() -> None:
    cohort_only = rows("measures").query("municipality == ''")
    assert len(cohort_only) == 11
    assert set(cohort_only["cohort"]) == {"2024"}


def test_measures_carry_the_cohort_of_their_municipality() -> None:
    cohorts = rows("municipalities").set_index("name")["cohort"]
    measures = rows("measures").query("municipality != ''")
    assert measures["cohort"].tolist() == measures["municipality"].map(cohorts).tolist()


def test_kaisersesch_only_plans_its_database_and_alzey_prepares_its_own() -> None:
    databases = rows("measures").query("category == 'Vereinsdatenbank'")
    assert databases.set_index("municipality")["status"].to_dict() == {
        "": "umgesetzt",
        "Verbandsgemeinde Kaisersesch": "geplant",
        "Stadt Alzey": "in Vorbereitung",
    }


def test_what_alzey_does_is_derived_where_its_page_does_not_say_that_it_is_of_the_programme() -> None:
    measures = rows("measures").query("municipality == 'Stadt Alzey' and relation == 'Programm'")
    assert measures.set_index("category")["certainty"].to_dict() == {
        "Kooperation": "belegt",
        "Kommunales Team": "abgeleitet",
        "Ansprechperson in der Verwaltung": "abgeleitet",
        "Vereinsdatenbank": "abgeleitet",
    }
    assert measures.query("certainty == 'abgeleitet'")["note"].str.contains("bgeleitet: ").all()


def test_the_strategy_of_nieder_olm_is_derived() -> None:
    strategies = rows("measures").query("category == 'Engagementstrategie'").set_index("municipality")["certainty"]
    assert strategies["Verbandsgemeinde Nieder-Olm"] == "abgeleitet"


def test_only_the_measures_of_hassloch_rest_on_one_doubtful_source() -> None:
    measures = rows("measures").query("source_quality == 'zweifelhaft' and further_source_url == ''")
    assert measures["measure_id"].tolist() == ["M31", "M32", "M33"]
    others = [rows(table.name)["source_quality"] for table in TABLES if table.name != "measures"]
    assert set(pd.concat(others)) == {""}


def test_state_volunteering_day_of_2022_was_held_and_its_format_is_disputed() -> None:
    event = rows("events").set_index("event_id").loc["E22"]
    assert (event["title"], event["status"], event["format"]) == (
        "19. Landesweiter Ehrenamtstag",
        "durchgeführt",
        "",
    )


def test_conference_of_a_neighbour_is_no_conference_of_the_programme() -> None:
    events = rows("events").query("type == 'Vereinekonferenz' and relation == 'angrenzend'")
    assert events[["title", "municipality"]].to_numpy().tolist() == [["Vereinekonferenz Wisserland", ""]]


def test_two_sources_of_a_row_are_not_the_same() -> None:
    for table in TABLES:
        assert (rows(table.name)["source_url"] != rows(table.name)["further_source_url"]).all(), table.name


def test_notes_of_reading_name_the_month_in_which_pages_were_read() -> None:
    assert {month for table in TABLES for month in rows(table.name)["source_read_on"]} == {"", "2026-11"}


def test_participations_are_those_that_sources_name() -> None:
    participations = rows("participations")
    assert participations["event_id"].value_counts().to_dict() == {"E01": 9, "E13": 3, "E02": 1, "E12": 1}
    assert set(participations["people"]) == {""}  # no source counts them


@pytest.mark.parametrize(
    ("table", "column"), [("measures", "municipality"), ("events", "municipality"), ("participations", "ars")]
)
def test_municipalities_are_referred_to_by_their_full_name(table: str, column: str) -> None:
    assert set(rows(table)[column]) <= {"", *rows("municipalities")["name"]}


def test_participations_refer_to_events() -> None:
    assert set(rows("participations")["event_id"]) <= set(rows("events")["event_id"])


def test_stated_end_of_the_period_stays_words() -> None:
    ends = rows("key_facts").query("metric == 'Ende des Projektzeitraums'")
    assert ends["value"].tolist() == ["", ""]
    assert ends["title"].str.contains("bis Ende").all()


def test_sources_page_has_a_heading_for_every_contradiction() -> None:
    headings = [line for line in (DATA / "QUELLEN.md").read_text("utf-8").splitlines() if line.startswith("### ")]
    assert len(headings) == len(CONTRADICTIONS)
    for number, (contradiction, heading) in enumerate(zip(CONTRADICTIONS, headings, strict=True), start=1):
        assert heading.startswith(f"### {number}. ")
        assert contradiction in heading


def test_sources_page_has_the_same_headings_per_level_in_both_languages() -> None:
    german, english = (Counter(found(HEADING, document)) for document in DOCUMENTS)
    assert german == english
    assert set(german) == {"# ", "## ", "### "}


def test_sources_page_links_to_the_same_sources_in_both_languages() -> None:
    german, english = (set(found(LINK_TARGET, document)) for document in DOCUMENTS)
    assert german == english != set()


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("attribution", ["© Statistisches Bundesamt (Destatis), 2025", "© GeoBasis-DE / BKG 2017"])
def test_sources_page_names_the_holders_of_rights(attribution: str, document: str) -> None:
    assert attribution in (DATA / document).read_text("utf-8")


@every_table
def test_no_address_names_a_head_of_government(table: Table) -> None:
    named = re.compile(r"minister(praesident)?(in)?-[a-z]+", re.IGNORECASE)
    addresses = [cell for line in lines(table) for cell in line if cell.startswith("http")]
    assert addresses
    assert [address for address in addresses if named.search(address)] == []
