"""The figures: numbers that know how they are counted, from which rows, and what is missing.

They count one data set and compare nothing; comparisons are in `analysis`. Start with `figures.figure`, then
`figures.headline`.
"""
