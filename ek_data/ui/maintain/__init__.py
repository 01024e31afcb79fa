"""The pages on which data are changed: an upload as a reviewed change, and the releases that came of it."""
