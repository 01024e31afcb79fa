"""Context from which a page script starts: the language, the data behind the filters, and the figures."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.figures.figure import Figure
from ek_data.i18n import Language
from ek_data.ui import cached, language

KEY = "page_context"


@dataclass(frozen=True)
class Context:
    """One run of one page: which version and release of the data, which filters, with
    or without names, which language."""

    version: str
    release: int | None
    selection: Selection
    anonymous: bool
    lang: Language

    @property
    def whole(self) -> Dataset:
        """The data without filters."""
        return cached.whole(self.version, self.release, self.anonymous)

    @property
    def data(self) -> Dataset:
        """The data that the filters leave."""
        return cached.view(self.version, self.release, self.selection, self.anonymous)

    @property
    def names(self) -> dict[str, str]:
        """Short names of all municipalities by ARS."""
        return self.whole.names_by_ars

    @property
    def figures(self) -> dict[str, Figure]:
        return cached.headline(self.version, self.release, self.selection, self.anonymous)


def begin(version: str, release: int | None, selection: Selection = EVERYTHING, *, anonymous: bool = False) -> None:
    """Set the context of this run; called once by the frame before the page runs."""
    st.session_state[KEY] = Context(version, release, selection, anonymous, language.current())


def current() -> Context:
    """Return the context of the running page."""
    context: Context = st.session_state[KEY]
    return context


def server_address() -> str:
    """Return the address of this server as the reader wrote it, without a slash at the end; every page is one below."""
    return (st.context.url or "").partition("?")[0].rpartition("/")[0]
