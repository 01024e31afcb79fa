"""Karte: where, and who has it?"""

from ek_data.ui import title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import maps

context = current()

if title.nothing_left("participants", context):
    stop()
indicator, beyond = maps.asked(context)
title.of(maps.behind(indicator, context, beyond), context)
maps.choose(indicator, context)
maps.large(context, indicator, beyond)
