"""Two municipalities side by side."""

from ek_data.analysis import two_municipalities
from ek_data.i18n import GERMAN
from tests.programme import ASBACH, HASSLOCH, measure, municipality, programme

DATASET = programme(
    [municipality(HASSLOCH, name="Gemeinde Haßloch", population=20_396), municipality(ASBACH, 2025, name="VG Asbach")],
    [
        measure(HASSLOCH, "planned"),
        measure(HASSLOCH),
        measure(ASBACH, "planned"),
        measure(ASBACH, category="newsletter"),
        measure(ASBACH, category="buergerbus", relation="predates"),
    ],
)


def test_both_have_the_same_rows_and_silence_is_said() -> None:
    table = two_municipalities.table(DATASET, HASSLOCH, ASBACH, GERMAN)
    rows = {label: values for label, *values in table.to_numpy().tolist()}
    assert list(table.columns) == ["Verglichen", "Gemeinde Haßloch", "VG Asbach"]
    assert rows["Staffel"] == ["2024", "2025"]
    assert rows["Einwohnerzahl"] == ["20.396", "keine Angabe"]
    assert rows["Padlet"] == ["umgesetzt", "geplant"]
    assert rows["Newsletter"] == ["nichts gemeldet", "umgesetzt"]
    assert "Bürgerbus" not in rows


def test_order_of_the_two_changes_nothing_but_the_columns() -> None:
    one, other = (
        two_municipalities.table(DATASET, HASSLOCH, ASBACH, GERMAN),
        two_municipalities.table(DATASET, ASBACH, HASSLOCH, GERMAN),
    )
    assert one.iloc[:, 0].tolist() == other.iloc[:, 0].tolist()
    assert one["VG Asbach"].tolist() == other["VG Asbach"].tolist()


def test_finding_counts_the_categories_of_both_and_of_one_only() -> None:
    assert two_municipalities.finding(DATASET, HASSLOCH, ASBACH, GERMAN) == (
        "Kategorien mit Meldung: 1 gemeinsam, 0 nur Gemeinde Haßloch, 1 nur VG Asbach"
    )
