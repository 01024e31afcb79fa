"""The head of a page: the finding as its heading, and one grey line with what is counted and how old that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from ek_data import i18n
from ek_data.charts.picture import Picture
from ek_data.i18n import N_, Language
from ek_data.text import markdown, unbroken
from ek_data.ui import filter_bar
from ek_data.ui.context import Context

OLD = dt.timedelta(days=183)
NOTHING = {
    "participants": N_("No municipality fits these filters."),
    "measures": N_("No measure fits these filters."),
    "events": N_("No event fits these filters."),
}
NOT_YET = N_("What these filters leave begins after the date of the data.")


def name(text: str) -> None:
    """Write the name of the page as its heading."""
    st.title(markdown(text), anchor=False)


def finding(text: str, context: Context, *, counted: str = "", notes: Sequence[str] = ()) -> None:
    """Write the finding of the page as its heading, and below it what is `counted` and up to when."""
    with st.container(key="heading", gap=None):
        st.title(markdown(text.removesuffix(".")), anchor=False)
        below(context, counted=counted, notes=notes)


def of(picture: Picture, context: Context, *cautions: str) -> None:
    """Let the finding of a picture be that of the page; the cautions stand before what it says of itself."""
    notes = (*cautions, *picture.notes)
    finding(picture.finding, context, counted=picture.subtitle or picture.title, notes=notes)


def nothing_left(table: str, context: Context) -> bool:
    """Return whether the filters leave no row of a table that has rows; if so, say so, with the way back."""
    if len(getattr(context.data, table)) or not len(getattr(context.whole, table)):
        return False
    nothing_fits(NOTHING[table], context)
    return True


def nothing_fits(message: str, context: Context) -> None:
    """Let it be the finding that the filters leave nothing that has begun, and offer the way back."""
    later = context.data.participants.empty and len(context.data.to_come)
    finding(context.lang(NOT_YET if later else message), context)
    filter_bar.reset_button(context.lang, first=True)


def below(context: Context, *, counted: str = "", notes: Sequence[str] = ()) -> None:
    """Write what is `counted` and up to when, and below it what the filters do on this page."""
    parts = [markdown(unbroken(counted))] if counted else []
    grey([*parts, stand(context.whole.as_of, i18n.today(), context.lang)], notes, context.lang, name="page")
    if context.filtered:
        st.caption(markdown(" ".join(context.filtered)))


def grey(parts: Sequence[str], notes: Sequence[str], lang: Language, *, name: str) -> None:
    """Write one grey line, with how to read what follows behind a sign at its end."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"grey-{name}"):
        st.caption(" · ".join(parts), width="content")
        if notes:
            how = lang("How to read the picture")
            with st.popover(how, icon=":material/info:", type="tertiary", key=f"notes-{name}"):
                for note in notes:
                    st.markdown(markdown(note))


def stand(as_of: dt.date | None, today: dt.date, lang: Language) -> str:
    """Return up to when the data speak and how long ago that is; half a year is marked."""
    if as_of is None:
        return markdown(lang("As of: not known"))
    said = markdown(lang("As of {day}, {age}", day=lang.date(as_of), age=lang.ago(as_of, today)))
    return f":orange[{said}]" if today - as_of >= OLD else said
