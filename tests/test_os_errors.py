"""Reasons of the operating system are told in the reader's language, never in its own words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ek_data.i18n import ENGLISH, GERMAN
from ek_data.os_errors import WORDS, reason_of
from ek_data.store.backends import Folder, Unreachable


@pytest.mark.parametrize("number", WORDS)
def test_known_error_has_words_of_its_own_in_both_languages(number: int) -> None:
    reason = reason_of(OSError(number, os.strerror(number)))
    assert reason.sentence(GERMAN) != reason.sentence(ENGLISH)
    for language in (GERMAN, ENGLISH):
        assert os.strerror(number).lower() not in reason.sentence(language).lower()
        assert str(number) not in reason.sentence(language)


@pytest.mark.parametrize(("error", "number"), [(OSError(errno.ELOOP, "Too many levels"), errno.ELOOP), (OSError(), 0)])
def test_any_other_error_is_named_by_its_number(error: OSError, number: int) -> None:
    assert reason_of(error).sentence(GERMAN) == f"das Betriebssystem meldet den Fehler {number}"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EIO, "das Laufwerk meldet, dass es nicht lesen oder schreiben kann"),
        (errno.EACCES, "der Zugriff wird verweigert"),
        (errno.ETIMEDOUT, "es kam nicht rechtzeitig eine Antwort"),
        (errno.ENOTCONN, "die Verbindung dorthin ist unterbrochen"),
    ],
)
def test_folder_that_cannot_be_read_says_so_in_german(monkeypatch: pytest.MonkeyPatch, number: int, words: str) -> None:
    def fail(_path: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    with pytest.raises(Unreachable) as told:
        Folder(Path("/ablage")).read("tables/a")
    assert told.value.sentence(GERMAN) == f"Die Ablage /ablage antwortet nicht: {words}."


@pytest.mark.parametrize(
    ("winerror", "words"),
    [
        (32, "ein anderes Programm benutzt"),
        (53, "die Verbindung dorthin ist unterbrochen"),
        (21, "das Laufwerk meldet"),
        (5, "der Zugriff wird verweigert"),  # what `errno` says is right
    ],
)
def test_error_with_a_number_of_windows_says_what_it_was(winerror: int, words: str) -> None:
    """Only the number is taken from Windows; nothing runs there."""
    error = PermissionError(errno.EACCES, "Zugriff verweigert")
    error.winerror = winerror  # type: ignore[attr-defined]
    assert reason_of(error).sentence(GERMAN).startswith(words)
