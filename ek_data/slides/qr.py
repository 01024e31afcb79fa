"""QR codes: of every address that one can hold."""

from __future__ import annotations

import segno


def qr_code(address: str) -> segno.QRCode | None:
    """Return the QR code of `address`; None where the address is too long for any."""
    try:
        return segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None
