from __future__ import annotations

from pathlib import Path

import pytest

from ek_data import i18n
from ek_data.i18n import Language

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FILE = "de/LC_MESSAGES/a.po"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(i18n, "CATALOGUES", tmp_path)
    monkeypatch.setattr(i18n, "_catalogues", {})
    monkeypatch.setattr(i18n, "READ_AGAIN", 0.0)
    (tmp_path / FILE).parent.mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("content", [b"\xff\xfe\x00garbage", b'msgid "Yes', b"", b"\0" * 1000])
def test_damaged_catalogue_leaves_the_message_as_it_is_until_it_is_mended(folder: Path, content: bytes) -> None:
    (folder / FILE).write_bytes(content)
    assert Language("de")("Yes") == "Yes"


def test_catalogue_that_could_not_be_read_is_read_again(folder: Path) -> None:
    (folder / FILE).write_bytes(b"\xff\xfe\x00garbage")
    assert Language("de")("Yes") == "Yes"
    (folder / FILE).write_text(f'{HEAD}msgid "Yes"\nmsgstr "Ja"\n', encoding="utf-8")
    assert Language("de")("Yes") == "Ja"


def test_missing_catalogues_leave_the_messages_as_they_are(folder: Path) -> None:
    assert Language("de")("{n} rows", n=3) == "3 rows"
    assert Language("de").plural("{n} row", "{n} rows", 1) == "1 row"


def test_translation_with_another_value_falls_back_to_the_message(folder: Path) -> None:
    (folder / FILE).write_text(f'{HEAD}msgid "{{n}} rows"\nmsgstr "{{m}} Zeilen {{"\n', encoding="utf-8")
    assert Language("de")("{n} rows", n=3) == "3 rows"
