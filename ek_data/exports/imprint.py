"""Imprint of a workbook: its title, and from when and where its rows are, on a sheet of its own behind the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import EVERYTHING, Selection, in_words
from ek_data.dataset.wording import SHEET_CELL
from ek_data.i18n import Language
from ek_data.reading.own_sheets import ABOUT, RELEASE


@dataclass(frozen=True)
class Imprint:
    """What a workbook says of itself: its title, and in lines (label, words) from when and where it is."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        title: str,
        data: Dataset,
        lang: Language,
        *,
        sources: Sequence[str] = (),
        selection: Selection = EVERYTHING,
    ) -> Imprint:
        """Return what is to be said of rows of `data` behind the filters `selection`, with their `sources`."""
        whole, origin = data.unfiltered or data, data.origin
        filters = in_words(selection, lang)
        release = ""
        if origin.release:
            day = lang.day_of(origin.published_at) if origin.published_at else ""
            release = lang("{n} of {day}", n=origin.release, day=day) if day else str(origin.release)
        said = [
            (lang("Data"), DEMO_MARK if whole.demo else ""),
            (lang("As of"), lang.date(whole.as_of) if whole.as_of else ""),
            (lang.of(RELEASE), release),
            (lang("Filters"), filters),
            *((lang("Source"), source) for source in sources),
        ]
        return cls(title, tuple((label, words) for label, words in said if words))

    def write(self, workbook: Any, lang: Language) -> None:
        """Write it on a sheet of its own, behind the others, and into the properties of the file."""
        sheet, bold = workbook.add_worksheet(lang.of(ABOUT.name)), workbook.add_format({"bold": True, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        for row, (label, words) in enumerate(((lang.of(ABOUT.first), self.title), *self.lines)):
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, 1, words[:SHEET_CELL], wrapped)
        workbook.set_properties({"title": self.title, "subject": " · ".join(words for _label, words in self.lines[:2])})
