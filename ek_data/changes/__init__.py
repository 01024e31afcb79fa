"""The difference between two data sets: cell by cell, as tables, as news, and as an effect on the figures.

It does not care why they differ; an upload is for `updates`. Start with `changes.diff`.
"""
