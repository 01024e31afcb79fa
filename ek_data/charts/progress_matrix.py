"""The matrix of progress: who has got how far with what, and the same in sentences and in counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from ek_data.charts.measures import UNNAMED
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    MOST_ROWS,
    MOST_SQUARES,
    NOT_REPORTED,
    WORDS,
    cohort_name,
    head_axis,
    in_words,
    key_of,
    label,
    nothing,
    page_note,
    some,
    subtitle,
)
from ek_data.dataset.wording import Worded
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, OVERDUE, Look
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE
from ek_data.tables.shared_choices import Relation
from ek_data.tables.shared_columns import cohort_look

STATUS, CATEGORY = MEASURES["status"], MEASURES["category"]
BEYOND = Look(MUTED, "square")  # of what is no part of the programme, in the form of its status
ALL = Look(INK, "square")
MOST_COLUMNS = 16
MOST_TIED = 3  # categories that a finding names
MOST_NAMED = 12


def progress_matrix(
    progress: pd.DataFrame,
    municipalities: pd.DataFrame,
    stated: pd.DataFrame,
    lang: Language,
    opened: int | None = None,
    rows: slice = FIRST_ROWS,
) -> Picture:
    """Return who has got how far with what: municipalities by category, the furthest status of each.

    `progress`: ars, name, cohort, category, status, overdue (a plan whose date is over), done (implemented or ended), n
    (measures behind it), programme (else only measures outside of it are known, drawn grey) – one row per municipality
    and category of which a measure is known. `municipalities`: ars, name, cohort of all that may have a row. `stated`:
    cohort, category, status of what is reported of a cohort without a name.

    Municipalities of which nothing is known have no row. Where more are left than one can look through, each cohort has
    a row of counts, and below stand `rows` of the municipalities of the one that is `opened`.
    """
    name, title = lang("measures-progress"), lang("Status of the measures by municipality and category")
    progress = progress[progress["ars"].isin(municipalities["ars"])]
    table = _progress_table(progress, lang)
    if progress.empty:
        return nothing(
            name, title, lang("No measure of a municipality is known yet. Each one becomes a mark here."), table
        )
    notes = [lang("A dot: no source reports a measure. Where there are several, the furthest status is drawn.")]
    columns = columns_of(progress, lang)
    notes += _rarer(len(columns) - MOST_COLUMNS, lang)
    drawing = _Matrix(progress, municipalities, stated, columns[:MOST_COLUMNS], lang)
    shown = reporting(progress, municipalities)
    if folds(shown):
        notes.append(lang("Numbers: municipalities of the cohort of which a measure of the programme is reported."))
        drawing.add_counts()
        shown = shown[shown["cohort"] == opened_cohort(shown, opened)]
    notes += page_note(len(shown[rows]), len(shown), rows, lang)
    drawing.add_municipalities(shown[rows])
    named = progress[progress["programme"].astype(bool)]
    finding = _progress_finding(named, len(municipalities), lang)
    counted = _progress_counted(named, municipalities, lang)
    return Picture(name, title, finding, drawing.spec(), table, tuple(notes), counted)


def _rarer(more: int, lang: Language) -> list[str]:
    if more <= 0:
        return []
    said = lang.plural(
        "{n} rarer category stands in the table only.", "{n} rarer categories stand in the table only.", more
    )
    return [said]


def _progress_counted(named: pd.DataFrame, municipalities: pd.DataFrame, lang: Language) -> str:
    return subtitle(
        lang("Measures of the programme with a named municipality"),
        lang,
        MUNICIPALITIES.counted(len(municipalities), lang),
        MEASURES.counted(int(named["n"].sum()), lang),
    )


def reporting(progress: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities of which something is known, by cohort and name."""
    known = municipalities[municipalities["ars"].isin(progress["ars"])]
    return known.sort_values(["cohort", "name"], kind="stable")


def folds(reporting: pd.DataFrame) -> bool:
    """Return whether there are so many municipalities that one cohort is opened at a time."""
    return len(reporting) > MOST_ROWS and bool(reporting["cohort"].notna().any())


def opened_cohort(reporting: pd.DataFrame, asked: int | None) -> int:
    """Return the cohort that is opened: the one that is asked for, else the newest."""
    cohorts = set(map(int, reporting["cohort"].dropna()))
    return asked if asked in cohorts else max(cohorts)


def columns_of(progress: pd.DataFrame, lang: Language) -> list[str]:
    """Return the categories that occur: those of most municipalities in the programme first, alike ones by name."""
    words = CATEGORY.words(lang)
    keyed = progress.assign(category=progress["category"].astype("string"), inside=progress["programme"].astype(bool))
    counts = keyed.groupby("category").agg(inside=("inside", "sum"), n=("inside", "size"))
    return sorted(counts.index, key=lambda code: (-counts["inside"][code], -counts["n"][code], words[code].casefold()))


class _Matrix:
    """The matrix while it is drawn, row by row."""

    def __init__(
        self,
        progress: pd.DataFrame,
        municipalities: pd.DataFrame,
        stated: pd.DataFrame,
        columns: list[str],
        lang: Language,
    ) -> None:
        self._lang, self._columns = lang, columns
        self._municipalities, self._stated = municipalities, stated[stated["category"].isin(columns)]
        self._progress = progress.assign(programme=progress["programme"].astype(bool))
        self._words = CATEGORY.words(lang)
        self._done = STATUS.words(lang)[next(code for code in STATUS.furthest_first if code in DONE)]
        self._rows: list[Row] = []
        self._marks: list[Mark] = []

    def add_counts(self) -> None:
        """Add a row for each cohort: of how many of its municipalities each category is reported."""
        named = self._progress[self._progress["programme"]]
        for cohort, members in self._municipalities.groupby("cohort"):
            known, name = named[named["cohort"] == cohort], cohort_name(cohort, self._lang)
            counts = known["category"].astype("string").value_counts()
            for column, code in enumerate(self._columns):
                if n := int(counts.get(code, 0)):
                    said = (name, self._words[code], self._of(n, len(members)))
                    self._mark(column, WORDS, said, Form.WORDS, text=self._lang.number(n), counts=0)
            end = self._of(known["ars"].nunique(), len(members))
            self._rows.append(Row(name, end=end, key=str(cohort)))

    def add_municipalities(self, shown: pd.DataFrame) -> None:
        """Add a row for each of the municipalities under its cohort, and one for what is reported without names."""
        cells = dict(list(self._progress.groupby("ars")))
        for cohort, part in shown.groupby("cohort", dropna=False):
            self._rows.append(self._heading(cohort))
            for ars, name in zip(part["ars"], part["name"], strict=True):
                self._add_municipality(str(ars), str(name), cells[ars])
            self._add_whole(cohort)

    def _heading(self, cohort: Any) -> Row:
        lang, everybody = self._lang, self._municipalities["cohort"]
        named = self._progress[self._progress["programme"] & (self._progress["cohort"] == cohort)]
        if pd.isna(cohort):
            return Row(lang("No cohort stated"), NOT_REPORTED, end=self._done)
        said = lang(
            "{cohort}: {count} of {n} with a report",
            cohort=cohort_name(cohort, lang),
            count=some(named["ars"].nunique(), lang),
            n=lang.number(int((everybody == cohort).sum())),
        )
        return Row(said, cohort_look(int(str(cohort))), end=self._done)

    def _add_municipality(self, ars: str, name: str, cells: pd.DataFrame) -> None:
        for cell in cells.to_dict("records"):
            if (code := str(cell["category"])) in self._columns:
                look = STATUS.looks[str(cell["status"])]
                look = look if cell["programme"] else look._replace(colour=MUTED)
                said = (name, self._words[code], _progress_words_of(cell, self._lang))
                self._mark(self._columns.index(code), look, said, overdue=bool(cell["overdue"]))
        named = cells[cells["programme"]]
        end = self._of(int(named["done"].sum()), int(named["n"].sum())) if len(named) else ""
        self._rows.append(Row(name, end=end, key=ars))

    def _add_whole(self, cohort: object) -> None:
        stated = self._stated[self._stated["cohort"] == cohort]
        if stated.empty:
            return
        for code, part in stated.groupby(stated["category"].astype("string")):
            told = self._lang.listing(STATUS.words(self._lang)[str(status)] for status in part["status"])
            said = (cohort_name(cohort, self._lang), self._words[str(code)], told)
            self._mark(self._columns.index(str(code)), UNNAMED, said, counts=len(part))
        self._rows.append(Row(self._lang("Cohort as a whole")))

    def _mark(self, column: int, look: Look, said: tuple[str, ...], form: Form = Form.POINT, **more: Any) -> None:
        self._marks.append(Mark(len(self._rows), column, look, said, form, **more))

    def _of(self, count: int, n: int) -> str:
        return self._lang("{count} of {n}", count=self._lang.number(count), n=self._lang.number(n))

    def spec(self) -> Spec:
        """Return what was added, under the names of the categories with the number of municipalities of each."""
        lang, looks = self._lang, {mark.look for mark in self._marks}
        inside = self._progress["programme"]
        named = self._progress["category"].astype("string")
        counts, more = named[inside].value_counts(), named[~inside].value_counts()
        heads = (
            f"{self._words[code]}\n{_count_beyond(int(counts.get(code, 0)), int(more.get(code, 0)), lang)}"
            for code in self._columns
        )
        key = tuple((words, look) for words, look in key_of(STATUS, STATUS.codes, lang) if look in looks)
        if UNNAMED in looks:
            key += ((lang("Stated for the cohort only"), UNNAMED),)
        if any(look.colour == MUTED for look in looks):
            key += ((lang("Outside the programme"), BEYOND),)
        if any(mark.overdue for mark in self._marks):
            key += ((lang("overdue"), OVERDUE),)
        across = replace(head_axis(heads), keys=tuple(self._columns))
        return Spec("matrix", across, tuple(self._marks), tuple(self._rows), key=key)


def _count_beyond(n: int, more: int, lang: Language) -> str:
    """Return "4 + 1": in the programme, and outside of it only."""
    parts = [lang.number(n)] if n else []
    return " ".join([*parts, f"+ {lang.number(more)}"]) if more else parts[0]


def _progress_words_of(cell: Mapping[Any, Any], lang: Language) -> str:
    measures = lang.plural("{n} measure", "{n} measures", int(cell["n"]))
    late = f", {lang('overdue')}" if cell["overdue"] else ""
    beyond = "" if cell["programme"] else f", {lang('outside the programme')}"
    return f"{STATUS.words(lang)[str(cell['status'])]}{late}{beyond} ({measures})"


def _progress_finding(named: pd.DataFrame, n: int, lang: Language) -> str:
    """Return what most municipalities report; where no few stand out, how many report anything."""
    spread = named["category"].astype("string").value_counts()
    most = spread[spread == spread.max()] if len(spread) else spread
    if len(most) and most.iloc[0] > 1 and len(most) <= MOST_TIED:
        words = CATEGORY.words(lang)
        return lang.plural(
            "Reported most often: {categories}, by {count} of {among} municipalities.",
            "Reported most often: {categories}, by {count} of {among} municipalities each.",
            len(most),
            categories=lang.listing(sorted(words[code] for code in most.index)),
            count=lang.number(int(most.iloc[0])),
            among=lang.number(n),
        )
    done = named.loc[named["done"] > 0, "ars"].nunique()
    if n == 1:
        return (
            lang("For the municipality at least one implemented measure is reported.")
            if done
            else lang("For the municipality a measure is reported, but none implemented.")
        )
    return lang(
        "For {named} of {n} municipalities a measure is reported, for {done} at least one implemented.",
        named=some(named["ars"].nunique(), lang),
        n=lang.number(n),
        done=some(done, lang),
    )


def categories(progress: pd.DataFrame, lang: Language) -> Spec | None:
    """Return the matrix for a narrow window: a row for each category, and in it a square for each municipality.

    `progress` as for `progress_matrix`; without any there is nothing to draw.
    """
    if progress.empty:
        return None
    words, rows, marks = CATEGORY.words(lang), [], []
    columns = columns_of(progress, lang)[:MOST_COLUMNS]
    place = STATUS.furthest(progress["status"])
    ordered = progress.assign(place=place).sort_values(["programme", "place", "name"], ascending=[False, True, True])
    most = int(ordered["category"].astype("string").value_counts().max())
    for row, code in enumerate(columns):
        cells = ordered[ordered["category"] == code]
        inside = int(cells["programme"].astype(bool).sum())
        rows.append(Row(words[code], end=_count_beyond(inside, len(cells) - inside, lang), key=code))
        if most > MOST_SQUARES:
            whole = (words[code], MUNICIPALITIES.counted(len(cells), lang))
            marks.append(Mark(row, 0, ALL, whole, Form.BAR, until=len(cells), counts=len(cells)))
        else:
            for at, cell in enumerate(cells.to_dict("records")):
                look = STATUS.looks[str(cell["status"])]
                look = look if cell["programme"] else look._replace(colour=MUTED)
                said = (str(cell["name"]), words[code], _progress_words_of(cell, lang))
                marks.append(Mark(row, at, look, said, size=0, overdue=bool(cell["overdue"])))
    if most > MOST_SQUARES:
        return Spec("bars", Axis(0, most), tuple(marks), tuple(rows))
    return Spec("squares", Axis(-0.8, max(most, 12) - 0.2), tuple(marks), tuple(rows))


def lines(
    progress: pd.DataFrame, municipalities: pd.DataFrame, stated: pd.DataFrame, lang: Language
) -> tuple[tuple[str, str], ...]:
    """Return what has no place in the matrix, cohort by cohort: categories known without names only, and who is silent.

    Each is a heading with what follows it. The arguments are those of `progress_matrix`.
    """
    known = set(progress.loc[progress["programme"].astype(bool), "category"])
    apart = stated[~stated["category"].isin(known)]
    silent = municipalities[~municipalities["ars"].isin(progress["ars"])].sort_values("name")
    found = []
    for cohort in sorted({*apart["cohort"].dropna(), *silent["cohort"].dropna()}):
        name = cohort_name(cohort, lang)
        if said := _without_names(apart[apart["cohort"] == cohort], lang):
            found.append((lang("{cohort}, only without names", cohort=name), said))
        names = silent.loc[silent["cohort"] == cohort, "name"].tolist()
        if names:
            found.append((lang("{cohort}, nothing reported", cohort=name), ", ".join(lang.some(names, MOST_NAMED))))
    return tuple(found)


def _without_names(stated: pd.DataFrame, lang: Language) -> str:
    """Return "Newsletter, Padlet (umgesetzt); Ehrenamtsbörse (geplant)"."""
    words = CATEGORY.words(lang)
    furthest = STATUS.furthest(stated["status"]).groupby(stated["category"].astype("string")).min()
    parts = []
    for place, status in enumerate(STATUS.furthest_first):
        named = sorted(words[code] for code in furthest.index[furthest == place])
        if named:
            parts.append(f"{', '.join(named)} ({STATUS.words(lang)[status]})")
    return "; ".join(parts)


def _progress_table(progress: pd.DataFrame, lang: Language) -> Worded:
    return Worded(progress.sort_values(["cohort", "name"], kind="stable"), partial(_progress_words, lang=lang))


def _progress_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    inside, of_programme = ordered["programme"].astype(bool), MEASURES["relation"].words(lang)[Relation.PROGRAMME]
    return pd.DataFrame(
        {
            label("name", lang): ordered["name"],
            label("cohort", lang): ordered["cohort"],
            label("category", lang): in_words(ordered["category"], CATEGORY, lang),
            label("status", lang): in_words(ordered["status"], STATUS, lang),
            label("relation", lang): inside.map({True: of_programme, False: lang("outside the programme")}),
            lang("Measures"): ordered["n"],
        }
    )
