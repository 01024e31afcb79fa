"""Drawers: each makes a picture from a spec and reads nothing else; `layout` says where its parts stand.

`svg` draws for the page and for files, `plotly` what has many marks, and for now what PowerPoint reads.
"""
