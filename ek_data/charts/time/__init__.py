"""Pictures along time: the calendar, the ribbon of events, the way of one municipality, the history of a figure.

They use what all pictures use; start with `timelines`.
"""
