"""Marks: how a status is drawn on the page, by the name of its symbol, where HTML shows it and no picture.

Squares are drawn by their border, all other forms are cut out. A programme may have so many statuses that it needs
them, and none may look like another.
"""

from __future__ import annotations

CUT = {  # corners in percent, clockwise
    "triangle-up": "50 5, 100 95, 0 95",
    "diamond": "50 0, 100 50, 50 100, 0 50",
    "pentagon": "50 2, 100 40, 81 98, 19 98, 0 40",
    "star": "50 0, 62 36, 100 36, 69 58, 81 95, 50 72, 19 95, 31 58, 0 36, 38 36",
    "hexagon": "25 5, 75 5, 100 50, 75 95, 25 95, 0 50",
}
TILE, WHO = '[class*="st-key-tile-"] i', '[class*="st-key-who-{name}"]'


def _cut_out(name: str, corners: str) -> str:
    """Return the rules for a form and its outline: in lists behind the clock of what is late, in tiles as it is."""
    shape = ", ".join(" ".join(f"{number}%" for number in corner.split()) for corner in corners.split(", "))
    own, who = f'[class~="{name}"], [class~="{name}-open"]', WHO.format(name=name)
    return f"""\
.mark:is({own}), {TILE}:is({own}), {who}::before {{ border: 0; border-radius: 0; background: none; }}
.mark:is({own})::before {{ content: ""; position: absolute; inset: 0; }}
.mark:is({own})::before, {TILE}:is({own}), {who}::before {{
  background: var(--look); clip-path: polygon({shape});
}}
:is(.mark[class~="{name}-open"], {WHO.format(name=f"{name}-open")})::before, {TILE}.{name}-open {{
  background: radial-gradient(circle, transparent 30%, var(--look) 33%);
}}
"""


MARKS = """\
.mark, [class*="st-key-who-"]::before {
  --look: var(--colour, var(--status));
  content: ""; display: inline-block; box-sizing: border-box; flex: none; position: relative; vertical-align: -2px;
  width: 16px; height: 16px; border: 1.6px solid var(--look); border-radius: 3px; background: var(--look);
}
.mark[class*="-open"], [class*="st-key-who-"][class*="-open"]::before { background: none; }
.mark.square-half, [class*="st-key-who-square-half"]::before {
  background: linear-gradient(90deg, var(--look) 50%, transparent 50%);
}
.mark.square-dashed {
  border-style: dashed; background: linear-gradient(var(--look), var(--look)) center / 6px 6px no-repeat;
}
.mark.square-x-open, [class*="st-key-who-square-x-open"]::before {
  background: linear-gradient(45deg, transparent 44%, var(--look) 44% 56%, transparent 56%),
    linear-gradient(135deg, transparent 44%, var(--look) 44% 56%, transparent 56%);
}
.mark.unnamed { border-style: dashed; background-clip: content-box; padding: 3px; }
.mark.circle, .mark.circle-open { border-radius: 50%; }
.mark.late { margin-right: 4px; }
.mark.clock, .mark.late::after, [class*="st-key-who-"][class*="-late-"]::after {
  content: ""; box-sizing: border-box; width: 11px; height: 11px; border: 1.4px solid var(--ink); border-radius: 50%;
  background: linear-gradient(var(--ink), var(--ink)) 50% 1px / 1.3px 4px no-repeat,
    linear-gradient(var(--ink), var(--ink)) 100% 50% / 4px 1.3px no-repeat, var(--paper);
}
.mark.late::after { position: absolute; top: -7px; right: -7px; }
""" + "".join(_cut_out(name, corners) for name, corners in CUT.items())
