"""Texts about the dashboard itself: glossary, handbook, sources, privacy and accessibility.

Where they can, they are made from the declaration, the settings and the recorded tests. Start with `about.glossary`.
"""
