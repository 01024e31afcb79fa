"""``ek-data picture``: a picture of the pages as an SVG or PNG file."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import parse_qs

from ek_data.charts.named import NAMED
from ek_data.cli.check import ERRORS
from ek_data.cli.deck import add_place
from ek_data.cli.shared.confirming import add_yes, written
from ek_data.dataset.filters import number_from
from ek_data.errors import Invalid
from ek_data.exports.pictures import MEDIA_TYPES, PictureFile, codes, picture_file
from ek_data.geo.boundary_watch import of_data
from ek_data.i18n import GERMAN, N_
from ek_data.settings import Settings
from ek_data.store.data_sources import open_source

ENDINGS = N_("A picture is a file that ends with .svg or .png; {file} ends otherwise. Please name it so.")
WRITTEN = N_("{file} is written.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    listed = "\n".join(f"  {name:<34}{GERMAN(NAMED[code].title)}" for name, code in codes().items())
    parser = subparsers.add_parser(
        "picture",
        help="Bild als SVG- oder PNG-Datei",
        epilog=f"Bilder:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="NAME", help="Name des Bildes, siehe unten")
    parser.add_argument("--out", type=Path, required=True, metavar="DATEI", help="zu schreibende Datei, .svg oder .png")
    parser.add_argument(
        "--link",
        default="",
        metavar="TEXT",
        help="was in der Adresse der Seite hinter dem Fragezeichen steht, etwa staffel=2024 oder kommune=071385001000",
    )
    add_place(parser)
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the picture and say so. Raises a `Fault` if there is none or the file cannot be written."""
    ending = args.out.suffix.lower().removeprefix(".")
    if ending not in MEDIA_TYPES:
        raise Invalid(ENDINGS, file=args.out)
    query = parse_qs(args.link)
    settings = Settings(data=args.data, demo=args.demo, store=args.store or Settings.store)
    source = open_source(settings, writing=False)
    dataset = source.dataset(number_from("".join(query.get("stand", [])[-1:])))
    asked = PictureFile.of(f"{args.name}.{ending}", query)  # only now, because names have words of the programme
    earlier = None if asked.compared is None else source.dataset(asked.compared)
    areas = of_data(settings.folder).current()
    content = picture_file(asked, dataset, areas, args.language, earlier)
    if not written(args.out, content, args):
        return ERRORS
    print(args.language(WRITTEN, file=args.out))
    return 0
