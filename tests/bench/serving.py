"""How the server bears a crowd: ``python -m tests.bench.serving`` lets 100 clients open the report at once.

Prints, for the first visit (all at once, nothing made yet), for further visits, and for visits of browsers that have
the report already: answers per second, median and 95th percentile of the time to the last byte, failed requests, share
of 304, and bytes. Clients and server share the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.browser.conftest import dashboard


@dataclass(frozen=True)
class Visit:
    status: int
    seconds: float
    size: int
    tag: str


async def visit(address: str, path: str, tag: str = "") -> Visit:
    """Open a connection as a new visitor does, ask once and read to the end."""
    server = urlsplit(address)
    lines = [f"GET {path} HTTP/1.1", f"Host: {server.netloc}", "Accept-Encoding: gzip", "Connection: close"]
    lines += [f"If-None-Match: {tag}"] if tag else []
    started = time.perf_counter()
    reader, writer = await asyncio.open_connection(server.hostname, server.port)
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    head, _end, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    writer.close()
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in rest)}
    whole = len(body) == int(headers.get("content-length", "0"))
    status = int(first.split()[1]) if whole else 0
    return Visit(status, time.perf_counter() - started, len(body), headers.get("etag", ""))


async def crowd(address: str, path: str, clients: int, rounds: int, tag: str = "") -> list[Visit | BaseException]:
    """Let `clients` visitors come at once, each `rounds` times."""

    async def visitor() -> list[Visit | BaseException]:
        return [
            (await asyncio.gather(visit(address, path, tag), return_exceptions=True))[0] for _round in range(rounds)
        ]

    return [each for visits in await asyncio.gather(*(visitor() for _n in range(clients))) for each in visits]


def measured(label: str, address: str, path: str, clients: int, rounds: int, tag: str = "") -> str:
    """Run a crowd, print its row, and return the tag of what it got."""
    started = time.perf_counter()
    visits = asyncio.run(crowd(address, path, clients, rounds, tag))
    elapsed = time.perf_counter() - started
    good = [each for each in visits if isinstance(each, Visit) and each.status in (200, 304)]
    seconds = sorted(each.seconds for each in good) or [float("nan")]
    unchanged = sum(each.status == 304 for each in good) / len(visits)
    print(
        f"{label:<28}{len(visits):>7}{len(good) / elapsed:>12.0f}{statistics.median(seconds) * 1000:>11.0f}"
        f"{seconds[int(len(seconds) * 0.95)] * 1000:>11.0f}{len(visits) - len(good):>8}{unchanged:>8.0%}"
        f"{max((each.size for each in good), default=0):>11}"
    )
    return next((each.tag for each in good), "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--path", default="/bericht")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as store, dashboard("--store", store) as address:
        print(f"{options.path}, {options.clients} clients at once")
        print(
            f"{'':<28}{'asked':>7}{'answers/s':>12}{'median ms':>11}{'p95 ms':>11}{'failed':>8}{'304':>8}{'bytes':>11}"
        )
        tag = measured("first visit, nothing made", address, options.path, options.clients, 1)
        measured("further visits", address, options.path, options.clients, options.rounds)
        measured("visits with the tag", address, options.path, options.clients, options.rounds, tag)


if __name__ == "__main__":
    main()
