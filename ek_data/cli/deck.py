"""``ek-data deck``: the presentation as a PowerPoint or HTML file."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.changes.difference_table import changed_cells
from ek_data.cli.check import ERRORS, SOUND, listing, prepared_from, status
from ek_data.cli.shared.confirming import add_yes, may_write, require_ending, write
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Since, since_from
from ek_data.errors import Missing
from ek_data.geo.boundary_watch import of_data
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.slides.deck import Deck, deck
from ek_data.slides.options import SLIDES, Choice
from ek_data.store.data_sources import Source, open_source
from ek_data.updates.plan import NO_CHANGE, Plan, planned

FORMATS = ("html", "pptx", "docx")
UNKNOWN = N_("No municipality of the data has the key {ars}.")
UNREAD = N_("The template {file} cannot be opened.")
UNREAD_DECK = N_("The presentation {file} cannot be opened.")
WHAT = N_("Say which kind of file to write and where: --format and --out. Or read one with --read.")
WHERE = N_("Say where to write the updated presentation: --out. The file {file} itself stays as it is.")
SAME = N_("The updated presentation must not take the place of {file}. Please choose another name with --out.")
PUBLISH = N_("To take this over: ek-data publish {file}, or drop the file on the page “Update data”.")
WRITTEN = N_("{file}: slides: {n}.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("deck", help="Präsentation als PowerPoint- oder HTML-Datei, als Protokoll in Word")
    parser.add_argument("--format", choices=FORMATS, help="Art der Datei")
    parser.add_argument("--out", type=Path, metavar="DATEI", help="zu schreibende Datei")
    parser.add_argument(
        "--read", type=Path, metavar="DATEI", help="sagen, welche Zahlen in einer Präsentation (.pptx) geändert wurden"
    )
    parser.add_argument(
        "--update",
        type=Path,
        metavar="DATEI",
        help="eine Präsentation (.pptx) von hier auf den neuesten Stand bringen; was andere ergänzt haben, bleibt",
    )
    parser.add_argument("--slides", nargs="+", choices=SLIDES, metavar="FOLIE", help=", ".join(SLIDES))
    parser.add_argument("--profiles", nargs="+", default=[], metavar="ARS", help="Kommunen mit Steckbrief")
    parser.add_argument(
        "--since", type=_since, metavar="SEIT", help="Nummer eines früheren Datenstands oder Tag wie 2025-04-08"
    )
    parser.add_argument("--anonymous", action="store_true", help="Buchstaben statt der Namen der Kommunen")
    parser.add_argument("--title", default="", help="Titel der Präsentation")
    parser.add_argument("--address", default="", metavar="URL", help="Adresse für den QR-Code der Schlussfolie")
    parser.add_argument("--template", type=Path, metavar="DATEI", help="eigene PowerPoint-Vorlage (.potx, .pptx)")
    add_place(parser)
    add_yes(parser)
    parser.set_defaults(run=run)


def add_place(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the data: those of a store, of a folder, or invented ones."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", metavar="URL", help="Ablage der Datenstände; es gilt der neueste")
    place.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner mit den fünf Tabellen")
    place.add_argument("--demo", metavar="KOMMUNEN", type=int, nargs="?", const=14, help="frei erfundene Beispieldaten")


def run(args: argparse.Namespace) -> int:
    """Write the presentation and say so. Raises a `Fault` if the data cannot be read or the file not be written."""
    if args.read is not None:
        return _read(args)
    if args.update is not None:
        return _update(args)
    if args.out is None or args.format is None:
        raise Missing(WHAT)
    require_ending(args.out, f".{args.format}")
    made = _made(args)
    if not may_write([args.out], args):
        return ERRORS
    content = _pptx(made, args.template) if args.format == "pptx" else OTHERS[args.format](made)
    write(args.out, content)
    print(args.language(WRITTEN, file=args.out, n=args.language.number(len(made.slides))))
    return 0


def _read(args: argparse.Namespace) -> int:
    """Say which numbers somebody changed in a presentation, as publishing it would change the data."""
    lang: Language = args.language
    source = _source(args)
    prepared = prepared_from([args.read], source.dataset(), folder=_settings(args).folder)
    if prepared.blocked:
        print(listing(prepared, lang))
        return status(prepared)
    plan = planned(prepared)
    warnings = [problem.sentence(lang) for checked in prepared.checks.checked for problem in checked.problems]
    nothing = plan.changes.empty
    print(
        "\n".join([*_proposals(plan, lang), *warnings, lang(NO_CHANGE) if nothing else lang(PUBLISH, file=args.read)])
    )
    return SOUND


def _update(args: argparse.Namespace) -> int:
    """Write a presentation with the numbers of the newest data, and say what stays as somebody has changed it."""
    from ek_data.slides.update.updating import updated

    if args.out is None:
        raise Missing(WHERE, file=args.update)
    require_ending(args.out, ".pptx")
    if args.out.resolve() == args.update.resolve():
        raise Missing(SAME, file=args.update)
    try:
        content = args.update.read_bytes()
    except OSError as error:
        raise Missing(UNREAD_DECK, file=args.update) from error
    source = _source(args)
    made = updated(content, lambda choice, address: _deck_of(choice, args, source, args.address or address))
    if not may_write([args.out], args):
        return ERRORS
    write(args.out, made.file)
    print("\n".join(made.sentences(args.language)))
    return 0


def _settings(args: argparse.Namespace) -> Settings:
    return Settings(data=args.data, demo=args.demo, store=args.store or Settings.store)


def _source(args: argparse.Namespace) -> Source:
    return open_source(_settings(args), writing=False)


def _deck_of(choice: Choice, args: argparse.Namespace, source: Source, address: str) -> Deck:
    """Return the deck of a choice in its own language from the newest data."""
    earlier = None if choice.compared is None else source.dataset(choice.compared)
    areas, lang = of_data(_settings(args).folder).current(), Language(choice.language)
    return deck(source.dataset(), areas, choice, lang, address=address, earlier=earlier)


def _proposals(plan: Plan, lang: Language) -> list[str]:
    """Return for each changed cell its row and column, what it was and what it would be."""
    found = [changed_cells(changes, plan.result.names_by_ars, lang) for changes in plan.changes.tables.values()]
    cells = (row for frame in found for row in frame.itertuples(index=False, name=None))
    return [lang("{row}, {column}: {before} → {after}", row=r, column=c, before=b, after=a) for r, c, b, a in cells]


def _made(args: argparse.Namespace) -> Deck:
    source = _source(args)
    dataset = source.dataset()
    choice = Choice.of(
        args.slides,
        _known(args.profiles, dataset),
        args.since,
        args.title,
        anonymous=args.anonymous,
        language=args.language.code,
    )
    return _deck_of(choice, args, source, args.address)


def _since(text: str) -> Since:
    since = since_from(text)
    if since is None:
        raise argparse.ArgumentTypeError(f"„{text}“ ist weder eine Nummer noch ein Tag wie 2025-04-08")
    return since


def _known(profiles: list[str], dataset: Dataset) -> tuple[str, ...]:
    known = set(dataset.municipalities["ars"])
    for ars in profiles:
        if ars not in known:
            raise Missing(UNKNOWN, ars=ars)
    return tuple(profiles)


def _html(made: Deck) -> bytes:
    from ek_data.slides.html import document

    return document.html(made)


def _docx(made: Deck) -> bytes:
    from ek_data.slides.docx import file

    return file.docx(made)


def _pptx(made: Deck, template: Path | None) -> bytes:
    from ek_data.slides.pptx import file

    try:
        own = template.read_bytes() if template else None
    except OSError as error:
        raise Missing(UNREAD, file=template) from error
    return file.pptx(made, own)


OTHERS = {"html": _html, "docx": _docx}
