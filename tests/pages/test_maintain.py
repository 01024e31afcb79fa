"""The pages that maintain the data, in both languages: who may, what is said, and that nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from ek_data.cache import Kept
from ek_data.demo import demo
from ek_data.i18n import Language
from ek_data.programme.current import using
from ek_data.settings import SHIPPED
from ek_data.store.checksums import checksum
from ek_data.store.publisher import Store, open_store
from ek_data.tables import EVENTS
from ek_data.text import markdown
from ek_data.ui import access, cached
from ek_data.ui.maintain import desk
from ek_data.ui.maintain.desk import ReadQueue
from tests.pages.conftest import Opened, unfolded, words
from tests.selection import first
from tests.store.places import shipped_store
from tests.ui.test_desk import PATIENCE, Reader

UPLOAD, RELEASES = "maintain/upload.py", "maintain/releases.py"
HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg"
SOUND = "M900;Gemeinde Haßloch;2024;Padlet;Padlet der Vereine;umgesetzt;Programm;belegt"
MISTAKEN = "M900;Gemeinde Hasloch;2024;Padlet;Padlet der Vereine;umgesezt;Programm;belegt"  # two to suggest
HOPELESS = "M900;Gemeinde Haßloch;zwanzig;Padlet;Padlet der Vereine;umgesetzt;Programm;belegt"

Editing = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(shipped_store(tmp_path / "store"))


@pytest.fixture
def editing(opened: Opened, store: Store, monkeypatch: pytest.MonkeyPatch) -> Editing:
    """Open a page as somebody who may publish."""
    monkeypatch.setattr(access, "at_this_computer", lambda: True)
    return lambda script, **options: opened(script, EK_STORE=store.place, **options)


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *rows]).encode("cp1252")


def drop(app: AppTest, data: bytes, name: str = "massnahmen.csv") -> AppTest:
    app.file_uploader[0].upload(name, data, "text/csv")
    return app.run()


def answer(app: AppTest, label: str) -> AppTest:
    """Click the button with this label."""
    return next(button for button in app.button if button.label.replace("\\", "") == label).click().run()


def prevailing(app: AppTest) -> list[Radio[str]]:
    """Return the questions which file prevails."""
    return [radio for radio in app.radio if radio.label.startswith("Welche Datei gilt")]


def back(app: AppTest) -> Radio[str]:
    """Return the question what becomes of what files would undo."""
    return next(radio for radio in app.radio if radio.label == "Was soll mit diesen Angaben geschehen?")


def publish(app: AppTest, author: str = "Anna", note: str = "Stand Mai") -> AppTest:
    app.text_input(key="author").set_value(author)
    app.text_area[0].set_value(note)
    return app.button(key="publish").click().run()


@pytest.mark.parametrize(("language", "title"), [("Deutsch", "Daten aktualisieren"), ("English", "Update data")])
def test_first_step_is_all_there_is_without_files(editing: Editing, language: str, title: str) -> None:
    app = editing(UPLOAD, language=language)
    assert not app.exception
    assert title in words(app)
    assert [header.value[:2] for header in app.header] == ["1\\"]
    assert len(app.download_button) == 5


def test_limits_of_the_operator_stand_where_files_are_dropped(editing: Editing) -> None:
    said = words(editing(UPLOAD, EK_MAX_SIZE_MB="5", EK_MAX_SESSION_MB="20"))
    assert "Höchstens 5 MB je Datei und 20 MB zusammen." in said
    assert "Eine Datei mit Ausrufezeichen wurde nicht angenommen" in said


def test_upload_says_what_is_kept_where_and_for_whom(editing: Editing) -> None:
    said = words(editing(UPLOAD))
    assert "die ganze hochgeladene Datei aufbewahrt, auch Spalten und Blätter, die nicht übernommen werden" in said
    assert "in einem Ordner auf dem Server, dauerhaft. Herunterladen können sie nur Personen, die Daten ändern" in said


@pytest.mark.parametrize(("language", "said"), [("Deutsch", "Erster Datenstand."), ("English", "First release.")])
def test_releases_begin_with_the_shipped_data(editing: Editing, language: str, said: str) -> None:
    app = editing(RELEASES, language=language)
    assert not app.exception
    assert said in words(app)


@pytest.mark.parametrize("script", [UPLOAD, RELEASES])
@pytest.mark.parametrize("data", first(1, [{"EK_DATA": str(SHIPPED)}, {"EK_DEMO": "14"}]))
def test_data_outside_a_store_are_not_maintained(opened: Opened, script: str, data: dict[str, str]) -> None:
    app = opened(script, **data)
    assert not app.exception
    assert "liegen nicht in einer Ablage" in words(app)
    assert not app.file_uploader


def test_somebody_else_may_look_but_not_write(opened: Opened, store: Store) -> None:
    app = opened(UPLOAD, EK_STORE=store.place)  # a test client has no address of this computer
    assert "Aktualisiert werden die Daten nur an dem Rechner" in words(app)
    assert not app.file_uploader
    assert "Aktualisiert werden die Daten nur an dem Rechner" in words(opened(RELEASES, EK_STORE=store.place))


@pytest.mark.full
def test_whoever_lost_the_right_meanwhile_cannot_publish(
    editing: Editing, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = drop(editing(UPLOAD), csv(SOUND))
    monkeypatch.setattr(access, "refusal", lambda: access.Forbidden(access.NOT_HERE))
    publish(app)
    assert store.newest_number() == 1


def test_errors_stop_the_way_and_suggestions_open_it(editing: Editing) -> None:
    app = drop(editing(UPLOAD), csv(MISTAKEN))
    said = words(app)
    assert "2 Fehler" in said
    assert "Sobald keine Zelle mehr offen ist" in said
    assert not app.text_area
    app.button(key="accept-all").click().run()
    assert "0 Fehler" in words(app)
    assert "wie bestätigt durch „Gemeinde Haßloch“ ersetzt" in words(app)
    assert app.text_area


@pytest.mark.full
def test_corrected_file_of_the_same_name_takes_the_place_of_the_first(editing: Editing) -> None:
    app = drop(editing(UPLOAD), csv(HOPELESS))
    assert "„zwanzig“ ist keine Jahreszahl" in words(app)
    drop(app, csv(SOUND))
    assert "Soll die neue sie ersetzen, oder werden beide gebraucht?" in words(app)
    answer(app, "Ersetzen")
    assert "„zwanzig“" not in words(app)
    assert "1 Maßnahme neu" in words(app)


@pytest.mark.full
def test_corrected_file_of_another_name_can_take_the_place_of_the_first(editing: Editing) -> None:
    app = drop(editing(UPLOAD), csv(HOPELESS))
    drop(app, csv(SOUND), "massnahmen (1).csv")
    assert "werden zusammengeführt: massnahmen.csv und massnahmen (1).csv" in words(app)
    answer(app, "Nur massnahmen (1).csv nehmen")
    assert "1 Maßnahme neu" in words(app)


@pytest.mark.full
def test_file_that_changes_nothing_is_not_offered_for_publishing(editing: Editing) -> None:
    app = drop(editing(UPLOAD), (SHIPPED / "massnahmen.csv").read_bytes())
    assert "Es gibt nichts zu veröffentlichen." in words(app)
    assert "publish" not in {button.key for button in app.button}


@pytest.mark.night
def test_file_from_an_older_release_undoes_nothing_without_being_asked(editing: Editing, store: Store) -> None:
    events = (SHIPPED / "veranstaltungen.csv").read_text(encoding="utf-8-sig")
    corrected, older = events.replace(";75;rund;", ";78;genau;"), events.replace(";60;rund;", ";62;rund;")
    publish(drop(editing(UPLOAD), corrected.encode("utf-8-sig"), "veranstaltungen.csv"))
    app = drop(editing(UPLOAD), older.encode("utf-8-sig"), "veranstaltungen.csv")
    assert "2 Angaben der Dateien stehen so schon in früheren Datenständen, zuletzt in Datenstand 1" in words(app)
    assert re.search(r"Teilnehmende: jetzt „78“ \(Anna, Datenstand 2 vom [^)]*\), in der Datei „75“", words(app))
    assert app.button(key="publish").disabled
    back(app).set_value("keep").run()
    publish(app)
    attended = store.dataset(3).events["attendance"]
    assert {62, 78} <= set(attended.dropna())
    assert not {60, 75} & set(attended.dropna())


@pytest.mark.night
def test_file_that_prevails_is_asked_for_until_nothing_is_disputed(editing: Editing, store: Store) -> None:
    app = editing(UPLOAD)
    for name, top, below in (("_a_.csv", "A", ""), ("b.csv", "B", "Sieben"), ("c.csv", "", "Neun")):
        rows = [SOUND.replace("M900", f"M90{at}").replace("Padlet der Vereine", each)
                for at, each in enumerate((top, below)) if each]  # fmt: skip
        app = drop(app, csv(*rows), name)
    assert prevailing(app)[0].options == [markdown(name) for name in ("_a_.csv", "b.csv", "c.csv")]
    prevailing(app)[0].set_value("_a_.csv").run()
    assert prevailing(app)[1].options == [markdown("b.csv"), markdown("c.csv")]
    assert app.button(key="publish").disabled
    prevailing(app)[1].set_value("c.csv").run()
    publish(app)
    assert store.dataset(2).measures.set_index("measure_id").loc[["M900", "M901"], "title"].tolist() == ["A", "Neun"]


@pytest.mark.full
def test_new_number_that_still_stands_as_about_is_pointed_out(editing: Editing) -> None:
    events = (SHIPPED / "veranstaltungen.csv").read_text(encoding="utf-8-sig")
    app = drop(editing(UPLOAD), events.replace(";75;rund;", ";78;rund;").encode("utf-8-sig"), "veranstaltungen.csv")
    assert "Die Zahl ist neu, unter „Genauigkeit“ steht weiter „rund“." in words(app)
    drop(app, events.replace(";75;rund;", ";78;genau;").encode("utf-8-sig"), "veranstaltungen.csv")
    answer(app, "Ersetzen")
    assert "steht weiter" not in words(app)


@pytest.mark.full
def test_files_survive_another_page_and_another_language(editing: Editing) -> None:
    app = drop(editing(UPLOAD), csv(SOUND))
    app.switch_page("pages/explore/measures.py").run()
    app.switch_page(f"pages/{UPLOAD}").run()
    assert "massnahmen.csv" in words(app)
    app.segmented_control(key="sprache").set_value("English").run()
    assert "massnahmen.csv" in words(app)
    assert "7. Publish" in words(app)


def test_publishing_asks_for_name_and_note_and_then_says_where_to_look(editing: Editing, store: Store) -> None:
    app = publish(drop(editing(UPLOAD), csv(SOUND)), "", "")
    assert "Bitte den eigenen Namen eintragen" in words(app)
    assert "Bitte im Vermerk festhalten" in words(app)
    publish(app)
    assert "Datenstand 2 ist veröffentlicht" in "".join(message.value for message in app.success)
    assert store.release(2).author == "Anna"
    assert not app.text_area  # the desk is empty again


@pytest.mark.full
def test_large_file_waits_for_another_and_is_read_afterwards(editing: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    queue, said, worded = ReadQueue(small=1), list[str](), desk._waiting
    other = Reader(queue, size=2)
    assert other.reads.wait(PATIENCE)

    def told(before: int, lang: Language) -> str:
        said.append(worded(before, lang))
        other.may_end.set()
        return said[-1]

    monkeypatch.setattr(desk, "LARGE_FILES", queue)
    monkeypatch.setattr(desk, "_waiting", told)
    app = drop(editing(UPLOAD), csv(SOUND))
    assert set(said) == {"Eine andere große Datei wird gerade gelesen. Ihre ist danach an der Reihe."}
    assert "1 Maßnahme neu" in words(app)


@pytest.mark.full
def test_large_file_has_its_turn_for_each_check_and_not_for_a_mere_look(
    editing: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = Counted(small=1)
    monkeypatch.setattr(desk, "LARGE_FILES", queue)
    app = drop(editing(UPLOAD), csv(MISTAKEN))
    assert queue.turns == 1
    app.run()
    assert queue.turns == 1
    app.button(key="accept-all").click().run()
    assert queue.turns == 2
    assert "0 Fehler" in words(app)


class Counted(ReadQueue):
    """A queue that counts the turns it gives."""

    turns = 0

    def turn(self, size: int, waiting: Callable[[int], None]) -> AbstractContextManager[None]:
        self.turns += 1
        return super().turn(size, waiting)


@pytest.mark.full
def test_difference_and_effect_stand_before_publishing(editing: Editing) -> None:
    said = words(drop(editing(UPLOAD), csv(SOUND)))
    assert "1 Maßnahme neu" in said
    assert "Padlet der Vereine" in said
    assert "Maßnahmen, umgesetzt" in said


@pytest.mark.full
def test_effect_tells_how_stand_and_programme_months_move(editing: Editing) -> None:
    dated = csv(f"{SOUND};2025-12-24", header=f"{HEADER};Status vom")
    said = words(drop(editing(UPLOAD), dated))
    assert "Stand19. November 2025 → 24. Dezember 2025" in said
    assert "Programmmonat, bis zu dem die Daten reichen, Staffel 202422 → 23" in said
    assert "Gemeinsames Fenster der Staffeln, bis Programmmonat10 → 11" in said


@pytest.mark.full
def test_right_key_of_a_municipality_takes_the_place_of_the_wrong_one(editing: Editing, store: Store) -> None:
    text = (SHIPPED / "kommunen.csv").read_text(encoding="utf-8-sig").replace("071435002000", "071435002009")
    app = drop(editing(UPLOAD), text.encode("utf-8-sig"), "kommunen.csv")
    assert "steht schon unter dem Schlüssel 071435002000 in den Daten" in words(app)
    app.button(key="namesake-1-0").click().run()
    publish(app)
    assert "071435002000" not in store.dataset(2).municipalities["ars"].tolist()
    assert "071435002009" in store.dataset(2).measures["municipality"].dropna().tolist()


def test_files_and_answers_are_there_again_after_a_reload_and_gone_once_published(
    editing: Editing, store: Store
) -> None:
    app = drop(editing(UPLOAD), csv(HOPELESS))
    app.text_input(key=next(box.key for box in app.text_input if "zwanzig" in box.label)).set_value("2024").run()
    again = editing(UPLOAD)
    assert "0 Fehler" in words(again)
    publish(again)
    assert store.dataset(2).measures["cohort"].iloc[-1] == 2024
    assert "massnahmen.csv" not in words(editing(UPLOAD))


@pytest.mark.full
def test_damaged_file_of_a_draft_is_named_and_can_be_taken_away_alone(editing: Editing, store: Store) -> None:
    drop(drop(editing(UPLOAD), csv(SOUND), "a.csv"), csv(SOUND.replace("M900", "M901")), "b.csv")
    (file,) = Path(store.place, "drafts").glob(f"*-{checksum(csv(SOUND))}")
    file.write_bytes(b"anders")
    app = editing(UPLOAD)
    assert "Die Datei „a.csv“ des Entwurfs ist dort, wo sie lag, beschädigt oder weg." in words(app)
    assert "1 Maßnahme neu" in words(app)
    answer(app, "a.csv wegnehmen")
    assert "a.csv" not in words(app)
    assert "1 Maßnahme neu" in words(app)


@pytest.mark.full
def test_two_windows_say_what_the_other_did_before_anything_is_published(editing: Editing, store: Store) -> None:
    one = drop(editing(UPLOAD), csv(SOUND), "a.csv")
    two = editing(UPLOAD)
    drop(one, csv(SOUND.replace("M900", "M901")), "b.csv")
    assert "anderswo" not in words(one)
    publish(two)  # what it showed had no b.csv
    assert store.newest_number() == 1
    assert "jetzt darin: b.csv" in words(two)
    assert "Der Unterschied hat sich inzwischen geändert." in words(two)
    answer(two, "Entfernen")  # a.csv
    publish(one)
    assert store.newest_number() == 1
    assert "nicht mehr darin: a.csv" in words(one)
    publish(one)
    assert store.dataset(2).measures["measure_id"].iloc[-1] == "M901"
    publish(two)
    assert store.newest_number() == 2
    assert "nicht mehr darin: b.csv" in words(two)


def test_unknown_category_is_taken_in_as_an_option_and_published_with_its_row(editing: Editing, store: Store) -> None:
    app = drop(editing(UPLOAD), csv(SOUND.replace(";Padlet;", ";Hörstück;")))
    asked = [box for box in app.text_input if (box.key or "").startswith(("german", "english"))]
    assert [box.value for box in asked] == ["Hörstück", ""]
    app = answer(app, "Aufnehmen")
    assert "in beiden Sprachen" in words(app)
    next(box for box in app.text_input if (box.key or "").startswith("english")).set_value("Audio story")
    app = answer(app, "Aufnehmen")
    assert "Kategorie „Hörstück“ ist neu, auf Englisch „Audio story“" in words(app)
    with using(store.programme()):
        publish(app)
        assert app.success
        assert "Kategorie „Hörstück“ ist neu" in store.release(2).note
        assert store.newest().dataset.measures["category"].iloc[-1] == "hoerstueck"


@pytest.mark.full
def test_unknown_header_is_mapped_by_hand_and_remembered(editing: Editing) -> None:
    header = HEADER.replace("Bezeichnung", "Was")
    app = drop(editing(UPLOAD), csv(SOUND, header=header))
    (choice,) = [box for box in app.selectbox if "Was" in box.label]
    choice.set_value("title").run()
    publish(app)
    assert app.success
    drop(app, csv(SOUND.replace("M900", "M901"), header=header))
    assert "0 Fehler" in words(app)


def test_file_that_is_no_table_of_ours_can_be_named_or_removed(editing: Editing) -> None:
    app = drop(editing(UPLOAD), b"A;B\r\n1;2\r\n", "fremd.csv")
    assert "passen zu keiner der Tabellen" in "".join(error.value for error in app.error)
    (choice,) = [box for box in app.selectbox if box.label == "Diese Datei ist die Tabelle"]
    assert choice.value is None
    choice.set_value("measures").run()
    assert "Es fehlen Pflichtspalten: Maßnahmen-Nr." in words(app)
    app.button(key="remove-1-0").click().run()
    assert [header.value[:1] for header in app.header] == ["1"]


@pytest.mark.full
def test_missing_rows_are_named_before_any_is_removed(editing: Editing, store: Store) -> None:
    app = drop(editing(UPLOAD), csv(SOUND))
    app.radio[0].set_value("replace").run()
    (chosen,) = [box for box in app.multiselect if box.key and box.key.startswith("named")]
    assert any(option.startswith("M01 · Hauptamtliche Stellen") for option in chosen.options)
    assert "entfernt" not in words(app)
    chosen.set_value(["M01"]).run()
    app = editing(UPLOAD)  # as after a reload
    assert "1 entfernt" in words(app)
    publish(app)
    assert "M01" not in store.dataset(2).measures["measure_id"].tolist()
    assert "M02" in store.dataset(2).measures["measure_id"].tolist()


@pytest.mark.full
def test_new_row_is_shown_with_all_columns(editing: Editing) -> None:
    app = drop(editing(UPLOAD), csv(f"{SOUND};laut Bericht;120", header=f"{HEADER};Hinweis;Reichweite"))
    shown = next(table.value for table in app.table if "M900" in table.value.columns)
    said = dict(zip(shown["Spalte"], shown["M900"], strict=True))
    assert (said["Hinweis"], said["Reichweite"], said["Beleg"]) == ("laut Bericht", "120", "belegt")
    empty = "Status vom, Beginn, Förderung (Euro), Quelle, Zweite Quelle, Quelle zuletzt gelesen und Güte der Quelle"
    assert f"In diesen Zeilen leer: {empty}." in words(app)


@pytest.mark.full
def test_row_deleted_in_the_file_is_a_question_with_a_tick(editing: Editing, store: Store) -> None:
    lines = (SHIPPED / "massnahmen.csv").read_bytes().splitlines()
    app = drop(editing(UPLOAD), b"\r\n".join([lines[0], *lines[2:]]))
    said = words(app)
    assert "1 Zeile fehlt in der Datei. Soll sie entfernt werden?" in said
    assert "Es gibt keinen Unterschied." not in said
    assert "1 seiner Zeilen fehlt in den Dateien. Sie bleibt, solange" in said
    (tick,) = app.checkbox
    assert tick.label.startswith("M01")
    tick.check().run()
    app = editing(UPLOAD)  # as after a reload
    assert app.checkbox[0].value
    publish(app)
    assert "M01" not in store.dataset(2).measures["measure_id"].tolist()


@pytest.mark.full
def test_somebody_published_meanwhile_so_the_difference_is_new(editing: Editing, store: Store) -> None:
    app = drop(editing(UPLOAD), csv(SOUND))
    store.publish(1, {"events": store.dataset(1).events.iloc[:-1]}, author="Berta", note="schneller")
    publish(app)
    said = words(app)
    assert "Inzwischen wurde Datenstand 2 von Berta veröffentlicht" in said
    assert "1 Maßnahme neu" in said
    publish(app)
    assert store.release(3).author == "Anna"
    assert len(store.dataset(3).events) == len(store.dataset(1).events) - 1  # both changes are there


@pytest.mark.night
def test_answer_to_what_a_file_would_undo_holds_for_its_release_only(editing: Editing, store: Store) -> None:
    events = (SHIPPED / "veranstaltungen.csv").read_text(encoding="utf-8-sig")
    publish(drop(editing(UPLOAD), events.replace(";75;rund;", ";78;genau;").encode("utf-8-sig"), "veranstaltungen.csv"))
    app = drop(editing(UPLOAD), events.encode("utf-8-sig"), "veranstaltungen.csv")
    back(app).set_value("take").run()
    app = editing(UPLOAD)  # as after a reload
    assert back(app).value == "take"
    assert not app.button(key="publish").disabled
    newer = store.dataset(2).events.assign(place=pd.NA)
    store.publish(2, {"events": EVENTS.typed(newer)}, author="Berta", note="schneller")
    publish(app)
    assert store.newest_number() == 3  # what Berta changed is asked about anew
    assert app.button(key="publish").disabled


@pytest.mark.night
def test_large_difference_is_shown_page_by_page(editing: Editing, store: Store) -> None:
    editing(UPLOAD)  # the store gets its first release
    store.publish(1, demo(40, 300).tables, author="Anna", note="Beispieldaten")
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = editing(RELEASES)
    assert not app.exception
    assert "300 Maßnahmen" in words(app)
    assert max(len(table.value) for table in app.table) <= 25


@pytest.mark.full
def test_release_is_restored_only_after_a_look_at_the_difference(editing: Editing, store: Store) -> None:
    publish(drop(editing(UPLOAD), csv(SOUND)))
    app = editing(RELEASES)
    assert "Anna" in words(app)
    assert "Das würde sich gegenüber Datenstand 2 ändern" in words(app)
    assert app.button(key="restore-now").disabled
    app.checkbox[0].check().run()
    app.text_input(key="author").set_value("Berta")
    app.text_area[0].set_value("war ein Irrtum")
    app.button(key="restore-now").click().run()
    assert "mit dem Inhalt von Datenstand 1 veröffentlicht" in "".join(message.value for message in app.success)
    assert store.release(3).restores == 1
    assert "war ein Irrtum (Inhalt von Datenstand 1)" in words(app)
    app.selectbox(key="restore").set_value(1).run()
    assert "Es gibt keinen Unterschied." in words(app)
    assert "restore-now" not in {button.key for button in app.button}  # nothing to go back to


@pytest.mark.full
def test_damaged_note_on_a_removed_file_is_named_and_the_page_goes_on(editing: Editing, store: Store) -> None:
    (file,) = store.publish(1, {}, author="Anna", note="Stand Mai", files=[("a.csv", b"a")]).files
    store.forget(file.sha256, author="Anna", note="Antrag")
    (Path(store.place) / "forgotten" / f"{file.sha256}.json").write_bytes(b"{}")
    app = editing(RELEASES)
    assert not app.exception
    assert f"Der Vermerk forgotten/{file.sha256}.json" in words(app).replace("\\", "")
    assert "restore-now" in {button.key for button in app.button} or "Es gibt keinen Unterschied." in words(app)


@pytest.mark.full
def test_damaged_release_is_named_in_a_sentence(
    editing: Editing, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(drop(editing(UPLOAD), csv(SOUND)))
    (Path(store.place) / "releases" / "00000002.json").write_bytes(b"{}")
    monkeypatch.setattr(cached, "SHARED", Kept(1))  # as after a restart, because sound manifests stay in memory
    app = editing(RELEASES)
    assert not app.exception
    assert "Das Verzeichnis von Datenstand 2 ist beschädigt." in words(app)


@pytest.mark.night
def test_overview_says_what_the_last_release_changed(editing: Editing) -> None:
    heading = "Seit dem letzten Datenstand"
    assert heading not in [part.label for part in editing("explore/overview.py").expander]
    publish(drop(editing(UPLOAD), csv(SOUND)))
    app = editing("explore/overview.py")
    assert heading in [part.label for part in app.expander]
    assert "1 Maßnahme neu." in words(unfolded(app, "changed"))
