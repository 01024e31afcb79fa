"""Only so many children at once: however many small workbooks are sent, their memory stays bounded."""

from __future__ import annotations

import threading
from itertools import count
from types import TracebackType

import pytest

from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading.limits import Limits
from ek_data.reading.read import read
from ek_data.reading.workbooks import child
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
    monkeypatch.setattr(child, "PATIENCE", 0.01)
    with pytest.raises(Unreadable) as refused:
        read(books.SAMPLE, "kommunen.xlsx", limits=Limits(seconds=0))
    assert refused.value.sentence(GERMAN) == (
        "Der Rechner ist gerade zu ausgelastet, um diese Datei zu öffnen. "
        "Bitte versuchen Sie es in einigen Minuten noch einmal."
    )
