"""Comparisons and views of a data set beyond the headline figures, as tidy frames without any claim of effect.

Programme time, cohorts, funding, peers, completeness, profiles. It draws nothing and knows no release. Start with
`analysis.programme_time`, then `analysis.cohorts`.
"""
