"""Why the operating system refused something, in the reader's language: its own words are English or of any wording."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from ek_data.i18n import N_, Language

REFUSED = N_("access is refused")
BROKEN = N_("the drive reports that it cannot read or write")
CUT_OFF = N_("the connection to it is interrupted")
TOO_LATE = N_("no answer came in time")
BUSY = N_("too many files are open on the server")
NO_MEMORY = N_("the server has too little memory")
LOCKED = N_("another program is using it")
NO_FILE = N_("something else lies where a file or a folder should be")
OTHER = N_("the operating system reports error {number}")

WORDS = {
    errno.EACCES: REFUSED,
    errno.EPERM: REFUSED,
    errno.EIO: BROKEN,
    errno.ENXIO: BROKEN,
    errno.ENODEV: BROKEN,
    errno.ECONNREFUSED: CUT_OFF,
    errno.ECONNRESET: CUT_OFF,
    errno.ECONNABORTED: CUT_OFF,
    errno.EPIPE: CUT_OFF,
    errno.ENOTCONN: CUT_OFF,
    errno.ENETDOWN: CUT_OFF,
    errno.ENETUNREACH: CUT_OFF,
    errno.EHOSTUNREACH: CUT_OFF,
    errno.ESTALE: CUT_OFF,
    errno.ETIMEDOUT: TOO_LATE,
    errno.EAGAIN: TOO_LATE,
    errno.EMFILE: BUSY,
    errno.ENFILE: BUSY,
    errno.ENOMEM: NO_MEMORY,
    errno.EBUSY: LOCKED,
    errno.EISDIR: NO_FILE,
    errno.ENOTDIR: NO_FILE,
}

WORDS_OF_WINDOWS = {
    21: BROKEN,  # the drive is not ready
    32: LOCKED,  # a program has the file open
    33: LOCKED,
    53: CUT_OFF,  # the computer or folder in the network is not found
    55: CUT_OFF,
    59: CUT_OFF,
    64: CUT_OFF,
    121: TOO_LATE,
    1231: CUT_OFF,
}
"""By the numbers that Windows itself gives, because `errno` makes "access is refused" or "not found" of them."""


@dataclass(frozen=True)
class Reason:
    """A reason as part of a sentence: "…, because" or "…:" stands before it."""

    message: str
    number: int

    def sentence(self, lang: Language) -> str:
        return lang(self.message, number=self.number)


def reason_of(error: OSError) -> Reason:
    """Return why it happened, by the number of the error, which is the same in every language."""
    number, of_windows = error.errno or 0, getattr(error, "winerror", None) or 0
    return Reason(WORDS_OF_WINDOWS.get(of_windows) or WORDS.get(number, OTHER), number)
