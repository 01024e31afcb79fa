"""What was read against what was declared: typed rows, with every problem and every repair.

It uses `reading` and `tables` and decides nothing: whether a problem stops an upload is for `updates`. Start with
`validation.check`; `validation.parse` turns the texts of a column into values.
"""
