"""The first page in sentences: what stands under each headline figure, made from the figures themselves."""

from __future__ import annotations

from collections.abc import Mapping

from ek_data.dataset.dataset import Dataset
from ek_data.figures.attendance import attendance_in_short
from ek_data.figures.figure import Figure
from ek_data.figures.headline import headline
from ek_data.i18n import Language
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.key_facts import Metric
from ek_data.text import as_sentence

Figures = Mapping[str, Figure]
REPORTED = (
    Metric.MUNICIPALITIES_TOTAL,
    Metric.MUNICIPALITIES_IN_COHORT,
    Metric.JOINT_MEETINGS,
    Metric.ONLINE_TRAININGS,
    Metric.CONFERENCE_ATTENDANCE,
    Metric.FUNDING_PER_YEAR,
)
STATUS_FIGURES = tuple(f"measures_{status}" for status in MEASURES["status"].codes)


def opening(numbers: Figures, lang: Language) -> str:
    """Return the finding of the whole page: who takes part, in one sentence."""
    if not numbers["participants"].value:
        return lang("No municipality takes part under the filters chosen.")
    return lang.plural(
        "{n} municipality takes part in the programme: {cohorts}.",
        "{n} municipalities take part in the programme: {cohorts}.",
        int(numbers["participants"].value),
        cohorts=cohorts_line(numbers, lang),
    )


def cards(dataset: Dataset, lang: Language) -> list[tuple[Figure, str]]:
    """Return the four headline figures, each with the line that stands under it."""
    numbers = dataset.result(headline)
    notes = {
        "participants": kinds_line(numbers, lang),
        "population_unique": population_line(numbers, lang),
        "measures": measures_line(numbers, lang),
        "attendance": as_sentence(attendance_in_short(dataset, lang)),
    }
    return [(numbers[name], note) for name, note in notes.items()]


def cohorts_line(numbers: Figures, lang: Language) -> str:
    """Return "7 in der Staffel 2024 und 7 in der Staffel 2025"."""
    parts = [
        lang("{n} in cohort {cohort}", n=figure.words(lang), cohort=figure.code)
        for figure in numbers.values()
        if (figure.family, figure.by) == ("participants", "cohort")
    ]
    return lang.listing(parts)


def kinds_line(numbers: Figures, lang: Language) -> str:
    """Return the participants by kind, and how many left."""
    parts = [
        option.counted(int(figure.value or 0), lang)
        for option in MUNICIPALITIES["kind"].options
        if (figure := numbers.get(f"participants_{option.code}")) is not None
    ]
    kinds = as_sentence(", ".join(parts))
    if not numbers["left"].value:
        return kinds
    left = lang.plural("{n} municipality has left.", "{n} municipalities have left.", int(numbers["left"].value))
    return f"{kinds} {left}".strip()


def population_line(numbers: Figures, lang: Language) -> str:
    """Return how nested participants are counted, if there are any."""
    once, added = numbers["population_unique"], numbers["population_sum"]
    if once.value == added.value:
        return ""
    return lang("Nested municipalities counted once; all added up: {sum}.", sum=added.words(lang))


def measures_line(numbers: Figures, lang: Language) -> str:
    """Return the measures by status, and those stated for a cohort only apart from them."""
    parts = [
        f"{numbers[f'measures_{option.code}'].words(lang)} {lang.of(option.words)}"
        for option in MEASURES["status"].options
        if numbers[f"measures_{option.code}"].value
    ]
    late = int(numbers["overdue_measures"].value or 0)
    overdue = lang.plural("{n} plan is overdue", "{n} plans are overdue", late)
    apart = int(numbers["measures_cohort_level"].value or 0)
    more = lang.plural(
        "{n} more for a cohort as a whole is not counted", "{n} more for a cohort as a whole are not counted", apart
    )
    return as_sentence("; ".join(filter(None, (", ".join(parts), overdue if late else "", more if apart else ""))))
