"""Drawers: each makes a picture from a spec and reads nothing else; `layout` says where its parts stand.

`svg` draws for pages, slides and files, `plotly` what has many marks; PowerPoint has its own drawer in `slides.pptx`.
"""
