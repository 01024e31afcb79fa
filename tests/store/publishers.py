"""Publishers, and editors with a draft, that run in processes of their own, to be killed or to race."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from ek_data.store import drafts
from ek_data.store.checksums import checksum
from ek_data.store.drafts import Content
from ek_data.store.publisher import Overtaken, open_store
from tests.store.rows import saying

WAIT_SECONDS = 60
FILES = 3  # that stay in a draft: the others are given up
OWNER, NOW = "Anna", dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def publish_until_killed(url: str, environment: Mapping[str, str], acknowledged: Path, ready: Connection) -> None:
    """Publish one release after the other and write down each number that was acknowledged."""
    os.environ.update(environment)
    store = open_store(url)
    ready.send(True)
    with acknowledged.open("ab", buffering=0) as lines:
        while True:
            base = store.newest_number()
            text = str(base + 1)
            store.publish(base, saying(text), author="Anna", note=text, files=[(text, text.encode())])
            lines.write(f"{text}\n".encode())


def race(url: str, environment: Mapping[str, str], name: str, rounds: int, start: Barrier, results: Connection) -> None:
    """Publish in each round at the same moment as the others, and send the winner's name as it was told here."""
    os.environ.update(environment)
    store = open_store(url)
    for base in range(rounds):
        start.wait(WAIT_SECONDS)
        try:
            store.publish(base, saying(name), author=name, note=str(base + 1))
            results.send(name)
        except Overtaken as told:
            results.send(told.theirs.author if told.theirs.number == base + 1 else "another release")


def saying_too(word: str) -> Callable[[Content], Content]:
    """Return what adds a word to the text of a draft, and a file that holds it; only the last files stay in it."""

    def change(content: Content) -> Content:
        files = {**content.files, checksum(word.encode()): word.encode()}
        return Content(f"{content.text} {word}".strip(), dict([*files.items()][-FILES:]))

    return change


def draft_until_killed(url: str, environment: Mapping[str, str], acknowledged: Path, ready: Connection) -> None:
    """Add one word after the other to a draft, and write down each that was kept."""
    os.environ.update(environment)
    objects = open_store(url).objects
    ready.send(True)
    with acknowledged.open("ab", buffering=0) as lines:
        for number in count(len(acknowledged.read_text().split())):
            word = f"{os.getpid()}-{number}"
            drafts.change(objects, OWNER, saying_too(word), NOW)
            lines.write(f"{word}\n".encode())


def draft_at_once(url: str, environment: Mapping[str, str], name: str, rounds: int, start: Barrier) -> None:
    """Add a word to the same draft in each round, at the same moment as another server."""
    os.environ.update(environment)
    objects = open_store(url).objects
    for number in range(rounds):
        start.wait(WAIT_SECONDS)
        word = f"{name}-{number}"
        drafts.change(objects, OWNER, saying_too(word), NOW)
