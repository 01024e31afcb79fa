"""The pages that answer what managers ask: completeness, whom to ask, since the last meeting."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ek_data.settings import SHIPPED
from ek_data.store.publisher import Store, make_store
from tests.dataset.test_anonymise import found
from tests.pages.conftest import Opened, copied, unfolded, words
from tests.programme import shipped

PUBLIC = {"EK_DATA": str(SHIPPED)}


@pytest.mark.full
@pytest.mark.parametrize("language", ["Deutsch", "English"])
@pytest.mark.parametrize("data", [PUBLIC, {"EK_DEMO": "14"}], ids=["public", "demo"])
def test_completeness_opens_in_both_languages(opened: Opened, data: dict[str, str], language: str) -> None:
    app = opened("maintain/completeness.py", language=language, **data)
    assert not app.exception
    assert ("Bei allen gleich" if language == "Deutsch" else "The same for all") in words(app)


def test_completeness_follows_the_filter_and_the_mail_follows_the_ticks(opened: Opened) -> None:
    app = opened("maintain/completeness.py", query={"staffel": "2024"}, **PUBLIC)
    assert "Von 5 der 7 Kommunen ist keine eigene Veranstaltung bekannt, von 2 keine Maßnahme" in words(app)
    subject, body = (copied(app, name) for name in ("subject", "body"))
    assert "Landkreis Südwestpfalz" in subject  # whose conference is overdue
    assert app.query_params["kommune"] == "073400000000"
    overdue = "Was wurde aus „Vereinekonferenz Thaleischweiler-Fröschen“?"  # asked once, though it is an event as well
    assert overdue in body
    assert "Fand die Veranstaltung am 23. November 2024 statt?" not in body
    assert "mailto:?subject=Engagierte%20Kommunen" in app.get("link_button")[0].proto.url
    app.checkbox(key="ask-073400000000-measures-status").uncheck().run()
    assert overdue not in copied(app, "body")
    app.button(key="step-1").click().run()
    assert app.query_params["kommune"] == "071385001000"
    assert "Verbandsgemeinde Asbach" in copied(app, "subject")
    assert all(box.disabled and not box.value for box in app.checkbox if "Förderung" in box.label)


@pytest.mark.full
def test_completeness_without_municipalities_is_a_sentence(opened: Opened, tmp_path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert "keine Kommune" in words(opened("maintain/completeness.py", EK_DATA=str(tmp_path)))


def test_measures_page_answers_who_has_a_category(opened: Opened) -> None:
    app = opened("explore/measures.py", **PUBLIC)
    app.selectbox(key="frage").set_value("vereinsdatenbank").run()
    said = words(app)
    assert "2 von 14 Kommunen: 1 in Vorbereitung, 1 geplant" in said
    assert "Ohne Namen gemeldet: umgesetzt in der Staffel 2024." in said
    assert "12 weitere: nichts gemeldet." in said
    assert [each.label for each in app.get("page_link") if "Alzey" in each.label] == ["Stadt Alzey"]


def test_measures_page_begins_with_a_plan_that_is_overdue_and_adds_what_is_outside(opened: Opened) -> None:
    app = opened("explore/measures.py", **PUBLIC)
    assert app.selectbox(key="frage").value == "vereinekonferenz"
    assert "geplant, angekündigt für 23. November 2024, ohne Nachweis" in words(app)
    app.toggle(key="measures_beyond").set_value(True).run()
    assert app.query_params["bezug"] == "alle"
    assert "am häufigsten Ehrenamtskarte (6)" in words(app)


def test_rows_are_searched_and_ordered_and_the_link_holds_both(opened: Opened) -> None:
    app = opened("explore/measures.py", query={"suche": "nieder-olm", "sortiert": "status"}, **PUBLIC)
    [rows] = [table.value for table in app.table]
    assert rows["Status"].tolist() == ["geplant", *["umgesetzt"] * 5]
    assert rows["Beginn"].tolist()[:2] == ["–", "–"]
    assert app.query_params["reiter"] == "zeilen"
    assert [html for html in app.get("html") if "seit über 20 Jahren" in html.proto.body]
    app.selectbox(key="sortiert").set_value("-status").run()
    [rows] = [table.value for table in app.table]
    assert rows["Status"].tolist() == [*["umgesetzt"] * 5, "geplant"]
    assert app.query_params["sortiert"] == "-status"


def test_profile_names_whom_to_ask_with_the_reason(opened: Opened) -> None:
    app = opened("explore/profile.py", query={"kommune": "071385001000", "frage": "vereinekonferenz"}, **PUBLIC)
    said = words(app)
    assert "Vereinekonferenz: Bei 5 von 13 anderen Kommunen" in said
    assert "auch Verbandsgemeinde, andere Größe" in said


SINCE = "explore/since.py"


def _pills(app: AppTest, key: str):
    return next(pills for pills in app.pills if pills.key == key)


@pytest.fixture
def releases(tmp_path: Path) -> Store:
    """Two releases: in the second one measure is new, one is finished, and one has another title."""
    store, data = make_store(str(tmp_path / "store")), shipped()
    measures = data.measures.set_index("measure_id")
    measures.loc["M12", "status"] = "implemented"
    measures.loc["M13", "title"] = "Konferenzen der Vereine"
    new = measures.loc[["M14"]].rename(index={"M14": "M900"})
    store.publish(0, data.tables, author="Anna", note="Stand April")
    changed = pd.concat([measures, new]).reset_index()
    store.publish(1, {"measures": changed}, author="Anna", note="Kaisersesch hat berichtet")
    return store


MEASURE = (
    "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Status vom;Beginn;Bezug;Beleg\n"
    "M1;Haßloch;2024;Padlet;Padlet;umgesetzt;2025-05-02;;Programm;belegt\n"
    "M2;Haßloch;2024;Padlet;Pinnwand;geplant;2025-11;;Programm;belegt\n"  # may be from before 6 November
    "M3;Haßloch;2024;Padlet;Altes Brett;umgesetzt;2025-05-02;2023;Programm;belegt\n"  # began before
    "M4;Haßloch;2024;Padlet;Fremdes Brett;umgesetzt;2025-11-19;;angrenzend;belegt\n"
)
MEETINGS = (
    "Veranstaltungs-Nr.;Veranstaltungsart;Bezeichnung;Datum;Status;Bezug;Beleg\n"
    "E1;Netzwerktreffen;Netzwerktreffen;2025-04-08;durchgeführt;Programm;belegt\n"
    "E2;Abschlussfeier;Abschlussfeier;2025-11-06;durchgeführt;Programm;belegt\n"
)
MEMBER = (
    "Regionalschlüssel;Kommune;Art;Landkreis;Staffel;Beleg der Staffel;Teilnahme;Beleg\n"
    "073320025025;Gemeinde Haßloch;verbandsfreie Gemeinde;Bad Dürkheim;2024;belegt;nimmt teil;belegt\n"
)


@pytest.fixture
def reported(tmp_path: Path) -> dict[str, str]:
    """One municipality with four reports, and two meetings to look back to."""
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    for name, rows in (("massnahmen", MEASURE), ("veranstaltungen", MEETINGS), ("kommunen", MEMBER)):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8-sig")
    return {"EK_DATA": str(tmp_path)}


def test_since_begins_with_the_newest_meeting_and_leads_to_the_one_before(
    opened: Opened, reported: dict[str, str]
) -> None:
    app = opened(SINCE, **reported)
    assert app.query_params["seit"] == "2025-11-06"
    said = words(app)
    assert "Seit dem 6. November 2025 nichts mit Tagesdatum; 1 Meldung trägt nur „November 2025“" in said
    [before] = [button for button in app.button if "Treffen davor" in button.label]
    assert "Netzwerktreffen, 8" in before.label
    before.click().run()
    assert app.query_params["seit"] == "2025-04-08"
    said = words(app)
    assert "Seit dem 8. April 2025 meldet 1 Kommune 2 Maßnahmen: 1 umgesetzt, 1 geplant" in said
    folded = [each.label.replace("\\", "") for each in app.expander]
    assert folded == ["1 jetzt erst gemeldet, begann schon vorher · Gemeinde Haßloch"]
    feed = " ".join(block.proto.body for block in app.get("html"))
    assert "<b>Padlet</b><span>umgesetzt</span><span>2. Mai 2025</span>" in feed


def test_news_of_somebody_who_comes_from_another_page_are_of_the_programme_alone(
    opened: Opened, reported: dict[str, str]
) -> None:
    app = opened("explore/measures.py", **reported)
    app.switch_page(f"pages/{SINCE}").run()
    assert app.toggle(key="news_only_programme").value is True
    assert "bezug" not in app.query_params


@pytest.mark.full
def test_news_outside_the_programme_are_asked_for_and_stand_in_the_link(
    opened: Opened, reported: dict[str, str]
) -> None:
    app = opened(SINCE, query={"seit": "2025-04-08"}, **reported)
    switch = app.toggle(key="news_only_programme")
    assert (switch.value, switch.label) == (True, "nur Programm · 1 weitere ausgeblendet")
    assert "bezug" not in app.query_params
    switch.set_value(False).run()
    assert app.query_params["bezug"] == "alle"
    assert "meldet 1 Kommune 3 Maßnahmen: 2 umgesetzt, 1 geplant" in words(app)
    linked = opened(SINCE, query={"seit": "2025-04-08", "bezug": "alle"}, **reported)
    assert linked.toggle(key="news_only_programme").value is False
    assert linked.query_params["bezug"] == "alle"


@pytest.mark.full
@pytest.mark.parametrize("language", ["Deutsch", "English"])
def test_since_compares_two_releases_from_the_link(opened: Opened, releases: Store, language: str) -> None:
    app = opened(SINCE, query={"seit": "1"}, language=language, EK_STORE=releases.place)
    expected = {"Deutsch": ": 1 umgesetzt oder beendet, 1 neu, 1 geändert", "English": ": 1 finished, 1 new, 1 changed"}
    assert not app.exception
    assert expected[language] in words(app)
    assert "Verglichen werden Datenstand 1 und der gezeigte Datenstand 2." in words(app) or language == "English"


@pytest.mark.full
def test_since_without_names_names_neither_municipality_nor_title_nor_note(opened: Opened, releases: Store) -> None:
    app = opened(SINCE, query={"anonym": "1"}, EK_STORE=releases.place)
    _pills(app, "news_since").set_value("other").run()
    app.selectbox(key="news_since_further").set_value("1").run()
    said = words(app) + " ".join(app.selectbox(key="news_since_further").options)
    said += " ".join(block.proto.body for block in app.get("html")[2:])
    assert "1 umgesetzt oder beendet, 1 neu, 1 geändert" in said
    assert "Kommune " in said
    assert found(shipped(), said) == []
    assert "Konferenzen der Vereine" not in said


@pytest.mark.full
def test_since_takes_a_day_of_ones_own_and_says_what_is_wrong_with_another(opened: Opened) -> None:
    app = opened(SINCE, **PUBLIC)
    _pills(app, "news_since").set_value("other").run()
    app.selectbox(key="news_since_further").set_value("other").run()
    assert "Bitte einen Tag wählen." in words(app)
    app.text_input(key="news_day").set_value("gestern").run()
    assert "„gestern“ ist kein lesbares Datum. Richtig wäre zum Beispiel 08.04.2025." in words(app)
    app.text_input(key="news_day").set_value("1.1.2026").run()
    said = words(app)
    assert "Die Daten reichen nur bis zum 19. November 2025" in said
    assert "Die Angaben reichen nur bis zum 19. November 2025." in said
    assert app.query_params["seit"] == "2026-01-01"


@pytest.mark.full
def test_slide_of_changes_looks_back_to_a_meeting_or_to_the_day_of_the_link(opened: Opened) -> None:
    app = opened("present/slides.py", query={"folien": "changes"}, **PUBLIC)
    assert "Es entfallen: Was sich geändert hat (kein Treffen und kein früherer Datenstand gewählt)" in words(app)
    app.selectbox(key="changes-since").set_value("2025-04-08").run()
    assert [title.value for title in app.title] == ["1 Folie"]
    assert app.query_params["seit"] == "2025-04-08"
    linked = opened("present/slides.py", query={"folien": "changes", "seit": "2025-06-01"}, **PUBLIC)
    assert linked.selectbox(key="changes-since").options[-1] == "1. Juni 2025"
    assert [title.value for title in linked.title] == ["1 Folie"]


def test_since_without_any_row_says_what_would_be_here(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    said = words(opened(SINCE, EK_DATA=str(tmp_path)))
    assert "Hier erscheint, was seitdem neu ist: Maßnahmen, Veranstaltungen und Kommunen" in said


@pytest.mark.full
def test_overview_leads_to_what_is_new_since_the_release_before(opened: Opened, releases: Store) -> None:
    app = unfolded(opened(EK_STORE=releases.place), "changed")
    links = [link.proto for link in app.get("page_link")]
    assert "seit=1" in [link.query_string for link in links if link.label == "Seit dem letzten Treffen"]


@pytest.mark.full
def test_number_of_the_first_page_opens_its_course_with_the_rows_that_moved_it(opened: Opened, releases: Store) -> None:
    app = opened(EK_STORE=releases.place)
    app.session_state["origin-measures_done"] = True
    app.run()
    assert not app.exception
    said = words(app)
    assert "Umgesetzte Maßnahmen: 16 in Datenstand 1, 17 in Datenstand 2." in said
    assert "zählt jetzt mit: M12 · Vereins- und Ehrenamtsdatenbank · VG Kaisersesch" in said


@pytest.mark.full
def test_only_release_has_no_course_yet_and_says_when_it_will(opened: Opened, tmp_path: Path) -> None:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, shipped().tables, author="Anna", note="")
    app = opened(EK_STORE=store.place)
    app.session_state["origin-measures_done"] = True
    said = words(app.run())
    assert "Ab dem zweiten Datenstand, der diese Zahl speichert, steht hier ihr Verlauf." in said
