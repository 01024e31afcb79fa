"""What is new between two releases, and what the dates of a single one say."""

from __future__ import annotations

import datetime as dt

import pytest

from ek_data.changes import news
from ek_data.changes.news import News
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
    assert kinds(news.between(OLDER, NEWER)) == {
        "wird fertig": "finished",
        "wird begonnen": "changed",
        "hat einen anderen Titel": "changed",
        "war doch nicht beendet": "changed",  # a correction finishes nothing
        "ist neu, und schon umgesetzt": "new",
    }


def test_what_changed_in_a_measure_is_known() -> None:
    found = news.between(OLDER, NEWER).measures.set_index("title")
    assert found.loc["wird fertig", "columns"] == ("status",)
    assert found.loc["wird fertig", "before"] == "planned"
    assert found.loc["hat einen anderen Titel", "columns"] == ("title",)


def test_events_are_held_cancelled_or_put_in_late() -> None:
    found = news.between(OLDER, NEWER).events
    assert dict(zip(found["event_id"], found["news"], strict=True)) == {
        "e2": "held",
        "e3": "cancelled",
        "e4": "held",
        "e5": "new",
    }


def test_sentences_tell_numbers_and_who_joined() -> None:
    assert news.between(OLDER, NEWER).sentences(GERMAN) == [
        "1 Kommune neu dabei: VG Rhein-Selz",
        "1 Maßnahme neu, 1 umgesetzt oder beendet, 3 geändert",
        "2 Veranstaltungen durchgeführt, 1 neu, 1 abgesagt",
    ]
    assert news.between(OLDER, NEWER).sentences(ENGLISH)[1] == "1 measure new, 1 finished, 3 changed"


def test_going_back_removes_and_lets_leave() -> None:
    found = news.between(NEWER, OLDER)
    assert found.sentences(GERMAN)[0] == "1 Kommune nicht mehr dabei: VG Rhein-Selz"
    assert "1 entfernt" in found.sentences(GERMAN)[1]


def test_six_who_joined_are_five_and_one_more() -> None:
    joined = programme([municipality(f"0731{n}0000000", name=f"Ort {n}") for n in range(6)])
    [said] = news.between(programme(), joined).sentences(GERMAN)
    assert said == "6 Kommunen neu dabei: Ort 0, Ort 1, Ort 2, Ort 3, Ort 4 und 1 weitere"


def test_same_release_has_no_news() -> None:
    assert news.between(NEWER, NEWER).empty
    assert news.between(NEWER, NEWER).sentences(GERMAN) == []


def test_what_changes_in_other_tables_is_told_as_well() -> None:
    more = programme(MEMBERS, facts=[fact("joint_meetings", 7)])
    assert news.between(programme(MEMBERS), more).sentences(GERMAN) == ["1 Angabe der Eckdaten neu"]
    completed = programme([{**MEMBERS[0], "status": "completed"}, MEMBERS[1]])  # takes part still
    assert news.between(programme(MEMBERS), completed).sentences(GERMAN) == ["1 Kommune geändert"]


def test_filters_leave_their_news_only() -> None:
    found = news.between(OLDER, NEWER, Selection.of(cohorts=(2024,)))
    assert set(kinds(found)) == {"wird fertig", "wird begonnen"}
    assert found.joined.empty


def test_municipalities_are_counted_without_what_was_removed() -> None:
    counts = news.between(OLDER, NEWER).by_municipality()
    assert counts.loc[ASBACH].to_dict() == {"new": 0, "finished": 1, "changed": 1}
    assert news.between(NEWER, programme(MEMBERS)).by_municipality().empty


DAY = dt.date(2025, 4, 8)
DATED = {
    # title: status, started_on, precision of it, status_on, precision of it, what it is
    "begun since": ("in_preparation", "2025-05-01", "day", "2025-05-02", "day", "new"),
    "finished since": ("implemented", "2024-05-01", "day", "2025-05-02", "day", "finished"),
    "reported since": ("planned", None, None, "2025-05-01", "month", "changed"),
    "reported on the day": ("planned", None, None, "2025-04-08", "day", None),
    "reported in the month of the day": ("implemented", None, None, "2025-04-01", "month", None),  # may be before
    "nobody knows when": ("implemented", None, None, None, None, None),
    "planned for later than the data speak": ("planned", "2025-12-01", "day", "2025-03-01", "day", None),
}


def dated() -> Dataset:
    columns = ("status", "started_on", "started_on_precision", "status_on", "status_on_precision")
    rows = [
        measure(ASBACH, **dict(zip(columns, values, strict=True)), title=title)
        for title, (*values, _kind) in DATED.items()
    ]
    ended = conference(starts_on="2025-06-01", starts_on_precision="day")
    return programme(MEMBERS, rows, [MEETING, ended])


def test_dates_of_one_release_tell_what_is_new() -> None:
    found = news.after(dated(), DAY)
    assert kinds(found) == {title: kind for title, (*_, kind) in DATED.items() if kind}
    assert found.events["event_id"].tolist() == ["e2"]


def test_what_dates_leave_open_is_counted_apart() -> None:
    found = news.after(dated(), DAY)
    assert (found.unsure, found.undated) == (1, 1)


def test_who_joined_after_the_day_is_new() -> None:
    rows = numbered([{**MEMBERS[0], "joined_on": "2025-04-09"}, {**MEMBERS[1], "joined_on": "2025-04-08"}], "ars")
    data = Dataset.of(municipalities=rows, events=numbered([conference(starts_on="2025-06-01")], "event_id"))
    assert news.after(data, DAY).joined["ars"].tolist() == [ASBACH]


def test_meetings_begin_with_the_last_of_the_network_that_was_held() -> None:
    announced = {**MEETING, "status": "announced", "starts_on": "2026-01-01"}
    later = conference(type="working_meeting", starts_on="2025-10-01", starts_on_precision="day")
    earlier = {**MEETING, "starts_on": "2024-04-08"}
    listed = news.meetings(programme(events=[announced, earlier, MEETING, later, conference(starts_on="2025-12-01")]))
    assert [str(news.last_day_of(each)) for each in listed] == ["2025-04-08", "2025-10-01", "2024-04-08"]
    assert news.meetings(programme()) == []


@pytest.mark.parametrize(("precision", "day"), [("day", 1), ("month", 31)])
def test_meeting_known_to_the_month_was_by_its_end(precision: str, day: int) -> None:
    [meeting] = news.meetings(
        programme(events=[MEETING | {"starts_on": "2025-03-01", "starts_on_precision": precision}])
    )
    assert news.last_day_of(meeting) == dt.date(2025, 3, day)


def test_without_names_letters_stand_for_municipalities_and_words_for_titles() -> None:
    hidden = news.between(OLDER, NEWER).anonymous(NEWER)
    said = " ".join([*hidden.sentences(GERMAN), *hidden.measures["title"], *hidden.names.values()])
    assert "Kommune A" in said
    assert not any(word in said for word in ("Asbach", "Alzey", "Rhein-Selz", "fertig"))


def test_who_was_there_earlier_only_gets_a_letter_of_its_own() -> None:
    hidden = news.between(NEWER, OLDER).anonymous(OLDER)
    assert hidden.names[RHEIN_SELZ] == "Kommune C"
    assert set(hidden.names.values()) == {"Kommune A", "Kommune B", "Kommune C"}


def test_lines_name_what_was_finished_first_and_count_the_rest() -> None:
    found = news.between(OLDER, NEWER)
    finished = "VG Asbach: wird fertig (geplant, jetzt umgesetzt)"
    assert found.lines(2, GERMAN) == [finished, "VG Rhein-Selz: ist neu, und schon umgesetzt (neu: umgesetzt)"]
    assert found.lines(1, GERMAN) == ["2 weitere"]
    more = [measure(ASBACH, title=f"Padlet {n}") for n in range(5)]
    assert news.between(programme(MEMBERS), programme(MEMBERS, more)).lines(3, GERMAN)[1:] == [
        "VG Asbach: Padlet 1 (neu: umgesetzt)",
        "3 weitere",
    ]


def test_lines_name_events_that_changed_after_the_measures() -> None:
    older, newer = (programme(MEMBERS, [], [conference(number, starts_on="2024-05-01")]) for number in (75, 78))
    assert news.between(older, newer).lines(4, GERMAN) == ["Vereinekonferenz (geändert: Teilnehmende)"]


def test_what_is_of_a_whole_cohort_or_no_part_of_the_programme_is_told_apart() -> None:
    newer = programme(
        MEMBERS,
        [measure(ASBACH), measure(None, cohort=2024), measure(ALZEY, relation="predates")],
        [conference(relation="adjacent")],
    )
    assert news.between(programme(MEMBERS), newer).apart(GERMAN) == [
        "Davon ist 1 Maßnahme für eine Staffel als Ganzes genannt.",
        "Davon gehören 2 Maßnahmen und Veranstaltungen nicht zum Programm und zählen in keiner Kennzahl.",
    ]
    assert news.between(programme(MEMBERS), programme(MEMBERS, [measure(ASBACH)])).apart(GERMAN) == []
