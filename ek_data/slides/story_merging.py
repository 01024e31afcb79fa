"""Merging of two versions of one story: what each of two people changed since both began with the same one stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ek_data.slides.options import Choice, OwnWords, again


def merged(base: Choice, mine: Choice, theirs: Choice) -> Choice:
    """Return `mine` with what `theirs` has changed since `base`.

    Where both gave the same slide other words, that of the others stands behind mine as a slide of its own. A slide
    that somebody took out stays where the other one has written on it since.
    """
    if theirs == base:
        return mine
    if mine == base:
        return theirs
    before, own, others = dict(base.words), dict(mine.words), dict(theirs.words)
    changed = {code for code in theirs.slides if others.get(code) != before.get(code)}
    told = {code for code in mine.slides if own.get(code) != before.get(code)}
    gone = (set(base.slides) - set(theirs.slides)) - told
    left = (set(base.slides) - set(mine.slides)) - changed
    order = mine.slides if mine.slides != base.slides else theirs.slides
    slides = [code for code in _with(_with(order, mine.slides), theirs.slides) if code not in gone | left]
    words: dict[str, OwnWords] = {**own, **{code: others[code] for code in changed - told if code in others}}
    for code in [code for code in slides if code in changed & told and others.get(code) != own.get(code)]:
        if code in others:
            twice = again(code, slides)
            slides.insert(slides.index(code) + 1, twice)
            words[twice] = others[code]
    return replace(
        mine,
        slides=tuple(slides),
        since=mine.since if mine.since != base.since else theirs.since,
        words=tuple(words.items()),
        stepwise=(mine.stepwise | (theirs.stepwise - base.stepwise)) - (base.stepwise - theirs.stepwise),
    ).ordered(slides)


def _with(order: Sequence[str], all_: Sequence[str]) -> list[str]:
    """Return the slides in an order, each that it lacks behind the one that it stands behind elsewhere."""
    slides = list(order)
    for number, code in enumerate(all_):
        if code not in slides:
            before = next((each for each in reversed(all_[:number]) if each in slides), None)
            slides.insert(0 if before is None else slides.index(before) + 1, code)
    return slides
