"""What a deck is written into: our own template, or the one of an office with its tags.

Start with `slides.pptx.templates.template`.
"""
