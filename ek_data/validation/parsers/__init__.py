"""One module for each kind of value: what a text means, or why it means nothing that can be used.

`cell` holds what a parser returns; the others are chosen by the type of a column in `validation.parse`.
"""
