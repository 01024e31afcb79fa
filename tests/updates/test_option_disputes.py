"""Options that two people change: whoever publishes later is asked, and told whose change goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.errors import Invalid
from ek_data.i18n import GERMAN
from ek_data.store.drafts import HERE
from ek_data.store.publisher import Store
from ek_data.updates.draft import Draft, Edit, change
from ek_data.updates.option_disputes import disputes, settled
from ek_data.updates.plan import planned
from tests.store.test_drafts import NOW
from tests.updates.test_amended_programme import store

__all__ = ["store"]


def option(release: int = 1, code: str = "padlet", **texts: str) -> Draft:
    return Draft((Edit("categories", code, release, texts),))


def publish(draft: Draft, store: Store, author: str = "Anna") -> None:
    prepared = draft.prepared(store.newest().dataset)
    with prepared.reviewed():
        planned(prepared).publish(store, author=author, note="Programm")


def asked(draft: Draft, store: Store, author: str = "Anna") -> list[str]:
    lines = [line for each in disputes(draft.amendments, store, author) for line in each.sentences(GERMAN)]
    return [re.sub(DAY, "heute", line) for line in lines]


DAY = r"\d\d\.\d\d\.\d{4}, \d\d:\d\d"
CONFERENCE = "ist zugleich eine Veranstaltung mit Teilnehmenden"
DIGITAL = Edit("groups", "digital", 1, {"de": "Digitales", "en": "Digital"})
NET = Edit("groups", "net", 1, {"de": "Netz", "en": "Net"})
THEIRS = {  # what Berta published since, what Anna's draft says, and what she is asked
    "words": (
        option(de="Aushang", en="Notices"),
        option(de="Pinnwand", en="Pinboard"),
        [
            "Deutsches Wort: jetzt „Aushang“ ({}), künftig „Pinnwand“",
            "Englisches Wort: jetzt „Notices“ ({}), künftig „Pinboard“",
        ],
    ),
    "one language, for both are one thing": (
        option(de="Aushang"),
        option(en="Pinboard"),
        ["Englisches Wort: jetzt „Padlet“ ({}), künftig „Pinboard“"],
    ),
    "group": (
        Draft((DIGITAL, *option(group="digital").edits)),
        Draft((NET, *option(group="net").edits)),
        ["Gruppe: jetzt „Digitales“ ({}), künftig „Netz“"],
    ),
    "roles of an option that both added": (
        option(code="podcast", de="Podcast", en="Podcast", roles="conference"),
        option(code="podcast", de="Podcast", en="Podcast", roles=""),
        [f"Was es für die Zahlen bedeutet: jetzt „{CONFERENCE}“ ({{}}), künftig „–“"],
    ),
    "another field": (option(retired="true"), option(de="Pinnwand", en="Pinboard"), []),
    "the same": (option(de="Pinnwand"), option(de="Pinnwand"), []),
    "another option": (option(code="newsletter", de="Rundbrief", en="Circular"), option(de="Pinnwand"), []),
}


@pytest.mark.parametrize("case", THEIRS)
def test_only_what_somebody_else_changed_since_and_otherwise_is_asked(store: Store, case: str) -> None:
    theirs, mine, lines = THEIRS[case]
    publish(theirs, store, "Berta")
    said = asked(mine, store)
    assert [line.split(", ", 1)[1] for line in said] == [line.format("Berta, Datenstand 2 vom heute") for line in lines]
    assert not asked(mine, store, "Berta")


def test_nothing_is_published_before_it_is_decided(store: Store) -> None:
    publish(option(de="Aushang", en="Notices"), store, "Berta")
    publish(option(2, retired="true"), store, "Berta")
    mine = option(de="Pinnwand", spellings="Brett")
    with pytest.raises(Invalid, match="others changed since"):
        publish(mine, store)
    found = disputes(mine.amendments, store, "Anna")
    assert asked(mine, store)[0].startswith("Kategorie „Aushang“, Deutsches Wort: jetzt „Aushang“ (Berta, Datenstand 2")
    assert settled(mine, found, 3, keep=True) == Draft()
    publish(settled(mine, found, 3, keep=False), store)
    assert store.programme().choices["categories"].by_code["padlet"].words.de == "Pinnwand"


def test_command_line_asks_the_same(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    change(store.objects, HERE, lambda _draft: option(de="Pinnwand", retired="true"), NOW)
    publish(option(de="Aushang", en="Notices"), store, "Berta")
    signed = ("draft", "publish", "--store", store.place, "--author", "Anna", "--note", "Programm")
    assert main(signed) == 1
    said = capsys.readouterr().err
    assert "jetzt „Aushang“ (Berta, Datenstand 2" in said
    assert "--keep-newer" in said
    assert main([*signed, "--keep-newer"]) == 0
    found = store.programme().choices["categories"].by_code["padlet"]
    assert (found.words.de, found.retired) == ("Aushang", True)


def test_file_of_an_earlier_release_says_whose_change_it_takes_back(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "programm.toml"
    file.write_text(store.programme().text.replace("Newsletter", "Rundbrief"), "utf-8")
    publish(option(de="Aushang", en="Notices", spellings=""), store, "Berta")
    assert main(["programme", str(file), "--store", store.place, "--author", "Anna", "--note", "Rundbrief"]) == 1
    told = re.sub(DAY, "heute", capsys.readouterr().err).splitlines()
    assert told[:3] == [
        "Auf einen früheren Datenstand zurückgesetzt würde, was seitdem geändert wurde:",
        "Kategorie „Aushang“, Deutsches Wort: jetzt „Aushang“ (Berta, Datenstand 2 vom heute), künftig „Padlet“",
        "Kategorie „Aushang“, Englisches Wort: jetzt „Notices“ (Berta, Datenstand 2 vom heute), künftig „Padlet“",
    ]
