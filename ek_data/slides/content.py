"""The slides of a presentation: the very pictures and figures of the pages, each with its finding and its notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ek_data.analysis import cohort_words, cohorts, profile
from ek_data.changes.effect import effect_on_figures
from ek_data.changes.news import News
from ek_data.charts import adoption, build, news_pictures, projector
from ek_data.charts.events import conference_attendance
from ek_data.charts.measures import measures_by_status
from ek_data.charts.named import NAMED, Wanted
from ek_data.charts.picture import Picture, sources_of
from ek_data.dataset import wording
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.programme_rows import of_programme, overdue
from ek_data.figures import headline as figures
from ek_data.figures import key_facts, overview
from ek_data.figures.figure import Figure
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import N_, Language
from ek_data.maps import model
from ek_data.maps.indicators import COHORT
from ek_data.maps.labels import labels
from ek_data.maps.model import Map
from ek_data.settings import Operator
from ek_data.slides.cards import Card, headline_cards, news_cards
from ek_data.slides.options import PICTURE, PROFILE, SLIDES, TEXT, Choice, kind_of, once, only_here, told_of
from ek_data.slides.slide_sizes import COHORTS_DRAWN, by_numbers, sized
from ek_data.tables import MEASURES
from ek_data.tables.measures import DONE
from ek_data.text import as_heading, as_sentence

MOST_NAMED = 20  # municipalities of a map that are named on it
MOST_EFFECTS, MOST_MEASURES = 8, 4
WIDE_MAP, MAP_OF_ONE = 2.0, 1.15  # width of a map by its height, so that names have room
MAP_TEXT = 0.053  # of the height of a map: 36 px on a slide
LONGEST_HEADING = 130  # characters that two lines hold
NOTHING = N_("Nothing has changed since then.")


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide. `code` is that of the choice, as in `Choice`; `topic` is the small line above its `title`,
    which is the finding: one sentence made from the data.

    A slide has a `picture`, `figures` (label, value in words, note of some lines), a `table` of words or `bullets`, or
    several of them. `remark` is the one line below them that the room must read as well. `notes` are what the speaker
    should know: caution, definitions. `link` is drawn as a QR code. The parts of a `stepwise` one come one after the
    other on the projector.
    """

    code: str
    topic: str
    title: str
    picture: Picture | None = None
    figures: tuple[Card, ...] = ()
    table: pd.DataFrame | None = None
    bullets: tuple[str, ...] = ()
    remark: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    link: str = ""
    stepwise: bool = False

    @property
    def parts(self) -> int:
        """How many parts can come one after the other: rows of a picture, cards, lines."""
        spec = self.picture.spec if self.picture else None
        rows = len(spec.rows) if spec and not spec.up else 0
        return rows + len(self.figures) + len(self.bullets)

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
        return self.data.result(cohort_words.caution, self.lang)


def slides(of: Material) -> Iterator[Slide]:
    """Yield the slides chosen in their order; what has nothing to show for the choice made is left out."""
    for code in of.choice.shown:
        kind = kind_of(code)
        for slide in OF_ONE[kind](of, told_of(code)) if kind in OF_ONE else MAKERS[once(code)](of):
            yield _with_heading(replace(slide, code=code, stepwise=code in of.choice.stepwise))


def _with_heading(slide: Slide) -> Slide:
    """Return the slide with a title of two lines: without the full stop of one sentence, and without a second half.

    What is cut is said by the speaker.
    """
    title = slide.title if ". " in slide.title else slide.title.removesuffix(".")
    if len(title) <= LONGEST_HEADING:
        return replace(slide, title=title)
    first = title.partition(";" if ";" in title else ". ")[0]
    return replace(slide, title=first, notes=tuple(dict.fromkeys((slide.title, *slide.notes))))


def title(of: Material) -> Iterator[Slide]:
    """Yield the first slide: what is shown, and as of when."""
    said = (of.subtitle, DEMO_MARK if of.data.demo else "")
    yield Slide("title", "", of.title, bullets=tuple(filter(None, said)))


def map_(of: Material) -> Iterator[Slide]:
    """Yield the map of the cohorts with the names of all participants, where they are few."""
    lang = of.lang
    picture = build.municipality_map(of.data, COHORT, lang, of.boundaries)
    if picture.map is None:
        return
    few, drawn = len(picture.map.shapes) <= MOST_NAMED, _with_room(picture.map)
    yield Slide(
        "map",
        lang("Who takes part, and where"),
        picture.finding,
        picture=replace(picture, map=drawn),
        bullets=_unnamed(drawn, lang) if few else (),
        remark=drawn.attribution,
        notes=_definitions(of, "participants"),
        sources=picture.sources,
    )


def _with_room(drawn: Map) -> Map:
    """Return a map with room for names on both sides, or without names where they are too many."""
    few = len(drawn.shapes) <= MOST_NAMED
    return model.with_room(model.marked(drawn if few else _nameless(drawn), model.MARK * drawn.canvas.height), WIDE_MAP)


def _nameless(drawn: Map) -> Map:
    """Return a map of many without names, and with symbols only where they stand in their areas."""
    size = drawn.canvas.height * MAP_TEXT
    bare = replace(drawn, shapes=tuple(replace(shape, name="") for shape in drawn.shapes))
    inside = {label.shape.ars for label in labels(bare, size * 1.3, size) if label.on_fill}  # with room around it
    shapes = (replace(shape, symbol=shape.symbol if shape.ars in inside else "") for shape in bare.shapes)
    return replace(bare, shapes=tuple(shapes))


def _unnamed(drawn: Map, lang: Language) -> tuple[str, ...]:
    """Return the names for which the map has no room, as one line."""
    size = drawn.canvas.height * MAP_TEXT
    placed = {label.shape.ars for label in labels(drawn, size, size) if label.name}
    names = [shape.name for shape in drawn.shapes if shape.ars not in placed]
    return (lang("Also: {names}", names=lang.listing([*names, *drawn.without_boundary])),) if names else ()


def headline(of: Material) -> Iterator[Slide]:
    """Yield the headline figures as cards, the tiles of the overview."""
    lang = of.lang
    tiles = overview.tiles(of.data, lang)
    said = [as_sentence(f"{tile.label}: {tile.number(lang)}; {tile.said}") for tile in tiles]
    names = [tile.figure.name for tile in tiles]
    yield Slide(
        "headline",
        lang(SLIDES["headline"]),
        overview.finding(of.numbers, lang),
        figures=headline_cards(tiles, lang),
        notes=(overview.opening(of.numbers, lang), *said, *_definitions(of, *names)),
        sources=sources_of(of.data.participants, of_programme(of.data.measures), of_programme(of.data.events)),
    )


def curve(of: Material) -> Iterator[Slide]:
    """Yield the comparison of the cohorts at the same time in the programme."""
    picture = adoption.adoption_curve(cohorts.adoption_curve(of.data), of.lang)
    slide = _pictured("curve", picture.sourced(of.data.measures), of, of.caution)
    yield replace(slide, remark=cohort_words.otherwise(of.data, of.lang))


def matrix(of: Material) -> Iterator[Slide]:
    """Yield what how many municipalities of each cohort have implemented, the most frequent first."""
    rows = cohorts.adoption_matrix(of.data)
    picture = adoption.adoption_matrix(rows, of.lang)
    sizes = rows.groupby("cohort")["n"].first()
    picture = replace(picture, spec=picture.spec and by_numbers(picture.spec, sizes, of.lang))
    slide = _pictured("matrix", picture.sourced(of.data.measures), of, of.caution, picture.finding)
    counted = " + ".join(map(of.lang.number, sizes)) if len(sizes) > COHORTS_DRAWN else ""
    remark = " · ".join(filter(None, (counted and f"n = {counted}", slide.remark)))
    yield replace(slide, title=_most_reported(rows, of.lang) or slide.title, remark=remark)


def _most_reported(rows: pd.DataFrame, lang: Language) -> str:
    """Return which category is the most frequent, and in how many municipalities; nothing where none is named."""
    most = cohort_words.most_reported(rows, lang)
    if not most:
        return ""
    sums = rows.groupby("category", observed=True)[["municipalities", "n"]].sum()
    count = cohort_words.at_least(int(sums["municipalities"].max()), int(sums["n"].max()), lang)
    return lang("{most}, {count} municipalities", most=most, count=count)


def strip(of: Material) -> Iterator[Slide]:
    """Yield how many municipalities are reported with how many implemented measures."""
    picture = projector.reported_numbers(cohorts.measures_per_municipality(of.data), of.lang)
    yield _pictured("strip", picture.sourced(of.data.measures), of, of.caution)


def status(of: Material) -> Iterator[Slide]:
    """Yield the measures by status."""
    picture = measures_by_status(cohorts.status_by_category(of.data), of.lang)
    picture = picture.sourced(of_programme(of.data.measures))
    yield _pictured("status", picture, of, *_definitions(of, "measures", "measures_cohort_level"))


def conferences(of: Material) -> Iterator[Slide]:
    """Yield the latest conferences with attendance, and for the speaker the sum with all its reservations."""
    lang = of.lang
    rows = cohorts.conference_attendance(of.data)
    ceiling = key_facts.conference_ceiling(of.whole, lang)
    picture = conference_attendance(rows, lang, ceiling).sourced(of_programme(of.data.events))
    said = [] if ceiling is None else [as_sentence(ceiling.words(lang))]
    notes = (picture.finding, *said, *_definitions(of, "conferences_held", "attendance"))
    known = int(rows["attendance"].notna().sum())
    came = lang.plural(
        "{n} {conference}: {people} people attending.",
        "{n} {conferences}: {people} people attending.",
        known,
        people=of.numbers["attendance"].words(lang),
    )
    slide = _pictured("conferences", picture, of, *notes)
    yield replace(slide, title=as_heading(came)) if known else slide


def profile_of(of: Material, ars: str) -> Iterator[Slide]:
    """Yield the profile of one municipality, if there is one with this key."""
    if ars in set(of.whole.municipalities["ars"]):
        yield _profile(of, ars)


def picture_of(of: Material, about: str) -> Iterator[Slide]:
    """Yield one of the pictures of the pages, if it draws something here."""
    code, _, option = about.partition(".")
    wanted = Wanted(of.data, of.boundaries, of.lang, municipality=option, indicator=option or COHORT, news=of.news)
    picture = NAMED[code].make(wanted)
    if picture is None or (picture.spec is None and picture.map is None):
        return
    slide = _pictured(f"{PICTURE}-{about}", picture, of)
    yield replace(slide, topic=f"{picture.about}: {picture.title}" if picture.about else picture.title)


def text_of(of: Material, number: str) -> Iterator[Slide]:
    """Yield a slide that has nothing yet but what somebody writes on it."""
    yield Slide(f"{TEXT}-{number}", "", of.lang("Own text"))


def _profile(of: Material, ars: str) -> Slide:
    lang, whole = of.lang, of.whole
    measures = of_programme(profile.measures_of(whole, ars))
    row = whole.municipalities[whole.municipalities["ars"] == ars]
    where = None if of.choice.anonymous else _place_of(of, ars)
    return Slide(
        f"{PROFILE}-{ars}",
        " · ".join(profile.facts_in_short(whole, ars, lang)),
        lang("{municipality}: {finding}", municipality=whole.names[ars], finding=_profile_finding(measures, lang)),
        picture=where,
        bullets=_measures_in_lines(measures, whole.as_of, lang),
        remark=where.map.attribution if where and where.map else "",
        notes=(as_sentence(profile.finding(whole, ars, lang)), *profile.reservations(whole, ars, lang)),
        sources=sources_of(row, measures),
    )


def _place_of(of: Material, ars: str) -> Picture | None:
    """Return the map with one municipality alone; None where it has no boundary."""
    picture = build.municipality_map(of.whole, COHORT, of.lang, of.boundaries)
    shapes = tuple(shape for shape in picture.map.shapes if shape.ars == ars) if picture.map else ()
    if picture.map is None or not shapes:
        return None
    marked = replace(picture.map, shapes=shapes, legend=())
    return replace(picture, map=model.with_room(marked, MAP_OF_ONE))


def _profile_finding(measures: pd.DataFrame, lang: Language) -> str:
    if measures.empty:
        return lang("no measure of the programme reported yet")
    told = lang.plural("{n} measure reported", "{n} measures reported", len(measures))
    done = int(measures["status"].isin(DONE).sum())
    if not done:
        return lang("{measures}, none of them as implemented yet", measures=told)
    return lang("{measures}, {done} of them as implemented", measures=told, done=lang.number(done))


def _measures_in_lines(measures: pd.DataFrame, as_of: dt.date | None, lang: Language) -> tuple[str, ...]:
    """Return the measures with their status, the furthest first, as many as stand beside a map."""
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
    topic = lang("What is new since {day}", day=lang.date(day))
    otherwise = news_pictures.nothing_since(news, day, of.whole.as_of, lang)
    return _new(of, news, topic, otherwise, news_pictures.reservations(news, day, of.whole, lang))


def _since_release(of: Material, news: News, earlier: Dataset) -> Slide:
    lang, number = of.lang, earlier.origin.release
    topic = lang(SLIDES["changes"]) if number is None else lang("Changes since release {n}", n=number)
    compared = lang("Compared with: {state}.", state=state_in_words(earlier, lang))
    effects = _effects(earlier.filtered(of.choice.selection), of)
    return _new(of, news, topic, lang(NOTHING), [compared, *effects])


def _new(of: Material, news: News, topic: str, nothing: str, notes: list[str]) -> Slide:
    """Return the slide of what is new: its title counts municipalities, its cards measures and events."""
    lang = of.lang
    said = news.sentences(lang)
    titles = (as_sentence(news.reporting(lang)) if news.reported(lang) else "", *map(as_sentence, said), nothing)
    hidden = lang.plural(
        "{n} more is no part of the programme and not counted here.",
        "{n} more are no part of the programme and not counted here.",
        news.hidden,
    )
    return Slide(
        "changes",
        topic,
        next(filter(None, titles)),
        figures=news_cards(news, lang),
        remark=hidden if news.hidden else "",
        notes=(*map(as_sentence, said), *news.apart(lang), *notes),
    )


def _effects(earlier: Dataset, of: Material) -> list[str]:
    """Return the headline figures that read differently now, with what they were, for the speaker."""
    lang = of.lang
    said = [
        lang(
            "{figure}: {before}, now {after}.",
            figure=lang.of(told.label),
            before=pair.before.words(lang) if pair.before else "–",
            after=pair.after.words(lang) if pair.after else "–",
        )
        for pair in effect_on_figures(earlier, of.data).values()
        if (told := pair.after or pair.before) is not None
    ]
    return said[:MOST_EFFECTS]


def closing(of: Material) -> Iterator[Slide]:
    """Yield the last slide: thanks, whom to ask, and where others find the slides, if they get there."""
    lang = of.lang
    address = "" if only_here(of.address) else of.address
    contact = Operator.of_environment().contact
    said = [lang("Questions and corrections to {contact}", contact=contact)] if contact else []
    if address:
        said.append(lang("These slides open on every phone and every computer."))
    yield Slide("closing", "", lang("Thank you."), bullets=tuple(said), link=address)


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


def _pictured(code: str, picture: Picture, of: Material, *notes: str) -> Slide:
    """Return the slide of a picture in the size of a slide; what its page says below it is for the speaker."""
    shown = sized(picture, of.lang)
    drawn = picture.map and _with_room(picture.map)
    return Slide(
        code,
        picture.title,
        picture.finding,
        picture=replace(shown.picture, map=drawn),
        table=shown.table,
        remark=drawn.attribution if drawn else shown.remark,
        notes=(*notes, *picture.notes),
        sources=picture.sources,
    )


def _definitions(of: Material, *names: str) -> tuple[str, ...]:
    """Return how figures are counted and what to mind with them, for the speaker."""
    told = [of.numbers[name] for name in names]
    defined = [f"{of.lang.of(figure.label)}: {of.lang.of(figure.definition)}" for figure in told]
    remarks = [of.lang.of(remark) for figure in told for remark in figure.remarks]
    return tuple(dict.fromkeys([*defined, *remarks]))
