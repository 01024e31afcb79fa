"""What the page of the presentation needs: choosing slides, and what is made of them.

Start with `ui.present.choose`.
"""
