"""Table files of any origin: bytes to the text of every cell, with everything that looks wrong listed.

It uses nothing of ours but `errors` and `i18n`, so that it can read a table nobody has declared. Start with
`reading.read`: it leads through `text` or `workbooks` to a `Grid`, and `table` from there to the `Raw` of
`reading.raw`, each module on the way being entered with all it needs.
"""
