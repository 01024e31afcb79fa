"""Releases: numbered, immutable versions of all tables, in a folder or a bucket, and other places data come from.

It uses `dataset`, and `validation` for folders of table files. Start with `store.publisher` (how a release comes into
being) and `store.reader` (how it is read); `store.data_sources` is what the dashboard asks, `store.monitor` what it
does when that fails.
"""
