"""Figures, checks and pictures of the programme "Engagierte Kommune" in Rheinland-Pfalz.

Each package holds one subject and uses only what lies below it; `[tool.importlinter]` in ``pyproject.toml`` lists
them from top to bottom. What all use lies flat beside them: `i18n` and `errors` first. To read: `tables` (what the
data are), then `dataset.dataset` (the data of one release), then `figures.headline` (what is counted).
"""
