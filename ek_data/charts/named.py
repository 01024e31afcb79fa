"""Pictures by name: each picture of the pages, as a file, a slide or a command asks for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ek_data.analysis import funding
from ek_data.changes.news import News
from ek_data.charts import build, news_pictures
from ek_data.charts.picture import Picture
from ek_data.charts.style import FIRST_ROWS
from ek_data.dataset.dataset import Dataset
from ek_data.figures.attendance import has_conferences
from ek_data.geo import regional_key
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import N_, Language, today
from ek_data.maps.indicators import COHORT

OF_ONE = re.compile(rf"-({regional_key.ANY})$")


@dataclass(frozen=True, eq=False)
class Wanted:
    """What a picture is made of: the data behind the filters, the boundaries, the language.

    Some are about one `municipality` (its ARS), the map shows an `indicator` (a mode of the page Karte or
    "category." with a category), one tells the `news`.
    """

    data: Dataset
    boundaries: Boundaries
    lang: Language
    municipality: str = ""
    indicator: str = COHORT
    news: News | None = None
    today: dt.date = field(default_factory=today)


@dataclass(frozen=True)
class Named:
    """One picture: its title for lists, how it is made, and whether it cannot be without names or one municipality.

    `make` returns None where what it needs is not given; a picture without spec and map has nothing to draw. One
    `of_conferences` is offered where the programme has conferences.
    """

    title: str
    make: Callable[[Wanted], Picture | None]
    names: bool = False
    of_one: bool = False
    of_conferences: bool = False


def _of_one(make: Callable[[Dataset, str, Language], Picture | None]) -> Callable[[Wanted], Picture | None]:
    """Return how a picture of one municipality is made, which looks at all data whatever the filters are."""

    def made(of: Wanted) -> Picture | None:
        whole = of.data.unfiltered or of.data
        known = (whole.municipalities["ars"] == of.municipality).any()
        return whole.result(make, of.municipality, of.lang) if known else None

    return made


def _funding(of: Wanted) -> Picture:
    return of.data.result(build.funding, max(funding.years(of.data), default=None), of.lang)


def _news(of: Wanted) -> Picture | None:
    return news_pictures.news_map(of.news, of.boundaries, of.lang) if of.news else None


NAMED: dict[str, Named] = {
    "map": Named(
        N_("Map of the participating municipalities"),
        lambda of: of.data.result(build.municipality_map, of.indicator, of.lang, of.boundaries),
        names=True,
    ),
    "programme-timeline": Named(
        N_("The course of the programme"), lambda of: of.data.result(build.programme_timeline, of.lang)
    ),
    "cohort-comparison-curve": Named(
        N_("Cohort comparison over programme time"), lambda of: of.data.result(build.adoption_curve, None, of.lang)
    ),
    "cohort-comparison-first-measure": Named(
        N_("First implemented measure of each municipality"),
        lambda of: of.data.result(build.first_implemented, of.lang),
    ),
    "cohort-comparison-categories": Named(
        N_("Implemented measures by category and cohort"), lambda of: of.data.result(build.adoption_matrix, of.lang)
    ),
    "measures-progress": Named(
        N_("Status of the measures by municipality and category"),
        lambda of: of.data.result(build.progress_matrix, FIRST_ROWS, of.lang),
    ),
    "measures-by-status": Named(N_("Measures by status"), lambda of: of.data.result(build.measures_by_status, of.lang)),
    "measures-per-municipality": Named(
        N_("Implemented measures per municipality"),
        lambda of: of.data.result(build.measures_per_municipality, of.lang),
    ),
    "measures-timeline": Named(
        N_("Measures along the calendar"), lambda of: of.data.result(build.measure_timeline, FIRST_ROWS, of.lang)
    ),
    "events-ribbon": Named(
        N_("Events up to today"), lambda of: of.data.result(build.event_ribbon, of.today, False, of.lang)
    ),
    "event-attendance": Named(
        N_("{conferences}: people attending"),
        lambda of: of.data.result(build.conference_attendance, of.lang),
        of_conferences=True,
    ),
    "funding": Named(N_("Funding per municipality and year"), _funding),
    "completeness": Named(
        N_("Completeness by municipality and area"),
        lambda of: of.data.result(build.completeness, FIRST_ROWS, of.lang),
        names=True,
    ),
    "map-of-the-news": Named(N_("Where there is news"), _news, names=True),
    "way-through-the-programme": Named(N_("Way through the programme"), _of_one(build.journey), of_one=True),
    "profile-distribution": Named(
        N_("Implemented measures of the programme"), _of_one(build.distribution), of_one=True
    ),
    "profile-standing": Named(N_("Among all participants"), _of_one(build.standing), of_one=True),
}
"""By the code of the picture: `Picture.name` is ``lang(code)``, and its ARS behind that where several are on a page."""


def is_offered(code: str) -> bool:
    """Return whether there can be something on the picture in the programme."""
    return has_conferences() or not NAMED[code].of_conferences


def code_of(name: str, lang: Language) -> str | None:
    """Return the code of a picture by its name in a language; None for one that nobody can ask for by name."""
    return next((code for code in NAMED if lang(code) == OF_ONE.sub("", name)), None)
