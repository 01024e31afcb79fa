from ek_data.analysis import journey
from ek_data.analysis.participation import meetings_open
from ek_data.dataset.dataset import Dataset
from tests.programme import ALZEY, ASBACH, HASSLOCH, RHEIN_SELZ, municipality, numbered, programme


def meeting(cohort: int | None, status: str = "held", type_: str = "kickoff", **more: object) -> dict[str, object]:
    return {"type": type_, "title": "Treffen", "status": status, "relation": "programme", "cohort": cohort, **more}


def test_meeting_of_another_cohort_counts_for_who_was_there_as_on_the_profile() -> None:
    events = [
        meeting(2024),  # E1
        meeting(2025),  # E2
        meeting(None),  # E3: for all cohorts
        meeting(2024, "announced"),  # E4: not held yet
        meeting(2024, type_="online_training"),  # E5: no meeting
    ]
    data = programme([municipality(ASBACH), municipality(ALZEY, 2025)], events=events)
    named = [("e1", ASBACH), ("e3", ASBACH), ("e5", ASBACH), ("e1", ALZEY)]  # Alzey at a meeting of the other cohort
    rows = numbered([{"event_id": event, "ars": ars} for event, ars in named], "number")
    data = Dataset.of(**{**data.tables, "participations": rows})
    told = meetings_open(data)
    assert told[["ars", "named", "open"]].to_numpy().tolist() == [[ASBACH, 2, 2], [ALZEY, 1, 3]]
    of_profile = [journey.meetings(data, ars)["took_part"] for ars in told["ars"]]
    assert [[way.sum(), len(way)] for way in of_profile] == told[["named", "open"]].to_numpy().tolist()


def test_meeting_for_all_was_open_to_those_only_who_had_begun_or_were_there() -> None:
    events = [
        meeting(None, starts_on="2024-06-01"),  # E1
        meeting(None, starts_on="2025-01-01", starts_on_precision="year"),  # E2: at some time in 2025
        meeting(None),  # E3: nobody knows when
    ]
    everybody = [
        municipality(ASBACH),
        municipality(ALZEY, 2025),
        municipality(HASSLOCH, 2025),
        {**municipality(RHEIN_SELZ), "cohort": None},
    ]
    data = programme(everybody, events=events)
    rows = numbered([{"event_id": "e1", "ars": HASSLOCH}], "number")
    data = Dataset.of(**{**data.tables, "participations": rows})
    told = meetings_open(data)
    assert told["open"].tolist() == [3, 2, 3, 3]
    assert told["open"].tolist() == [len(journey.meetings(data, ars)) for ars in told["ars"]]
