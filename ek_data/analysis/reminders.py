"""Reminders: which questions are open about one municipality, and the mail that asks it what only it can know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

import pandas as pd

from ek_data.analysis.completeness import DataArea, Gap, gaps
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key
from ek_data.i18n import N_, Language
from ek_data.tables import MEASURES

MOST_TITLES = 5
LONGEST_ADDRESS = 2_000  # characters: longer ones are cut by common mail programmes
WHEN = {"day": N_("on {date}"), "month": N_("in {date}"), "year": N_("in the year {date}")}


@dataclass(frozen=True)
class Question:
    """One thing to ask: the question, the rows it is `about`, and why it is `open`.

    `code` tells it from the others. `table` is the one in which the answer is put, `keys` are its rows that lack it in
    `column`; without any a row is missing. What is `known_elsewhere` is never asked of the municipality.
    """

    code: str
    asked: str
    about: str
    open: str
    table: str
    known_elsewhere: bool
    keys: tuple[Key, ...] = ()
    column: str = ""

    @property
    def line(self) -> str:
        """The question with what it is about, as it stands in a mail."""
        return f"{self.asked} ({self.about})" if self.about else self.asked


@dataclass(frozen=True)
class Mail:
    """A mail to one municipality: its subject and its text."""

    subject: str
    body: str

    @property
    def address(self) -> str:
        """The link that opens it in a mail programme; empty where it would be cut."""
        lines = self.body.replace("\n", "\r\n")
        link = f"mailto:?subject={quote(self.subject, safe='')}&body={quote(lines, safe='')}"
        return link if len(link) <= LONGEST_ADDRESS else ""


def questions(dataset: Dataset, ars: str, lang: Language) -> list[Question]:
    """Return what is open about one participant: plans that are overdue first, last what is known elsewhere."""
    found = sorted(
        _without_repeated_days(gaps(dataset, ars)), key=lambda gap: (gap.area.known_elsewhere, not gap.overdue)
    )
    asked: list[Question] = []
    for area, gaps_of_area in groupby(found, key=lambda gap: gap.area):
        some = list(gaps_of_area)
        asked += [_question(gap, lang) for gap in some] if area.asks else [_of_columns(area, some, lang)]
    return asked


def _without_repeated_days(found: Sequence[Gap]) -> list[Gap]:
    """Return gaps without the overdue events of a day of which a measure is overdue: they are one, and asked once."""
    measured = {day for gap in found if gap.area.table is MEASURES for day in gap.days}
    left = [_left(gap, measured) if gap.days and gap.area.table is not MEASURES else gap for gap in found]
    return [gap for gap in left if gap.n or gap.column is None]


def _left(gap: Gap, days: set[tuple[pd.Timestamp, str]]) -> Gap:
    rows = zip(gap.keys, gap.titles, gap.days, strict=True)
    left = [(key, title, day) for key, title, day in rows if day not in days]
    keys, titles, kept = zip(*left, strict=True) if left else ((), (), ())
    return replace(gap, n=len(left), keys=keys, titles=titles, days=kept)


def _question(gap: Gap, lang: Language) -> Question:
    area, titles = gap.area, [lang("“{title}”", title=title) for title in gap.titles]
    message = area.asks[gap.column][0 if gap.n == 1 else 1]
    one = {"title": titles[0], "when": _when(gap, lang)} if gap.n == 1 else {}
    about = "" if "{title}" in message or area.known_elsewhere else lang.listing(lang.some(titles, MOST_TITLES))
    asked = lang(message, n=lang.number(gap.n), **one)
    code, why = f"{area.code}-{gap.column}", _why(gap, lang)
    return Question(code, asked, about, why, area.table.name, area.known_elsewhere, gap.keys, gap.column or "")


def _of_columns(area: DataArea, some: Sequence[Gap], lang: Language) -> Question:
    """Return what is open about the columns of an area, for which there is no question in words."""
    columns = lang.listing(lang.of(area.table[gap.column].label) for gap in some if gap.column)
    asked = f"{lang(area.label)}: {columns}"
    first, table = some[0], area.table.name
    why = _why(first, lang)
    return Question(area.code, asked, "", why, table, area.known_elsewhere, first.keys, first.column or "")


def _when(gap: Gap, lang: Language) -> str:
    return "".join(lang(WHEN[precision], date=lang.date(day, precision)) for day, precision in gap.days)


def _why(gap: Gap, lang: Language) -> str:
    if gap.area.known_elsewhere:
        return lang("known to the programme office, not in the mail")
    if gap.column is None:
        return lang("nothing is known in the programme so far")
    if gap.overdue:
        return lang("overdue, no report since")
    return lang("{column} is missing", column=lang.of(gap.area.table[gap.column].label))


def mail(dataset: Dataset, ars: str, asked: Sequence[Question], lang: Language) -> Mail:
    """Return a polite mail that asks one participant some questions; what is known elsewhere is left out."""
    name, day = dataset.municipalities.set_index("ars").at[ars, "name"], dataset.as_of
    ours = [question for question in asked if not question.known_elsewhere]
    subject = lang("{programme_title}: please complete the data of {name}", name=name)
    missing = (
        lang("For {name} we still need, as of {day}:", name=name, day=lang.date(day))
        if day
        else lang("For {name} we still need:", name=name)
    )
    body = [
        lang("Dear colleagues,"),
        missing,
        "\n".join(f"{n}. {question.line}" for n, question in enumerate(ours, start=1)),
        lang("A month or a year will do. An answer by mail is enough, or fill in the attached workbook."),
        lang("Please enter no names of people."),
        lang("Thank you very much, and kind regards"),
    ]
    return Mail(subject, "\n\n".join(body))
