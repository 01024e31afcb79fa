"""What this programme is: names, cohorts, kinds, categories, statuses and event types, read from ``programm.toml``.

Everything that another programme would call or count otherwise stands in that file and nowhere in the code. Start with
`programme.model`; `programme.current` says of which programme the data are that are shown.
"""
