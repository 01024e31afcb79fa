"""The presentation from which projector, PowerPoint and the stand-alone HTML are made, so that they cannot differ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ek_data.changes.news import News
from ek_data.changes.since import after, between
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import in_words
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.slides.content import Material, Slide, date_in_words, slides
from ek_data.slides.options import Choice, OwnWords


@dataclass(frozen=True, eq=False)
class Deck:
    """A presentation in one language. `data_date` is the date of the data in words, `release` the one they are of. An
    `anonymous` one names no municipality.

    `data` are those it was made of, behind its filters, `choice` is what was asked for.
    `address` is where the same presentation is found on the server, or empty; `demo` says that the data are invented.
    """

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    data_date: str
    release: int | None
    address: str
    demo: bool
    attribution: str
    language: str
    data: Dataset
    choice: Choice
    anonymous: bool = False

    @property
    def release_in_words(self) -> str:
        """The release that the data are of, empty where they are of none."""
        return "" if self.release is None else Language(self.language)("release {n}", n=self.release)

    @property
    def state(self) -> str:
        """Date and release of the data: "Stand 19. November 2025 · Datenstand 3"."""
        return " · ".join(filter(None, (self.data_date, self.release_in_words)))


def deck(
    dataset: Dataset,
    boundaries: Boundaries,
    choice: Choice,
    lang: Language,
    *,
    address: str = "",
    earlier: Dataset | None = None,
) -> Deck:
    """Return the presentation of `dataset` that `choice` asks for, with its filters.

    `earlier` is the data of the release `choice.compared`; without it, or a day, there is no slide of changes. An
    anonymous one has no map, because a place is as good as a name.
    """
    new = _news(dataset, earlier, choice) if choice.since is not None else None
    if choice.anonymous:
        new = new and new.anonymous(dataset)  # first compared, because letters of two releases need not agree
        dataset, earlier = dataset.result(anonymised), earlier and earlier.result(anonymised)
        choice = replace(choice, words=())
    title = choice.own("title").title or lang("{programme_title} {in_region}")
    filters = in_words(choice.selection, lang)
    subtitle = lang("Filtered by: {filters}", filters=filters) if filters else ""
    material = Material(
        dataset.filtered(choice.selection), boundaries, choice, lang, title, subtitle, address, earlier, new
    )
    return Deck(
        title,
        subtitle,
        tuple(worded(slide, choice.own(slide.code)) for slide in slides(material)),
        data_date=date_in_words(dataset, lang),
        release=dataset.origin.release,
        address=address,
        demo=dataset.demo,
        attribution=boundaries.attribution,
        language=lang.code,
        data=material.data,
        choice=choice,
        anonymous=choice.anonymous,
    )


def worded(slide: Slide, own: OwnWords) -> Slide:
    """Return a slide with somebody's own words: reservations and sources stay, behind their notes."""
    return replace(
        slide,
        title=own.title or slide.title,
        notes=(*_lines(own.notes), *slide.notes),
        bullets=_lines(own.lines) or slide.bullets,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _news(dataset: Dataset, earlier: Dataset | None, choice: Choice) -> News | None:
    """Return what is new in the programme since the day or earlier release chosen, of what the filters leave."""
    if isinstance(choice.since, dt.date):
        return after(dataset, choice.since, choice.selection).of_programme()
    return between(earlier, dataset, choice.selection).of_programme() if earlier is not None else None
