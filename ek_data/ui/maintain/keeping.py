"""Keeping of an upload: what lies on the desk, with all decisions, outlives the session as the draft of edits does."""

from __future__ import annotations

import datetime as dt
import json
from functools import partial

import streamlit as st

from ek_data.errors import Fault
from ek_data.i18n import Language
from ek_data.store import desks
from ek_data.store.checksums import checksum
from ek_data.text import markdown
from ek_data.ui import access
from ek_data.ui.maintain import drafts
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.choices import from_values, to_values, together
from ek_data.updates.workflow import Upload

KEY = "kept-desk"  # the desk as this session last knew it to be kept


def keep(upload: Desk, lang: Language) -> None:
    """Take up once in a session what was kept of an earlier one, and from then on keep what has changed."""
    try:
        if KEY in st.session_state:
            _keep(upload, lang)
        else:
            _take_up(upload)
    except Fault as fault:
        st.session_state.setdefault(KEY, desks.Desk())
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")


def _take_up(upload: Desk) -> None:
    kept, files = desks.newest(access.require_editor().objects, drafts.owner(), dt.datetime.now(dt.UTC))
    st.session_state[KEY] = kept
    if files:
        upload.choices = together(from_values(kept.choices), upload.choices)
        upload.put(*(Upload(name, data) for name, data in files.items()))


def _keep(upload: Desk, lang: Language) -> None:
    if upload.size > desks.LARGEST:
        st.caption(lang("These files are too large to be kept: they are gone once this page is closed."))
        return
    before, files = st.session_state[KEY], {name: file.data for name, file in upload.files.items()}
    now = desks.Desk({name: checksum(data) for name, data in files.items()}, _choices(upload) if files else ())
    if now != before:
        store = access.require_editor()
        st.session_state[KEY] = now
        desks.change(store.objects, drafts.owner(), partial(now.since, before), files, dt.datetime.now(dt.UTC))


def _choices(upload: Desk) -> tuple[object, ...]:
    decided = together(upload.choices, upload.prepared.choices if upload.prepared else ())
    return tuple(json.loads(json.dumps(to_values(decided))))
