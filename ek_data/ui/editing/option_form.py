"""The form of an option of the programme: its words and what else is said of it, into the draft as a row is."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.option_uses import used
from ek_data.i18n import Language
from ek_data.programme.amending import (
    FIELDS,
    LISTED,
    NOUNS,
    YES,
    lines_of,
    possible,
    roles_in_words,
    texts_of,
)
from ek_data.programme.model import GROUPED, GROUPS
from ek_data.programme.new_options import code_of
from ek_data.programme.roles import MEANT, Role
from ek_data.text import markdown
from ek_data.ui.maintain.desk import desk
from ek_data.updates.draft import Edit

REQUIRED = ("de", "en")
LINES = (REQUIRED, ("plural_de", "plural_en"))  # what stands side by side


class OptionForm:
    """The fields of one option of the list `name`; one without a `code` is new, and the draft may have it as `kept`.

    `keep` is called with the option as soon as a field says something else.
    """

    def __init__(
        self, name: str, code: str, kept: str, base: Dataset, keep: Callable[[Edit], None], lang: Language
    ) -> None:
        self.name, self.code, self.kept, self.base, self.keep, self.lang = name, code, kept, base, keep, lang
        self.before = texts_of(base.programme, name, code)
        self.edit = desk().draft.of(name, code or kept)
        said = (self.edit and self.edit.texts) or {}
        self.texts = {**dict.fromkeys(FIELDS, ""), **(self.before or {}), **said}

    @property
    def title(self) -> str:
        """Which option it is."""
        noun, lang = self.lang(NOUNS[self.name]), self.lang
        if not self.code:
            return lang("New option: {noun}", noun=noun)
        return lang("Change: {noun} “{option}”", noun=noun, option=self.texts[lang.code])

    def draw(self) -> None:
        """Draw the fields, and what is wrong with what they say."""
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
        refused = possible(self.base.programme, desk().draft.amendments)[1] if self.edit else ()
        for each, fault in refused:
            if (each.name, each.code) == (self.name, self.code or self.kept):
                st.warning(markdown(fault.sentence(lang)), icon=":material/warning:")

    def _named(self, part: str) -> str:
        return f"option-{self.name}-{self.code}-{self.base.origin.release}-{part}"

    def _begun(self, field: str, value: object) -> str:
        """Return the key of the widget of a field, which begins with a value."""
        st.session_state.setdefault(self._named(field), value)
        return self._named(field)

    def _text(self, field: str, help_: str | None = None) -> None:
        key, label = self._begun(field, self.texts[field]), self.lang(FIELDS[field])
        label += f" ({self.lang('required')})" if field in REQUIRED else ""
        st.text_input(label, key=key, help=help_, on_change=self._keep)

    def _group(self) -> None:
        """Ask for the group of a category, also one that is in the draft only."""
        made = [each for each in desk().draft.amendments if each.name == GROUPS]
        groups = {line.code: self.lang.of(line.words) for line in lines_of(self.base.programme, GROUPS)}
        groups |= {each.code: each.texts[self.lang.code] for each in made if self.lang.code in each.texts}
        st.selectbox(
            self.lang(FIELDS["group"]),
            ["", *groups],
            format_func=lambda code: groups.get(code, "–"),
            key=self._begun("group", self.texts["group"] if self.texts["group"] in groups else ""),
            on_change=self._keep,
        )

    def _roles(self) -> None:
        """Ask what a new option is for the figures; of one that is there say it, because rows were counted by it."""
        lang, label = self.lang, self.lang(FIELDS["roles"])
        if self.before is None and MEANT.get(self.name):
            st.multiselect(
                label,
                [str(role) for role in MEANT[self.name]],
                format_func=lambda role: lang(MEANT[self.name][Role(role)]),
                key=self._begun("roles", self.texts["roles"].split(LISTED) if self.texts["roles"] else []),
                placeholder=lang("nothing in particular"),
                on_change=self._keep,
            )
        elif played := roles_in_words(self.name, self.texts["roles"], lang):
            st.caption(markdown(f"{label}: {lang.listing(played)}"))

    def _retire(self) -> None:
        lang, rows = self.lang, used(self.base, self.name, self.code, self.lang)
        kept = lang("Rows that have it keep it: {rows}.", rows=rows) if rows else lang("No row has it.")
        key = self._begun("retired", bool(self.texts["retired"]))
        st.toggle(lang("Retired: offered no more"), key=key, on_change=self._keep)
        st.caption(markdown(kept))

    def _keep(self) -> None:
        """Hand on what the fields say now, of a new option under the code that follows from its word."""
        drawn = {field: self._named(field) for field in FIELDS}
        said = {field: _as_text(st.session_state[key]) for field, key in drawn.items() if key in st.session_state}
        texts = {**self.texts, **said}
        codes = [line.code for line in lines_of(self.base.programme, self.name)]
        codes += [each.code for each in desk().draft.amendments if each.name == self.name and each.code != self.kept]
        code = self.code or code_of(texts["de"], codes)
        self.keep(Edit(self.name, code, self.base.origin.release or 0, texts))


def _as_text(value: str | bool | list[str]) -> str:
    """Return what a widget says as the text of a field."""
    if isinstance(value, bool):
        return YES if value else ""
    return value.strip() if isinstance(value, str) else LISTED.join(value)
