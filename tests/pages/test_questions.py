"""The pages that answer what managers ask: completeness, whom to ask, since the last meeting."""

from __future__ import annotations

import pytest

from ek_data.settings import SHIPPED
from tests.pages.conftest import Opened, words

PUBLIC = {"EK_DATA": str(SHIPPED)}


@pytest.mark.parametrize("language", ["Deutsch", "English"])
@pytest.mark.parametrize("data", [PUBLIC, {"EK_DEMO": "14"}], ids=["public", "demo"])
def test_completeness_opens_in_both_languages(opened: Opened, data: dict[str, str], language: str) -> None:
    app = opened("maintain/completeness.py", language=language, **data)
    assert not app.exception
    assert len(app.table) == 2


def test_completeness_follows_the_filter_and_offers_a_reminder(opened: Opened) -> None:
    app = opened("maintain/completeness.py", query={"staffel": "2024"}, **PUBLIC)
    assert "von 7 Kommunen fehlt" in words(app)
    app.selectbox(key="kommune").set_value("073400000000").run()
    subject, body = (block.value for block in app.code)
    assert "LK Südwestpfalz" in subject
    assert "Hat sie stattgefunden? „Vereinekonferenz des Landkreises Südwestpfalz“" in body


def test_completeness_without_municipalities_is_a_sentence(opened: Opened, tmp_path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert "keine Kommune" in words(opened("maintain/completeness.py", EK_DATA=str(tmp_path)))


def test_measures_page_answers_who_has_a_category(opened: Opened) -> None:
    app = opened("explore/measures.py", **PUBLIC)
    app.selectbox(key="frage").set_value("vereinsdatenbank").run()
    assert "Vereinsdatenbank: Bei 1 von 14 Kommunen ist eine Maßnahme bekannt" in words(app)


def test_profile_names_whom_to_ask_with_the_reason(opened: Opened) -> None:
    app = opened("explore/profile.py", **PUBLIC)
    app.selectbox(key="kommune").set_value("071385001000").run()
    app.selectbox(key="frage").set_value("vereinekonferenz").run()
    said = words(app)
    assert "Was andere haben und hier nicht bekannt ist" in said
    assert "auch Verbandsgemeinde, andere Größe" in said
