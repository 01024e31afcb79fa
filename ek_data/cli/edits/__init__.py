"""Commands that change single rows: one at once, or those of a draft that was begun on a page.

Start with `cli.edits.row`.
"""
