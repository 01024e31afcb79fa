"""Reading table files of any origin: bytes to the text of every cell, with everything that looks wrong listed."""
