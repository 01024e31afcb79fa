"""The page of the programme: each list with its rows counted, changed in a drawer by way of the draft."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from ek_data.programme.model import GROUPS
from ek_data.store.publisher import Store
from ek_data.ui import cached
from ek_data.ui.components import change_links
from ek_data.ui.editing import drawer
from ek_data.ui.editing.option_tables import COHORTS, NAMES
from ek_data.updates.draft import Draft, Edit
from ek_data.updates.plan import planned
from tests.pages.conftest import Opened, words
from tests.pages.test_editing import click, kept, labels
from tests.pages.test_maintain import publish

PROGRAMME, UPLOAD = "maintain/programme.py", "maintain/upload.py"


def typed(app: AppTest, field: str, text: str) -> AppTest:
    return next(each for each in app.text_input if (each.key or "").endswith(f"-{field}")).set_value(text).run()


def change(app: AppTest, name: str, code: str, **texts: str) -> AppTest:
    """Open the drawer of an option, write into its fields, and put that into the draft."""
    app.session_state[drawer.ASKED] = drawer.Opening(name, code)
    app.run()
    for field, text in texts.items():
        app = typed(app, field, text)
    return app


@pytest.mark.parametrize("name", [*NAMES, COHORTS])
@pytest.mark.parametrize("language", ["Deutsch", "English"])
def test_every_list_is_shown_in_both_languages(opened: Opened, store: Store, name: str, language: str) -> None:
    app = opened(PROGRAMME, EK_STORE=store.place, language=language)
    app.segmented_control(key="programme-list").set_value(name).run()
    assert not app.exception
    assert len(app.table) == (name != GROUPS)  # of which there are none yet
    assert change_links.LINK not in words(app)  # whoever may only look
    assert "Aktualisiert werden" in words(app) or language == "English"


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_option_that_somebody_else_renamed_since_is_asked_about(opened: Opened, store: Store) -> None:
    change(opened(PROGRAMME, EK_STORE=store.place), "categories", "padlet", de="Pinnwand", en="Pinboard")
    theirs = Draft((Edit("categories", "padlet", 1, {"de": "Aushang", "en": "Notices"}),))
    prepared = theirs.prepared(store.newest().dataset)
    with prepared.reviewed():
        planned(prepared).publish(store, author="Berta", note="Aushang")
    cached.look_again()
    app = opened(UPLOAD, EK_STORE=store.place)
    assert "Deutsches Wort: jetzt „Aushang“ (Berta, Datenstand 2" in words(app)
    assert app.button(key="publish").disabled
    app = publish(click(app, "Nehmen, was im Entwurf steht"))
    assert not app.exception
    assert store.programme().choices["categories"].by_code["padlet"].words.de == "Pinnwand"


@pytest.mark.usefixtures("here")
def test_option_is_renamed_retired_and_added_in_one_release(opened: Opened, store: Store) -> None:
    app = opened(PROGRAMME, EK_STORE=store.place)
    assert f"{change_links.LINK}categories/padlet" in words(app)
    app = change(app, "categories", "padlet", de="Newsletter")
    assert "„Newsletter“ ist schon bekannt." in words(app)
    app = click(typed(app, "de", "Pinnwand"), "Fertig")
    app = typed(click(app, "Neue Option"), "de", "Podcasts")
    assert "Bitte das neue Wort in beiden Sprachen eintragen." in words(app)
    assert "„Podcasts“ kann nicht ins Programm" in words(opened(UPLOAD, EK_STORE=store.place))
    app = click(typed(typed(app, "de", "Podcast"), "en", "Podcast"), "Fertig")
    app.session_state[drawer.ASKED] = drawer.Opening("categories", "anlaufstelle")
    retire = next(each for each in app.run().toggle if (each.key or "").endswith("-retired"))
    app = click(retire.set_value(True).run(), "Fertig")
    assert "Pinnwand :small[(im Entwurf)]" in words(app)
    assert "Anlaufstelle :small[(zurückgezogen und im Entwurf)]" in words(app)
    assert [edit.key for edit in kept(store).edits] == ["padlet", "podcast", "anlaufstelle"]
    app = publish(opened(UPLOAD, EK_STORE=store.place))
    assert not app.exception
    found = store.programme().choices["categories"].by_code
    assert (found["padlet"].words.de, found["podcast"].retired, found["anlaufstelle"].retired) == (
        *("Pinnwand", False),
        True,
    )
    app = opened("maintain/releases.py", EK_STORE=store.place)
    assert "Nur das Programm wurde geändert." in words(app)
    app.session_state[drawer.ASKED] = drawer.Opening("measures", "M01")
    category = next(each for each in app.run().selectbox if (each.key or "").endswith("-category"))
    assert "Podcast" in category.options
    assert "Anlaufstelle" not in category.options
    app.session_state[drawer.ASKED] = None
    app = app.run().button(key="undo-listed-2").click().run()
    app = opened(UPLOAD, EK_STORE=store.place)
    assert "Kategorie „Pinnwand“ heißt künftig „Padlet“" in words(app)
    assert "Veröffentlichen" in labels(app)
