"""The declaration is sound in itself: what a table or column names is there."""

import pytest

from ek_data.i18n import GERMAN
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_that_a_table_names_is_its_own(table: Table) -> None:
    named = {*table.key, *table.called_by, *table.on_screen, *table.qualified, *table.qualified.values()}
    assert named | ({table.anonymous} if table.anonymous else set()) <= {column.name for column in table.columns}


@pytest.mark.parametrize(
    ("name", "one", "several"),
    [("measures", "1 Maßnahme", "2 Maßnahmen"), ("key_facts", "1 Angabe der Eckdaten", "2 Angaben der Eckdaten")],
)
def test_rows_of_a_table_are_counted_by_its_name(name: str, one: str, several: str) -> None:
    assert (BY_NAME[name].counted(1, GERMAN), BY_NAME[name].counted(2, GERMAN)) == (one, several)


def test_table_knows_its_column_of_municipalities() -> None:
    whose = {table.name: table.municipality for table in TABLES}
    assert whose == {
        "municipalities": "ars",
        "measures": "municipality",
        "events": "municipality",
        "participations": "ars",
        "key_facts": "municipality",
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_ranks_leave_no_doubt_which_value_goes_first(table: Table) -> None:
    for column in table.columns:
        ranks = [option.rank for option in column.options if any(each.rank for each in column.options)]
        assert len(set(ranks)) == len(ranks)
