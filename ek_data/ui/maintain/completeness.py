"""What is open about one municipality, and the mail and the workbooks that ask it; chosen in the board or by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from ek_data.analysis import completeness, completeness_words, reminders
from ek_data.analysis.reminders import Question
from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.exports import questionnaire
from ek_data.i18n import N_, Language
from ek_data.text import markdown
from ek_data.ui import access, link, navigation
from ek_data.ui.components import copying, paging, words
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import KEY
from ek_data.updates.workflow import Preparation

SCOPE, ALL, ONLY_OPEN = "luecken", "alle", "only_open"
MOST_ARCHIVED = 60  # municipalities: more workbooks would take minutes to make
ZIP = "arbeitsmappen.zip"


def summary(context: Context) -> None:
    """Say closed in one sentence what is missing, with the way to the board; nothing without names, as on the board."""
    lang = context.lang
    if context.anonymous:
        return
    with st.expander(lang("Completeness of the data"), on_change="rerun", key="complete") as told:
        if not told.open:
            return
        st.markdown(markdown(context.data.result(completeness_words.in_short, lang)))
        board_page = navigation.page("vollstaendigkeit")
        st.page_link(board_page, label=lang("Completeness by municipality, with questions to send"))


def board(context: Context) -> Picture:
    """Return what is known of each municipality: a page of all, or of those that can be asked where there are many."""
    only = len(context.data.participants) > paging.ROWS and _only_open()
    return context.data.result(build.completeness, _page(context, only), context.lang, only)


def _only_open() -> bool:
    link.take(ONLY_OPEN, SCOPE, lambda scope: list(scope) != [ALL])
    only = bool(st.session_state.setdefault(ONLY_OPEN, True))
    link.say(SCOPE, [] if only else [ALL])
    return only


def _page(context: Context, only: bool) -> slice:
    return paging.rows_of_page(_listed(context, only), "completeness")


def _listed(context: Context, only: bool) -> int:
    """Return how many municipalities the board lists."""
    cells = context.data.result(completeness.board)
    return len(completeness.open_ones(cells)) if only else len(context.data.participants)


def narrow(context: Context) -> None:
    """Offer, where there are many municipalities, those alone that can be asked, and the choice of a page."""
    if len(context.data.participants) <= paging.ROWS:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        only = st.toggle(context.lang("with gaps only"), key=ONLY_OPEN, persist_state="session")
        paging.pager(_listed(context, only), "completeness")


def chosen(context: Context) -> str:
    """Return the municipality that is chosen, at first one with a plan that is overdue; the link carries it."""
    members = context.data.result(_members)
    link.take(KEY, KEY, lambda asked: "".join(asked[-1:]))
    if st.session_state.get(KEY) not in members:
        st.session_state[KEY] = context.data.result(completeness.first_to_ask) or members[0]
    ars: str = st.session_state[KEY]
    link.say(KEY, [ars])
    return ars


def _members(data: Dataset) -> list[str]:
    """Return the participants in the order of the board."""
    rows = data.result(completeness.board).drop_duplicates("ars")
    return list(rows.sort_values(["cohort", "name"], kind="stable")["ars"])


def _cohorts(data: Dataset) -> dict[str, object]:
    return dict(zip(data.municipalities["ars"], data.municipalities["cohort"], strict=True))


def choose(ars: str) -> None:
    """Let a municipality be the one that is chosen from now on."""
    st.session_state[KEY] = ars


def one(context: Context, ars: str, enter: Callable[[Question, str, Context], None]) -> None:
    """Show what is open about one municipality, and the mail and the workbooks for what is ticked.

    `enter` offers to enter what a question asks for, to those who may.
    """
    lang = context.lang
    with st.container(border=True, key="asked", gap="small"):
        _head(context, ars)
        found = context.whole.result(reminders.questions, ars, lang)
        ours = [question for question in found if not question.known_elsewhere]
        cohort = context.whole.result(_cohorts)[ars]
        st.caption(markdown(_counted(found, ours, cohort, lang)))
        if not found:
            st.markdown(f":material/check_circle: **{markdown(lang('Everything is known'))}**")
            return
        ticked = [question for question in found if _ticked(question, ars, context, enter)]
        if ticked:
            _mail(context, ars, ticked)
        elif ours:
            st.markdown(lang("No question is ticked, so there is nothing to send."))
        else:
            st.markdown(lang("There is nothing to ask the municipality for."))
        with st.container(horizontal=True, vertical_alignment="center"):
            _all_workbooks(context)
            if access.may_upload():
                st.page_link(navigation.page("aktualisieren"), label=lang("Read the answer"), width="content")


def _head(context: Context, ars: str) -> None:
    """Draw the choice by name, with the way to those before and after it, and to the profile."""
    lang, members = context.lang, context.data.result(_members)
    names = context.names
    missing = context.data.result(_missing)
    place = members.index(ars)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="asked-head"):
        for step, sign, said in ((-1, "‹", lang("Previous")), (1, "›", lang("Next one"))):
            to = members[(place + step) % len(members)]
            help_text = markdown(f"{said}: {names[to]}")
            st.button(sign, key=f"step-{step}", help=help_text, on_click=choose, args=(to,), disabled=len(members) < 2)
        st.selectbox(
            lang("Municipality"),
            members,
            format_func=lambda each: _named(names[each], missing[each], lang),
            key=KEY,
            persist_state="session",
            label_visibility="collapsed",
            width="stretch",
        )
        profile = navigation.page("steckbrief")
        st.page_link(profile, label=lang("Profile"), icon="", help="", query_params={KEY: ars}, width="content")


def _missing(data: Dataset) -> dict[str, int]:
    return {str(ars): int(n) for ars, n in completeness.missing_of_each(data.result(completeness.board)).items()}


def _named(name: str, missing: int, lang: Language) -> str:
    return f"{name} · {lang.plural('{n} missing', '{n} missing', missing)}" if missing else name


def _counted(found: Sequence[Question], ours: Sequence[Question], cohort: object, lang: Language) -> str:
    said = [lang("Cohort {cohort}", cohort=cohort)]
    if found:
        said.append(lang.plural("{n} open question", "{n} open questions", len(found)))
        if len(ours) < len(found):
            said[-1] = lang("{open}, {n} of them for the municipality", open=said[-1], n=lang.number(len(ours)))
    return " · ".join(said)


def _ticked(question: Question, ars: str, context: Context, enter: Callable[[Question, str, Context], None]) -> bool:
    """Draw one question, and return whether it shall stand in the mail; what is known elsewhere never does."""
    small = " · ".join(filter(None, (question.about, question.open)))
    with st.container(gap=None, key=f"question-{question.code}"):
        ticked = st.checkbox(
            markdown(question.asked),
            value=not question.known_elsewhere,
            key=f"ask-{ars}-{question.code}",
            disabled=question.known_elsewhere,
            persist_state="session",
        )
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.caption(markdown(small), width="content")
            enter(question, ars, context)
    return ticked


def _mail(context: Context, ars: str, asked: Sequence[Question]) -> None:
    """Show the mail with the ticked questions, and offer to open it and the workbooks to attach."""
    lang = context.lang
    mail = reminders.mail(context.whole, ars, asked, lang)
    with st.container(horizontal=True, gap="xsmall"):
        if mail.address:
            st.link_button(lang("Open the mail"), mail.address, type="primary")
        st.download_button(
            lang("Workbook (.xlsx)"),
            partial(questionnaire.workbook, context.whole, ars, lang),
            questionnaire.file_name(context.whole, ars),
            key="workbook",
            on_click="ignore",
        )
    if not mail.address:
        st.caption(lang("The mail is too long to be opened by a click: mail programmes would cut it. Please copy it."))
    with st.container(key="mail", gap="xsmall"):
        words.heading(lang("Mail to the municipality"))
        copying.show(mail.subject, lang, name="subject")
        copying.show(mail.body, lang, name="body")
    said = N_("The workbook holds what is known and marks what is asked. What comes back is recognised when uploaded.")
    st.caption(lang(said))


def answers(prepared: Preparation, lang: Language) -> None:
    """Say which municipalities have sent their workbooks back."""
    names = prepared.base.names_by_ars
    found = {whose for checked in prepared.checks.checked if (whose := prepared.whose(checked))}
    if found:
        said = lang("Answers of: {names}", names=lang.listing(sorted(names.get(each, each) for each in found)))
        st.markdown(f":material/mark_email_read: {markdown(said)}")


def _all_workbooks(context: Context) -> None:
    lang, members = context.lang, context.data.result(_members)
    n = len(members)
    few = n <= MOST_ARCHIVED
    st.download_button(
        lang.plural("Workbooks for {n} municipality (.zip)", "Workbooks for all {n} municipalities (.zip)", n),
        lambda: questionnaire.archive(context.whole, members, lang),
        ZIP,
        "application/zip",
        key="all-workbooks",
        on_click="ignore",
        type="tertiary",
        icon=":material/folder_zip:",
        disabled=not few,
        help=None
        if few
        else lang("More than {n} municipalities: please choose a part by the filters.", n=lang.number(MOST_ARCHIVED)),
    )
