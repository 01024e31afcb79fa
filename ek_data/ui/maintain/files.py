"""The first steps of an upload: files, and which table each of them and of their sheets is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ek_data.about.privacy import kept_at
from ek_data.auth.upload_quota import Bounds
from ek_data.dataset.dataset import Dataset
from ek_data.exports.template import template
from ek_data.i18n import N_, Language
from ek_data.reading.limits import MEGABYTE, Limits
from ek_data.reading.raw import Raw
from ek_data.settings import Settings
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table
from ek_data.text import markdown
from ek_data.ui import access
from ek_data.ui.maintain.desk import Desk, desk
from ek_data.ui.maintain.mending import columns
from ek_data.ui.streamlit_internals import UploadedFile, forget_uploads
from ek_data.updates.draft import LOST
from ek_data.updates.workflow import Preparation, Upload
from ek_data.validation.check import Checked
from ek_data.validation.recognise import NOT_TAKEN

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "pptx"]
KILOBYTE = 1024
DROP, DROPPED = "drop", "dropped"


def drop(desk: Desk, base: Dataset, lang: Language) -> None:
    """Offer to drop files, and list those that lie on the desk.

    There is one field for all of them, which stays where it is: one that another took the place of would lose a file
    that is still on its way. Its style hides the files that have arrived, because they are listed below.
    """
    release = base.origin.release or 0
    with st.container(key=DROP):
        st.file_uploader(
            lang("Drop one or several files here: CSV, Excel, ODS, Parquet, or slides made here (.pptx)"),
            type=ENDINGS,
            accept_multiple_files=True,
            key=DROPPED,
            on_change=_take,
            args=(release,),
        )
    if arrived := _arrived(desk):  # which the store refused
        names = lang.listing(file.name for file in arrived)
        st.warning(markdown(lang("Not in the draft yet: {files}", files=names)), icon=":material/warning:")
        st.button(lang("Try again"), key="take-again", on_click=_take, args=(release,))
    if desk.draft.empty:
        st.caption(_limits(lang))
        st.caption(markdown(_kept(lang)))
    for number, upload in enumerate(desk.draft.lost):
        st.error(markdown(lang(LOST, file=upload.name)), icon=":material/error:")
        label = lang("Take {file} away", file=upload.name)
        st.button(markdown(label), key=f"lost-{desk.turn}-{number}", on_click=desk.remove, args=(upload,))
    for number, upload in enumerate(desk.draft.laid):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/draft: {markdown(upload.name)} ({_size(len(upload.data), lang)})", width="stretch")
            st.button(
                lang("Remove"),
                key=f"remove-{desk.turn}-{number}",
                icon=":material/close:",
                help=markdown(lang("Remove the file {file} from this page", file=upload.name)),
                on_click=desk.remove,
                args=(upload,),
            )


def same_names(desk: Desk, lang: Language) -> None:
    """Ask what shall become of files that have the name of another one here."""
    said = N_(
        "There is a file {file} here already, with other content. Shall the new one replace it, or are both needed?"
    )
    for number, upload in enumerate(desk.draft.waiting):
        st.warning(markdown(lang(said, file=upload.name)), icon=":material/file_copy:")
        with st.container(horizontal=True):
            for label, answer in ((N_("Replace"), desk.replace), (N_("Keep both"), desk.keep_both)):
                key = f"{answer.__name__}-{desk.turn}-{number}"
                st.button(lang(label), key=key, on_click=answer, args=(upload,))


def templates(base: Dataset, lang: Language) -> None:
    """Offer the templates of all tables, made when they are asked for."""
    about = lang("Templates hold today's rows, lists to choose from and explanations.")
    next_step = (
        lang("Fill them in and drop them here.")
        if access.may_edit()
        else lang("Fill them in and send them to somebody who may change the data.")
    )
    st.markdown(f"{about} {next_step}")
    with st.container(horizontal=True):
        for table in TABLES:
            st.download_button(
                lang("Template {table}", table=lang.of(table.label)),
                _maker(table.name, base, lang),
                _file_name(table, base),
                key=f"template-{table.name}",
                on_click="ignore",
                icon=":material/download:",
                help=lang.of(table.description),
            )


def recognise(desk: Desk, prepared: Preparation, lang: Language) -> None:
    """Show for each file and sheet which table it is and how its headers were understood; both can be changed."""
    for table in TABLES:
        if len(files := [each.file for each in prepared.files_for(table)]) > 1:
            _put_together(desk, table, files, lang)
    for number, raw in enumerate(prepared.raws):
        if prepared.removed(raw.file) is not None:
            continue
        checked = prepared.checks.of(raw.file)
        with st.container(border=True):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.markdown(f"**{markdown(raw.file)}** · {markdown(_about(raw, prepared, lang))}", width="stretch")
                _choose_table(desk, prepared, raw, checked, number, lang)
            if checked:
                columns.choose(desk, prepared, checked, number, lang)


def _put_together(desk: Desk, table: Table, files: list[str], lang: Language) -> None:
    said = N_("Several files hold rows of the table “{table}” and are put together: {files}.")
    st.info(markdown(lang(said, table=lang.of(table.label), files=lang.listing(files))), icon=":material/merge:")
    with st.container(horizontal=True):
        for number, file in enumerate(files):
            others = [each for each in desk.draft.laid if each.name in files and each.name != file]
            key = f"only-{desk.turn}-{table.name}-{number}"
            st.button(markdown(lang("Take {file} only", file=file)), key=key, on_click=desk.remove, args=others)


def _take(release: int) -> None:
    files = _arrived(desk())
    if files and desk().put(*(Upload(file.name, file.getvalue(), release=release) for file in files)):
        taken = [file.file_id for file in files]
        forget_uploads(taken)
        desk().taken.update(taken)
        desk().published = None


def _arrived(desk: Desk) -> list[UploadedFile]:
    """Return the files that were dropped in this session and are not in the draft; Streamlit still has those."""
    dropped = st.session_state.get(DROPPED, ())
    return [file for file in dropped if isinstance(file, UploadedFile) and file.file_id not in desk.taken]


def _file_name(table: Table, base: Dataset) -> str:
    """Return a name that tells the templates of several releases apart in the folder of downloads."""
    release = base.origin.release
    return f"vorlage-{Path(table.file).stem}{f'-datenstand-{release}' if release else ''}.xlsx"


def _maker(table: str, base: Dataset, lang: Language) -> Callable[[], bytes]:
    return lambda: template(BY_NAME[table], base, lang)


def _kept(lang: Language) -> str:
    said = N_(
        "What you publish keeps the whole uploaded file, also columns and sheets that are not taken over: {where}, "
        "permanently. Only those who may change the data can download it."
    )
    return lang(said, where=kept_at(Settings.of_environment(), lang))


def _limits(lang: Language) -> str:
    """Say what is accepted, and what the mark on a refused file means: its reason stands in a tooltip only."""
    whole = Bounds.of_environment().session
    each = min(Limits.of_environment().size, st.get_option("server.maxUploadSize") * MEGABYTE, whole)
    return lang(
        "At most {each} per file and {whole} in all. A file with an exclamation mark was not accepted; point at it "
        "to read the reason. Please remove it before you drop it again.",
        each=_size(each, lang),
        whole=_size(whole, lang),
    )


def _size(n: int, lang: Language) -> str:
    if n < MEGABYTE:
        return f"{lang.number(max(n / KILOBYTE, 0.1), 1)} kB"
    return f"{lang.number(n / MEGABYTE, 1 if n % MEGABYTE else 0)} MB"


def _about(raw: Raw, prepared: Preparation, lang: Language) -> str:
    why = prepared.checks.left_out.get(raw.file)
    parts = [
        lang.plural("{n} row", "{n} rows", len(raw.rows)),
        lang.plural("{n} column", "{n} columns", len(raw.header)),
        raw.encoding,
        lang("separator {sign}", sign=raw.delimiter) if raw.delimiter else "",
        lang("sheet “{name}”", name=raw.sheet) if raw.sheet and not raw.workbook else "",
        lang(why) if why else "",
    ]
    return ", ".join(part for part in parts if part)


def _choose_table(
    desk: Desk, prepared: Preparation, raw: Raw, checked: Checked | None, number: int, lang: Language
) -> None:
    is_left_out = raw.file in prepared.checks.left_out
    recognised = NOT_TAKEN if is_left_out else checked.table.name if checked else prepared.tables.get(raw.file)
    key = f"table-{desk.turn}-{number}"
    if key not in st.session_state or st.session_state[key] != recognised:
        st.session_state[key] = recognised

    def choose() -> None:
        if (chosen := st.session_state[key]) is not None:
            desk.decide(prepared.as_table(raw.file, chosen))

    st.selectbox(
        lang("This sheet is the table") if raw.workbook else lang("This file is the table"),
        [*(table.name for table in TABLES), *([NOT_TAKEN] if raw.workbook else [])],
        format_func=lambda name: lang.of(BY_NAME[name].label) if name else lang("do not take over"),
        placeholder=lang("Please choose"),
        key=key,
        on_change=choose,
        persist_state="session",
        width=280,
    )
