"""``ek-data figures``: the headline figures on the command line, as a list or as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ek_data.analysis import cohort_words
from ek_data.dataset.dataset import Dataset
from ek_data.exports.figures_json import as_json
from ek_data.figures import attendance, contradictions, headline
from ek_data.figures.figure import Figure
from ek_data.i18n import Language
from ek_data.settings import Settings
from ek_data.store.data_sources import open_source


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("figures", help="Kennzahlen ausgeben")
    parser.add_argument("--json", action="store_true", help="als JSON, Schlüssel wie in docs/zahlen.md")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", metavar="URL", help="Ablage der Datenstände; es gilt der neueste")
    place.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner mit den fünf Tabellen")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the figures of the place asked for. Raises a `Fault` if it cannot be read."""
    settings = Settings(data=args.data, store=args.store or Settings.store)
    dataset = open_source(settings, writing=False).dataset()
    print(json.dumps(as_json(dataset), ensure_ascii=False, indent=2) if args.json else listing(dataset, args.language))
    return 0


def listing(dataset: Dataset, lang: Language) -> str:
    """Return the figures as lines to read, with their reservations below."""
    told = headline.headline(dataset).values()
    width = max(len(lang.of(figure.label)) for figure in told)
    lines = [f"{lang.of(figure.label):<{width}}  {figure.words(lang)}{_unit(figure, lang)}" for figure in told]
    remarks = [lang.of(remark.sentence) for remark in contradictions.contradictions(dataset)]
    notes = [attendance.attendance_sentence(dataset, lang), *remarks, cohort_words.caution(dataset, lang)]
    return "\n".join([*lines, "", *(f"– {note}" for note in notes if note)])


def _unit(figure: Figure, lang: Language) -> str:
    return f" {lang.of(figure.unit)}" if figure.unit and figure.value is not None else ""
