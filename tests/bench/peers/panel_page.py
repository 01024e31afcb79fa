# /// script
# requires-python = ">=3.11"
# dependencies = ["panel==1.*", "plotly==7.*"]
# ///
"""A page of Panel with three Plotly charts: ``panel_page.py PORT``."""

import sys

import panel
from figures import figures, headline

panel.extension("plotly")


def page():
    return panel.Column(f"# {headline()}", *(panel.pane.Plotly(each) for each in figures()))


panel.serve(page, address="127.0.0.1", port=int(sys.argv[-1]), show=False, websocket_origin="*")
