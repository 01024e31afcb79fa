"""Several files for one table are put together, and asked about only where they contradict each other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ek_data.errors import Invalid
from ek_data.i18n import GERMAN
from ek_data.store.publisher import make_store
from ek_data.tables import MEASURES
from ek_data.updates.plan import Decision, Plan, planned
from ek_data.updates.several_files import together
from ek_data.updates.workflow import Upload, free_name, prepare
from tests.programme import ALZEY, ASBACH, measure, municipality, programme

BASE = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach"),
        municipality(ALZEY, 2025, name="Stadt Alzey"),
    ],
    [measure(ASBACH, measure_id="M1"), measure(ALZEY, measure_id="M2", cohort=2025)],
)
HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg\r\n"
M1 = "M1;VG Asbach;2024;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"
M2 = "M2;Stadt Alzey;2025;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"
M3 = "M3;Stadt Alzey;2025;Newsletter;Newsletter;geplant;Programm;belegt\r\n"


def plan(*files: str, decision: Decision | None = None) -> Plan:
    uploads = [Upload(f"{name}.csv", (HEADER + rows).encode()) for name, rows in zip("abcd", files, strict=False)]
    return planned(prepare(uploads, BASE), {"measures": decision} if decision else {})


def titles(made: Plan) -> dict[str, str]:
    rows = made.result.measures
    return dict(zip(rows["measure_id"], rows["title"], strict=True))


def test_files_without_a_row_in_common_are_put_together() -> None:
    made = plan(M1.replace("Padlet;umgesetzt", "A;umgesetzt"), M3)
    assert titles(made) == {"M1": "A", "M2": "Padlet", "M3": "Newsletter"}
    assert made.contradictions == {}


def test_two_returns_of_one_template_keep_the_change_of_each() -> None:
    first, second = M1.replace("Padlet;um", "A;um") + M2, M1 + M2.replace("Padlet;um", "B;um")
    for files in ((first, second), (second, first)):
        made = plan(*files)
        assert titles(made) == {"M1": "A", "M2": "B"}
        assert made.contradictions == {}


DISPUTED = M1.replace("Padlet;um", "A;um"), M1.replace("Padlet;umgesetzt", "B;beendet") + M3


def test_cell_that_two_files_change_differently_is_asked_about(tmp_path: Path) -> None:
    made = plan(*DISPUTED)
    (found,) = made.contradictions["measures"]
    assert found.sentences({ASBACH: "VG Asbach"}, 5, GERMAN) == [
        "M1 · B · VG Asbach, Bezeichnung: „A“ in a.csv, „B“ in b.csv"
    ]
    with pytest.raises(Invalid):
        made.publish(make_store(str(tmp_path / "store")), author="Anna", note="Stand Mai")


@pytest.mark.parametrize(("file", "title"), [("a.csv", "A"), ("b.csv", "B")])
def test_file_that_prevails_decides_what_is_disputed_and_nothing_else(file: str, title: str) -> None:
    made = plan(*DISPUTED, decision=Decision(prevailing=(file,)))
    assert titles(made) == {"M1": title, "M2": "Padlet", "M3": "Newsletter"}
    assert made.result.measures["status"].tolist() == ["ended", "implemented", "planned"]
    assert made.contradictions == {}


SILENT, SEVEN, NINE = M1, M1.replace("Padlet;um", "Sieben;um"), M1.replace("Padlet;um", "Neun;um")


def test_files_that_really_speak_are_those_that_contradict_each_other() -> None:
    made = plan(SILENT, SEVEN, NINE)
    (found,) = made.contradictions["measures"]
    assert found.sentences({ASBACH: "VG Asbach"}, 5, GERMAN) == [
        "M1 · Neun · VG Asbach, Bezeichnung: „Sieben“ in b.csv, „Neun“ in c.csv"
    ]


def test_question_stays_open_where_the_file_that_prevails_says_nothing() -> None:
    made = plan(SILENT + M2.replace("Padlet;um", "A;um"), SEVEN + M2.replace("Padlet;um", "B;um"), NINE)
    assert [(each.one, each.other) for each in made.contradictions["measures"]] == [
        ("a.csv", "b.csv"),
        ("b.csv", "c.csv"),
    ]
    first = planned(made.prepared, {"measures": Decision(prevailing=("a.csv",))})
    assert [(each.one, each.other) for each in first.contradictions["measures"]] == [("b.csv", "c.csv")]
    both = planned(made.prepared, {"measures": Decision(prevailing=("a.csv", "c.csv"))})
    assert (titles(both), both.contradictions) == ({"M1": "Neun", "M2": "A"}, {})


def test_rows_that_any_of_the_files_has_are_not_missing() -> None:
    made = plan(M1, M2)
    (first, _second) = made.prepared.checks.checked
    assert made.prepared.missing(first).empty
    assert plan(M1, M3).left == 1


def test_new_row_in_two_files_is_one_row_with_what_either_says() -> None:
    rows = programme(measures=[measure(ALZEY, measure_id="M9", note=note) for note in ("laut Bericht", pd.NA)]).measures
    one, other = (rows.iloc[[at]].reset_index(drop=True) for at in (0, 1))
    for versions in ([("a", one), ("b", other)], [("a", other), ("b", one)]):
        made = together(MEASURES.empty(), versions, MEASURES)
        assert (made.rows["note"].tolist(), made.contradictions) == (["laut Bericht"], ())


def test_name_that_is_taken_gets_a_number() -> None:
    assert free_name("a.b.csv", ["a.b.csv", "a.b (2).csv"]) == "a.b (3).csv"
    assert free_name("a", []) == "a"
