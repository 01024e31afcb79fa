"""What every request passes before it reaches Streamlit, from the outside in, as `web.app` lists it.

Start with `security`.
"""
