"""Where the tests put stores, and how they do damage there."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from ek_data.store.backends import Bucket, Folder, Objects
from ek_data.store.publisher import FIRST_AUTHOR, FIRST_NOTE, make_store
from tests.programme import shipped

BUCKET = "datenstaende"
START_SECONDS = 60
SERVE = """
import sys
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app))
"""  # one request after the other: moto looks whether an object is there and writes it in two steps, which S3 does not


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Run an S3 server on loopback and give the environment in which it is found."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _make_bucket(f"http://127.0.0.1:{port}/{BUCKET}")
            yield {
                "AWS_ENDPOINT": f"http://127.0.0.1:{port}",
                "AWS_ALLOW_HTTP": "true",
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
            }
        finally:
            server.terminate()


def _make_bucket(address: str) -> None:
    # signed like S3, because the server offers other services at the same address
    signature = "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"
    request = urllib.request.Request(address, data=b"", method="PUT", headers={"Authorization": signature})
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(request, timeout=5).close()
            return
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def shipped_store(folder: Path) -> str:
    """Make a store with the shipped public data as release 1 and return its address."""
    shutil.copytree(_shipped(), folder, dirs_exist_ok=True)
    return str(folder)


@cache
def _shipped() -> Path:
    """Make such a store once in every process, for the others to be copies of it."""
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place)
    make_store(str(place)).publish(0, shipped().tables, author=FIRST_AUTHOR, note=FIRST_NOTE)
    return place


def overwrite(objects: Objects, key: str, data: bytes) -> None:
    """Do what no store does: change an object."""
    if isinstance(objects, Folder):
        (objects.root / key).write_bytes(data)
    else:
        api, bucket = _bucket(objects)
        api.put(bucket, key, data)


def remove(objects: Objects, key: str) -> None:
    if isinstance(objects, Folder):
        (objects.root / key).unlink()
    else:
        api, bucket = _bucket(objects)
        api.delete(bucket, key)


def contents(objects: Objects) -> dict[str, bytes]:
    """Return every object of the store."""
    keys = [f"{folder}/{name}" for folder in ("tables", "releases", "originals") for name in objects.names(folder)]
    return {key: objects.read(key) for key in keys}


def everything(objects: Objects) -> dict[str, bytes]:
    """Return all that lies in the place of the store."""
    return {key: objects.read(key) for key in objects.all_keys()}


def _bucket(objects: Objects) -> tuple[Any, Any]:
    assert isinstance(objects, Bucket)
    return objects._api, objects._bucket


def running_as_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0
