"""Report: the presentation at the public address as HTML, and what of a link to it cannot be followed.

What is refused is said in sentences that name what would be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import FILTERS, MOST_VALUES
from ek_data.errors import Fault
from ek_data.i18n import LANGUAGES, N_, Language
from ek_data.slides.deck import Deck, deck
from ek_data.slides.html import document
from ek_data.slides.options import MOST_PROFILES, SAVED, SLIDES, STEPWISE, Choice, entries, left_out_in_words, once
from ek_data.ui import cached

AS_USUAL = {"anonym": ("0",), "sprache": ("Deutsch",)}  # understood, though it changes nothing
RIGHT = {
    "kommunen": N_("regional keys of twelve digits"),
    "seit": N_("a day written as year-month-day, or the number of a release"),
    **{filter_.key: filter_.asked for filter_ in FILTERS if filter_.asked},
    "zeitraum": N_("two years with a hyphen between them"),
    "anonym": N_("1 or 0"),
}
ONE_OF = {
    "folien": tuple(SLIDES),
    **{filter_.key: filter_.column.codes for filter_ in FILTERS if filter_.column.codes},
    "sprache": tuple(LANGUAGES.values()),
}
OWN_WORDS = N_("A title of one's own (“titel”) is no longer taken from a link, only from a saved presentation.")
LONGEST_QUOTED, MOST_TOLD = 60, 5
VIEWS = ("handzettel", "schleife")  # which the document understands by itself
KNOWN = (*ONE_OF, *RIGHT, STEPWISE, SAVED, "stand", *VIEWS)
EARLIER = "titel"  # no longer understood
COUNTING = "utm_"


class NoSlide(Fault):
    """Nothing of what is asked for can be shown."""


def report(
    dataset: Dataset, earlier: Dataset | None, choice: Choice, address: str, refused: Sequence[str] = ()
) -> bytes:
    """Return what `choice` asks for of `dataset`, with its own `address`; `earlier` is the release to compare with.

    `refused` are sentences about what could not be taken from the link, to be told with the slides. Raises `NoSlide`.
    """
    lang = Language(choice.language)
    made = deck(dataset, cached.areas(), choice, lang, address=address, earlier=earlier)
    remarks = (*refused, *_unknown(choice, made, lang))
    if not made.slides:
        raise NoSlide(N_("This link leads to no slide. {why}"), why=" ".join(remarks))
    return document.html(made, remarks, watched=choice.release is None)


def _unknown(choice: Choice, made: Deck, lang: Language) -> Iterator[str]:
    """Yield a sentence about the profiles of municipalities that are not in the data."""
    shown = {once(slide.code) for slide in made.slides}
    missing = [ars for ars in choice.profiles if f"profile-{ars}" not in shown]
    if missing:
        said = N_("The data have no municipality with this regional key: {keys}.")
        yield lang(said, keys=", ".join(missing))


def refused(query: Mapping[str, Sequence[str]], choice: Choice, lang: Language) -> tuple[str, ...]:
    """Return what of a link, in the form of `urllib.parse.parse_qs`, is not in the `choice` that was made of it.

    Keys that mean nothing here are mentioned, but for those with which others count who came by a link.
    """
    sentences = [sentence for key in (*ONE_OF, *RIGHT) for sentence in _refused(key, entries(query, key), lang)]
    if entries(query, EARLIER):
        sentences.append(lang(OWN_WORDS))
    if query.get("folien") and choice.left_out:
        sentences.append(left_out_in_words(choice, lang))
    if unknown := [_quoted(key) for key in query if key not in (*KNOWN, EARLIER) and not key.startswith(COUNTING)]:
        said = N_("“{keys}” in the link means nothing here. Possible: {known}.")
        sentences.append(lang(said, keys=", ".join(unknown[:MOST_TOLD]), known=", ".join(KNOWN)))
    return tuple(sentences)


def _refused(key: str, asked: list[str], lang: Language) -> Iterator[str]:
    most = MOST_PROFILES if key == "kommunen" else MOST_VALUES
    if len(asked) > most:
        yield lang("“{key}” takes up to {n} entries; the link has {asked}.", key=key, n=most, asked=len(asked))
    wrong = [_quoted(entry) for entry in asked[:most] if not _understood(key, entry)]
    if wrong:
        right = ", ".join(ONE_OF[key]) if key in ONE_OF else lang(RIGHT[key])
        said = N_("“{key}={entries}” in the link cannot be followed. Possible: {right}.")
        yield lang(said, key=key, entries=",".join(wrong), right=right)


def _understood(key: str, entry: str) -> bool:
    return any(Choice.from_query({key: [entry]}).to_query().get(key, [])) or entry in AS_USUAL.get(key, ())


def _quoted(entry: str) -> str:
    return entry if len(entry) <= LONGEST_QUOTED else f"{entry[:LONGEST_QUOTED]}…"
