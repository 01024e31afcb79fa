"""Changing rows on screen: the drawer of a row and the form in it."""

from __future__ import annotations
