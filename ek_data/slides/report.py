"""The presentation at the public address, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault
from ek_data.geo.monitor import BoundaryWatch
from ek_data.i18n import N_, Language
from ek_data.settings import SHIPPED
from ek_data.slides.deck import Deck, deck
from ek_data.slides.html import document
from ek_data.slides.options import Choice

AREAS = BoundaryWatch(SHIPPED)


class NoSlide(Fault):
    """Nothing of what is asked for can be shown."""


def report(
    dataset: Dataset, earlier: Dataset | None, choice: Choice, address: str, refused: Sequence[str] = ()
) -> bytes:
    """Return what `choice` asks for of `dataset`, with its own `address`; `earlier` is the release to compare with.

    `refused` are sentences about what could not be taken from the link, to be told with the slides. Raises `NoSlide`.
    """
    lang = Language(choice.language)
    made = deck(dataset, AREAS.current(), choice, lang, address=address, earlier=earlier)
    remarks = (*refused, *_unknown(choice, made, lang))
    if not made.slides:
        raise NoSlide(N_("This link leads to no slide. {why}"), why=" ".join(remarks))
    return document.html(made, remarks)


def _unknown(choice: Choice, made: Deck, lang: Language) -> Iterator[str]:
    """Yield a sentence about the profiles of municipalities that are not in the data."""
    shown = {slide.code for slide in made.slides}
    missing = [ars for ars in choice.profiles if "profiles" in choice.slides and f"profile-{ars}" not in shown]
    if missing:
        said = N_("The data have no municipality with this regional key: {keys}.")
        yield lang(said, keys=", ".join(missing))
