"""What stands around every page: menu, title row with filters, notices, the entry "more", and the style.

Start with `ui.frame.page`.
"""
