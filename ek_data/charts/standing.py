"""Picture of where one municipality stands among its peers: a range for each figure, never a rank."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.charts.style import chart_text, hover, marks, nothing, row_figure, segments
from ek_data.i18n import Language
from ek_data.palette import BLUE, GREY, Look
from ek_data.tables import MUNICIPALITIES

OWN, PEER = Look(BLUE, "diamond"), Look(GREY, "line-ns-open")


def standing(ranges: pd.DataFrame, municipality: str, peers: str, lang: Language) -> Picture:
    """Return where `municipality` stands among `peers` (both names as text, for example "Verbandsgemeinden").

    `ranges`: metric (a column of the municipalities, or "implemented"), own (<NA>: not stated), values – one row per
    metric; `values` lists what is known of all peers, the own value among them. Each row has its own scale, because
    the units differ.
    """
    name, title = lang("profile-standing"), lang("{municipality} among {peers}", municipality=municipality, peers=peers)
    table = _standing_table(ranges, lang)
    drawn = ranges[[len(values) > 0 for values in ranges["values"]]].reset_index(drop=True)
    if drawn.empty:
        return nothing(name, title, lang("There are no known figures to compare yet."), table)
    labels = [_metric(metric, lang) for metric in drawn["metric"]]
    figure = row_figure(labels, lang, beside=24, above=16, below=16, row=64)
    figure.update_xaxes(visible=False, range=[-0.06, 1.06])
    spread = _spread(drawn)
    rows = list(range(len(drawn)))
    segments(figure, [0] * len(rows), [1] * len(rows), rows, width=9)
    hovers = [hover(labels[row], text) for row, text in zip(spread["row"], _values(spread["value"], lang), strict=True)]
    marks(figure, spread["place"], spread["row"], PEER, hovers)
    _write_ends(figure, spread, lang)
    _own(figure, drawn, spread, municipality, labels, lang)
    note = lang(
        "Each bar goes from the smallest to the largest known value; a line is a municipality, the diamond this one."
    )
    return Picture(name, title, _standing_finding(ranges, municipality, peers, lang), figure, table, (note,))


def _metric(code: str, lang: Language) -> str:
    return lang.of(MUNICIPALITIES[code].label) if code in MUNICIPALITIES else lang("Implemented measures")


def _spread(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return one line per known value: row, value, low, high and its place between them from 0 to 1."""
    values = drawn["values"].explode().astype(float).rename("value").rename_axis("row").reset_index()
    ends = values.groupby("row")["value"]
    spread = values.assign(low=ends.transform("min"), high=ends.transform("max"))
    return spread.assign(place=_place(spread["value"], spread["low"], spread["high"]))


def _place(value: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    return ((value - low) / (high - low)).where(high > low, 0.5)


def _write_ends(figure: go.Figure, spread: pd.DataFrame, lang: Language) -> None:
    ends = spread.groupby("row")[["low", "high"]].first()
    for row, low, high in ends.itertuples():
        for x, value, anchor in ((0, low, "left"), (1, high, "right")):
            text = _number(value, lang)
            figure.add_annotation(x=x, y=row, yshift=-18, xanchor=anchor, text=text, showarrow=False)


def _own(
    figure: go.Figure, drawn: pd.DataFrame, spread: pd.DataFrame, municipality: str, labels: list[str], lang: Language
) -> None:
    """Draw the own value with its number above, inside the plot wherever it stands."""
    ends = spread.groupby("row")[["low", "high"]].first()
    own = drawn["own"].astype("Float64")
    known = own.notna()
    values = own[known].astype(float)
    places = _place(values, ends.loc[known, "low"], ends.loc[known, "high"]).tolist()
    rows, texts = values.index.tolist(), _values(values, lang)
    hovers = [hover(municipality, labels[row], text) for row, text in zip(rows, texts, strict=True)]
    marks(figure, places, rows, OWN, hovers, marker={"size": 15, "line": {"width": 0}})
    for place, row, text in zip(places, rows, texts, strict=True):
        anchor = "left" if place < 0.15 else "right" if place > 0.85 else "center"
        figure.add_annotation(x=place, y=row, yshift=18, xanchor=anchor, text=text, showarrow=False)
    for row in own.index[~known]:
        text = chart_text(lang("{municipality}: not stated", municipality=municipality))
        figure.add_annotation(x=0, y=row, yshift=18, xanchor="left", text=text, showarrow=False)


def _number(value: float, lang: Language) -> str:
    return lang.number(value) if float(value).is_integer() else lang.number(value, 2)


def _values(values: pd.Series, lang: Language) -> list[str]:
    return [_number(value, lang) for value in values]


def _standing_finding(ranges: pd.DataFrame, municipality: str, peers: str, lang: Language) -> str:
    return lang.plural(
        "{stated} of {n} figure is known for {municipality}; compared with: {peers}.",
        "{stated} of {n} figures are known for {municipality}; compared with: {peers}.",
        len(ranges),
        municipality=municipality,
        peers=peers,
        stated=lang.number(int(ranges["own"].notna().sum())),
    )


def _standing_table(ranges: pd.DataFrame, lang: Language) -> pd.DataFrame:
    known = [list(values) for values in ranges["values"]]
    own = [lang("not stated") if pd.isna(value) else _number(value, lang) for value in ranges["own"]]
    return pd.DataFrame(
        {
            lang("Compared"): [_metric(metric, lang) for metric in ranges["metric"]],
            lang("Own value"): own,
            lang("Smallest value"): [_number(min(values), lang) if values else "" for values in known],
            lang("Largest value"): [_number(max(values), lang) if values else "" for values in known],
            lang("Municipalities with a value"): [len(values) for values in known],
        }
    )
