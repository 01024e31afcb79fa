"""One slide as HTML. Every value passes through `escape`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import pandas as pd

from ek_data.charts.drawers import svg as chart
from ek_data.dataset import wording
from ek_data.dataset.dataset import DEMO_MARK
from ek_data.i18n import Language
from ek_data.maps.model import GROUND, STRIPE, LegendEntry, Map
from ek_data.maps.svg import svg
from ek_data.slides.content import MAP_TEXT, Slide
from ek_data.slides.deck import Deck
from ek_data.slides.options import kind_of, printed
from ek_data.slides.qr import qr_code
from ek_data.slides.slide_sizes import WIDE, room_for_picture
from ek_data.text import unbroken

TITLE_SIZES = ((85, "short"), (100, "long"), (120, "longer"))  # characters that two lines hold in each size of type
LONGEST = "longest"
MUCH_WIDER = 1.5
VALUE_SIZES = ((9, "short"), (14, "long"), (20, "longer"))
NUMBER_SIZES = VALUE_SIZES[1:]  # of a number with words around it
NUMBER = re.compile(r"\S*\d\S*")
WEB_ADDRESS = re.compile(r"https?://[^\s<>]+$")


def section(slide: Slide, number: int, total: int, deck: Deck, lang: Language, *, still: bool = False) -> str:
    """Return slide `number` of `total` as a section with a heading of its own; nothing is behind a `still` one."""
    said = lang("Slide {number} of {total}: {title}", number=number, total=total, title=slide.title)
    level = "h1" if number == 1 else "h2"
    named = "" if still else f' id="{number}" data-said="{escape(said)}" aria-labelledby="title-{number}"'
    own = "" if still else f' id="title-{number}"'
    look = f"slide {_kind(slide)}" + (" demo" if deck.demo else "") + (" stepwise" if slide.stepwise else "")
    return (
        f'<section class="{look}"{named}>'
        f"{_demo_banner(deck, lang)}"
        f'<header>{_line("topic", slide.topic)}<{level}{own} class="{_size(slide.title, TITLE_SIZES)}">'
        f"{_said(slide.title)}</{level}></header>"
        f'<div class="body">{_body(slide, still, lang)}</div>{_line("remark", slide.remark)}'
        f"{'' if still else _behind(slide, lang)}{_footer(deck, number, total, lang)}</section>"
    )


def _line(name: str, words: str) -> str:
    return f'<p class="{name}">{_said(words)}</p>' if words else ""


def _said(words: str) -> str:
    return unbroken(escape(words))


def _size(words: str, sizes: tuple[tuple[int, str], ...]) -> str:
    """Return the class of the largest type in which words have room."""
    return next((name for most, name in sizes if len(words) <= most), LONGEST)


def _kind(slide: Slide) -> str:
    """Return the class after which the slide is laid out."""
    kind = kind_of(slide.code)
    return escape(f"slide-{kind}" if kind != "picture" or slide.map is None else "slide-map")


def _demo_banner(deck: Deck, lang: Language) -> str:
    if not deck.demo:
        return ""
    sentence = escape(lang("Example data, freely invented. No figure on this slide is real."))
    return f'<p class="banner">{sentence}</p><div class="watermark" aria-hidden="true">{DEMO_MARK}</div>'


def _body(slide: Slide, still: bool, lang: Language) -> str:
    return "".join((_map(slide, lang), _cards(slide), _words(slide, lang), _chart(slide, still), _code(slide, lang)))


def _chart(slide: Slide, still: bool) -> str:
    """Return the picture as large as the stage has room for, and unless it is `still`, for a narrow page to scroll."""
    if slide.picture is None or slide.picture.spec is None:
        return ""
    spec, said = slide.picture.spec, slide.picture.finding
    large, look = chart.on_slide(spec, said, WIDE, room_for_picture(slide.remark)), "" if spec.up else " stepwise"
    stage = f'<div class="chart{look}">{large}</div>'
    return stage if still else f'{stage}<div class="chart narrow">{chart.draw(spec, said, width=chart.NARROW)}</div>'


def _map(slide: Slide, lang: Language) -> str:
    if slide.map is None:
        return ""
    text = MAP_TEXT * slide.map.canvas.height / slide.map.canvas.width
    drawn = svg(slide.map, slide.topic, slide.title, text=text, names=1, legend=False)
    wide = slide.map.canvas.width > MUCH_WIDER * slide.map.canvas.height  # on a phone it scrolls
    reached = f' tabindex="0" role="group" aria-label="{escape(slide.topic)}"' if wide else ""
    return f'<div class="map"{reached}>{drawn}</div>{_legend(slide.map)}'


def _legend(drawn: Map) -> str:
    entries = "".join(f"<li>{_swatch(entry)} {escape(entry.label)}</li>" for entry in drawn.legend)
    return f'<ul class="legend">{entries}</ul>' if entries else ""


def _swatch(entry: LegendEntry) -> str:
    kind = "unknown" if entry.colour is None else "hatched" if entry.fill.striped else "solid"
    ground, stripe = escape(entry.fill.css(GROUND)), escape(entry.fill.css(STRIPE if entry.hatched else 1.0))
    style = f"--colour:{stripe};--ground:{ground}"
    symbol = f"<b>{escape(entry.symbol)}</b>" if entry.symbol else ""
    return f'<span class="swatch {kind}" style="{style}" aria-hidden="true"></span>{symbol}'


def _cards(slide: Slide) -> str:
    cards = "".join(_card(*card) for card in slide.figures)
    return f'<dl class="cards">{cards}</dl>' if cards else ""


def _card(label: str, value: str, note: str) -> str:
    lines = "".join(f"<dd>{_said(line)}</dd>" for line in note.split("\n") if line)
    return f'<div class="card"><dt>{escape(label)}</dt>{_value(value)}{lines}</div>'


def _value(value: str) -> str:
    """Return the value of a card; of a long one the first number stays large, and what stands around it is smaller."""
    size, number = _size(value, VALUE_SIZES), NUMBER.search(value)
    if size == VALUE_SIZES[0][1] or number is None:
        return f'<dd class="value {size}">{escape(value)}</dd>'
    around = value[: number.start()], value[number.end() :]
    before, after = (f"<small>{escape(words)}</small>" if words else "" for words in around)
    return f'<dd class="value {_size(number[0], NUMBER_SIZES)}">{before}{escape(number[0])}{after}</dd>'


def _words(slide: Slide, lang: Language) -> str:
    """Return table and lines of words."""
    table = "" if slide.table is None else _table(slide.table, slide.topic, lang)
    lines = "".join(f"<li>{_said(line)}</li>" for line in slide.bullets)
    listed = f"<ul>{lines}</ul>" if lines else ""
    return f'<div class="words">{table}{listed}</div>' if table or listed else ""


def _code(slide: Slide, lang: Language) -> str:
    """Return the QR code of the address, and the address itself as far as somebody would type it."""
    if not slide.link:
        return ""
    code, drawn = qr_code(slide.link), ""
    if code is not None:
        picture = code.svg_inline(omitsize=True, border=3, dark="#000", light="#fff")
        label = escape(lang("QR code of the address of these slides"))
        drawn = f'<div role="img" aria-label="{label}">{picture}</div>'
    written = _link(slide.link, printed(slide.link) or lang("Open these slides"))
    return f'<figure class="code">{drawn}<figcaption>{written}</figcaption></figure>'


def _behind(slide: Slide, lang: Language) -> str:
    """Return what stands behind a slide, closed at first: the rows of its picture, the speaker's notes, sources."""
    table = slide.picture.table if slide.picture is not None else pd.DataFrame()
    parts = [] if table.empty else [_details("table", lang("As a table"), _table(table, slide.topic, lang))]
    notes = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
    told = notes + _sources(slide.sources, lang)
    if told:
        parts.append(_details("said", lang("Notes and sources"), told))
    return f'<div class="behind">{"".join(parts)}</div>' if parts else ""


def _details(kind: str, summary: str, content: str) -> str:
    return (
        f'<details class="{kind}"><summary>{escape(summary)}</summary><div class="scroll" tabindex="0" role="region"'
        f' aria-label="{escape(summary)}">{content}</div></details>'
    )


def _sources(addresses: Iterable[str], lang: Language) -> str:
    lines, before = "".join(f"<li>{_link(address)}</li>" for address in addresses), lang("Sources:")
    return f"<p>{escape(before)}</p><ol>{lines}</ol>" if lines else ""


def _link(address: str, text: str = "") -> str:
    """Return a link, or the plain text where `address` is none of the web."""
    shown, target = escape(text or address), escape(address)
    return f'<a href="{target}" rel="noopener noreferrer">{shown}</a>' if WEB_ADDRESS.match(address) else shown


def _table(rows: pd.DataFrame, name: str, lang: Language) -> str:
    text = wording.readable(rows, lang).fillna(lang("not known"))
    heads = "".join(f'<th scope="col">{escape(str(label))}</th>' for label in text.columns)
    lines = "".join(_row(*values) for values in text.itertuples(index=False))
    return (
        f'<table><caption class="unseen">{escape(name)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def _row(first: object, *values: object) -> str:
    cells = "".join(f"<td>{escape(str(value))}</td>" for value in values)
    return f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>'


def _footer(deck: Deck, number: int, total: int, lang: Language) -> str:
    return (
        f'<footer><span class="of">{escape(deck.title)}</span><span>{escape(deck.state)}</span>'
        f'<span class="number">{number} / {total}</span></footer>'
    )
