"""Updating of a PowerPoint file that was made here: the numbers of newer data, and all that people added to it.

The file is opened in a bounded child only. Here it is decided of which data and slides the newer one is made.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from ek_data.errors import Unreadable
from ek_data.i18n import N_, Language
from ek_data.reading.workbooks.bounded_child import BUSY, places, refusal
from ek_data.slides.deck import Deck
from ek_data.slides.options import Choice
from ek_data.slides.pptx.file import pptx
from ek_data.slides.pptx.provenance import Memo
from ek_data.slides.saved import choice_of
from ek_data.slides.update import child

REFUSALS = {
    "foreign": N_(
        "This presentation does not say of which data it was made. Only PowerPoint files of this dashboard that were "
        "saved in PowerPoint can be updated."
    ),
    "damaged": N_("This is not a PowerPoint file (.pptx), or it is damaged."),
    "memory": N_("The presentation is too large."),
    "macros": N_("The presentation contains macros. Please save it without them, as .pptx."),
    "unknown": N_(
        "The presentation holds something that cannot be read here, though it may be sound. Please open it in "
        "PowerPoint and save it anew."
    ),
}
NAMELESS = N_(
    "This presentation names no municipality, so it cannot be told what its numbers are of. Please make it anew."
)

Make = Callable[[Choice, str], Deck]


@dataclass(frozen=True)
class Updated:
    """The updated file: how many slides tell the newer data, what somebody had changed and stays, by number of the
    slide and name; on which slides there is nothing to show any more, which have no place for all that is new, and how
    many are not of us."""

    file: bytes
    done: int
    kept: tuple[tuple[int, str], ...]
    without: tuple[int, ...]
    lacking: tuple[int, ...]
    others: int

    def sentences(self, lang: Language) -> list[str]:
        """Return what was done and what was left, in sentences."""
        said = [lang.plural("{n} slide tells the newer data.", "{n} slides tell the newer data.", self.done)]
        if self.others:
            said.append(
                lang.plural(
                    "{n} slide of others stays as it is.", "{n} slides of others stay as they are.", self.others
                )
            )
        for number, name in self.kept:
            said.append(lang("Slide {number}: “{name}” was changed and stays as it is.", number=number, name=name))
        for number in self.without:
            said.append(
                lang("Slide {number}: the data have nothing for it any more; it stays as it is.", number=number)
            )
        for number in self.lacking:
            said.append(
                lang("Slide {number} has no place for all that is new. Please take it from a new file.", number=number)
            )
        return said


def updated(data: bytes, make: Make) -> Updated:
    """Return a presentation with the numbers of the deck that `make` returns for its choice and its address.

    Raises `Unreadable` for a file that was not made here, names no municipality, or does harm.
    """
    memo = Memo.read(_run(child.TELL, data).decode())
    if memo.anonymous:
        raise Unreadable(NAMELESS)
    fresh = pptx(make(choice_of(parse_qs(memo.choice)), memo.address), data if memo.own else None)
    told, file = child.parted(_run(child.RENEW, data, fresh))
    report = json.loads(told)
    kept = tuple((int(number), str(name)) for number, name in report["kept"])
    return Updated(file, report["done"], kept, tuple(report["without"]), tuple(report["lacking"]), report["others"])


def _run(what: str, *files: bytes) -> bytes:
    with places, tempfile.TemporaryFile() as out:
        refused = refusal(["-m", child.__name__, what], child.joined(*files), out, child.SECONDS)
        if refused is None:
            out.seek(0)
            return out.read()
    code: str = refused["code"]
    raise Unreadable(BUSY if code == "busy" else REFUSALS[code])
