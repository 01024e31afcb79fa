"""The operator's log: what stands in it, how often, and what never does."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ek_data import log
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Missing
from ek_data.i18n import GERMAN
from ek_data.store.backends import SILENT, Unreachable
from ek_data.store.publisher import make_store
from ek_data.store.reader import TABLE_DAMAGED
from ek_data.updates.workflow import Upload, prepare
from tests.store.rows import saying

PERSON = "Anna Beispiel"


class Lines:
    """The log file of a test, read back."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def read(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def events(self) -> list[str]:
        return [line["event"] for line in self.read]


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lines:
    monkeypatch.setattr(log, "_states", {})
    file = tmp_path / "dashboard.log"
    log.configure({"EK_LOG": str(file)})
    return Lines(file)


def unreachable(reason: str = "timed out") -> Unreachable:
    return Unreachable(SILENT, place="s3://somewhere", reason=reason)


def test_event_is_one_json_object_a_line(lines: Lines) -> None:
    log.event("publish", release=7, rows={"measures": 24})
    log.event("stop")
    first, second = lines.read
    assert (first["event"], first["release"], first["rows"]) == ("publish", 7, {"measures": 24})
    assert first["level"] == "info"
    assert first["time"].endswith("+00:00")
    assert (second["event"], second["pid"]) == ("stop", first["pid"])


def test_configuring_twice_writes_no_line_twice(lines: Lines) -> None:
    log.configure({"EK_LOG": str(lines.file)})
    log.event("stop")
    assert lines.events == ["stop"]


def test_without_a_file_lines_go_to_standard_error(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    log.configure({})
    log.event("start", port=8501)
    assert json.loads(capsys.readouterr().err)["port"] == 8501
    assert lines.text == ""


def test_file_that_was_moved_away_is_begun_anew(lines: Lines) -> None:
    log.event("start")
    lines.file.rename(lines.file.with_suffix(".1"))
    log.event("stop")
    assert lines.events == ["stop"]


def test_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Missing) as refused:
        log.configure({"EK_LOG": str(tmp_path / "nowhere" / "dashboard.log")})
    assert "EK_LOG" in refused.value.sentence(GERMAN)


def test_operator_may_listen_with_a_handler_of_their_own(lines: Lines, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "ek_data.events"):
        log.event("publish", release=2)
    assert [record.getMessage() for record in caplog.records] == ["publish"]


def test_fault_is_written_once_however_many_sessions_meet_it(lines: Lines) -> None:
    sessions = [threading.Thread(target=log.state, args=("store", unreachable(str(n)))) for n in range(20)]
    for session in sessions:
        session.start()
    for session in sessions:
        session.join()
    assert lines.events == ["fault"]
    assert lines.read[0]["faults"] == [{"kind": "Unreachable", "reason": SILENT}]


def test_recovery_is_written_once_and_the_next_fault_again(lines: Lines) -> None:
    for faults in ([], [unreachable()], [], [], [unreachable()]):
        log.state("store", *faults)
    assert lines.events == ["fault", "recovered", "fault"]


def test_another_damaged_release_is_another_state(lines: Lines) -> None:
    for number in (3, 3, 4):
        log.state("releases", Damaged(TABLE_DAMAGED, number=number, table="measures"))
    assert [line["faults"][0]["kind"] for line in lines.read] == ["Damaged 3", "Damaged 4"]


def test_publishing_and_restoring_say_numbers_and_no_names(lines: Lines, tmp_path: Path) -> None:
    store = make_store(str(tmp_path / "store"))
    store.publish(0, saying("one"), author=PERSON, note=f"Anruf von {PERSON}", files=[(f"{PERSON}.csv", b"abc")])
    store.publish(1, saying("two"), author=PERSON, note="two")
    store.restore(2, 1, author=PERSON, note="back")
    assert lines.events == ["publish", "publish", "restore"]
    first, _second, third = lines.read
    assert (first["release"], first["rows"], first["sizes"]) == (1, {"measures": 1, "events": 1}, [3])
    assert (third["release"], third["restored"]) == (3, 1)
    assert PERSON.split()[0] not in lines.text


def test_refused_upload_says_why_and_how_large_but_not_which_file(lines: Lines) -> None:
    prepared = prepare([Upload(f"{PERSON}.csv", b"")], Dataset.of())
    assert prepared.unreadable
    assert lines.events == ["refused_upload"]
    assert lines.read[0]["reason"] == prepared.unreadable[0].message
    assert lines.read[0]["size"] == 0
    assert PERSON not in lines.text


def test_error_says_where_in_the_code_but_not_with_which_values(lines: Lines) -> None:
    try:
        {}[PERSON]
    except KeyError as exception:
        log.error(exception)
    [line] = lines.read
    assert (line["level"], line["kind"]) == ("error", "KeyError")
    assert line["where"][0].startswith("tests/test_log.py:")
    assert PERSON not in lines.text


@pytest.fixture
def all_lines(tmp_path: Path) -> Iterator[Lines]:
    """The log as a server keeps it, with what libraries say."""
    file = tmp_path / "server.log"
    log.configure({"EK_LOG": str(file)}, libraries=True)
    yield Lines(file)
    log.configure({"EK_LOG": str(file)})
    logging.captureWarnings(False)


def test_what_a_library_says_is_a_line_like_any_other_and_without_values(all_lines: Lines) -> None:
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    logging.getLogger("streamlit.web").warning("Rejected: origin=%s", PERSON)
    try:
        raise TypeError(PERSON)
    except TypeError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    logging.getLogger("uvicorn.error").info("connection open")  # a remark
    log.event("stop")
    first, second, third, last = all_lines.read
    assert (first["event"], first["logger"], first["said"]) == (
        "library",
        "uvicorn.error",
        "Invalid HTTP request received.",
    )
    assert second["said"] == "Rejected: origin=%s"
    assert (third["said"], third["kind"]) == ("Exception in ASGI application", "TypeError")
    assert third["where"][0].startswith("tests/test_log.py:")
    assert last["event"] == "stop"
    assert PERSON not in all_lines.text


def test_flood_of_one_kind_is_some_lines_a_minute_and_a_number(
    all_lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _time in range(1000):
        logging.getLogger("asyncio").error("socket.accept() out of system resource")
        log.event("refused_upload", reason="Files are taken only from those who may change the data.", status=403)
    log.event("refused_upload", reason="The file is empty.")
    monkeypatch.setattr(log, "MINUTE", 0)  # later
    logging.getLogger("asyncio").error("socket.accept() out of system resource")
    assert all_lines.events.count("library") == 11
    assert all_lines.events.count("refused_upload") == 11
    assert all_lines.read[-1]["more"] == 990


def test_what_may_rightly_happen_often_is_never_left_out(all_lines: Lines) -> None:
    for _time in range(100):
        log.event("sign_in", role="viewer")
    assert all_lines.events == ["sign_in"] * 100
