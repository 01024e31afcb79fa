"""Context from which a page script starts: the language, the data behind the filters, and the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.figures.figure import Figure
from ek_data.i18n import Language
from ek_data.ui import cached
from ek_data.updates.draft import Draft

KEY = "page_context"
OWN = "★"  # before the name of the municipality that the reader calls their own


@dataclass(frozen=True)
class Context:
    """One run of one page: which version and release of the data, with or without names, and which language.

    `selection` are the filters that act on the page, `filtered` says in sentences what all filters do here,
    and `mine` is the key of the municipality that the reader calls their own, "" without one. `draft` is what an editor
    is about to change: pieces of pages that are kept show nothing of it.
    """

    version: str
    release: int | None
    selection: Selection
    anonymous: bool
    lang: Language
    filtered: tuple[str, ...] = ()
    mine: str = ""
    draft: Draft = field(default=Draft(), compare=False)

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

    def called(self, ars: str, name: str = "") -> str:
        """Return a name as it is read on a page, the short one if none is given: the reader's own is marked."""
        said = name or self.names[ars]
        return f"{OWN} {said}" if ars == self.mine else said

    @property
    def figures(self) -> dict[str, Figure]:
        return cached.headline(self.version, self.release, self.selection, self.anonymous)


def begin(context: Context) -> None:
    """Set the context of this run; called once by the frame before the page runs."""
    st.session_state[KEY] = context


def current() -> Context:
    """Return the context of the running page."""
    context: Context = st.session_state[KEY]
    return context


class Done(Exception):
    """A page has nothing more to show."""


def stop() -> NoReturn:
    """End the page here. After `st.stop` nothing could be drawn any more, nor the link be written."""
    raise Done


def own_link(said: Mapping[str, Sequence[str]]) -> str:
    """Return the address of the page that is shown, with what its link says."""
    path = (st.context.url or "").partition("?")[0]
    return f"{path}?{urlencode(said, doseq=True)}" if said else path


def server_address() -> str:
    """Return the address of this server as the reader wrote it, without a slash at the end; every page is one below."""
    return (st.context.url or "").partition("?")[0].rpartition("/")[0]
