"""An upload as a reviewed change: read, checked, merged, compared, and only then published.

Page and command line take the same way. It uses `validation`, `changes` and `store`. Start with `updates.workflow`.
"""
