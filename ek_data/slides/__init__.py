"""Presentations: what was chosen as slides, and the slides as HTML, as PowerPoint and as minutes in Word.

It shows the pictures of `charts` and `maps` and counts nothing itself. Start with `slides.options` (the choice), then
`slides.content` (the slides) and `slides.deck` (the presentation).
"""
