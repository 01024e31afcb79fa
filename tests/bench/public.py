"""The public addresses under a crowd: answers per second with a hundred clients on open connections.

The clients are two processes that read and throw away; they share the machine with the server, so the server could do
more than is measured here.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from urllib.parse import urlsplit

from tests.bench.frame import Aim, Measured, Row
from tests.bench.servers import dashboard

NAME = "public"
KNOWN = "unverändert (304)"
ADDRESSES = {"bericht": "/bericht", "daten": "/daten/massnahmen.csv", "gesund": "/gesund"}
ROWS = (
    Row("bericht", "/bericht, 100 Clients, Antworten je Sekunde", "1/s", "/gesund", (Aim(1000, at_least=True),)),
    Row("bericht_304", f"/bericht, 100 Clients, {KNOWN}, Antworten je Sekunde", "1/s", "/gesund"),
    Row("daten", "/daten/massnahmen.csv, 100 Clients, Antworten je Sekunde", "1/s", "/gesund"),
    Row("failed", "dabei fehlgeschlagene Antworten", "", aims=(Aim(0),)),
)
PROCESSES = 2


@dataclass
class Client:
    """One connection that asks, reads the whole answer, and asks again."""

    socket: socket.socket
    left: int = 0


@dataclass(frozen=True)
class Crowd:
    """What one process of clients saw."""

    answers: int
    failed: int
    tag: str


def crowd(address: str, path: str, clients: int, seconds: float, tag: str = "") -> Crowd:
    """Ask over `clients` open connections for `seconds`, with the tag of a browser that has the content already."""
    server = urlsplit(address)
    lines = [f"GET {path} HTTP/1.1", f"Host: {server.netloc}", "Accept-Encoding: gzip"]
    request = ("\r\n".join(lines + ([f"If-None-Match: {tag}"] if tag else [])) + "\r\n\r\n").encode()
    ready = selectors.DefaultSelector()
    for _n in range(clients):
        connection = socket.create_connection((server.hostname or "", server.port or 80))
        connection.sendall(request)
        ready.register(connection, selectors.EVENT_READ, Client(connection))
    buffer = bytearray(2**20)
    answers, failed, found, end = 0, 0, "", time.perf_counter() + seconds
    while time.perf_counter() < end and ready.get_map():
        for key, _events in ready.select(timeout=1):
            client: Client = key.data
            size = client.socket.recv_into(buffer)
            if not size:
                failed += 1
                ready.unregister(client.socket)
            elif client.left:
                client.left -= size
            else:
                status, client.left, found = _head(bytes(buffer[:size]))
                failed += status not in (200, 304)
            if size and not client.left:
                answers += 1
                client.socket.sendall(request)
    for key in list(ready.get_map().values()):
        key.data.socket.close()
    return Crowd(answers, failed, found)


def _head(data: bytes) -> tuple[int, int, str]:
    """Return status, bytes still to come, and tag; the head of our answers always comes in one piece."""
    head, _end, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in rest)}
    return int(first.split()[1]), int(headers.get("content-length", "0")) - len(body), headers.get("etag", "")


def measure(tiny: bool) -> Iterator[Measured]:
    """Yield answers per second; the health route with its few bytes is the floor of what the server can answer."""
    clients, seconds = (2, 0.5) if tiny else (100, 6.0)
    failed = 0
    with dashboard() as server, ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:

        def rate(path: str, tag: str = "") -> float:
            nonlocal failed
            asked = [
                pool.submit(crowd, server.address, path, clients // PROCESSES, seconds, tag) for _n in range(PROCESSES)
            ]
            seen = [each.result() for each in asked]
            failed += sum(each.failed for each in seen)
            return sum(each.answers for each in seen) / seconds

        tag = crowd(server.address, ADDRESSES["bericht"], 1, 0.5).tag
        crowd(server.address, ADDRESSES["daten"], 1, 0.2)
        floor = rate(ADDRESSES["gesund"])
        yield Measured("bericht", rate(ADDRESSES["bericht"]), floor)
        yield Measured("bericht_304", rate(ADDRESSES["bericht"], tag), floor)
        yield Measured("daten", rate(ADDRESSES["daten"]), floor)
        yield Measured("failed", failed)
