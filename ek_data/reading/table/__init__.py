"""From the cells of a sheet or text to a table: its layout, header, rows of data and what was set aside.

Start with `reading.table.assemble`, which asks each of the others once.
"""
