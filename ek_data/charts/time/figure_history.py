"""The picture of one figure from release to release."""

from __future__ import annotations

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Mark, Spec, Steps
from ek_data.charts.style import nothing, subtitle
from ek_data.i18n import Language
from ek_data.palette import INK, Look


def figure_history(values: pd.DataFrame, figure: str, lang: Language) -> Picture:
    """Return what a `figure` was in each release, as steps that end where no number was kept.

    `values`: release, published (in words), value (<NA>: not kept), said (the value in words), oldest first.
    """
    name, title = lang("figure-history"), lang("{figure} over all releases", figure=figure)
    table = pd.DataFrame(
        {
            lang("Release"): values["release"],
            lang("Published"): values["published"],
            figure: values["said"].fillna(lang("not kept")),
        }
    )
    kept = values[values["value"].notna()]
    if kept.empty:
        return nothing(name, title, lang("No release has kept this figure."), table)
    first, last = kept.iloc[0], kept.iloc[-1]
    finding = lang(
        "{figure}: {before} in release {first}, {after} in release {last}.",
        figure=figure,
        before=first["said"],
        first=first["release"],
        after=last["said"],
        last=last["release"],
    )
    gaps = len(values) - len(kept)
    missing = lang.plural("{n} release has not kept it.", "{n} releases have not kept it.", gaps)
    n = lang.plural("{n} release", "{n} releases", len(kept))
    return Picture(
        name, title, finding, _life_spec(values, lang), table, (missing,) if gaps else (), subtitle(title, lang, n)
    )


def _life_spec(values: pd.DataFrame, lang: Language) -> Spec:
    kept = values[values["value"].notna()]
    numbers, heights = kept["release"].astype(float), kept["value"].astype(float)
    low, high = float(heights.min()), float(heights.max())
    room = max((high - low) * 0.15, high * 0.02, 0.5)
    runs = kept.groupby((kept["release"].diff() != 1).cumsum())
    look = Look(INK, "circle")
    lines = tuple(
        Steps("", look, tuple(zip(run["release"].astype(float), run["value"].astype(float), strict=True)))
        for _number, run in runs
    )
    changed = (kept["said"] != kept["said"].shift()).fillna(True) | (kept.index == kept.index[-1])
    marks = tuple(
        Mark(height, number, look, (lang("Release {n}", n=int(number)), said), counts=0)
        for number, height, said, drawn in zip(numbers, heights, kept["said"], changed, strict=True)
        if drawn
    )
    first, last = int(values["release"].min()), int(values["release"].max())
    ends = dict.fromkeys((first, last))
    across = Axis(first - 0.5, last + 0.5, tuple((float(n), str(n)) for n in ends), lang("Release"))
    heights_said = dict(zip(heights, kept["said"], strict=True))
    ticks = tuple((height, heights_said[height]) for height in dict.fromkeys((low, high)))
    return Spec("steps", across, marks, up=Axis(low - room, high + room, ticks), steps=lines)
