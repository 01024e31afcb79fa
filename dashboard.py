"""The frame around every page: menu, language, data, filters. The page itself runs at the end."""

from ek_data.ui.frame import page
from ek_data.web import tuning

with tuning.SCRIPTS.turn():
    page.run()
