"""The releases on the page: their list, the difference between any two, their files, and going back to one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ek_data.auth.rules import PUBLIC
from ek_data.changes.diff import Changes
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault
from ek_data.exports.atom import FEED, FOLLOWED
from ek_data.exports.spreadsheet import csv_archive, parquet_archive, xlsx_bytes
from ek_data.i18n import N_, Language
from ek_data.store.manifest import Original, Release
from ek_data.store.publisher import Overtaken
from ek_data.store.reader import Releases
from ek_data.tables import TABLES
from ek_data.text import as_sentence, markdown
from ek_data.text import link as text_link
from ek_data.ui import access, cached, document, sign_in, title
from ek_data.ui.components import paging
from ek_data.ui.context import Context, server_address
from ek_data.ui.downloads import with_own_rights
from ek_data.ui.maintain import difference, drafts, effect_panel, publishing
from ek_data.updates.restoring import Restoring

SHOWN = 10
RESTORED = "restored"
FORMATS: dict[str, tuple[str, Callable[[Dataset], bytes]]] = {
    N_("CSV (ZIP)"): ("csv.zip", csv_archive),
    N_("Workbook (.xlsx)"): ("xlsx", xlsx_bytes),
    N_("Parquet (ZIP)"): ("parquet.zip", parquet_archive),
}

ReleaseList = tuple[Release, ...]


def damages(lang: Language) -> None:
    """Name what is damaged in the store, in a sentence each."""
    store = access.store()
    for fault in store.faults() if store else ():
        st.warning(markdown(fault.sentence(lang)), icon=":material/warning:")


def newest(releases: ReleaseList, context: Context) -> None:
    """Say which release holds, since when, and what it changed."""
    lang, release = context.lang, releases[0]
    counted = lang.plural("{n} release, newest first", "{n} releases, newest first", len(releases))
    title.finding(
        lang("Release {number} holds since {day}", number=release.number, day=lang.day_of(release.published_at)),
        context,
        counted=f"{counted} · {release.author}",
    )
    _entry(release, releases, context)


def earlier(releases: ReleaseList, context: Context) -> None:
    """List the releases before the newest, folded: when, who, why, what changed, and how many rows there were."""
    before = releases[1:]
    if not before:
        return
    with st.expander(context.lang.plural("{n} earlier release", "{n} earlier releases", len(before))):
        for release in before[paging.page_of_rows(len(before), "releases", SHOWN)]:
            _entry(release, releases, context)


def _entry(release: Release, releases: ReleaseList, context: Context) -> None:
    lang = context.lang
    with st.container(border=True, gap="xsmall"):
        named = lang("Release {number}", number=release.number)
        when = f"{lang.moment(release.published_at)} · {release.author}"
        st.markdown(f"**{markdown(named)}** · {markdown(when)}")
        st.markdown(markdown(_note(release, lang)))
        st.markdown(markdown(_changed(release, releases, context)))
        st.caption(markdown(lang("Rows: {rows}", rows=_rows(release, lang))))
        drafts.undo_button(release.number, lang)


def follow(lang: Language) -> None:
    """Say where new releases can be followed, if a reader of feeds may read there without signing in."""
    found = access.sign_in()
    if not found.configured or found.rules.audience == PUBLIC:
        st.caption(lang(FOLLOWED, link=text_link(f"{server_address()}/daten/{FEED}", FEED)))


def compare(releases: ReleaseList, context: Context) -> None:
    """Show the difference between any two releases."""
    lang = context.lang
    if len(releases) < 2:
        st.markdown(lang("There is no earlier release yet."))
        return
    numbers = [release.number for release in releases]
    left, right = st.columns(2)
    with left:
        older = _choose(N_("From"), releases, numbers[1], "compare-from", context.version, lang)
    with right:
        newer = _choose(N_("To"), releases, numbers[0], "compare-to", context.version, lang)
    _difference(older, newer, context, f"compare-{older}-{newer}")


def files(releases: ReleaseList, context: Context) -> None:
    """Offer the tables of a release as files and, to editors, the files as they were uploaded."""
    lang = context.lang
    number = _choose(N_("Release"), releases, releases[0].number, "download", context.version, lang)
    release = next(release for release in releases if release.number == number)
    with st.container(horizontal=True):
        for label, (ending, content) in FORMATS.items():
            _download(
                lang(label), f"datenstand-{number}.{ending}", _tables(context, number, content), f"{number}-{ending}"
            )
    if not release.files:
        st.markdown(lang("No file was uploaded for this release."))
        return
    if not access.may_edit():
        st.markdown(lang("The files as they were uploaded are for those only who may change the data."))
        return
    st.markdown(lang("Files as they were uploaded:"))
    missing = _missing(release)
    for sentence in dict.fromkeys(fault.sentence(lang) for fault in missing.values()):
        st.markdown(markdown(sentence))
    with st.container(horizontal=True):
        for position, file in enumerate(release.files):
            if file.sha256 not in missing:
                _download(markdown(file.name), file.name, original(file), f"{number}-original-{position}")


def _missing(release: Release) -> dict[str, Fault]:
    """Return why some uploaded files of a release cannot be had: they were removed, or that cannot be told now."""
    store = access.store()
    found = {file.sha256: _removal(store, file) for file in release.files} if store else {}
    return {sha256: fault for sha256, fault in found.items() if fault}


def _removal(store: Releases, file: Original) -> Fault | None:
    try:
        return store.removal(file.sha256)
    except Fault as fault:
        return fault


def original(file: Original) -> Callable[[], bytes]:
    """Return what fetches an uploaded file. Raises `Forbidden` for whoever may not change the data then."""
    return with_own_rights(lambda: access.require_editor().original(file.sha256))


def restore(releases: ReleaseList, context: Context) -> None:
    """Offer to publish an earlier release again, after its difference from the newest has been shown."""
    lang = context.lang
    if not access.may_edit():
        sign_in.lock(lang)
        return
    if len(releases) < 2:
        st.markdown(lang("There is no earlier release yet."))
        return
    newest = releases[0].number
    number = _choose(N_("Go back to"), releases[1:], releases[1].number, "restore", context.version, lang)
    st.markdown(lang("This would change from release {newest}:", newest=newest))
    changes = _difference(newest, number, context, f"restore-{newest}-{number}")
    if changes is None or changes.empty:
        return
    restoring = Restoring(cached.dataset(context.version, newest), cached.dataset(context.version, number), changes)
    effect_panel.effect(restoring.effect, lang)
    _confirm(restoring, newest, number, lang)


def done(releases: ReleaseList, lang: Language) -> None:
    """Say that a release was restored in this visit, as long as it is the newest; at first compare it below."""
    number, is_new = st.session_state.get(RESTORED, (0, False))
    if releases[0].number != number:
        return
    if is_new:
        st.session_state["compare-from"], st.session_state["compare-to"] = number - 1, number
        st.session_state[RESTORED] = number, False
    publishing.success(releases[0], lang)


def _confirm(restoring: Restoring, newest: int, number: int, lang: Language) -> None:
    author = sign_in.name_field(lang)
    note = st.text_area(lang("Note: why go back?"), key=f"restore-note-{newest}-{number}")
    agreed = st.checkbox(
        lang("I have looked at the difference. Everybody shall see the content of release {number}.", number=number),
        key=f"restore-agreed-{newest}-{number}",
    )
    label = lang("Restore release {number} as release {next}", number=number, next=newest + 1)
    wanted = st.button(label, icon=":material/settings_backup_restore:", disabled=not agreed, key="restore-now")
    if not agreed:
        st.caption(lang("The tick above is still missing."))
    if not (wanted and agreed):  # a click may have been meant for what stood here before somebody else published
        return
    faults = restoring.faults(author, note)
    for message in faults:
        st.warning(lang(message), icon=":material/warning:")
    if not faults:
        _restore(restoring, author, note, lang)


def _restore(restoring: Restoring, author: str, note: str, lang: Language) -> None:
    try:
        release = restoring.publish(access.require_editor(), author=author, note=note)
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        if isinstance(fault, Overtaken):
            cached.look_again()
        return
    st.session_state[RESTORED] = release.number, True
    document.to_top()
    cached.look_again()
    st.rerun()


def _choose(label: str, releases: ReleaseList, usual: int, key: str, version: str, lang: Language) -> int:
    labels = cached.release_labels(version, lang.code)
    numbered = {release.number: labels[release.number] for release in releases}
    if st.session_state.get(key) not in numbered:
        st.session_state[key] = usual
    return st.selectbox(
        lang(label),
        list(numbered),
        format_func=numbered.__getitem__,
        key=key,
        persist_state="session",
    )


def _difference(older: int, newer: int, context: Context, key: str) -> Changes | None:
    """Show what differs and return it, or say why it cannot be told."""
    lang = context.lang
    try:
        changes = cached.changes(context.version, older, newer)
        names = (
            cached.dataset(context.version, older).names_by_ars | cached.dataset(context.version, newer).names_by_ars
        )
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        return None
    difference.sentences(changes.sentences(lang), lang)
    difference.table(changes, names, lang, key=key)
    return changes


def _note(release: Release, lang: Language) -> str:
    if release.restores is None:
        return release.note
    again = lang("content of release {number}", number=release.restores)
    return f"{release.note} ({again})"


def _changed(release: Release, releases: ReleaseList, context: Context) -> str:
    """Return what changed since the sound release before, in short."""
    lang = context.lang
    earlier = [other.number for other in releases if other.number < release.number]
    if not earlier:
        return lang("First release.")
    try:
        lines = cached.changed_since(earlier[0], release.number, lang.code)
    except Fault as fault:
        return fault.sentence(lang)
    programmes = {each.programme for each in releases if each.number in (earlier[0], release.number)}
    nothing = lang("Only the programme was changed.") if len(programmes) > 1 else lang("Nothing was changed.")
    return " ".join(as_sentence(line) for line in lines) or nothing


def _rows(release: Release, lang: Language) -> str:
    return ", ".join(f"{lang.of(table.label)} {lang.number(release.rows.get(table.name, 0))}" for table in TABLES)


def _download(label: str, file: str, content: Callable[[], bytes], key: str) -> None:
    st.download_button(label, content, file, key=f"release-{key}", on_click="ignore", icon=":material/download:")


def _tables(context: Context, number: int, content: Callable[[Dataset], bytes]) -> Callable[[], bytes]:
    return lambda: content(cached.dataset(context.version, number))
