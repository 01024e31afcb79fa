"""Refused: what of a link to the report cannot be followed, said in sentences that name what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ek_data.dataset.filters import FILTERS
from ek_data.dataset.links import MOST_VALUES
from ek_data.i18n import LANGUAGES, N_, Language
from ek_data.slides.options import MOST_PROFILES, SLIDES, Choice, entries, left_out_in_words

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
LONGEST_QUOTED = 60


def refused(query: Mapping[str, Sequence[str]], choice: Choice, lang: Language) -> tuple[str, ...]:
    """Return what of a link, in the form of `urllib.parse.parse_qs`, is not in the `choice` that was made of it.

    Keys that mean nothing here may be anybody's and are not mentioned.
    """
    sentences = [sentence for key in (*ONE_OF, *RIGHT) for sentence in _refused(key, entries(query, key), lang)]
    if query.get("folien") and choice.left_out:
        sentences.append(left_out_in_words(choice, lang))
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
