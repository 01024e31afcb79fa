"""What the pages about the data share: a list of contents beside the text, and a search.

Start with `ui.about.contents`.
"""
