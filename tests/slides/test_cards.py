"""Cards of the slide of what is new: counts that add up, and as many lines as there is room for."""

from __future__ import annotations

import datetime as dt

from ek_data.changes.since import after
from ek_data.i18n import GERMAN
from ek_data.slides.cards import MOST_LINES, news_cards
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme

DAY = dt.date(2025, 1, 1)


def test_each_card_counts_rows_and_names_whose_they_are() -> None:
    data = programme(
        [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, 2025, name="Stadt Alzey")],
        [
            measure(ASBACH, status_on="2025-02-03"),
            measure(ASBACH, status_on="2025-02-04"),
            measure(ALZEY, "planned", status_on="2025-02-05"),
        ],
        [conference(75, "about", starts_on="2025-04-08")],
    )
    assert news_cards(after(data, DAY), GERMAN) == (
        ("Maßnahmen umgesetzt oder beendet", "2", "VG Asbach: 2"),
        ("Maßnahmen geplant oder in Vorbereitung", "1", "Stadt Alzey: 1"),
        ("Veranstaltungen", "1", "Vereinekonferenz: 1"),
    )


def test_what_has_no_room_is_summed_up() -> None:
    keys = [f"07{n:010}" for n in range(30)]
    data = programme(
        [municipality(ars, name=f"Stadt {n:02}") for n, ars in enumerate(keys)],
        [measure(ars, status_on="2025-02-03") for ars in keys],
    )
    [(_label, number, lines)] = news_cards(after(data, DAY), GERMAN)
    named = lines.split("\n")
    assert (number, named[0], len(named)) == ("30", "Stadt 00: 1", MOST_LINES)
    assert named[-1] == f"andere: {30 - MOST_LINES + 1}"
