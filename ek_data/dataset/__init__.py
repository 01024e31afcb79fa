"""The tables of one release as typed frames, and what can be asked of them without counting anything.

Filters and links that carry them, rows found by key or by words, names for keys, tables in words, the same data
without names. It uses the declaration in `tables` and nothing that counts, checks or draws. Start with
`dataset.dataset`.
"""
