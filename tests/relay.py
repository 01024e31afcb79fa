"""A relay in front of a server that counts what browsers receive: every byte, compressed as it comes."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Queue
from threading import Thread
from urllib.parse import urlsplit


class Relay:
    """Hands on the connections to a server. `received` are the bytes that came back since it was set to zero."""

    def __init__(self, server: str) -> None:
        self._port = urlsplit(server).port
        self.address = ""
        self.received = 0

    async def serve(self, ready: Queue[Callable[[], object]]) -> None:
        """Take connections on a free port until what is put into `ready` is called, from any thread."""
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        server = await asyncio.start_server(self._hand_on, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.put(lambda: loop.call_soon_threadsafe(ended.set))
        await ended.wait()
        server.close()

    async def _hand_on(self, from_browser: StreamReader, to_browser: StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self._port)
        await asyncio.gather(self._pump(from_browser, to_server), self._pump(from_server, to_browser, counts=True))

    async def _pump(self, source: StreamReader, target: StreamWriter, *, counts: bool = False) -> None:
        with suppress(OSError):
            while part := await source.read(2**16):
                self.received += len(part) if counts else 0
                target.write(part)
                await target.drain()
        target.close()


@contextmanager
def relay(server: str) -> Iterator[Relay]:
    """Run a relay in front of the server at this address; all connections are closed by their browsers before."""
    counted, ready = Relay(server), Queue[Callable[[], object]]()
    thread = Thread(target=lambda: asyncio.run(counted.serve(ready)))
    thread.start()
    end = ready.get()
    try:
        yield counted
    finally:
        end()
        thread.join()
