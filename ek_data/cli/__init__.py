"""The commands of `ek-data`, one module each."""
