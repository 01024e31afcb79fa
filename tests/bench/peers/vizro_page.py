# /// script
# requires-python = ">=3.11"
# dependencies = ["vizro==1.*"]
# ///
"""A page of Vizro with three Plotly charts: ``vizro_page.py PORT``."""

import sys

import pandas as pd
import vizro.models as vm
from figures import figures, headline
from vizro import Vizro
from vizro.models.types import capture


@capture("graph")
def drawn(data_frame, number):
    return figures()[number]


charts = [vm.Graph(figure=drawn(pd.DataFrame(), number=number)) for number in range(3)]
page = vm.Page(title=headline(), components=charts)
Vizro().build(vm.Dashboard(pages=[page])).run(host="127.0.0.1", port=sys.argv[-1], debug=False)
