"""The drawer of an option of the programme: its words and what else is said of it, into the draft as a row is."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.uses import used
from ek_data.errors import Invalid
from ek_data.i18n import Language
from ek_data.programme.additions import code_of
from ek_data.programme.amending import (
    FIELDS,
    LISTED,
    NOUNS,
    YES,
    amended,
    lines_of,
    roles_in_words,
    texts_of,
)
from ek_data.programme.model import GROUPED, GROUPS
from ek_data.programme.roles import MEANT, Role
from ek_data.text import markdown
from ek_data.ui.maintain.desk import desk
from ek_data.updates.draft import Edit

LINES = (("de", "en"), ("plural_de", "plural_en"))  # what stands side by side


class OptionForm:
    """The fields of one option of the list `name`; without a `code` it is a new one."""

    def __init__(self, name: str, code: str, base: Dataset, lang: Language) -> None:
        self.name, self.code, self.base, self.lang = name, code, base, lang
        self.before = texts_of(base.programme, name, code)
        drafted = desk().draft.of(name, code)
        self.texts = {**dict.fromkeys(FIELDS, ""), **(self.before or {}), **((drafted and drafted.texts) or {})}

    @property
    def title(self) -> str:
        """Which option it is."""
        noun, lang = self.lang(NOUNS[self.name]), self.lang
        if not self.code:
            return lang("New option: {noun}", noun=noun)
        return lang("Change: {noun} “{option}”", noun=noun, option=self.texts[lang.code])

    def draw(self, close: Callable[[], None]) -> None:
        """Draw the fields, and put what they say into the draft on a click; then `close`."""
        lang = self.lang
        for fields in LINES:
            with st.container(horizontal=True):
                for field in fields:
                    self._text(field)
        if self.name == "kinds":
            self._text("short")
        if self.name == GROUPED:
            self._group()
        self._text("spellings", lang("Files are understood that have one of these words. Several with semicolons."))
        self._roles()
        if self.before and self.name != GROUPS:
            self._retire()
        with st.container(horizontal=True, vertical_alignment="center", key="drawer-foot"):
            st.markdown(f":small[{markdown(lang('It is published from the draft only.'))}]", width="stretch")
            if st.button(lang("Into the draft"), type="primary", key=self._named("save")):
                self._keep(close)

    def _named(self, part: str) -> str:
        return f"option-{self.name}-{self.code}-{self.base.origin.release}-{part}"

    def _text(self, field: str, help_: str | None = None) -> None:
        self.texts[field] = st.text_input(
            self.lang(FIELDS[field]), self.texts[field], key=self._named(field), help=help_
        ).strip()

    def _group(self) -> None:
        """Ask for the group of a category, also one that is in the draft only."""
        made = [each for each in desk().draft.amendments if each.name == GROUPS]
        groups = {line.code: self.lang.of(line.words) for line in lines_of(self.base.programme, GROUPS)}
        groups |= {each.code: each.texts[self.lang.code] for each in made if self.lang.code in each.texts}
        options = ["", *groups]
        self.texts["group"] = st.selectbox(
            self.lang(FIELDS["group"]),
            options,
            options.index(self.texts["group"]) if self.texts["group"] in options else 0,
            format_func=lambda code: groups.get(code, "–"),
            key=self._named("group"),
        )

    def _roles(self) -> None:
        """Ask what a new option is for the figures; of one that is there say it, because rows were counted by it."""
        lang, label = self.lang, self.lang(FIELDS["roles"])
        if self.before is None and MEANT.get(self.name):
            chosen = st.multiselect(
                label,
                [str(role) for role in MEANT[self.name]],
                self.texts["roles"].split(LISTED) if self.texts["roles"] else [],
                format_func=lambda role: lang(MEANT[self.name][Role(role)]),
                key=self._named("roles"),
                placeholder=lang("nothing in particular"),
            )
            self.texts["roles"] = LISTED.join(chosen)
        elif played := roles_in_words(self.name, self.texts["roles"], lang):
            st.caption(markdown(f"{label}: {lang.listing(played)}"))

    def _retire(self) -> None:
        lang, rows = self.lang, used(self.base, self.name, self.code, self.lang)
        kept = lang("Rows that have it keep it: {rows}.", rows=rows) if rows else lang("No row has it.")
        wanted = st.toggle(lang("Retired: offered no more"), bool(self.texts["retired"]), key=self._named("retired"))
        st.caption(markdown(kept))
        self.texts["retired"] = YES if wanted else ""

    def _keep(self, close: Callable[[], None]) -> None:
        draft = desk().draft
        codes = [line.code for line in lines_of(self.base.programme, self.name)]
        codes += [each.code for each in draft.amendments if each.name == self.name]
        edit = Edit(self.name, self.code or code_of(self.texts["de"], codes), self.base.origin.release or 0, self.texts)
        try:
            amended(self.base.programme, draft.without(*edit.place).having(edit).amendments)
        except Invalid as fault:
            st.warning(markdown(fault.sentence(self.lang)), icon=":material/warning:")
            return
        if desk().put(edit, base=self.base):
            close()
            st.rerun()
