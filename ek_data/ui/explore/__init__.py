"""What the pages that look at the data need: map, news, peers, profile, calendar.

Start with `ui.explore.maps`.
"""
