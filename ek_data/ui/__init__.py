"""The Streamlit side of the library: everything that pages share.

`explore`, `present` and `maintain` hold what only the pages of that part of the menu need. Below `ui` nothing imports
Streamlit. Start with `ui.page` (what a page starts from) and `ui.components` (how things appear).
"""
