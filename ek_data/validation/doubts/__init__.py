"""Doubts: values that can be read and break no rule, and yet cannot be true, or not so.

One module for each kind of doubt; `every` lists them all. Each names the cell, its value and what would be right.
"""
