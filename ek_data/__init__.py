"""Figures, checks and pictures of the programme "Engagierte Kommune" in Rheinland-Pfalz."""
