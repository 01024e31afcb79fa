"""The pages that answer what managers ask: completeness, whom to ask, since the last meeting."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from ek_data.settings import SHIPPED
from ek_data.store.publisher import Store, make_store
from tests.dataset.test_anonymise import found
from tests.pages.conftest import Opened, words
from tests.programme import shipped

PUBLIC = {"EK_DATA": str(SHIPPED)}


@pytest.mark.full
@pytest.mark.parametrize("language", ["Deutsch", "English"])
@pytest.mark.parametrize("data", [PUBLIC, {"EK_DEMO": "14"}], ids=["public", "demo"])
def test_completeness_opens_in_both_languages(opened: Opened, data: dict[str, str], language: str) -> None:
    app = opened("maintain/completeness.py", language=language, **data)
    assert not app.exception
    assert ("Bei allen gleich" if language == "Deutsch" else "The same for all") in words(app)


def test_completeness_follows_the_filter_and_offers_a_reminder(opened: Opened) -> None:
    app = opened("maintain/completeness.py", query={"staffel": "2024"}, **PUBLIC)
    assert "von 7 Kommunen fehlt" in words(app)
    app.selectbox(key="kommune").set_value("073400000000").run()
    _link, subject, body = (block.value for block in app.code)
    assert "LK Südwestpfalz" in subject
    assert "Hat sie stattgefunden? „Vereinekonferenz des Landkreises Südwestpfalz“" in body


def test_completeness_without_municipalities_is_a_sentence(opened: Opened, tmp_path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert "keine Kommune" in words(opened("maintain/completeness.py", EK_DATA=str(tmp_path)))


def test_measures_page_answers_who_has_a_category(opened: Opened) -> None:
    app = opened("explore/measures.py", **PUBLIC)
    app.selectbox(key="frage").set_value("vereinsdatenbank").run()
    assert "Vereinsdatenbank: Bei 2 von 14 Kommunen ist eine Maßnahme bekannt" in words(app)


def test_profile_names_whom_to_ask_with_the_reason(opened: Opened) -> None:
    app = opened("explore/profile.py", query={"kommune": "071385001000", "frage": "vereinekonferenz"}, **PUBLIC)
    said = words(app)
    assert "Vereinekonferenz: Bei 5 von 13 anderen Kommunen" in said
    assert "auch Verbandsgemeinde, andere Größe" in said


SINCE = "explore/since.py"


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
    assert (
        "Seit dem 6. November 2025 ist nichts mit Sicherheit neu gemeldet; 1 Meldung trägt nur „November 2025“" in said
    )
    [before] = [button for button in app.button if "Treffen davor" in button.label]
    assert "Netzwerktreffen, 8" in before.label
    before.click().run()
    assert app.query_params["seit"] == "2025-04-08"
    said = words(app)
    counted = "1 von 1 teilnehmenden Kommune mit neuen Meldungen: 1 Maßnahme umgesetzt oder beendet, 1 geplant"
    assert f"Seit dem 8. April 2025 – {counted}" in said
    assert [each.label for each in app.expander] == ["1 jetzt erst gemeldet, begann schon vorher"]


def test_news_outside_the_programme_are_asked_for_and_stand_in_the_link(
    opened: Opened, reported: dict[str, str]
) -> None:
    app = opened(SINCE, query={"seit": "2025-04-08"}, **reported)
    switch = app.toggle(key="news_only_programme")
    assert (switch.value, switch.label) == (True, "nur Programm · 1 weitere ausgeblendet")
    assert "bezug" not in app.query_params
    switch.set_value(False).run()
    assert app.query_params["bezug"] == "alle"
    assert "2 Maßnahmen umgesetzt oder beendet, 1 geplant" in words(app)
    linked = opened(SINCE, query={"seit": "2025-04-08", "bezug": "alle"}, **reported)
    assert linked.toggle(key="news_only_programme").value is False
    assert linked.query_params["bezug"] == "alle"


@pytest.mark.full
@pytest.mark.parametrize("language", ["Deutsch", "English"])
def test_since_compares_two_releases_from_the_link(opened: Opened, releases: Store, language: str) -> None:
    app = opened(SINCE, query={"seit": "1"}, language=language, EK_STORE=releases.place)
    app.selectbox(key="news_since").set_value("1").run()
    expected = {
        "Deutsch": ": 1 Maßnahme neu, 1 umgesetzt oder beendet, 1 geändert",
        "English": ": 1 measure new, 1 finished, 1 changed",
    }
    assert not app.exception
    assert expected[language] in words(app)
    assert "Verglichen werden Datenstand 1 und der gezeigte Datenstand 2." in words(app) or language == "English"


@pytest.mark.full
def test_since_without_names_names_neither_municipality_nor_title_nor_note(opened: Opened, releases: Store) -> None:
    app = opened(SINCE, query={"anonym": "1"}, EK_STORE=releases.place)
    app.selectbox(key="news_since").set_value("1").run()
    said = words(app) + " ".join(app.selectbox(key="news_since").options)
    assert "1 Maßnahme neu, 1 umgesetzt oder beendet, 1 geändert" in said
    assert "Kommune " in said
    assert found(shipped(), said) == []
    assert "Konferenzen der Vereine" not in said


def test_since_takes_a_day_of_ones_own_and_says_what_is_wrong_with_another(opened: Opened) -> None:
    app = opened(SINCE, **PUBLIC)
    app.selectbox(key="news_since").set_value("other").run()
    assert "Bitte einen Tag wählen." in words(app)
    app.text_input(key="news_day").set_value("gestern").run()
    assert "„gestern“ ist kein lesbares Datum. Richtig wäre zum Beispiel 08.04.2025." in words(app)
    app.text_input(key="news_day").set_value("1.1.2026").run()
    said = words(app)
    assert "Seitdem steht in den Daten nichts Neues." in said
    assert "Die Angaben reichen nur bis zum 19. November 2025." in said
    assert app.query_params["seit"] == "2026-01-01"


def test_slide_of_changes_looks_back_to_a_meeting_or_to_the_day_of_the_link(opened: Opened) -> None:
    app = opened("present/slides.py", query={"folien": "changes"}, **PUBLIC)
    assert "Es entfallen: Was sich geändert hat (kein Treffen und kein früherer Datenstand gewählt)" in words(app)
    app.selectbox(key="seit").set_value("2025-04-08").run()
    assert "Neues seit dem 8. April 2025" in words(app)
    assert app.query_params["seit"] == "2025-04-08"
    linked = opened("present/slides.py", query={"folien": "changes", "seit": "2025-06-01"}, **PUBLIC)
    assert linked.selectbox(key="seit").options[-1] == "1. Juni 2025"
    assert "Neues seit dem 1. Juni 2025" in words(linked)


def test_since_without_any_row_says_what_would_be_here(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    said = words(opened(SINCE, EK_DATA=str(tmp_path)))
    assert "Hier erscheint, was seitdem neu ist: Maßnahmen, Veranstaltungen und Kommunen" in said


@pytest.mark.full
def test_overview_leads_to_what_is_new_since_the_release_before(opened: Opened, releases: Store) -> None:
    app = opened(EK_STORE=releases.place)
    links = [link.proto for link in app.get("page_link")]
    assert "seit=1" in [link.query_string for link in links if link.label == "Seit dem letzten Treffen"]
