"""A presentation as a PowerPoint file: native charts, tables and shapes that can be edited there.

The only package that knows python-pptx. Start with `slides.pptx.file`, then `layout`; boxes come from `geometry`.
"""
