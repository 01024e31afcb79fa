"""The Streamlit side of the library: everything that pages share. Nothing outside this folder imports Streamlit."""
