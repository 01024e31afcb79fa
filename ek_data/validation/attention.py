"""How many distinct texts of a file are looked at one by one: for millions of them it would take minutes."""

from __future__ import annotations

ENOUGH = 100_000


class Attention:
    """What is left for one file; columns and rules share it."""

    def __init__(self, left: int = ENOUGH) -> None:
        self.left = left

    def take(self, wanted: int = 1) -> int:
        """Return how many of `wanted` texts may be looked at, and count them as looked at."""
        taken = min(wanted, self.left)
        self.left -= taken
        return taken
