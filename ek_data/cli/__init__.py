"""The commands of `ek-data`, one module each; `ek_data.__main__` finds them.

They do what the pages do, without Streamlit. Start with `cli.check`.
"""
