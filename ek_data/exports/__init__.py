"""What leaves the house as files: archives, templates, calendar, the public tables and figures with their descriptions.

It writes what others have made and counts nothing. Start with `exports.public`, which lists what lies below
``/daten/``.
"""
