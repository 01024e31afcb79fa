"""The pages on which data are changed: an upload as a reviewed change, and the releases that came of it.

They show what `updates` decides. Start with `ui.maintain.desk`, what somebody has on the desk while updating.
"""
