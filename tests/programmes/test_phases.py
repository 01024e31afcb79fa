"""Phases and earlier cohorts: key facts with a role, which stand in the way of a municipality and in no figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from ek_data.analysis import journey, profile
from ek_data.charts import build
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.figures.headline import headline
from ek_data.i18n import GERMAN
from ek_data.programme.current import current, using
from ek_data.programme.parsing import read
from ek_data.tables import KEY_FACTS
from ek_data.validation.check import check
from tests.programme import ALZEY, ASBACH, fact, measure, municipality, programme, shipped
from tests.validation.raws import raw

PHASES = """metrics = [
  { code = "survey", de = "Bestandsaufnahme", en = "Survey", roles = ["phase"] },
  { code = "carrying_out", de = "Umsetzungsphase", en = "Implementation phase", roles = ["phase"] },
"""


@pytest.fixture(autouse=True)
def with_phases() -> Iterator[None]:
    with using(read(current().text.replace("metrics = [\n", PHASES).encode())):
        yield


def since(metric: str, month: str, **more: Any) -> dict[str, Any]:
    return fact(metric, None, f"{month}-01", as_of_precision="month", qualifier=None, **more)


def data(*facts: dict[str, Any]) -> Dataset:
    members = [municipality(ASBACH, name="VG Asbach"), municipality(ALZEY, 2025, name="Stadt Alzey")]
    done = measure(ASBACH, status_on="2025-11-01", status_on_precision="day")
    return programme(members, [done], facts=list(facts))


def test_phase_is_that_of_the_municipality_before_that_of_its_cohort() -> None:
    made = data(
        since("carrying_out", "2025-01", cohort=2024),
        since("survey", "2024-03", cohort=2024),
        since("carrying_out", "2025-04", municipality=ASBACH),  # later than the others of its cohort
        since("survey", "2025-03", cohort=2025),
    )
    assert journey.phases(made, ASBACH)[["metric", "as_of"]].astype("string").to_numpy().tolist() == [
        ["survey", "2024-03-01"],
        ["carrying_out", "2025-04-01"],
    ]
    assert journey.phases(made, ALZEY)["metric"].tolist() == ["survey"]
    way = build.journey(made, ASBACH, GERMAN)
    assert way.spec is not None
    assert [row.name for row in way.spec.rows][:3] == ["Im Programm", "Bestandsaufnahme", "Umsetzungsphase"]
    assert way.table.astype("string").to_numpy().tolist()[:2] == [
        ["Bestandsaufnahme", "März 2024", "Phase begann"],
        ["Umsetzungsphase", "April 2025", "Phase begann"],
    ]


def test_earlier_cohorts_are_told_and_counted_nowhere() -> None:
    whose = since("initiative_cohort", "2016-01", title="Staffel 3 von VG Asbach-Land", municipality=ASBACH)
    made = data(whose, since("initiative_cohort", "2014-01", title="Staffel 1", municipality=ASBACH))
    assert profile.before_and_after(made, ASBACH, GERMAN) == [
        "Schon vor dem Programm dabei: Staffel 1 und Staffel 3 von VG Asbach-Land."
    ]
    assert profile.before_and_after(made, ALZEY, GERMAN) == []
    before = {name: figure.value for name, figure in headline(data()).items()}
    assert {name: figure.value for name, figure in headline(made).items()} == before
    assert "Asbach" not in anonymised(made).key_facts["title"].str.cat()  # the title is about one alone


def test_public_data_tell_of_all_cohorts_of_the_initiative() -> None:
    facts = shipped().key_facts
    told = facts[facts["metric"] == "initiative_cohort"]
    assert told.loc[told["municipality"].isna(), "value"].tolist() == [6, 5, 6, 6, 5]
    assert told["municipality"].nunique() == 5
    assert set(told["municipality"].dropna()) <= set(shipped().participants["ars"])


HEADER = ["Angaben-Nr.", "Kennzahl", "Angabe", "Wert", "Einheit", "Stand", "Staffel", "Quelle", "Beleg"]


def checked(*rows: str, whose: tuple[str, ...] = ()) -> list[str]:
    """Return what is told of key facts, in a file with the column of municipalities if there are any."""
    cells = [row.split(";") for row in rows]
    if whose:
        cells = [[*row, name] for row, name in zip(cells, whose, strict=True)]
    made = raw("eckdaten.csv", [[*HEADER, *(["Kommune"] if whose else [])], *cells])
    base = Known.of(Dataset.of(municipalities=pd.DataFrame({"ars": [ASBACH], "name": ["VG Asbach"], "cohort": [2024]})))
    return [problem.sentence(GERMAN) for problem in check(made, KEY_FACTS, known=base).problems]


def test_file_from_before_the_column_is_read_without_a_word_on_it() -> None:
    [remark] = checked("F1;Projektlaufzeit;Laufzeit;2;Jahre;2025;2024;https://beispiel.de;belegt")
    assert "Hinweis" in remark
    assert "Kommune" not in remark


def test_amount_without_its_year_and_phase_without_its_beginning_are_told() -> None:
    paid = "F1;Erhaltene Zuwendung;Zuwendung;{n};Euro;{year};;https://beispiel.de;belegt"
    good = paid.format(n=4000, year=2025)
    assert not any("erhalten hat" in each for each in checked(good, whose=("VG Asbach",)))
    assert any("erhalten hat, braucht die Kommune" in each for each in checked(good, whose=("",)))
    assert any("erhalten hat" in each for each in checked(paid.format(n=4000, year=""), whose=("VG Asbach",)))
    begun = "F1;Bestandsaufnahme;Beginn;;;;2024;https://beispiel.de;belegt"
    assert any("Eine Phase braucht als Stand ihren Beginn" in each for each in checked(begun))
