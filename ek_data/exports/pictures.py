"""Pictures as files for others, by the name that their file has in German: ``karte.svg``, ``karte.png``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ek_data.changes.news import News
from ek_data.changes.since import after, between
from ek_data.charts.drawers.file import NoPicture, as_png, as_svg
from ek_data.charts.named import NAMED, Wanted, is_offered
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection, Since, selection_from, since_from
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import GERMAN, N_, Language, today
from ek_data.maps import indicators
from ek_data.slides.options import ANONYMOUS, YES

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
MUNICIPALITY, INDICATOR, SINCE = "kommune", "ansicht", "seit"  # as the links of the pages call them
NEEDED = {code: MUNICIPALITY for code, named in NAMED.items() if named.of_one} | {"map-of-the-news": SINCE}
"""Without what of a link a picture cannot be made."""
UNKNOWN = N_("There is no picture {name} here. There are {names}, each with the ending {kinds}.")
NAMELESS = N_("This picture would show names, so it cannot be had without them.")
OF_ONE = N_("This picture is about one municipality: {key} is its regional key of twelve digits.")
NO_NEWS = N_("This picture tells what is new: {key} is the day since when, or the number of an earlier release.")


def codes() -> dict[str, str]:
    """Return the code of each picture by the name that its file has, in which there may be words of the programme."""
    return {GERMAN(code): code for code in NAMED if is_offered(code)}


@dataclass(frozen=True)
class PictureFile:
    """A picture as somebody asks for it: its code, the kind of file, and what a link can say beside the release."""

    code: str
    ending: str
    selection: Selection = EVERYTHING
    municipality: str = ""
    indicator: str = indicators.USUAL
    since: Since | None = None
    anonymous: bool = False

    @classmethod
    def of(cls, file: str, query: Mapping[str, Sequence[str]]) -> PictureFile:
        """Return what the name of a file and a link, in the form of `urllib.parse.parse_qs`, ask for.

        What of the link makes no sense is passed over. Raises `NoPicture` for a name that nothing has.
        """
        name, _dot, ending = file.rpartition(".")
        if name not in codes() or ending not in MEDIA_TYPES:
            raise NoPicture(UNKNOWN, name=file, names=tuple(codes()), kinds=tuple(MEDIA_TYPES))
        last = {key: values[-1] for key, values in query.items() if values}
        indicator = last.get(INDICATOR, indicators.USUAL)
        known = indicator in indicators.offered() or indicators.category_of(indicator)
        return cls(
            codes()[name],
            ending,
            selection_from(query),
            last.get(MUNICIPALITY, ""),
            indicator if known else indicators.USUAL,
            since_from(last.get(SINCE, "")),
            last.get(ANONYMOUS) == YES,
        )

    @property
    def compared(self) -> int | None:
        """The earlier release to compare with, if it is not a day since when news are told."""
        return self.since if isinstance(self.since, int) else None


def picture_file(
    asked: PictureFile, data: Dataset, boundaries: Boundaries, lang: Language, earlier: Dataset | None = None
) -> bytes:
    """Return the file that is asked for, of all `data`; `earlier` is the release to compare with.

    Raises `NoPicture`, which says what is missing.
    """
    named = NAMED[asked.code]
    if asked.anonymous and named.names:
        raise NoPicture(NAMELESS)
    shown = (data.result(anonymised) if asked.anonymous else data).filtered(asked.selection)
    news = _news(asked, data, earlier)
    picture = named.make(Wanted(shown, boundaries, lang, asked.municipality, asked.indicator, news, today()))
    if picture is None:
        key = NEEDED[asked.code]
        raise NoPicture(OF_ONE if key == MUNICIPALITY else NO_NEWS, key=key)
    drawn = as_svg(picture, shown, lang, selection=asked.selection)
    return as_png(drawn) if asked.ending == "png" else drawn.encode()


def _news(asked: PictureFile, data: Dataset, earlier: Dataset | None) -> News | None:
    if isinstance(asked.since, dt.date):
        return after(data, asked.since, asked.selection).of_programme()
    return between(earlier, data, asked.selection).of_programme() if earlier else None
