"""What the page of the presentation needs: the slides of the story as cards, and what is made of them.

Start with `ui.slide_story`, then `ui.present.editing`.
"""
