"""The privacy notice says how this very server is set up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ek_data.about.privacy import Setup, notice, place
from ek_data.i18n import GERMAN
from ek_data.settings import Operator, Settings

COOKIES = ("guard", "user", "passing")


def said(tested: dict[str, Any] | None = None, **given: Any) -> str:
    usual = {"settings": Settings(), "operator": Operator(), "provider": "", "cookies": COOKIES, "kept": 120}
    setup = Setup(**(usual | {"log": False} | given))
    return "\n".join("\n".join([title, *paragraphs]) for title, paragraphs in notice(setup, tested or {}, GERMAN))


def test_an_operator_that_is_not_named_is_said_to_be_missing() -> None:
    assert "ist noch nicht angegeben (Einstellungen EK_OPERATOR" in said()
    named = said(operator=Operator("Staatskanzlei", "Mainz", "post@beispiel.de"))
    assert "Staatskanzlei\nMainz\npost@beispiel.de" in named
    assert "noch nicht angegeben" not in named
    assert "Eine Kontaktmöglichkeit ist noch nicht angegeben" in said(operator=Operator("Staatskanzlei"))


@pytest.mark.parametrize(
    ("store", "shown"),
    [
        ("s3://schluessel:geheim@eimer/ordner?endpoint=http://intern", "s3://eimer/ordner"),
        ("az://ablage/x", "az://ablage/x"),
        ("/srv/geheim/store", ""),
        ("C:\\Daten\\store", ""),
        ("file:///srv/store", ""),
    ],
)
def test_the_place_of_the_store_is_shown_without_secrets(store: str, shown: str) -> None:
    assert place(store) == shown
    assert "geheim" not in said(settings=Settings(store=store))


def test_data_that_are_only_shown_are_not_said_to_be_stored() -> None:
    assert "bewahrt keine auf" in said(settings=Settings(data=Path("ordner")))
    assert "Name und Vermerk" not in said(settings=Settings(demo=14))


def test_uploaded_files_are_said_to_be_kept_whole_and_for_whom() -> None:
    assert "auch mit Spalten und Blättern, die nicht übernommen wurden" in said()
    assert (
        "Herunterladen können sie nur Personen, die Daten ändern dürfen; wer den Server betreibt, kann einzelne"
        in said()
    )
    assert "Herunterladen können sie" not in said(settings=Settings(demo=14))


def test_the_sign_in_and_its_cookie_are_named_where_there_is_one() -> None:
    with_sign_in = said(provider="anmeldung.beispiel.de")
    assert "Sie melden sich bei anmeldung.beispiel.de an." in with_sign_in
    assert "Das Cookie user enthält Ihre Anmeldung" in with_sign_in
    assert "Es ist keine Anmeldung eingerichtet." in said()
    assert "Das Cookie user" not in said()


def test_cookie_of_the_start_link_is_named_where_there_is_one() -> None:
    assert "An dem Cookie ek_start_1 ist der Browser zu erkennen" in said(start="ek_start_1")
    assert "Start-Link" not in said()


def test_the_result_of_the_test_is_shown_as_it_was_recorded() -> None:
    tested = {"pages": 3, "languages": 2, "foreign": 0, "violations": 1, "outward": 0}
    assert "3 Seiten wurden in 2 Sprachen" in said(tested)
    assert "Verstöße gegen die Sicherheitsregeln des Browsers: 1." in said(tested)
    assert "Letzte Prüfung" not in said()


def test_times_have_their_number() -> None:
    assert "bis 120 Sekunden nach dem Schließen" in said()
    assert "bis 1 Sekunde nach dem Schließen" in said(kept=1)


def test_others_who_get_data_are_named_and_else_nobody_is() -> None:
    assert "Niemand außer der verantwortlichen Stelle." in said()
    assert "Wer die Ablage s3://eimer/ordner betreibt" in said(settings=Settings(store="s3://eimer/ordner"))
    assert "anmeldung.beispiel.de erfährt, dass Sie sich hier anmelden" in said(provider="anmeldung.beispiel.de")
    assert "Niemand sonst" not in said(provider="anmeldung.beispiel.de")


def test_saved_presentations_are_named_where_they_can_be_saved() -> None:
    assert "Gespeicherte Präsentationen" in said()
    assert "Gespeicherte Präsentationen" not in said(settings=Settings(store="s3://eimer/ordner"))
    assert "Gespeicherte Präsentationen" not in said(settings=Settings(demo=14))


def test_notice_tells_what_the_browser_keeps_of_ones_own_municipality_and_how_to_remove_it() -> None:
    assert "unter dem Namen ek-meine-kommune, bis Sie die Wahl dort zurücknehmen" in said()
