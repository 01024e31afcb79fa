"""A store is verified, copied and relieved of a file on the command line, in a folder and in a bucket."""

from __future__ import annotations

import shlex
import uuid
from pathlib import Path

import pytest

from ek_data.__main__ import FAULT, INTERRUPTED, main
from ek_data.i18n import GERMAN
from ek_data.slides import saved
from ek_data.slides.options import Choice
from ek_data.store.checksums import checksum
from ek_data.store.forgotten import Forgotten
from ek_data.store.header_mappings import Remembered, remember
from ek_data.store.publisher import Store, make_store, open_store
from tests.selection import first
from tests.store.conftest import environment, s3_environment, url  # noqa: F401
from tests.store.places import BUCKET, everything, overwrite, remove
from tests.store.rows import said, saying

FILE, CONTENT = "Meldung.xlsx", b"with a telephone number"
SHA256 = checksum(CONTENT)
SIGNED = ("--author", "Anna", "--note", "Antrag vom 3. Mai")


@pytest.fixture
def store(url: str) -> Store:  # noqa: F811
    """Three releases, an uploaded file of the second and third, a mapped header and a saved presentation."""
    made = make_store(url)
    made.publish(0, saying("a"), author="Anna", note="")
    for number, text in enumerate("bc", 1):
        made.publish(number, saying(text), author="Anna", note="", files=[(FILE, CONTENT)])
    remember(made.objects, ("Was",), Remembered(columns={"Was": "title"}))
    saved.save(made, "Treffen", Choice())
    return made


def verified(store: Store, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["verify", "--store", store.place])
    return status, capsys.readouterr().out.splitlines()


def test_sound_store_is_said_to_be_sound(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    told = f"Die Ablage {store.place} ist unversehrt. Datenstände: 3, Tabellen: 6, hochgeladene Dateien: 1."
    assert verified(store, capsys) == (0, [told])


def test_every_damage_is_listed_with_release_and_object_and_what_to_do(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    objects, tables = store.objects, store.release(2).tables
    overwrite(objects, tables["measures"], b"PAR1")
    remove(objects, tables["events"])
    overwrite(objects, f"originals/{SHA256}", b"")
    overwrite(objects, "releases/00000001.json", b"{}")
    overwrite(objects, "presentations/00000001.json", b'{"number": 1}')
    [mapping] = objects.names("mappings")
    overwrite(objects, f"mappings/{mapping}", b"\xff")
    status, told = verified(Store(objects), capsys)
    assert status == 1
    assert told == [
        f"Die Ablage {store.place} ist nicht unversehrt. Fehler: 6.",
        "- Das Verzeichnis von Datenstand 1 ist beschädigt.",
        f"- Datenstand 2: Die Tabelle massnahmen.csv ist beschädigt ({tables['measures']}).",
        f"- Datenstand 2: Die Tabelle veranstaltungen.csv fehlt ({tables['events']}).",
        f"- Datenstände 2 und 3: Die hochgeladene Datei „{FILE}“ ist beschädigt (originals/{SHA256}).",
        "- Die gespeicherten Präsentationen in presentations/00000001.json sind beschädigt.",
        f"- mappings/{mapping}, die Zuordnung unbekannter Überschriften, ist beschädigt. Bitte löschen; die nächste "
        "solche Datei wird von Hand zugeordnet.",
        "Was beschädigt ist oder fehlt, bitte unter demselben Namen aus einer Sicherung zurückkopieren und noch einmal "
        "prüfen. Bis dahin zeigt das Dashboard den neuesten unversehrten Datenstand.",
    ]


@pytest.mark.full
def test_one_bit_anywhere_is_noticed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for key, data in everything(store.objects).items():
        if not key.startswith(("probe", "mappings/")):
            overwrite(store.objects, key, data[:-1] + bytes([data[-1] ^ 1]))
            assert verified(Store(store.objects), capsys)[0] == 1, key
            overwrite(store.objects, key, data)
    assert verified(Store(store.objects), capsys)[0] == 0


def test_forgotten_file_is_gone_and_who_removed_it_when_and_why_stays(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(store.objects)
    assert main(["forget", FILE, "--store", store.place, *SIGNED, "--yes"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Die Datei „{FILE}“ wurde von Anna entfernt (")
    assert "Vermerk: Antrag vom 3. Mai\nSicherungen können sie noch enthalten." in told
    after = everything(store.objects)
    assert before.keys() - after.keys() == {f"originals/{SHA256}"}
    assert after.keys() - before.keys() == {f"forgotten/{SHA256}.json"}
    assert {key: after[key] for key in before if key in after} == {key: before[key] for key in before if key in after}
    with pytest.raises(Forgotten, match=f"“{FILE}” was removed by Anna"):
        open_store(store.place).original(SHA256)
    status, lines = verified(store, capsys)
    assert (status, lines[0]) == (0, told.splitlines()[0])
    assert lines[1].endswith("hochgeladene Dateien: 0.")


@pytest.mark.full
def test_forgotten_file_is_not_kept_when_it_is_uploaded_again(store: Store) -> None:
    store.forget(SHA256, author="Anna", note="Antrag")
    assert store.publish(3, saying("d"), author="Bernd", note="", files=[(FILE, CONTENT)]).files[0].sha256 == SHA256
    assert store.objects.names("originals") == []
    assert said(store.newest().dataset) == {"d"}


@pytest.mark.full
def test_removal_that_was_interrupted_is_told_and_finished(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.forget(SHA256, author="Anna", note="Antrag")
    store.objects.create(f"originals/{SHA256}", CONTENT)
    with pytest.raises(Forgotten):
        store.original(SHA256)
    status, lines = verified(store, capsys)
    assert status == 1
    said, command = lines[1].split(" Bitte wiederholen: uv run ek-data ")
    assert said.endswith("ist entfernt worden, liegt aber noch da.")
    assert main([*shlex.split(command), "--yes"]) == 0
    assert verified(store, capsys)[0] == 0
    assert "von Anna entfernt" in Forgotten(store.forget(SHA256, author="Cem", note="x").note).sentence(GERMAN)


@pytest.mark.full
def test_note_on_a_removed_file_that_was_changed_is_told(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.forget(SHA256, author="Anna", note="Antrag")
    key = f"forgotten/{SHA256}.json"
    overwrite(store.objects, key, store.objects.read(key).replace(b"Anna", b"Otto"))
    assert verified(store, capsys)[1][1] == f"- Der Vermerk {key} zu einer entfernten Datei ist beschädigt."


@pytest.mark.parametrize(
    ("file", "more", "status", "told"),
    first(
        1,
        [
            (FILE, (), 1, "Es wurde nichts getan. Mit --yes geschieht es ohne Rückfrage."),
            (FILE, ("--yes", "--author", " "), 1, "Bitte den eigenen Namen eintragen"),
            ("nie.csv", ("--yes",), FAULT, "Keine hochgeladene Datei dieser Ablage heißt „nie.csv“."),
            ("0" * 64, ("--yes",), FAULT, "wurde hier nicht hochgeladen"),
        ],
        full=1,
    ),
)
def test_nothing_is_forgotten_without_being_meant(
    store: Store, capsys: pytest.CaptureFixture[str], file: str, more: tuple[str, ...], status: int, told: str
) -> None:
    before = everything(store.objects)
    assert main(["forget", file, "--store", store.place, *SIGNED, *more]) == status
    assert told in capsys.readouterr().err
    assert everything(store.objects) == before


@pytest.mark.full
def test_of_files_of_the_same_name_the_checksum_says_which(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.publish(3, saying("d"), author="Anna", note="", files=[(FILE, b"another")])
    assert main(["forget", FILE, "--store", store.place, *SIGNED, "--yes"]) == FAULT
    assert f"{SHA256}" in capsys.readouterr().err
    assert main(["forget", SHA256, "--store", store.place, *SIGNED, "--yes"]) == 0
    assert store.objects.names("originals") == [checksum(b"another")]


@pytest.fixture
def target(environment: dict[str, str], tmp_path: Path) -> str:  # noqa: F811
    """The other kind of place than that of the store, where there is one."""
    return str(tmp_path / "copy")


def test_copy_is_the_same_store_and_is_gone_on_with(
    store: Store, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["copy", store.place, target]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Kopiert: {len(everything(store.objects))}, schon dort: 0.",
        f"Die Ablage {target} ist unversehrt. Datenstände: 3, Tabellen: 6, hochgeladene Dateien: 1.",
    ]
    assert everything(open_store(target).objects) == everything(store.objects)
    store.publish(3, saying("d"), author="Anna", note="")
    saved.save(store, "Zweites", Choice(anonymous=True))
    assert main(["copy", store.place, target]) == 0
    assert capsys.readouterr().out.startswith("Kopiert: 4, schon dort: ")
    assert everything(open_store(target).objects) == everything(store.objects)


def test_what_an_operating_system_leaves_in_a_folder_is_neither_compared_nor_copied(tmp_path: Path) -> None:
    here, there = (tmp_path / name for name in ("here", "there"))
    make_store(str(here)).publish(0, saying("a"), author="Anna", note="")
    assert main(["copy", str(here), str(there)]) == 0
    (here / "Thumbs.db").write_bytes(b"here")
    (here / "tables" / "desktop.ini").write_bytes(b"here")
    for name in ("Thumbs.db", "releases/.DS_Store"):
        (there / name).write_bytes(b"there")
    assert main(["copy", str(here), str(there)]) == 0
    assert not (there / "tables" / "desktop.ini").exists()


@pytest.mark.full
def test_store_moves_into_a_bucket_and_back(
    s3_environment: dict[str, str],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in s3_environment.items():
        monkeypatch.setenv(name, value)
    made = make_store(str(tmp_path / "here"))
    made.publish(0, saying("a"), author="Anna", note="", files=[(FILE, CONTENT)])
    bucket = f"s3://{BUCKET}/{uuid.uuid4().hex}"
    assert main(["copy", made.place, bucket]) == 0
    open_store(bucket).publish(1, saying("b"), author="Anna", note="")
    assert main(["copy", bucket, str(tmp_path / "back")]) == 0
    back = open_store(str(tmp_path / "back"))
    assert (said(back.newest().dataset), back.original(SHA256)) == ({"b"}, CONTENT)
    assert everything(back.objects) == everything(open_store(bucket).objects)


@pytest.mark.parametrize("further", first(1, ["another store", "a release more", "a presentation more"], full=1))
def test_place_of_another_store_is_not_copied_into(
    store: Store, target: str, capsys: pytest.CaptureFixture[str], further: str
) -> None:
    main(["copy", store.place, target])
    there = open_store(target)
    if further == "a presentation more":
        saved.save(there, "Dort", Choice())
    else:
        there.publish(3, saying("dort"), author="Bernd", note="")
    if further == "another store":
        store.publish(3, saying("hier"), author="Anna", note="")
    before = everything(there.objects)
    assert main(["copy", store.place, target]) == FAULT
    assert "liegt eine andere Ablage, oder sie ist dort weitergegangen" in capsys.readouterr().err
    assert everything(there.objects) == before


@pytest.mark.full
def test_interrupted_copy_is_the_store_as_it_once_was_or_none(
    store: Store, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ek_data.store import copying

    total = len(everything(store.objects))
    one_more = copying._copy
    for most in range(total):
        left = iter(range(most))

        def until_the_plug_is_pulled(*arguments: object, left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            one_more(*arguments)  # type: ignore[arg-type]

        place = f"{target}-{most}"
        with monkeypatch.context() as pulled:
            pulled.setattr(copying, "_copy", until_the_plug_is_pulled)
            assert main(["copy", store.place, place]) == INTERRUPTED
        there = open_store(place)
        assert there.faults() == ()
        texts = [said(there.dataset(number)) for number in range(1, there.newest_number() + 1)]
        assert texts == [{"a"}, {"b"}, {"c"}][: len(texts)]
    assert main(["copy", store.place, place]) == 0
    assert everything(open_store(place).objects) == everything(store.objects)


@pytest.mark.full
def test_damage_is_not_copied_but_told(store: Store, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    overwrite(store.objects, f"originals/{SHA256}", b"damaged")
    assert main(["copy", store.place, target]) == 1
    assert f"Die hochgeladene Datei „{FILE}“ fehlt (originals/{SHA256})." in capsys.readouterr().out
    assert open_store(target).objects.names("originals") == []


@pytest.mark.full
def test_damage_in_the_copy_is_mended_by_copying_again(store: Store, target: str) -> None:
    main(["copy", store.place, target])
    overwrite(open_store(target).objects, store.release(3).tables["events"], b"damaged")
    assert main(["copy", store.place, target]) == 0
    assert said(open_store(target).newest().dataset) == {"c"}


@pytest.mark.full
def test_what_was_forgotten_is_removed_from_the_copy_and_does_not_come_back_from_it(store: Store, target: str) -> None:
    main(["copy", store.place, target])
    before = f"{target}-before"
    main(["copy", store.place, before])
    store.forget(SHA256, author="Anna", note="Antrag")
    assert main(["copy", store.place, target]) == 0
    assert open_store(target).objects.names("originals") == []
    assert main(["copy", before, target]) == 0
    assert open_store(target).objects.names("originals") == []


def test_nothing_is_copied_from_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copy", str(tmp_path / "gone"), str(tmp_path / "copy")]) == FAULT
    assert "liegt keine Ablage" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
