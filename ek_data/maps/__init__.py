"""The map as plain data and as SVG, which the page, the HTML deck and PowerPoint draw alike.

It uses `geo` and knows neither Streamlit nor slides. Start with `maps.model`; `maps.indicators` is what it can show.
"""
