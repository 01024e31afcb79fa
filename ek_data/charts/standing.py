"""Where one municipality stands among its peers: a range for each figure, never a rank."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.charts.style import chart_text, hover, marks, nothing, row_figure, segments
from ek_data.i18n import Language
from ek_data.palette import BLUE, GREY, Look
from ek_data.tables import MUNICIPALITIES

OWN, PEER = Look(BLUE, "diamond"), Look(GREY, "line-ns-open")


def standing(ranges: pd.DataFrame, municipality: str, peers: str, _: Language) -> Picture:
    """Return where `municipality` stands among `peers` (both names as text, for example "Verbandsgemeinden").

    `ranges`: metric (a column of the municipalities, or "implemented"), own (<NA>: not stated), values – one row per
    metric; `values` lists what is known of all peers, the own value among them. Each row has its own scale, because
    the units differ.
    """
    name, title = _("profile-standing"), _("{municipality} among {peers}", municipality=municipality, peers=peers)
    table = _standing_table(ranges, _)
    drawn = ranges[[len(values) > 0 for values in ranges["values"]]].reset_index(drop=True)
    if drawn.empty:
        return nothing(name, title, _("There are no known figures to compare yet."), table)
    labels = [_metric(metric, _) for metric in drawn["metric"]]
    figure = row_figure(_, labels, beside=24, above=16, below=16, row=64)
    figure.update_xaxes(visible=False, range=[-0.06, 1.06])
    spread = _spread(drawn)
    rows = list(range(len(drawn)))
    segments(figure, [0] * len(rows), [1] * len(rows), rows, width=9)
    hovers = [hover(labels[row], text) for row, text in zip(spread["row"], _values(spread["value"], _), strict=True)]
    marks(figure, spread["place"], spread["row"], PEER, hovers)
    _write_ends(figure, spread, _)
    _own(figure, drawn, spread, municipality, labels, _)
    note = _(
        "Each bar goes from the smallest to the largest known value; a line is a municipality, the diamond this one."
    )
    return Picture(name, title, _standing_finding(ranges, municipality, peers, _), figure, table, (note,))


def _metric(code: str, _: Language) -> str:
    return _.of(MUNICIPALITIES[code].label) if code in MUNICIPALITIES else _("Implemented measures")


def _spread(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return one line per known value: row, value, low, high and its place between them from 0 to 1."""
    values = drawn["values"].explode().astype(float).rename("value").rename_axis("row").reset_index()
    ends = values.groupby("row")["value"]
    spread = values.assign(low=ends.transform("min"), high=ends.transform("max"))
    return spread.assign(place=_place(spread["value"], spread["low"], spread["high"]))


def _place(value: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    return ((value - low) / (high - low)).where(high > low, 0.5)


def _write_ends(figure: go.Figure, spread: pd.DataFrame, _: Language) -> None:
    ends = spread.groupby("row")[["low", "high"]].first()
    for row, low, high in ends.itertuples():
        for x, value, anchor in ((0, low, "left"), (1, high, "right")):
            text = _number(value, _)
            figure.add_annotation(x=x, y=row, yshift=-18, xanchor=anchor, text=text, showarrow=False)


def _own(
    figure: go.Figure, drawn: pd.DataFrame, spread: pd.DataFrame, municipality: str, labels: list[str], _: Language
) -> None:
    """Draw the own value with its number above, inside the plot wherever it stands."""
    ends = spread.groupby("row")[["low", "high"]].first()
    own = drawn["own"].astype("Float64")
    known = own.notna()
    values = own[known].astype(float)
    places = _place(values, ends.loc[known, "low"], ends.loc[known, "high"]).tolist()
    rows, texts = values.index.tolist(), _values(values, _)
    hovers = [hover(municipality, labels[row], text) for row, text in zip(rows, texts, strict=True)]
    marks(figure, places, rows, OWN, hovers, marker={"size": 15, "line": {"width": 0}})
    for place, row, text in zip(places, rows, texts, strict=True):
        anchor = "left" if place < 0.15 else "right" if place > 0.85 else "center"
        figure.add_annotation(x=place, y=row, yshift=18, xanchor=anchor, text=text, showarrow=False)
    for row in own.index[~known]:
        text = chart_text(_("{municipality}: not stated", municipality=municipality))
        figure.add_annotation(x=0, y=row, yshift=18, xanchor="left", text=text, showarrow=False)


def _number(value: float, _: Language) -> str:
    return _.number(value) if float(value).is_integer() else _.number(value, 2)


def _values(values: pd.Series, _: Language) -> list[str]:
    return [_number(value, _) for value in values]


def _standing_finding(ranges: pd.DataFrame, municipality: str, peers: str, _: Language) -> str:
    return _.plural(
        "{stated} of {n} figure is known for {municipality}; compared with: {peers}.",
        "{stated} of {n} figures are known for {municipality}; compared with: {peers}.",
        len(ranges),
        municipality=municipality,
        peers=peers,
        stated=_.number(int(ranges["own"].notna().sum())),
    )


def _standing_table(ranges: pd.DataFrame, _: Language) -> pd.DataFrame:
    known = [list(values) for values in ranges["values"]]
    own = [_("not stated") if pd.isna(value) else _number(value, _) for value in ranges["own"]]
    return pd.DataFrame(
        {
            _("Compared"): [_metric(metric, _) for metric in ranges["metric"]],
            _("Own value"): own,
            _("Smallest value"): [_number(min(values), _) if values else "" for values in known],
            _("Largest value"): [_number(max(values), _) if values else "" for values in known],
            _("Municipalities with a value"): [len(values) for values in known],
        }
    )
