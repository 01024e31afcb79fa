"""Workbooks and Parquet files, opened in a process of its own, where a harmful file can do no harm.

`child` starts that process and takes its tables; `unpack` is what runs there, and imports nothing of ours.
"""
