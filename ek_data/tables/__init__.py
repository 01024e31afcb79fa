"""THE declaration: the five tables, their columns, allowed values and rules.

Checks, headers, the data dictionary, templates, axis titles, exports and ``datapackage.json`` all follow from it. Each
table has a module of its own, with the closed lists that only it uses; ``options`` and ``columns`` hold what several
tables share, ``types`` the vocabulary all of them are written in, ``dictionary`` says the declaration in words.
"""

from __future__ import annotations

from ek_data.tables.events import EVENTS
from ek_data.tables.key_facts import KEY_FACTS
from ek_data.tables.measures import MEASURES
from ek_data.tables.municipalities import MUNICIPALITIES
from ek_data.tables.participations import PARTICIPATIONS

__all__ = ["BY_NAME", "EVENTS", "KEY_FACTS", "MEASURES", "MUNICIPALITIES", "PARTICIPATIONS", "TABLES"]

TABLES = (MUNICIPALITIES, MEASURES, EVENTS, PARTICIPATIONS, KEY_FACTS)
BY_NAME = {table.name: table for table in TABLES}
