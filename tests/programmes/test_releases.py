"""Each release has its programme: words change for all of them, options are retired and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.exports.template import _allowed
from ek_data.i18n import GERMAN
from ek_data.programme.current import current
from ek_data.programme.parsing import read
from ek_data.store.backends import Unfit
from ek_data.store.publisher import Store, make_store, open_store
from ek_data.store.verification import verified
from ek_data.tables import MEASURES
from tests.programme import ASBACH, measure, municipality, programme

TEXT = current().text
PADLET = 'code = "padlet", de = "Padlet", en = "Padlet"'
DATA = programme([municipality(ASBACH)], [measure(ASBACH, category="padlet")])


def changed(before: str, after: str) -> str:
    assert before in TEXT
    return TEXT.replace(before, after, 1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = make_store(str(tmp_path / "store"))
    made.publish(0, DATA.tables, author="Anna", note="erste")
    return made


def test_first_release_has_the_shipped_programme(store: Store) -> None:
    assert store.programme().text == TEXT
    assert not verified(store).faults


def test_a_word_is_changed_in_all_releases_and_rows_keep_their_option(store: Store) -> None:
    renamed = read(changed(PADLET, 'code = "padlet", de = "Pinnwand", en = "Pinboard"').encode())
    store.publish(1, {}, author="Anna", note="Pinnwand", programme=renamed)
    for number in (1, 2):
        data = open_store(store.place).dataset(number)
        assert list(data.measures["category"]) == ["padlet"]
        assert MEASURES["category"].words(GERMAN)["padlet"] == "Pinnwand"


def test_new_option_comes_with_a_release_and_rows_of_it_are_read_back(store: Store) -> None:
    more = read(
        changed(
            "categories = [\n", 'categories = [\n  { code = "podcast", de = "Podcast", en = "Podcast" },\n'
        ).encode()
    )
    store.publish(1, {}, author="Anna", note="Podcast", programme=more)
    rows = Dataset.of(measures=store.newest().dataset.measures.assign(category="podcast")).measures
    store.publish(2, {"measures": rows}, author="Anna", note="eine Zeile")
    assert list(open_store(store.place).newest().dataset.measures["category"]) == ["podcast"]
    assert open_store(store.place).newest().dataset.measures.dtypes.equals(MEASURES.empty().dtypes)
    store.restore(3, 1, author="Anna", note="zurück")
    assert "podcast" in store.programme().choices["categories"].codes


def test_an_option_that_is_gone_is_refused_and_one_that_is_retired_is_not_offered(store: Store) -> None:
    gone = "".join(line for line in TEXT.splitlines(keepends=True) if '"anlaufstelle"' not in line)
    with pytest.raises(Unfit, match=r"Missing: categories\.anlaufstelle"):
        store.publish(1, {}, author="Anna", note="", programme=read(gone.encode()))
    store.publish(1, {}, author="A", note="", programme=read(changed(PADLET, f"{PADLET}, retired = true").encode()))
    assert list(store.newest().dataset.measures["category"]) == ["padlet"]
    assert "Padlet" not in _allowed(MEASURES["category"], DATA, GERMAN)
    assert "padlet" in MEASURES["category"].codes


def test_damage_of_a_programme_is_told_and_an_earlier_one_stands_in(store: Store, tmp_path: Path) -> None:
    store.publish(
        1, {}, author="A", note="", programme=read(changed(PADLET, PADLET.replace('de = "P', 'de = "Q')).encode())
    )
    newest = tmp_path / "store" / "programmes" / f"{store.release(2).programme}.toml"
    newest.chmod(0o644)
    newest.write_text("code = 1")
    again = open_store(store.place)
    told = [fault.sentence(GERMAN) for fault in again.newest().faults]
    assert len(told) == 1
    assert "stehen die Worte eines früheren da" in told[0]
    assert again.programme().text == TEXT
    assert [str(fault)[:38] for fault in verified(again).faults] == ["Release 2: the programme is damaged (p"]


def test_programme_is_published_by_command(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "programm.toml"
    file.write_text(changed(PADLET, 'code = "padlet", de = "Pinnwand", en = "Pinboard"'), "utf-8")
    place = ["--store", store.place]
    assert main(["programme", str(file), *place, "--author", "Anna", "--note", "Pinnwand", "--yes"]) == 0
    assert "Datenstand 2 ist veröffentlicht." in capsys.readouterr().out
    assert main(["programme", *place]) == 0
    assert "Pinnwand" in capsys.readouterr().out


def test_folder_for_another_programme_is_sound_from_the_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "neu"
    assert main(["new", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        *("QUELLEN.md", "eckdaten.csv", "kommunen.csv", "massnahmen.csv"),
        *("programm.toml", "teilnahmen.csv", "veranstaltungen.csv"),
    ]
    assert "uv run dashboard --data" in capsys.readouterr().out
