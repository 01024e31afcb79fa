"""What is new between two releases, and what the dates of a single one say."""

from __future__ import annotations

import datetime as dt

import pytest

from ek_data.changes.news import News
from ek_data.changes.since import after, between, last_day_of, meetings
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.i18n import ENGLISH, GERMAN
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, conference, fact, measure, municipality, numbered, programme

MEMBERS = [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, 2025, name="Alzey")]
MEETING = conference(type="network_meeting", title="Netzwerktreffen", starts_on="2025-04-08", starts_on_precision="day")
OLDER = programme(
    MEMBERS,
    [
        measure(ASBACH, "planned", title="wird fertig"),
        measure(ASBACH, "planned", title="wird begonnen"),
        measure(ALZEY, "implemented", title="bekommt einen anderen Titel"),
        measure(ALZEY, "implemented", title="bleibt, wie sie ist"),
        measure(ALZEY, "ended", title="war doch nicht beendet"),
    ],
    [MEETING, conference(status="announced", starts_on="2025-06-01"), conference(status="announced")],
)
NEWER = programme(
    [*MEMBERS, municipality(RHEIN_SELZ, 2025, name="Verbandsgemeinde Rhein-Selz")],
    [
        measure(ASBACH, "implemented", title="wird fertig"),
        measure(ASBACH, "in_preparation", title="wird begonnen"),
        measure(ALZEY, "implemented", title="hat einen anderen Titel"),
        measure(ALZEY, "implemented", title="bleibt, wie sie ist"),
        measure(ALZEY, "implemented", title="war doch nicht beendet"),
        measure(RHEIN_SELZ, "implemented", title="ist neu, und schon umgesetzt"),
    ],
    [
        MEETING,
        conference(status="held", starts_on="2025-06-01"),
        conference(status="cancelled"),
        conference(status="held", starts_on="2025-05-01", starts_on_precision="day"),  # after the older release ends
        conference(status="held", starts_on="2024-05-01", starts_on_precision="day"),  # put in late
    ],
)


def kinds(found: News) -> dict[str, str]:
    return dict(zip(found.measures["title"], found.measures["news"], strict=True))


def test_measures_are_new_finished_or_changed() -> None:
    assert kinds(between(OLDER, NEWER)) == {
        "wird fertig": "finished",
        "wird begonnen": "changed",
        "hat einen anderen Titel": "changed",
        "war doch nicht beendet": "changed",  # a correction finishes nothing
        "ist neu, und schon umgesetzt": "new",
    }


def test_what_changed_in_a_measure_is_known() -> None:
    found = between(OLDER, NEWER).measures.set_index("title")
    assert found.loc["wird fertig", "columns"] == ("status",)
    assert found.loc["wird fertig", "before"] == "planned"
    assert found.loc["hat einen anderen Titel", "columns"] == ("title",)


def test_events_are_held_cancelled_or_put_in_late() -> None:
    found = between(OLDER, NEWER).events
    assert dict(zip(found["event_id"], found["news"], strict=True)) == {
        "e2": "held",
        "e3": "cancelled",
        "e4": "held",
        "e5": "new",
    }


def test_sentences_tell_numbers_and_who_joined() -> None:
    assert between(OLDER, NEWER).sentences(GERMAN) == [
        "1 Kommune neu dabei: VG Rhein-Selz",
        "3 von 3 teilnehmenden Kommunen mit neuen Meldungen: 1 Maßnahme neu, 1 umgesetzt oder beendet, 3 geändert",
        "2 Veranstaltungen durchgeführt, 1 neu, 1 abgesagt",
    ]
    assert between(OLDER, NEWER).sentences(ENGLISH)[1].endswith(": 1 measure new, 1 finished, 3 changed")


def test_going_back_removes_and_lets_leave() -> None:
    found = between(NEWER, OLDER)
    assert found.sentences(GERMAN)[0] == "1 Kommune nicht mehr dabei: VG Rhein-Selz"
    assert found.sentences(GERMAN)[2] == "1 Maßnahme entfernt"


def test_six_who_joined_are_five_and_one_more() -> None:
    joined = programme([municipality(f"0731{n}0000000", name=f"Ort {n}") for n in range(6)])
    [said] = between(programme(), joined).sentences(GERMAN)
    assert said == "6 Kommunen neu dabei: Ort 0, Ort 1, Ort 2, Ort 3, Ort 4 und 1 weitere"


def test_same_release_has_no_news() -> None:
    assert between(NEWER, NEWER).empty
    assert between(NEWER, NEWER).sentences(GERMAN) == []


def test_what_changes_in_other_tables_is_told_as_well() -> None:
    more = programme(MEMBERS, facts=[fact("joint_meetings", 7)])
    assert between(programme(MEMBERS), more).sentences(GERMAN) == ["1 Angabe der Eckdaten neu"]
    completed = programme([{**MEMBERS[0], "status": "completed"}, MEMBERS[1]])  # takes part still
    assert between(programme(MEMBERS), completed).sentences(GERMAN) == ["1 Kommune geändert"]


def test_filters_leave_their_news_only() -> None:
    found = between(OLDER, NEWER, Selection.of(cohorts=(2024,)))
    assert set(kinds(found)) == {"wird fertig", "wird begonnen"}
    assert found.joined.empty


def test_municipalities_are_counted_without_what_was_removed() -> None:
    counts = between(OLDER, NEWER).by_municipality
    assert counts.loc[ASBACH, ["new", "finished", "changed"]].tolist() == [0, 1, 1]
    assert between(NEWER, programme(MEMBERS)).by_municipality.empty


DAY = dt.date(2025, 4, 8)
TOLD = {
    # title: status, started_on with its precision, status_on with its precision, where it is told
    "reported as implemented": ("implemented", None, None, "2025-05-02", "day", "finished"),
    "reported in a month after": ("implemented", None, None, "2025-05-01", "month", "finished"),
    "begun and reported since": ("ended", "2025-05-01", "day", "2025-05-02", "day", "finished"),
    "begun since, in a year told": ("implemented", "2025-05-01", "day", "2025-01-01", "year", "finished"),
    "reported by its start alone": ("implemented", "2025-05-01", "day", None, None, "finished"),
    "in preparation": ("in_preparation", None, None, "2025-05-02", "day", "underway"),
    "planned for later": ("planned", "2025-12-01", "day", "2025-05-02", "day", "planned"),
    "planned for earlier": ("planned", "2025-03-01", "day", "2025-05-02", "day", "planned"),  # has not begun
    "began the year before": ("implemented", "2024-01-01", "year", "2025-07-01", "month", "earlier"),
    "began on the day": ("in_preparation", "2025-04-08", "day", "2025-07-01", "month", "earlier"),
    "of the month of the day": ("implemented", None, None, "2025-04-01", "month", "vague"),
    "of the year of the day": ("planned", None, None, "2025-01-01", "year", "vague"),
    "began in the year of the day": ("implemented", "2025-01-01", "year", "2025-07-01", "month", "vague"),
    "began before, of the year": ("implemented", "2025-03-01", "day", "2025-01-01", "year", None),
    "reported on the day": ("planned", None, None, "2025-04-08", "day", None),
    "reported before, planned for later": ("planned", "2025-12-01", "day", "2025-03-01", "day", None),
    "announced before, due since": ("in_preparation", "2025-05-01", "day", "2025-03-01", "day", None),
    "nobody knows when": ("implemented", None, None, None, None, "undated"),
}


def dated(**more: object) -> Dataset:
    columns = ("status", "started_on", "started_on_precision", "status_on", "status_on_precision")
    rows = [
        measure(ASBACH, **dict(zip(columns, values, strict=True)), title=title, **more)
        for title, (*values, _where) in TOLD.items()
    ]
    ended = conference(starts_on="2025-06-01", starts_on_precision="day")
    return programme(MEMBERS, rows, [MEETING, ended])


def told(found: News) -> dict[str, str]:
    """Return where each measure is told, by its title."""
    apart = {"earlier": found.earlier, "vague": found.vague, "undated": found.undated}
    places = [*kinds(found).items(), *((title, name) for name, rows in apart.items() for title in rows["title"])]
    assert len(places) == len(dict(places))  # none is told twice
    return dict(places)


def test_measure_is_told_by_what_its_dates_say_for_certain() -> None:
    found = after(dated(), DAY)
    assert told(found) == {title: where for title, (*_, where) in TOLD.items() if where}
    assert found.events["event_id"].tolist() == ["e2"]


def test_what_predates_the_programme_began_before_any_day_of_it() -> None:
    assert set(told(after(dated(relation="predates"), DAY)).values()) == {"earlier", "undated"}


def test_news_are_of_the_programme_and_say_how_many_more_there_are() -> None:
    outside = conference(relation="adjacent", starts_on="2025-06-01", starts_on_precision="month")
    rows = [measure(ASBACH, status_on="2025-05-01", relation=which) for which in ("programme", "adjacent")]
    found = after(programme(MEMBERS, rows, [outside]), DAY)
    own = found.of_programme()
    assert (len(found.measures), len(found.events), found.hidden) == (2, 1, 0)
    assert (len(own.measures), len(own.events), own.hidden) == (1, 0, 2)
    assert own.sentences(GERMAN) == [
        "1 von 2 teilnehmenden Kommunen mit neuen Meldungen: 1 Maßnahme umgesetzt oder beendet"
    ]


def test_reports_of_a_month_or_a_year_are_counted_by_what_they_carry() -> None:
    months = [measure(ASBACH, status_on="2025-04-01", status_on_precision="month") for _ in range(2)]
    years = [measure(ASBACH, status_on="2025-01-01", status_on_precision="year")]
    held = conference(starts_on="2025-01-01", starts_on_precision="year")  # may have been since
    found = after(programme(MEMBERS, [*months, *years], [held]), DAY)
    assert found.empty
    assert [(each.date(GERMAN), each.n) for each in found.vague_dates] == [("April 2025", 2), ("2025", 2)]
    assert found.vague_sentence(2, GERMAN) == "2 Meldungen tragen nur „April 2025“, 2 nur „2025“"
    assert found.vague_sentence(1, GERMAN) == "2 Meldungen tragen nur „April 2025“"
    assert after(programme(MEMBERS, years), DAY).vague_sentence(1, GERMAN) == "1 Meldung trägt nur „2025“"
    assert after(programme(), DAY).vague_sentence(1, GERMAN) == ""


def test_members_whose_reports_may_be_new_are_counted_apart_from_those_whose_are() -> None:
    new = measure(ASBACH, status_on="2025-07-14", status_on_precision="day")
    vague = [measure(ars, status_on="2025-04-01", status_on_precision="month") for ars in (ASBACH, ALZEY)]
    found = after(programme(MEMBERS, [new, *vague]), DAY)
    assert (found.reporting_members, found.perhaps_members) == ((1, 2), 1)


def test_municipality_that_left_is_told_beside_those_that_take_part() -> None:
    members = [*MEMBERS, municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", status="left")]
    found = after(programme(members, [measure(ars, status_on="2025-05-01") for ars in (ASBACH, RHEIN_SELZ)]), DAY)
    assert found.reporting(GERMAN) == "1 von 2 teilnehmenden Kommunen und 1 ausgeschiedene mit neuen Meldungen"
    assert found.reporting(ENGLISH) == "1 of 2 participating municipalities and 1 that left with new reports"
    assert after(programme(), DAY).reporting(GERMAN) == "0 von 0 teilnehmenden Kommunen mit neuen Meldungen"


def test_headline_says_who_reports_what_in_the_words_of_the_status() -> None:
    rows = [measure(ASBACH, status, status_on="2025-05-01") for status in ("planned", "implemented", "implemented")]
    nameless = measure(None, cohort=2024, status_on="2025-05-01")  # of no municipality
    found = after(programme(MEMBERS, [*rows, nameless]), DAY)
    said = "Seit gestern meldet 1 Kommune 3 Maßnahmen: 2 umgesetzt, 1 geplant"
    assert found.headline("Seit gestern", GERMAN) == said
    assert after(programme(MEMBERS, [nameless]), DAY).headline("Seit gestern", GERMAN) == ""
    compared = between(OLDER, NEWER).headline("Seit Datenstand 1", GERMAN)
    assert compared == "Seit Datenstand 1 melden 3 Kommunen 5 Maßnahmen: 1 umgesetzt oder beendet, 1 neu, 3 geändert"


def test_who_joined_after_the_day_is_new() -> None:
    rows = numbered([{**MEMBERS[0], "joined_on": "2025-04-09"}, {**MEMBERS[1], "joined_on": "2025-04-08"}], "ars")
    data = Dataset.of(municipalities=rows, events=numbered([conference(starts_on="2025-06-01")], "event_id"))
    assert after(data, DAY).joined["ars"].tolist() == [ASBACH]


def test_last_meeting_is_the_newest_one_held_of_any_kind() -> None:
    held = [
        {**MEETING, "type": type_, "starts_on": f"2025-0{month}-01"}
        for month, type_ in enumerate(("kickoff", "network_meeting", "working_meeting", "closing"), 2)
    ]
    others = [
        {**MEETING, "status": "announced", "starts_on": "2026-01-01"},
        {**MEETING, "starts_on": "2025-11-01", "relation": "adjacent"},
        {**MEETING, "starts_on": None},
        conference(starts_on="2025-12-01"),  # no meeting of the teams
    ]
    listed = meetings(programme(events=[*others, *held]))
    assert [each["type"] for each in listed] == ["closing", "working_meeting", "network_meeting", "kickoff"]
    assert meetings(programme()) == []
    conferences = [conference(starts_on="2025-12-01"), conference(starts_on="2025-11-01")]  # of a programme without any
    assert [f"{each['starts_on']:%m}" for each in meetings(programme(events=conferences))] == ["12", "11"]


@pytest.mark.parametrize(("precision", "day"), [("day", 1), ("month", 31)])
def test_meeting_known_to_the_month_was_by_its_end(precision: str, day: int) -> None:
    [meeting] = meetings(programme(events=[MEETING | {"starts_on": "2025-03-01", "starts_on_precision": precision}]))
    assert last_day_of(meeting) == dt.date(2025, 3, day)


def test_without_names_letters_stand_for_municipalities_and_words_for_titles() -> None:
    hidden = between(OLDER, NEWER).anonymous(NEWER)
    said = " ".join([*hidden.sentences(GERMAN), *hidden.measures["title"], *hidden.names.values()])
    assert "Kommune A" in said
    assert not any(word in said for word in ("Asbach", "Alzey", "Rhein-Selz", "fertig"))


def test_who_was_there_earlier_only_gets_a_letter_of_its_own() -> None:
    hidden = between(NEWER, OLDER).anonymous(OLDER)
    assert hidden.names[RHEIN_SELZ] == "Kommune C"
    assert set(hidden.names.values()) == {"Kommune A", "Kommune B", "Kommune C"}


def test_lines_name_what_was_finished_first_and_count_the_rest() -> None:
    found = between(OLDER, NEWER)
    finished = "VG Asbach: wird fertig (geplant, jetzt umgesetzt)"
    assert found.lines(2, GERMAN) == [finished, "VG Rhein-Selz: ist neu, und schon umgesetzt (neu: umgesetzt)"]
    assert found.lines(1, GERMAN) == ["2 weitere"]
    more = [measure(ASBACH, title=f"Padlet {n}") for n in range(5)]
    assert between(programme(MEMBERS), programme(MEMBERS, more)).lines(3, GERMAN)[1:] == [
        "VG Asbach: Padlet 1 (neu: umgesetzt)",
        "3 weitere",
    ]


def test_lines_name_events_that_changed_after_the_measures() -> None:
    older, newer = (programme(MEMBERS, [], [conference(number, starts_on="2024-05-01")]) for number in (75, 78))
    assert between(older, newer).lines(4, GERMAN) == ["Vereinekonferenz (geändert: Teilnehmende)"]


def test_what_is_of_a_whole_cohort_or_no_part_of_the_programme_is_told_apart() -> None:
    newer = programme(
        MEMBERS,
        [measure(ASBACH), measure(None, cohort=2024), measure(ALZEY, relation="predates")],
        [conference(relation="adjacent")],
    )
    found = between(programme(MEMBERS), newer)
    assert found.sentences(GERMAN)[1] == "Für eine Staffel als Ganzes, ohne Namen: 1 Maßnahme neu"
    assert found.apart(GERMAN) == [
        "Davon gehören 2 Maßnahmen und Veranstaltungen nicht zum Programm und zählen in keiner Kennzahl.",
    ]
    assert (found.of_programme().apart(GERMAN), found.of_programme().hidden) == ([], 2)


def test_nobody_says_when_an_event_was_cancelled_and_what_is_to_come_is_no_news() -> None:
    day = dt.date(2025, 1, 31)
    events = [
        conference(starts_on="2025-02-01", starts_on_precision="day"),
        conference(status="cancelled", starts_on="2025-01-30", starts_on_precision="day"),
        conference(status="cancelled", starts_on="2025-02-02", starts_on_precision="day"),
        conference(status="cancelled", starts_on="2026-05-01", starts_on_precision="day"),
        conference(status="announced", starts_on="2026-05-01", starts_on_precision="day"),
    ]
    ahead = measure(ALZEY, "in_preparation", started_on="2026-05-01", started_on_precision="day")
    known = measure(ALZEY, "planned", status_on="2025-02-02", status_on_precision="day")
    found = after(programme(MEMBERS, [ahead, known], events), day)
    assert found.events["news"].to_list() == ["held"]
    assert found.measures["news"].to_list() == ["planned"]
    assert found.apart(GERMAN) == [
        "2 Veranstaltungen sind abgesagt; ob seitdem oder schon vorher, sagen die Daten nicht."
    ]
