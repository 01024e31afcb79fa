"""A municipality stands under one key: a second one of its name is an error, and where there are two, one can go."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.i18n import GERMAN
from ek_data.programme import parsing
from ek_data.programme.current import using
from ek_data.store.publisher import make_store
from ek_data.tables import MEASURES, MUNICIPALITIES, PARTICIPATIONS
from ek_data.updates.merge import rekeyed
from ek_data.updates.plan import Decision, planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.check import Checked, check
from tests.programme import ASBACH, conference, measure, municipality, programme
from tests.validation.raws import raw

MISTYPED, THIRD = "071385001009", "071385001007"
NAME = "Verbandsgemeinde Asbach"
HEADER = ["Regionalschlüssel", "Kommune", "Art", "Staffel", "Teilnahme", "Beleg"]
MEASURE_HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg\r\n"
ONE = programme([municipality(ASBACH, name=NAME)], [measure(ASBACH, measure_id="M1", cohort=2024)])
WRONG = programme([municipality(MISTYPED, name=NAME, kind="association")], [measure(MISTYPED, measure_id="M1")])
BOTH = programme([municipality(ASBACH, name=NAME), municipality(MISTYPED, name=NAME, kind="association")])


def row(ars: str, name: str = NAME, kind: str = "Verbandsgemeinde") -> list[str]:
    return [ars, name, kind, "2024", "nimmt teil", "belegt"]


def checked(*rows: list[str], base: Dataset = ONE) -> Checked:
    return check(raw("kommunen.csv", [HEADER, *rows]), MUNICIPALITIES, known=Known.of(base))


def prepared(*rows: list[str], base: Dataset, measures: str = "") -> Preparation:
    files = [Upload("kommunen.csv", "\r\n".join(map(";".join, [HEADER, *rows])).encode())]
    if measures:
        files.append(Upload("massnahmen.csv", (MEASURE_HEADER + measures).encode()))
    return prepare(files, base)


def test_new_key_for_a_name_that_is_there_is_an_error_that_names_the_key_there() -> None:
    (problem,) = checked(row(MISTYPED)).errors
    assert problem.located(GERMAN) == (
        "kommunen.csv, Zelle A2 (Regionalschlüssel): „Verbandsgemeinde Asbach“ steht schon unter dem Schlüssel "
        "071385001000 in den Daten. Ist dieselbe Kommune gemeint, bitte diesen Schlüssel eintragen oder, wenn der neue "
        "stimmt, die alte Zeile entfernen. Ist eine andere gemeint, den Namen bitte um einen unterscheidenden Zusatz "
        "ergänzen."
    )
    assert (problem.value, problem.suggestion) == (MISTYPED, ASBACH)


@pytest.mark.parametrize(
    "name",
    [
        "VG Asbach",
        "verbandsgemeinde asbach",
        "vg  ASBACH",
        "Verbandsgemeinde  Asbach ",
        "Verbandsgemeinde\u00a0Asbach",
        "Asbach",
    ],
)
def test_names_are_compared_as_references_are(name: str) -> None:
    assert [problem.suggestion for problem in checked(row(MISTYPED, name)).errors] == [ASBACH]


def test_decomposed_umlauts_make_no_other_name() -> None:
    base = programme([municipality(ASBACH, name="Verbandsgemeinde Rhön")])
    for name in ("Verbandsgemeinde Rho\u0308n", "Verbandsgemeinde Rhoen"):
        assert len(checked(row(MISTYPED, name), base=base).errors) == 1


def test_another_kind_with_the_same_bare_name_is_another_municipality() -> None:
    assert not checked(row(MISTYPED, "Gemeinde Asbach", "verbandsangehörige Gemeinde")).errors
    assert len(checked(row(MISTYPED, NAME, "verbandsangehörige Gemeinde")).errors) == 1  # its full name is taken


def test_two_keys_within_a_file_are_both_named() -> None:
    found = checked(row(MISTYPED), row(THIRD, "VG Asbach"), base=programme()).errors
    assert [(problem.cell, problem.values["other"]) for problem in found] == [("A2", THIRD), ("A3", MISTYPED)]
    assert "in dieser Datei auch unter dem Schlüssel" in found[0].sentence(GERMAN)
    assert [problem.suggestion for problem in found] == [None, None]


def test_same_key_again_and_a_changed_name_are_no_namesakes() -> None:
    assert not checked(row(ASBACH)).errors
    swapped = programme([municipality(ASBACH, name=NAME), municipality(MISTYPED, name="VG Hamm", kind="association")])
    assert not checked(row(ASBACH, "VG Hamm"), row(MISTYPED), base=swapped).errors


def test_accepted_key_mends_the_file() -> None:
    found = prepared(row(MISTYPED), base=ONE)
    assert found.blocked
    assert not found.accepting(*found.suggestions).blocked


@pytest.mark.full
def test_right_key_takes_the_place_of_the_wrong_one_with_the_measures_named_by_name(tmp_path: Path) -> None:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, WRONG.tables, author="Anna", note="mit Tippfehler")
    measures = "M1;VG Asbach;2024;Padlet;Padlet;umgesetzt;Programm;belegt\r\n"
    found = prepared(row(ASBACH), base=store.dataset(1), measures=measures)
    assert found.blocked
    mended = found.rekeying(*found.namesakes)
    assert not mended.blocked
    planned(mended).publish(store, author="Anna", note="Schlüssel berichtigt")
    assert store.dataset(2).municipalities["ars"].tolist() == [ASBACH]
    assert store.dataset(2).measures["municipality"].tolist() == [ASBACH]


@pytest.mark.full
def test_what_refers_to_the_wrong_key_follows_and_what_the_file_has_not_stays(tmp_path: Path) -> None:
    base = programme(
        [municipality(MISTYPED, name=NAME, kind="association", population=22_000)],
        [measure(MISTYPED, measure_id="M1")],
        [conference(75, "about", municipality=MISTYPED)],
    )
    store = make_store(str(tmp_path / "store"))
    store.publish(0, base.tables, author="Anna", note="mit Tippfehler")
    found = prepared(row(ASBACH.lstrip("0")), base=store.dataset(1))  # a spreadsheet ate its zero
    planned(found.rekeying(*found.namesakes)).publish(store, author="Anna", note="Schlüssel berichtigt")
    result = store.dataset(2)
    assert result.municipalities[["ars", "population"]].to_numpy().tolist() == [[ASBACH, 22_000]]
    assert result.measures["municipality"].tolist() == result.events["municipality"].tolist() == [ASBACH]


def test_rows_under_both_keys_become_one() -> None:
    attended = [("E1", ASBACH, 2), ("E1", MISTYPED, 3), ("E2", MISTYPED, 4)]
    rows = pd.DataFrame(attended, columns=["event_id", "ars", "people"])
    both = Dataset({**BOTH.tables, "participations": PARTICIPATIONS.typed(rows)})
    merged = rekeyed(both, {MISTYPED: ASBACH})
    assert merged.municipalities["ars"].tolist() == [ASBACH]
    assert merged.participations[["event_id", "ars", "people"]].to_numpy().tolist() == [
        ["E1", ASBACH, 2],
        ["E2", ASBACH, 4],
    ]


@pytest.mark.full
def test_duplicate_in_the_data_is_pointed_out_and_can_be_removed() -> None:
    found = prepared(row(ASBACH), base=BOTH)
    (problem,) = [problem for problem in found.checks.checked[0].problems if problem.row]
    assert (problem.severity, problem.values["other"]) == ("warning", MISTYPED)
    removed = planned(found, {"municipalities": Decision(frozenset({MISTYPED}))})
    for plan in (removed, planned(found.rekeying(MISTYPED))):
        assert not plan.problems
        assert plan.result.municipalities["ars"].tolist() == [ASBACH]


def test_name_of_two_municipalities_asks_for_the_key_and_the_key_works() -> None:
    def measures(municipality: str) -> Checked:
        cells = ["M1", municipality, "2024", "Padlet", "Padlet", "umgesetzt", "Programm", "belegt"]
        file = raw("massnahmen.csv", [MEASURE_HEADER.strip().split(";"), cells])
        return check(file, MEASURES, known=Known.of(BOTH))

    for name in (NAME, "VG Asbach", "Asbach"):
        (problem,) = measures(name).errors
        assert problem.sentence(GERMAN) == (
            f"„{name}“ passt zu mehreren Kommunen: Verbandsgemeinde Asbach (071385001000) und Verbandsgemeinde Asbach "
            "(071385001009). Bitte den Regionalschlüssel der gemeinten eintragen."
        )
    assert measures(MISTYPED).rows["municipality"].tolist() == [MISTYPED]
    assert not measures(ASBACH).errors


def test_town_and_district_of_one_name_are_two_in_a_programme_of_one_kind() -> None:
    kinds = 'kinds = [\n  { code = "place", de = "Kommune", en = "municipality" },\n]\n'
    text = re.sub(r"^kinds = \[.*?^\]\n", kinds, parsing.new().text, flags=re.M | re.S)
    with using(parsing.read(text.encode())):
        places = [("094640000000", "Stadt Hof"), ("094750000000", "Landkreis Hof"), ("094750000009", "Hof")]
        rows = [[ars, name, "Kommune", *row(ars)[3:]] for ars, name in places]
        assert not checked(*rows[:2], base=Dataset.of()).errors
        assert len(checked(*rows, base=Dataset.of()).errors) == 2  # which of them is meant by "Hof" nobody can tell
