from ek_data.analysis.participation import meetings_open
from ek_data.dataset.dataset import Dataset
from tests.programme import ALZEY, ASBACH, municipality, numbered, programme


def meeting(cohort: int | None, status: str = "held", type_: str = "kickoff") -> dict[str, object]:
    return {"type": type_, "title": "Treffen", "status": status, "relation": "programme", "cohort": cohort}


def test_only_meetings_open_to_its_cohort_count_for_a_municipality() -> None:
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
    told = meetings_open(Dataset.of(**{**data.tables, "participations": rows}))
    assert told[["ars", "named", "open"]].to_numpy().tolist() == [[ASBACH, 2, 2], [ALZEY, 0, 2]]
