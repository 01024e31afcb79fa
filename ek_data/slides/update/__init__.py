"""Presentations that go on: what a file remembers of how it was made, and the same file with the numbers of newer data.

Start with `slides.update.updating`.
"""
