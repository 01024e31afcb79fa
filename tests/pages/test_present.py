"""The page "Präsentation": slides with own words, kept in the session, saved under a name and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ek_data.settings import SHIPPED
from tests.pages.conftest import Opened, words
from tests.store.places import shipped_store

SLIDES = "present/slides.py"
PUBLIC = {"EK_DATA": str(SHIPPED)}


def finding(app: AppTest) -> str:
    assert not app.exception
    [title] = app.title
    return str(title.value).replace("\\", "")


def labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def field(app: AppTest, label: str) -> AppTest:
    [found] = [area for area in app.text_area if area.label.startswith(label)]
    return found


def test_own_title_counts_in_the_heading_and_gives_way_to_the_computed_one_again(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "status,closing"}, **PUBLIC)
    computed = field(app, "Titel").value
    field(app, "Titel").set_value("Sechzehn sind fertig").run()
    assert finding(app) == "2 Folien, 1 davon mit eigenen Worten"
    assert f"berechnet: {computed}" in words(app)
    assert "titel" not in app.query_params
    [use] = [button for button in app.button if button.label == "verwenden"]
    use.click().run()
    assert finding(app) == "2 Folien"
    assert field(app, "Titel").value == computed


def test_slides_are_moved_by_number_removed_and_had_back(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "title,status,closing"}, **PUBLIC)
    app.number_input(key="place-title").set_value(3).run()
    assert app.query_params["folien"] == "status,closing,title"
    app.button(key="remove-slide").click().run()
    assert app.query_params["folien"] == "status,closing"
    app.button(key="undo-removal").click().run()
    assert app.query_params["folien"] == "status,closing,title"


def test_slide_is_had_twice_with_its_words_and_shown_step_by_step(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "status,closing"}, **PUBLIC)
    field(app, "Titel").set_value("Sechzehn sind fertig").run()
    app.button(key="duplicate-slide").click().run()
    assert finding(app) == "3 Folien, 2 davon mit eigenen Worten"
    assert field(app, "Titel").value == "Sechzehn sind fertig"
    app.toggle(key="stepwise-status~2").set_value(True).run()
    assert (app.query_params["folien"], app.query_params["nacheinander"]) == ("status,status~2,closing", "status~2")
    field(app, "Titel").set_value("Wort " * 19).run()
    assert "94 Zeichen: Zwei Zeilen fassen 85 in voller Größe" in words(app)


def test_text_pictures_and_profiles_are_added_before_the_last_slide(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "title,closing"}, **PUBLIC)
    app.button(key="add-text").click().run()
    field(app, "Text").set_value("Wer fehlt?\nWann weiter?").run()
    app.selectbox(key="add-picture").set_value("picture-programme-timeline").run()
    app.selectbox(key="add-profile").set_value("profile-071385001000").run()
    assert finding(app) == "5 Folien, 1 davon mit eigenen Worten"
    assert app.query_params["folien"] == "title,picture-programme-timeline,profile-071385001000,closing"
    app.selectbox(key="profile-of-profile-071385001000").set_value("073400000000").run()
    assert app.query_params["folien"] == "title,picture-programme-timeline,profile-073400000000,closing"


def test_story_without_slides_begins_with_a_proposal(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "title"}, **PUBLIC)
    app.button(key="anew").click().run()
    assert finding(app) == "Noch keine Folie"
    [meeting] = [button for button in app.button if button.label == "Für ein Treffen des Netzwerks"]
    meeting.click().run()
    assert finding(app) == "11 Folien, 1 davon mit eigenen Worten"
    assert app.query_params["seit"]


def test_own_words_are_saved_and_opened_again_by_the_link(opened: Opened, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("ek_data.ui.access.refusal", lambda: None)
    store = shipped_store(tmp_path)
    app = opened(SLIDES, query={"folien": "status"}, EK_STORE=store)
    field(app, "Titel").set_value("Sechzehn <b>sind</b> fertig").run()
    [name] = [each for each in app.text_input if each.form_id == "save_deck"]
    name.set_value("Jahrestreffen")
    [save] = [button for button in app.button if button.form_id == "save_deck"]
    save.click().run()
    assert app.query_params.keys() >= {"praesentation"}
    again = opened(SLIDES, query={"praesentation": "Jahrestreffen"}, EK_STORE=store)
    assert finding(again) == "1 Folie, 1 davon mit eigenen Worten"
    assert field(again, "Titel").value == "Sechzehn <b>sind</b> fertig"
    again.button(key="add-text").click().run()  # and what is changed from now on is saved by itself
    field(again, "Titel").set_value("Fragen").run()
    again.number_input(key="place-text-1").set_value(1).run()
    assert not again.toast
    assert again.query_params["praesentation"] == "Jahrestreffen"
    app.button(key="duplicate-slide").click().run()
    assert finding(app) == "3 Folien, 3 davon mit eigenen Worten"
    assert "Jemand anderes hat diese Präsentation auch geändert" in [toast.value for toast in app.toast][-1]
    app.button(key="anew").click().run()
    app.button(key="add-text").click().run()
    assert finding(opened(SLIDES, query={"praesentation": "Jahrestreffen"}, EK_STORE=store)).startswith("3 Folien")
    gone = opened(SLIDES, query={"praesentation": "Nie gespeichert"}, EK_STORE=store)
    assert "Eine gespeicherte Präsentation mit diesem Namen gibt es nicht mehr." in words(gone)
    assert finding(gone) == "9 Folien"


@pytest.mark.full
def test_without_names_own_words_are_left_out_and_come_back(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "status"}, **PUBLIC)
    app.button(key="add-text").click().run()
    app.toggle(key="anonym").set_value(True).run()
    assert finding(app) == "1 Folie"
    assert "Es entfallen: Eigener Text (eigene Worte können Namen enthalten)" in words(app)
    app.toggle(key="anonym").set_value(False).run()
    assert finding(app) == "2 Folien"


def test_picture_of_a_page_is_put_on_a_slide_and_leads_there(opened: Opened) -> None:
    app = opened("explore/profile.py", query={"kommune": "071385001000"}, **PUBLIC)
    [first, *_others] = [button for button in app.button if button.label == "Auf eine Folie"]
    first.click().run()
    assert not app.exception
    assert "Auf Folie 9 der Präsentation" in {link.proto.label for link in app.get("page_link")}


def test_link_of_earlier_versions_shows_its_slides_and_no_words_of_its_own(opened: Opened) -> None:
    query = {"folien": "title,profiles", "kommunen": "071385005000,079999999999", "titel": "Fremdes"}
    app = opened(SLIDES, query=query, **PUBLIC)
    assert finding(app) == "2 Folien"  # a municipality of this key is not there
    assert app.query_params["folien"] == "title,profile-071385005000,profile-079999999999"
    assert "Fremdes" not in words(app)
    assert "Fremdes" not in field(app, "Titel").value


def test_own_words_of_a_story_that_was_left_can_be_had_back(opened: Opened) -> None:
    app = opened(SLIDES, query={"folien": "status"}, **PUBLIC)
    field(app, "Titel").set_value("Sechzehn sind fertig").run()
    app.button(key="anew").click().run()
    app.button(key="add-text").click().run()
    app.button(key="undo-removal").click().run()
    assert field(app, "Titel").value == "Sechzehn sind fertig"
