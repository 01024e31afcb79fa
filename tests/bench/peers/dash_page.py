# /// script
# requires-python = ">=3.11"
# dependencies = ["dash==4.*"]
# ///
"""A page of Dash with three Plotly charts: ``dash_page.py PORT``."""

import sys

from dash import Dash, dcc, html
from figures import figures, headline

app = Dash("peer", serve_locally=True)
app.layout = html.Main([html.H1(headline()), *(dcc.Graph(figure=each) for each in figures())])
app.run(host="127.0.0.1", port=sys.argv[-1], debug=False)
