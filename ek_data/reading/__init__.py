"""Reading table files of any origin: bytes to the text of every cell, with everything that looks wrong listed."""

from ek_data.reading.limits import Limits
from ek_data.reading.raw import Raw, address
from ek_data.reading.read import read

__all__ = ["Limits", "Raw", "address", "read"]
