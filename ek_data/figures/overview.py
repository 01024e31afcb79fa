"""The first page in words: its finding, and the headline figures as tiles with what makes them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import overdue, planned
from ek_data.figures.attendance import (
    conferences_of_programme,
    further_conferences,
    has_conferences,
    known_conferences,
    people_attending,
)
from ek_data.figures.figure import Figure
from ek_data.figures.headline import headline
from ek_data.figures.qualified import Quantity, Row
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, Look
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES, MUNICIPALITIES
from ek_data.tables.shared_choices import CERTAINTIES, Certainty
from ek_data.tables.shared_columns import cohort_look

Figures = Mapping[str, Figure]
REPORTED = (
    Role.PROGRAMME_SIZE,
    Role.COHORT_SIZE,
    Role.JOINT_MEETINGS,
    Role.ONLINE_MEETINGS,
    Role.CONFERENCE_ATTENDANCE,
    Role.FUNDING_CEILING,
)
TERM, BESIDE, EARLIER = (Role.TERM,), (Role.SURROUNDINGS,), (Role.EARLIER,)
"""The key facts of which the first page tells: on it, how long it lasts, what is beside it and was before it."""

COUNTED = {"participants": MUNICIPALITIES, "measures": MEASURES}
NOT_REPORTED, OUTLINE = Look(MUTED, "circle"), Look(MUTED, "square-open")
MOST_COHORTS, MOST_KINDS = 3, 2  # told apart in words


@dataclass(frozen=True)
class Part:
    """So many of what a tile counts, in one look."""

    n: int
    look: Look


@dataclass(frozen=True)
class Note:
    """A few words below the number of a tile; with a look they are the key to that."""

    words: str
    look: Look | None = None


@dataclass(frozen=True)
class Tile:
    """A headline figure under its `label`, what stands small `beside` the number, and what makes it up.

    `groups` stand apart from one another, each with its parts. Each of the `notes` is a line.
    """

    figure: Figure
    label: str
    beside: str = ""
    groups: tuple[tuple[Part, ...], ...] = ()
    notes: tuple[tuple[Note, ...], ...] = ()

    def number(self, lang: Language) -> str:
        """Return the number with what stands beside it: "7 von 14"."""
        return " ".join(filter(None, (self.figure.words(lang), self.beside)))

    @property
    def said(self) -> str:
        """The notes as one text."""
        lines = (", ".join(note.words for note in line) for line in self.notes)
        return "; ".join(filter(None, lines))


@dataclass(frozen=True)
class Gone:
    """A municipality that has left: its key, name with cohort and day, and what is noted of it."""

    ars: str
    said: str
    note: str


def opening(numbers: Figures, lang: Language) -> str:
    """Return in one sentence who takes part."""
    if not numbers["participants"].value:
        return lang("No participating municipality is in these data.")
    return lang.plural(
        "{n} municipality takes part in the programme: {cohorts}.",
        "{n} municipalities take part in the programme: {cohorts}.",
        int(numbers["participants"].value),
        cohorts=_cohorts_line(numbers, lang),
    )


def _cohorts_line(numbers: Figures, lang: Language) -> str:
    """Return "7 in der Staffel 2024 und 7 in der Staffel 2025"."""
    parts = [
        lang("{n} in cohort {cohort}", n=figure.words(lang), cohort=figure.code)
        for figure in numbers.values()
        if (figure.family, figure.by) == ("participants", "cohort")
    ]
    return lang.listing(parts)


def finding(numbers: Figures, lang: Language) -> str:
    """Return the finding of the first page: how many municipalities have implemented something, at least."""
    n, done = (int(numbers[name].value or 0) for name in ("participants", "implementing"))
    if not n:
        return opening(numbers, lang)
    if not done:
        return lang.plural(
            "No implemented measure is reported from the only municipality.",
            "No implemented measure is reported from any of the {n} municipalities.",
            n,
        )
    if done == n:
        return lang.plural(
            "The only municipality has implemented at least one measure.",
            "All {n} municipalities have implemented at least one measure.",
            n,
        )
    return lang.plural(
        "At least {n} of {all} municipalities has implemented a measure.",
        "At least {n} of {all} municipalities have implemented a measure.",
        done,
        all=lang.number(n),
    )


def counted(numbers: Figures, lang: Language) -> str:
    """Return what the finding is about, and of how many."""
    n = [table.counted(int(numbers[name].value or 0), lang) for name, table in COUNTED.items()]
    said = lang("Measures of the programme with a named municipality")
    return lang("{counted} · n = {numbers}", counted=said, numbers=", ".join(n))


def metrics(roles: tuple[Role, ...]) -> tuple[str, ...]:
    """Return what plays one of the `roles` among what key facts state."""
    return tuple(code for role in roles for code in KEY_FACTS["metric"].having(role))


def reported(dataset: Dataset) -> int:
    """Return how many key facts the first page tells."""
    facts = dataset.key_facts[dataset.key_facts["municipality"].isna()]
    return int(facts["metric"].isin(metrics((*REPORTED, *TERM, *BESIDE, *EARLIER))).sum())


def gone(dataset: Dataset, lang: Language) -> tuple[Gone, ...]:
    """Return those that have left and are in no figure."""
    rows = dataset.result(headline)["left"].rows
    return tuple(_gone(row, dataset.names_by_ars, lang) for row in rows.to_dict("records"))


def _gone(row: Row, names: Mapping[str, str], lang: Language) -> Gone:
    said: list[str] = [lang("Cohort {cohort}", cohort=row["cohort"])] if pd.notna(row["cohort"]) else []
    if pd.notna(row["left_on"]):
        said.append(lang("left {day}", day=lang.date(row["left_on"], str(row["left_on_precision"]))))
    name = names[row["ars"]]
    note = "" if pd.isna(row["note"]) else str(row["note"])
    return Gone(row["ars"], f"{name} ({', '.join(said)})" if said else name, note)


def tiles(dataset: Dataset, lang: Language) -> tuple[Tile, ...]:
    """Return the headline figures of the first page, in the order in which a reader asks."""
    events = (_conferences,) if has_conferences() else ()
    makers = (_participants, _implementing, _measures, *events, _certified, _population)
    return tuple(make(dataset, lang) for make in makers)


def _tile(dataset: Dataset, name: str, lang: Language) -> Tile:
    figure = dataset.result(headline)[name]
    return Tile(figure, lang.of(figure.label), lang.of(figure.unit) if figure.unit and figure.value is not None else "")


def _participants(dataset: Dataset, lang: Language) -> Tile:
    tile = _tile(dataset, "participants", lang)
    sizes = _sizes(dataset.participants)
    groups = tuple((Part(n, _look(cohort)),) for cohort, n in sizes.items())
    kinds = [*_kinds(dataset, lang), *_not_counted(dataset, lang)]
    return replace(tile, groups=groups, notes=(_of_cohorts(sizes, lang), _line(", ".join(kinds))))


def _kinds(dataset: Dataset, lang: Language) -> list[str]:
    """Return how many are of the most frequent kinds, and how many of others."""
    counts = dataset.participants["kind"].value_counts()
    counts = counts[counts > 0]
    said = [MUNICIPALITIES["kind"].option(str(kind)).counted(int(n), lang) for kind, n in counts[:MOST_KINDS].items()]
    return [*said, *([lang.more(int(counts[MOST_KINDS:].sum()))] if len(counts) > MOST_KINDS else [])]


def _not_counted(dataset: Dataset, lang: Language) -> list[str]:
    """Return how many left, and how many begin after the day up to which the data speak."""
    gone, later = int(dataset.result(headline)["left"].value or 0), len(dataset.to_come)
    said = [lang.plural("{n} left, not counted", "{n} left, not counted", gone)] if gone else []
    if later:
        said.append(lang.plural("{n} not taking part yet", "{n} not taking part yet", later))
    return said


def _implementing(dataset: Dataset, lang: Language) -> Tile:
    tile = _tile(dataset, "implementing", lang)
    sizes, done = _sizes(dataset.participants), _sizes(tile.figure.rows)
    shares = {cohort: Quantity(done.get(cohort, 0)).words(lang) for cohort in sizes}
    silent = len(dataset.participants) - len(tile.figure.index)
    notes = (
        _of_cohorts(sizes, lang, lambda cohort, n: lang("{count} of {n}", count=shares[cohort], n=lang.number(n))),
        _line(lang.plural("{n} without a report, that is not a no", "{n} without a report, that is not a no", silent))
        if silent
        else (),
    )
    return replace(tile, beside=_of(len(dataset.participants), lang), groups=_shares(sizes, done), notes=notes)


def _measures(dataset: Dataset, lang: Language) -> Tile:
    numbers, tile = dataset.result(headline), _tile(dataset, "measures_done", lang)
    status = MEASURES["status"]
    counts = {code: int(numbers[f"measures_{code}"].value or 0) for code in status.furthest_first}
    others = {code: n for code, n in counts.items() if n and code not in status.having(Role.DONE)}
    key = tuple(Note(f"{lang.number(n)} {status.words(lang)[code]}", status.looks[code]) for code, n in others.items())
    apart = int(numbers["measures_cohort_level"].value or 0)
    more = lang.plural("and {n} for a cohort as a whole", "and {n} for a cohort as a whole", apart) if apart else ""
    parts = tuple(Part(n, status.looks[code]) for code, n in counts.items() if n)
    beside = _of(int(numbers["measures"].value or 0), lang)
    return replace(tile, beside=beside, groups=(parts,), notes=(key, _line(more)))


def _conferences(dataset: Dataset, lang: Language) -> Tile:
    tile = _tile(dataset, "attendance", lang)
    held = known_conferences(dataset)
    told = people_attending(held).notna()
    host = held["municipality"].map(dataset.municipalities.set_index("ars")["cohort"]).fillna(held["cohort"])
    known = tuple(
        Part(int(n), _look(cohort)) for cohort, n in host[told].value_counts(dropna=False).sort_index().items()
    )
    ahead = conferences_of_programme(dataset)
    ahead = ahead[planned(ahead, EVENTS)]
    groups = (known, (Part(int((~told).sum()), NOT_REPORTED),), (Part(len(ahead), OUTLINE),))
    late = int(overdue(ahead, EVENTS, dataset.as_of).sum())
    notes = (_how_many(dataset, told, lang), _to_come(len(ahead) - late, late, lang))
    return replace(tile, label=lang("{conferences}"), groups=groups, notes=notes)


def _how_many(dataset: Dataset, told: pd.Series, lang: Language) -> tuple[Note, ...]:
    """Return of how many conferences held the number of people is known, and of how many it is not."""
    if told.empty:
        return _line(lang("none known to have been held"))
    with_number, without = int(told.sum()), int((~told).sum())
    known = Note(lang.plural("{n} with a figure", "{n} with a figure", with_number))
    if not without:
        return (known,)
    silent = lang.plural("{n} without a figure", "{n} without a figure", without)
    if len(dataset.result(further_conferences)):
        silent = lang.plural("at least {n} without a figure", "at least {n} without a figure", without)
    return (known, Note(silent, NOT_REPORTED))


def _to_come(coming: int, late: int, lang: Language) -> tuple[Note, ...]:
    """Return how many conferences are announced, and of how many the date is over without proof."""
    said = []
    if late:
        announced = lang.plural("{n} announced", "{n} announced", late)
        said.append(f"{announced}, {lang('overdue')}")
    if coming:
        said.append(lang.plural("{n} announced", "{n} announced", coming))
    return tuple(Note(words, OUTLINE if not place else None) for place, words in enumerate(said))


def _certified(dataset: Dataset, lang: Language) -> Tile:
    tile = _tile(dataset, "certified", lang)
    rows, due = tile.figure.rows, award_due(dataset)
    certain = rows["certified_certainty"].fillna(Certainty.SOURCED)
    colour = _look(due["cohort"].iloc[0]) if due["cohort"].nunique() == 1 else Look(INK, "square")
    looks = {Certainty.SOURCED: colour, Certainty.DERIVED: colour._replace(symbol="square-dashed")}
    counts = {code: int((certain == code).sum()) for code in looks}
    words = {option.code: lang.of(option.words) for option in CERTAINTIES}
    key = tuple(Note(f"{lang.number(n)} {words[code]}", looks[code]) for code, n in counts.items() if n)
    without = len(due) - len(rows)
    open_ = lang.plural("{n} without a source", "{n} without a source", without) if without else ""
    cohorts = list(map(str, sorted(due["cohort"].dropna().unique())))
    whose = lang("cohort {cohort}", cohort=lang.listing(lang.some(cohorts, MOST_COHORTS)))
    parts = (*(Part(n, looks[code]) for code, n in counts.items()), Part(without, NOT_REPORTED))
    if due.empty:
        return replace(tile, notes=(_line(lang("No award is reported")),))
    return replace(tile, beside=_of(len(due), lang), groups=(parts,), notes=((*_line(whose), *key), _line(open_)))


def award_due(dataset: Dataset) -> pd.DataFrame:
    """Return the participants of those cohorts of which somebody was awarded the {award}.

    Columns: those of the table of municipalities.
    """
    everybody = dataset.participants
    awarded = everybody.loc[everybody["certified_on"].notna(), "cohort"]
    return everybody[everybody["cohort"].isin(awarded)]


def _population(dataset: Dataset, lang: Language) -> Tile:
    tile = _tile(dataset, "population_unique", lang)
    people = tile.figure.rows.groupby("cohort")["population"].sum()
    shares = {int(str(cohort)): int(n) for cohort, n in people.items()}
    groups = tuple((Part(n, _look(cohort)),) for cohort, n in shares.items())
    days = tile.figure.rows["population_on"].dropna().unique()
    inside = len(dataset.participants) - len(tile.figure.index) - tile.figure.missing
    said = [
        *([lang.short_date(days[0])] if len(days) == 1 else []),
        *([lang.plural("{n} lies inside another", "{n} lie inside others", inside)] if inside else []),
        *(
            [lang.plural("{n} without a figure", "{n} without a figure", tile.figure.missing)]
            * bool(tile.figure.missing)
        ),
    ]
    notes = (_of_cohorts(shares, lang, lambda _cohort, n: lang.number(n)), _line(", ".join(said)))
    return replace(tile, label=lang("People who live there"), beside="", groups=groups, notes=notes)


def _sizes(rows: pd.DataFrame) -> dict[int, int]:
    """Return how many of some municipalities belong to each cohort."""
    counts = rows["cohort"].value_counts().sort_index()
    return {int(str(cohort)): int(n) for cohort, n in counts.items()}


def _shares(sizes: Mapping[int, int], done: Mapping[int, int]) -> tuple[tuple[Part, ...], ...]:
    """Return of each cohort those that are there, and those of which nothing is reported."""
    there = {cohort: done.get(cohort, 0) for cohort in sizes}
    return tuple(
        (Part(there[cohort], _look(cohort)), Part(n - there[cohort], NOT_REPORTED)) for cohort, n in sizes.items()
    )


def _look(cohort: Any) -> Look:
    return Look(INK, "square") if pd.isna(cohort) else Look(cohort_look(int(cohort)).colour, "square")


def _of_cohorts(
    numbers: Mapping[int, int], lang: Language, say: Callable[[int, int], str] | None = None
) -> tuple[Note, ...]:
    """Return the key to the colours of the cohorts with a number of each; of many only how many cohorts there are."""
    if len(numbers) > MOST_COHORTS:
        first, *_between, last = numbers
        return _line(lang("{n} cohorts, {first} to {last}", n=lang.number(len(numbers)), first=first, last=last))
    told = {cohort: say(cohort, n) if say else lang.number(n) for cohort, n in numbers.items()}
    return tuple(
        Note(lang("{number} in cohort {cohort}", number=number, cohort=cohort), _look(cohort))
        for cohort, number in told.items()
    )


def _of(n: int, lang: Language) -> str:
    return lang("of {n}", n=lang.number(n))


def _line(words: str) -> tuple[Note, ...]:
    return (Note(words),) if words else ()
