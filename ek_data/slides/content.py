"""The slides of a presentation: the very pictures and figures of the pages, each with its finding and its notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ek_data.analysis import cohorts, comparison, profile
from ek_data.changes.effect import effect_on_figures
from ek_data.changes.news import News
from ek_data.charts import adoption, build, build_news, municipalities
from ek_data.charts.events import conference_attendance
from ek_data.charts.measures import measures_by_status
from ek_data.charts.named import NAMED, Wanted
from ek_data.charts.picture import Picture, sources_of
from ek_data.dataset import wording
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.programme import of_programme, overdue
from ek_data.figures import headline as figures
from ek_data.figures import key_facts, overview
from ek_data.figures.figure import Figure
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import N_, Language
from ek_data.maps.model import Map
from ek_data.slides.options import PICTURE, PROFILE, SLIDES, TEXT, Choice, kind_of, only_here, told_of
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE
from ek_data.text import as_heading, as_sentence

MOST_NAMED = 20  # municipalities listed beside the map
MOST_EFFECTS, MOST_MEASURES, MOST_NEWS = 8, 4, 4
LATEST_EVENTS = slice(-3, None)
FIRST_CATEGORIES = slice(0, 12)  # more rows would not be legible from the back of the room
LATEST_CONFERENCES = slice(0, 12)
NOTHING = N_("Nothing has changed since then.")
PROFILE_FACTS = ("kind", "district", "cohort", "status", "certified_on", "population", "area_km2")


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide. `code` is that of the choice, as in `Choice`; `topic` is the small line above its `title`,
    which is the finding: one sentence made from the data.

    A slide has a `picture`, `figures` (label, value in words, note), a `table` of words or `bullets`, or
    several of them. `notes` are what the speaker should know: caution, definitions. `link` is drawn as a QR code.
    """

    code: str
    topic: str
    title: str
    picture: Picture | None = None
    figures: tuple[tuple[str, str, str], ...] = ()
    table: pd.DataFrame | None = None
    bullets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    link: str = ""

    @property
    def map(self) -> Map | None:
        """The map, where the picture is one."""
        return None if self.picture is None else self.picture.map


@dataclass(frozen=True, eq=False)
class Material:
    """What all slides are made of: the data behind the filters, the boundaries, the choice and the language."""

    data: Dataset
    boundaries: Boundaries
    choice: Choice
    lang: Language
    title: str
    subtitle: str
    address: str = ""
    earlier: Dataset | None = None
    news: News | None = None

    @property
    def whole(self) -> Dataset:
        return self.data.unfiltered or self.data

    @cached_property
    def numbers(self) -> Mapping[str, Figure]:
        return self.data.result(figures.headline)

    @cached_property
    def caution(self) -> str:
        return self.data.result(comparison.caution, self.lang)


def slides(of: Material) -> Iterator[Slide]:
    """Yield the slides chosen in their order; what has nothing to show for the choice made is left out."""
    for code in of.choice.shown:
        kind = kind_of(code)
        yield from OF_ONE[kind](of, told_of(code)) if kind in OF_ONE else MAKERS[code](of)


def title(of: Material) -> Iterator[Slide]:
    """Yield the first slide: what is shown, and as of when."""
    said = (of.subtitle, date_in_words(of.whole, of.lang), DEMO_MARK if of.data.demo else "")
    yield Slide("title", "", of.title, bullets=tuple(filter(None, said)))


def map_(of: Material) -> Iterator[Slide]:
    """Yield the map of the cohorts, with the participants by name where there are few."""
    lang = of.lang
    picture = build.municipality_map(of.data, "cohort", lang, of.boundaries)
    yield Slide(
        "map",
        lang("Who takes part, and where"),
        picture.finding,
        picture=picture,
        bullets=_members(of),
        notes=_definitions(of, "participants"),
        sources=picture.sources,
    )


def _members(of: Material) -> tuple[str, ...]:
    rows = of.data.participants.sort_values(["cohort", "name"], kind="stable")
    if len(rows) > MOST_NAMED:
        return ()
    named = rows.assign(name=rows["ars"].map(of.whole.names))
    return tuple(
        of.lang("Cohort {cohort}: {names}", cohort=cohort, names=of.lang.listing(members["name"]))
        for cohort, members in named.groupby("cohort")
    )


def headline(of: Material) -> Iterator[Slide]:
    """Yield the headline figures as cards, the tiles of the overview."""
    lang = of.lang
    name, tiles = SLIDES["headline"], overview.tiles(of.data, lang)
    told = tuple((tile.label, tile.number(lang), as_sentence(tile.said)) for tile in tiles)
    names = [tile.figure.name for tile in tiles]
    sources = sources_of(of.data.participants, of_programme(of.data.measures), of_programme(of.data.events))
    finding = overview.opening(of.numbers, lang)
    yield Slide("headline", lang(name), finding, figures=told, notes=_definitions(of, *names), sources=sources)


def curve(of: Material) -> Iterator[Slide]:
    """Yield the comparison of the cohorts at the same time in the programme."""
    picture = adoption.adoption_curve(cohorts.adoption_curve(of.data), of.lang)
    yield _pictured("curve", picture.sourced(of.data.measures), of.caution)


def matrix(of: Material) -> Iterator[Slide]:
    """Yield what how many municipalities of each cohort have implemented."""
    picture = adoption.adoption_matrix(cohorts.adoption_matrix(of.data), of.lang, FIRST_CATEGORIES)
    yield _pictured("matrix", picture.sourced(of.data.measures), of.caution)


def strip(of: Material) -> Iterator[Slide]:
    """Yield how many measures each municipality has implemented."""
    picture = municipalities.measures_per_municipality(cohorts.measures_per_municipality(of.data), of.lang)
    yield _pictured("strip", picture.sourced(of.data.measures), of.caution)


def status(of: Material) -> Iterator[Slide]:
    """Yield the measures by status."""
    picture = measures_by_status(cohorts.status_by_category(of.data), of.lang)
    picture = picture.sourced(of_programme(of.data.measures))
    yield _pictured("status", picture, *_definitions(of, "measures", "measures_cohort_level"))


def conferences(of: Material) -> Iterator[Slide]:
    """Yield the latest conferences with attendance, and for the speaker the sum with all its reservations."""
    ceiling = key_facts.conference_ceiling(of.whole, of.lang)
    rows = cohorts.conference_attendance(of.data)
    part = LATEST_CONFERENCES if rows["attendance"].notna().sum() > LATEST_CONFERENCES.stop else slice(0, None)
    picture = conference_attendance(rows, of.lang, ceiling, part)
    picture = picture.sourced(of_programme(of.data.events))
    yield _pictured("conferences", picture, *_definitions(of, "conferences_held", "attendance"))


def profile_of(of: Material, ars: str) -> Iterator[Slide]:
    """Yield the profile of one municipality, if there is one with this key."""
    if ars in set(of.whole.municipalities["ars"]):
        yield _profile(of, ars)


def picture_of(of: Material, about: str) -> Iterator[Slide]:
    """Yield one of the pictures of the pages, if it shows something here."""
    code, _, option = about.partition(".")
    wanted = Wanted(of.data, of.boundaries, of.lang, municipality=option, indicator=option or "cohort", news=of.news)
    picture = NAMED[code].make(wanted)
    if picture is not None and not picture.empty:
        yield replace(_pictured(code, picture), code=f"{PICTURE}-{about}")


def text_of(of: Material, number: str) -> Iterator[Slide]:
    """Yield a slide that has nothing yet but what somebody writes on it."""
    yield Slide(f"{TEXT}-{number}", "", of.lang("Own text"))


def _profile(of: Material, ars: str) -> Slide:
    lang, whole = of.lang, of.whole
    name = str(profile.municipality(whole, ars)["name"])
    facts = profile.facts(whole, ars, lang)
    shown = [lang.of(MUNICIPALITIES[column].label) for column in PROFILE_FACTS]
    measures = of_programme(profile.measures_of(whole, ars))
    picture = build.standing(whole, ars, lang)
    return Slide(
        f"profile-{ars}",
        name,
        _profile_finding(measures, lang),
        picture=picture,
        table=facts[facts.iloc[:, 0].isin(shown)].reset_index(drop=True),
        bullets=_measures_in_lines(measures, whole.as_of, lang),
        notes=(*profile.reservations(whole, ars, lang), *(picture.notes if picture else ())),
        sources=sources_of(whole.municipalities[whole.municipalities["ars"] == ars], measures),
    )


def _profile_finding(measures: pd.DataFrame, lang: Language) -> str:
    if measures.empty:
        return lang("No measure of the programme is known of this municipality yet.")
    return lang.plural(
        "{n} measure of the programme is known, {done} of them implemented.",
        "{n} measures of the programme are known, {done} of them implemented.",
        len(measures),
        done=lang.number(int(measures["status"].isin(DONE).sum())),
    )


def _measures_in_lines(measures: pd.DataFrame, as_of: dt.date | None, lang: Language) -> tuple[str, ...]:
    """Return the measures with their status, the furthest first, as many as stand beside a picture."""
    rows = measures.iloc[MEASURES["status"].furthest(measures["status"]).argsort(kind="stable")]
    status = wording.measure_status(rows, overdue(rows, MEASURES, as_of), lang)
    lines = [f"{title} ({said})" for title, said in zip(rows["title"], status, strict=True)]
    return tuple(lines if len(lines) <= MOST_MEASURES else lang.some(lines, MOST_MEASURES - 1))


def changes(of: Material) -> Iterator[Slide]:
    """Yield what is new since a day, or since an earlier release with the headline figures that read differently."""
    if of.news is None:
        return
    if isinstance(of.choice.since, dt.date):
        yield _since_day(of, of.news, of.choice.since)
    elif of.earlier is not None:
        yield _since_release(of, of.news, of.earlier)


def _since_day(of: Material, news: News, day: dt.date) -> Slide:
    lang = of.lang
    events = (as_heading(line) for line in build_news.events(news, lang, LATEST_EVENTS))
    return Slide(
        "changes",
        lang("What is new since {day}", day=lang.date(day)),
        _in_short(news, lang) or build_news.nothing_since(news, day, of.whole.as_of, lang),
        bullets=(*news.lines(MOST_NEWS, lang), *events),
        notes=(*news.apart(lang), *build_news.reservations(news, day, of.whole, lang)),
    )


def _since_release(of: Material, news: News, earlier: Dataset) -> Slide:
    lang, number, name = of.lang, earlier.origin.release, SLIDES["changes"]
    compared = lang("Compared with: {state}.", state=state_in_words(earlier, lang))
    return Slide(
        "changes",
        lang(name) if number is None else lang("Changes since release {n}", n=number),
        _in_short(news, lang) or lang(NOTHING),
        table=_effects(earlier.filtered(of.choice.selection), of),
        bullets=(compared, *news.lines(MOST_NEWS, lang)),
        notes=tuple(news.apart(lang)),
    )


def _in_short(news: News, lang: Language) -> str:
    return " ".join(map(as_sentence, news.sentences(lang)))


def _effects(earlier: Dataset, of: Material) -> pd.DataFrame | None:
    """Return the headline figures that read differently now; None where there are none."""
    lang = of.lang
    rows = [
        (lang.of(told.label), *(figure.words(lang) if figure else "–" for figure in pair))
        for pair in effect_on_figures(earlier, of.data).values()
        if (told := pair.after or pair.before) is not None
    ]
    columns = [lang("Figure"), lang("Before"), lang("Now")]
    return pd.DataFrame(rows[:MOST_EFFECTS], columns=columns, dtype="string") if rows else None


def closing(of: Material) -> Iterator[Slide]:
    """Yield the last slide: where to see the figures again, and where they come from."""
    lang = of.lang
    finding = lang(_where_to_open(of.address))
    said = lang("Every figure is traced to its rows and sources in the dashboard.")
    yield Slide(
        "closing", lang("The figures to look up"), finding, bullets=(said, of.boundaries.attribution), link=of.address
    )


def _where_to_open(address: str) -> str:
    if not address:
        return N_("Thank you.")
    if only_here(address):
        return N_("These slides open on this computer only; on phones as soon as the dashboard runs on a server.")
    return N_("These slides open on every phone and every computer.")


MAKERS: dict[str, Callable[[Material], Iterator[Slide]]] = {
    "title": title,
    "map": map_,
    "headline": headline,
    "curve": curve,
    "matrix": matrix,
    "strip": strip,
    "status": status,
    "conferences": conferences,
    "changes": changes,
    "closing": closing,
}
OF_ONE: dict[str, Callable[[Material, str], Iterator[Slide]]] = {
    PROFILE: profile_of,
    PICTURE: picture_of,
    TEXT: text_of,
}


def date_in_words(dataset: Dataset, lang: Language) -> str:
    """Return the day up to which the data speak: "Stand 19. November 2025"."""
    return lang("As of {day}", day=lang.date(dataset.as_of)) if dataset.as_of else lang("As of: not known")


def state_in_words(dataset: Dataset, lang: Language) -> str:
    """Return date and release of the data: "Stand 19. November 2025 · Datenstand 3 vom 27. November 2025"."""
    origin, date = dataset.origin, date_in_words(dataset, lang)
    if origin.release is None or origin.published_at is None:
        return date
    day = lang.day_of(origin.published_at)
    return f"{date} · " + lang("release {n} of {day}", n=origin.release, day=day)


def _pictured(code: str, picture: Picture, *notes: str) -> Slide:
    return Slide(
        code, picture.title, picture.finding, picture=picture, notes=(*notes, *picture.notes), sources=picture.sources
    )


def _definitions(of: Material, *names: str) -> tuple[str, ...]:
    """Return how figures are counted and what to mind with them, for the speaker."""
    told = [of.numbers[name] for name in names]
    defined = [f"{of.lang.of(figure.label)}: {of.lang.of(figure.definition)}" for figure in told]
    remarks = [of.lang.of(remark) for figure in told for remark in figure.remarks]
    return tuple(dict.fromkeys([*defined, *remarks]))
