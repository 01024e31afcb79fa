"""A presentation as one HTML file that opens without a network, with its style and script beside the modules.

Start with `slides.html.document`.
"""
