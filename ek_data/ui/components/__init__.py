"""What pages are made of: pictures, figures, tables and words, each with the way back to its rows.

They may use the frame's title, link and context, and nothing of a single page. Start with `pictures`.
"""
