"""Only so many children at once: however many small workbooks are sent, their memory stays bounded."""

from __future__ import annotations

import tempfile
import threading
from itertools import count
from types import TracebackType

import pytest

from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading.limits import Limits
from ek_data.reading.read import read
from ek_data.reading.workbooks import bounded_child, child
from tests.reading import books

PATIENCE = 20  # seconds after which the test gives up; it waits for nothing but the other thread


class Watched:
    """One place, and a sign that a second reader has come to it."""

    def __init__(self) -> None:
        self.place, self.asked, self.both_asked = threading.Lock(), count(1), threading.Event()

    def __enter__(self) -> None:
        if next(self.asked) == 2:
            self.both_asked.set()
        assert self.place.acquire(timeout=PATIENCE)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.place.release()


def test_workbook_waits_for_a_place_and_gives_it_back_when_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, happened = Watched(), list[str]()

    def unpack(*_arguments: object) -> None:
        happened.append("in")
        assert watched.both_asked.wait(PATIENCE)
        happened.append("out")
        raise Unreadable(child.REFUSALS["damaged"])

    monkeypatch.setattr(child, "places", watched)
    monkeypatch.setattr(child, "_unpack", unpack)
    refused = list[Unreadable]()

    def reader() -> None:
        try:
            read(books.SAMPLE, "kommunen.xlsx")
        except Unreadable as refusal:
            refused.append(refusal)

    readers = [threading.Thread(target=reader, daemon=True) for _n in range(2)]
    for each in readers:
        each.start()
    for each in readers:
        each.join(PATIENCE)
    assert len(refused) == 2
    assert happened == ["in", "out", "in", "out"]


def test_busy_computer_is_told_from_a_file_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_child, "PATIENCE", 0.01)
    with pytest.raises(Unreadable) as refused:
        read(books.SAMPLE, "kommunen.xlsx", limits=Limits(seconds=0))
    assert refused.value.sentence(GERMAN) == (
        "Der Rechner ist gerade zu ausgelastet, um diese Datei zu öffnen. "
        "Bitte versuchen Sie es in einigen Minuten noch einmal."
    )


HARM = {
    "ends itself for want of memory": ("import os; os.abort()", "memory"),
    "uses up its time": (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass",
        "memory",
    ),
    "is killed by the system": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "busy"),
    "fails": ("raise KeyError('no entry found for key')", "unknown"),
    "says why": ('import sys; print(\'{"code": "rows"}\', file=sys.stderr); sys.exit(64)', "rows"),
}


@pytest.mark.parametrize("how", HARM)
def test_end_of_a_child_says_what_was_wrong(how: str) -> None:
    script, code = HARM[how]
    with tempfile.TemporaryFile() as out:
        assert bounded_child.refusal(["-c", script], b"", out, 5) == {"code": code}


def test_child_that_ends_well_refuses_nothing() -> None:
    with tempfile.TemporaryFile() as out:
        assert bounded_child.refusal(["-c", "print('gelesen')"], b"", out, 5) is None
        out.seek(0)
        assert out.read().strip() == b"gelesen"


PANIC = """
import importlib.util, sys

class Panic(BaseException):
    pass

def give_up(*_arguments):
    raise Panic({words!r})

spec = importlib.util.spec_from_file_location("unpack", {file!r})
unpack = importlib.util.module_from_spec(spec)
spec.loader.exec_module(unpack)
unpack.write_workbook = give_up
sys.argv = ["unpack.py", "workbook", '{{"memory": 1073741824, "seconds": 5, "output": 1000}}']
sys.exit(unpack.main())
"""
PANICS = {
    "no entry found for key": "Die Datei enthält etwas, das sich hier nicht lesen lässt, auch wenn sie heil sein mag. "
    "Bitte öffnen Sie sie in Excel und speichern Sie sie neu als .xlsx oder CSV.",
    "capacity overflow": "Die Datei braucht zum Öffnen zu viel Speicher oder Zeit. "
    "Bitte speichern Sie die Tabelle als CSV.",
}


@pytest.mark.parametrize("words", PANICS)
def test_panic_of_the_library_is_not_told_as_too_much_memory(words: str) -> None:
    script = PANIC.format(words=words, file=str(child.SCRIPT))
    with tempfile.TemporaryFile() as out:
        refused = bounded_child.refusal(["-c", script], b"", out, 5)
    assert refused
    assert GERMAN(child.REFUSALS[refused["code"]]) == PANICS[words]


BIFF8 = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12)
BIFF5 = b"\x09\x08\x08\0\0\x05\x05\0" + bytes(4)
RESERVED, FILEPASS = b"\x86\0\0\0", b"\x2f\0\x04\0\x12\x34\x56\x78"


@pytest.mark.parametrize("beginning", [BIFF8, BIFF5, BIFF8 + RESERVED], ids=["BIFF8", "BIFF5", "reserved"])
def test_old_workbook_with_a_password_is_told_as_that(beginning: bytes) -> None:
    book = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + beginning
    for content, message in ((book + FILEPASS, "encrypted"), (book + b"\x0a\0\0\0", "damaged")):
        with pytest.raises(Unreadable) as refused:
            read(content + bytes(2048), "alt.xls")
        assert refused.value.message == child.REFUSALS[message]
