from ek_data.analysis import journey
from ek_data.analysis.participation import meetings_open
from ek_data.dataset.dataset import Dataset
from tests.programme import ALZEY, ASBACH, municipality, numbered, programme


def meeting(cohort: int | None, status: str = "held", type_: str = "kickoff") -> dict[str, object]:
    return {"type": type_, "title": "Treffen", "status": status, "relation": "programme", "cohort": cohort}


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
