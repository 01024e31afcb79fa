"""Text files: bytes to text, the separator and quotation marks, records, and what is broken about them.

Start with `reading.text.decoding`, then `dialect`, then `records`.
"""
