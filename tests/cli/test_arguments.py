"""What is wrong with the arguments of a command is told in the language of its messages, and so are the headings."""

from __future__ import annotations

import re

import pytest

from ek_data.__main__ import main
from ek_data.web.app import main as serve

# arguments and what is said of them
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown option": (("check", "a.csv", "--strict"), "ek-data: Fehler: Nicht bekannt: --strict"),
    "missing argument": (("check",), "ek-data check: Fehler: Es fehlt: DATEI"),
    "missing options": (("publish", "a.csv"), "ek-data publish: Fehler: Es fehlt: --author, --note"),
    "no command": ((), "ek-data: Fehler: Es fehlt: BEFEHL"),
    "another command": (("chek", "a.csv"), "BEFEHL: 'chek' gibt es nicht. Möglich: 'figures', "),
    "another choice": (("check", "a.csv", "--lang", "fr"), "--lang: 'fr' gibt es nicht. Möglich: 'de', 'en'"),
    "no number": (("restore", "zwei"), "N: 'zwei' ist keine ganze Zahl."),
    "value missing": (("check", "a.csv", "--store"), "--store: Danach muss eine Angabe folgen."),
    "list without a value": (("deck", "--out", "a.pptx", "--slides"), "--slides: Danach muss mindestens eine Angabe"),
    "value where none can be": (("check", "a.csv", "--json=ja"), "--json: Hier kann keine Angabe folgen, auch nicht "),
    "two that exclude each other": (
        ("check", "a.csv", "--store", "s", "--data", "d"),
        "--data: Das geht nicht zusammen mit --store.",
    ),
    "shortened too much": (
        ("publish", "--re", "a"),
        "--re ist nicht eindeutig. Gemeint sein kann: --replace, --remove",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_with_the_arguments_is_told_in_german(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, told = WRONG[kind]
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    said = capsys.readouterr().err
    assert told in said
    assert said.startswith("Aufruf: ek-data")
    assert not re.search(r"usage|error|argument|invalid|expected|required|choose", said)


def test_language_of_the_messages_is_that_of_the_errors_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("--lang", "en", "check"), ("check", "--lang", "en")):
        with pytest.raises(SystemExit):
            main(arguments)
        assert "usage: ek-data check" in (said := capsys.readouterr().err)
        assert "error: the following arguments are required: DATEI" in said


@pytest.mark.parametrize("command", [(), ("check",), ("publish",)])
def test_headings_of_the_help_are_german(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main((*command, "--help"))
    said = capsys.readouterr().out
    assert re.search(r"^Aufruf: ek-data.*^Angaben:$.*^Optionen:$.*-h, --help +diese Hilfe zeigen$", said, re.M | re.S)
    assert not re.search(r"usage:|options:|arguments:|show this", said)


def test_server_says_it_in_german_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        serve(["--port", "viele"])
    assert "dashboard: Fehler: --port: 'viele' ist keine ganze Zahl." in capsys.readouterr().err
