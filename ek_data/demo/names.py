"""Names of places that nobody takes for real ones."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

STEMS = (
    "Muster", "Beispiel", "Probe", "Modell", "Fantasie", "Demo",
    "Platzhalter", "Entwurfs", "Übungs", "Märchen", "Vorlagen", "Erdachten",
)  # fmt: skip
ENDINGS = (
    "bach", "berg", "burg", "dorf", "heim", "hausen", "au", "brunn", "brücken", "eck", "feld", "fels",
    "furt", "garten", "grund", "hain", "hof", "hügel", "kirchen", "mühle", "münde", "quell", "ried", "rode",
    "see", "stadt", "stein", "tal", "wald", "weiher", "weiler", "werth", "wies", "winkel", "zell", "born",
)  # fmt: skip
BEFORE = (
    "", "Ober", "Nieder", "Neu", "Alt", "Groß", "Klein",
    "Mittel", "Hinter", "Vorder", "Hohen", "Tiefen", "Unter", "Außer",
)  # fmt: skip
BESIDE = (
    "", " am Musterbach", " an der Beispielach", " im Modelltal",
    " vor dem Probewald", " bei Fantasieburg", " am Demosee", " auf der Übungshöhe",
)  # fmt: skip
PLAIN = [stem + ending for stem, ending in product(STEMS, ENDINGS)]
DISTRICTS = 36  # Landkreise and kreisfreie Städte, which need a name of their own
MOST_NAMES = len(PLAIN) * len(BEFORE) * len(BESIDE) - DISTRICTS


def names(rng: np.random.Generator, size: int) -> pd.Series:
    """Return `size` different names, the plain ones first."""
    plain = pd.Series(rng.permutation(PLAIN), dtype="string")
    numbers = np.arange(size)
    rounds = numbers // len(plain)
    before = pd.Series(BEFORE, dtype="string").take(rounds % len(BEFORE)).reset_index(drop=True)
    beside = pd.Series(BESIDE, dtype="string").take(rounds // len(BEFORE)).reset_index(drop=True)
    stems = plain.take(numbers % len(plain)).reset_index(drop=True)
    return before + stems.where(before == "", stems.str.lower()) + beside
