"""What `ek-data` writes into a file or pipe is UTF-8, whatever the console speaks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.selection import each


@pytest.mark.parametrize("console", each(["cp850:strict", "cp1252:strict", "ascii:strict"], ["cp850:strict"]))
def test_output_is_utf8_where_the_console_of_the_system_is_not(console: str) -> None:
    """Python is told to write in a code page of Windows; nothing runs there."""
    command = [sys.executable, "-m", "ek_data", "dictionary"]
    done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": console}, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "„" in done.stdout.decode("utf-8")
