"""Folders and buckets as such: exclusive creation, full and read-only disks, addresses."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ek_data.errors import Fault, Missing
from ek_data.i18n import GERMAN
from ek_data.store.backends import Folder, Objects, Unfit, Unreachable, Unwritable, open_objects, prove
from ek_data.store.publisher import Store, make_store, open_store
from tests.selection import each
from tests.store.places import running_as_root
from tests.store.rows import said, saying


@pytest.fixture
def objects(url: str) -> Objects:
    opened = open_objects(url)
    opened.prepare()
    return opened


def test_object_is_created_once_and_keeps_its_first_bytes(objects: Objects) -> None:
    assert objects.create("tables/a", b"first")
    assert not objects.create("tables/a", b"second")
    assert objects.read("tables/a") == b"first"


def test_names_are_those_of_one_folder(objects: Objects) -> None:
    objects.create("tables/a", b"")
    objects.create("releases/b", b"")
    assert objects.names("tables") == ["a"]


def test_large_object_is_created_exclusively_too(objects: Objects) -> None:
    large = bytes(12 * 2**20)  # more than an object store takes in one part
    assert objects.create("originals/a", large)
    assert not objects.create("originals/a", b"")
    assert objects.read("originals/a") == large


def test_object_that_is_not_there_is_missing(objects: Objects) -> None:
    with pytest.raises(Missing, match="tables/a is missing"):
        objects.read("tables/a")


def test_store_can_be_proved_again_and_again(objects: Objects) -> None:
    prove(objects)
    prove(objects)


def failing(code: int) -> Callable[..., Any]:
    def fail(*_args: Any, **_more: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


def new_files_failing(code: int) -> Callable[..., Any]:
    opened = Path.open

    def fail(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        if "x" in mode:
            raise OSError(code, os.strerror(code))
        return opened(path, mode, *args, **more)

    return fail


STEPS = {
    "make the folder": ("pathlib.Path.mkdir", failing),
    "open the file": ("pathlib.Path.open", new_files_failing),
    "flush the file": ("os.fsync", failing),
    "link the file": ("os.link", failing),
}
REFUSALS = {
    errno.ENOSPC: (Unwritable, "voll"),
    errno.EDQUOT: (Unwritable, "voll"),
    errno.EROFS: (Unwritable, "nur gelesen"),
    errno.EACCES: (Unwritable, "nur gelesen"),
    errno.EIO: (Unreachable, "antwortet nicht"),
}


@pytest.mark.parametrize("code", each(REFUSALS, [str(errno.ENOSPC)]))
@pytest.mark.parametrize("step", each(STEPS, [next(iter(STEPS))], full=()))
def test_refused_write_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    store = make_store(str(tmp_path))
    store.publish(0, saying("a"), author="Anna", note="")
    before = sorted(tmp_path.rglob("*"))
    expected, word = REFUSALS[code]
    if (step, code) == ("link the file", errno.EACCES):  # the file could be written, so it is about the link
        expected, word = Unfit, "Hardlinks"
    store = open_store(str(tmp_path), writing=step != "make the folder")  # which comes before the first writing only
    target, broken_by = STEPS[step]
    with monkeypatch.context() as broken:
        broken.setattr(target, broken_by(code))
        with pytest.raises(expected) as told:
            store.publish(1, saying("b"), author="Anna", note="")
    assert word in told.value.sentence(GERMAN)
    assert sorted(tmp_path.rglob("*")) == before
    assert said(store.newest().dataset) == {"a"}
    assert store.publish(1, saying("b"), author="Anna", note="").number == 2


def test_disk_that_fills_up_before_the_manifest_leaves_the_release_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(str(tmp_path))
    store.publish(0, saying("a"), author="Anna", note="")
    link = os.link

    def full_for_manifests(source: Path, target: Path) -> None:
        if target.parent.name == "releases":
            raise OSError(errno.ENOSPC, "full")
        link(source, target)

    with monkeypatch.context() as broken:
        broken.setattr("os.link", full_for_manifests)
        with pytest.raises(Unwritable, match="full"):
            store.publish(1, saying("b"), author="Anna", note="")
    assert said(open_store(str(tmp_path)).newest().dataset) == {"a"}
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize(
    "code", [errno.EPERM, errno.EINVAL, *(pytest.param(each, marks=pytest.mark.full) for each in (13, 18, 31, 95, 999))]
)
def test_drive_without_hard_links_is_told_at_the_start_whatever_number_the_system_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    make_store(str(tmp_path / "moved")).publish(0, saying("a"), author="Anna", note="")  # on another drive
    before = sorted((tmp_path / "moved").rglob("*"))
    monkeypatch.setattr("os.link", failing(code))
    for opened in (make_store, open_store):
        with pytest.raises(Unfit) as told:
            opened(str(tmp_path / ("new" if opened is make_store else "moved")))
        assert "Hardlinks" in told.value.sentence(GERMAN)
    assert sorted((tmp_path / "moved").rglob("*")) == before
    assert said(open_store(str(tmp_path / "moved"), writing=False).newest().dataset) == {"a"}


@pytest.mark.parametrize("name", [f".{'0a' * 16}", "tmpab3_x9z1"])
def test_file_that_a_killed_writer_left_is_removed_after_a_day(tmp_path: Path, name: str) -> None:
    store = make_store(str(tmp_path))
    left = [tmp_path / folder / name for folder in ("", "tables", "releases")]
    for file in left:
        file.write_bytes(b"half")
    prove(store.objects)
    assert [file for file in left if not file.exists()] == []  # its writer may be at it
    two_days_ago = left[0].stat().st_mtime - 2 * 86_400
    for file in left:
        os.utime(file, (two_days_ago, two_days_ago))
    assert not any(name in key for key in store.objects.all_keys())
    prove(store.objects)
    assert [file for file in left if file.exists()] == []


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize(("folder", "file"), [(None, 0o640), (0o755, 0o644), (0o700, 0o600)])
def test_who_may_read_the_folder_of_a_store_may_read_its_files(tmp_path: Path, folder: int | None, file: int) -> None:
    root = tmp_path / "store"
    if folder:
        root.mkdir()
        root.chmod(folder)
    make_store(str(root)).publish(0, saying("a"), author="Anna", note="", files=[("a.csv", b"a")])
    modes = {path.is_dir(): set[int]() for path in root.rglob("*")}
    for path in root.rglob("*"):
        modes[path.is_dir()].add(path.stat().st_mode & 0o777)
    assert modes == {True: {folder or 0o750}, False: {file}}


def test_read_only_folder_opens_and_publishing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store(str(tmp_path)).publish(0, saying("a"), author="Anna", note="")
    for target, broken_by in STEPS.values():
        monkeypatch.setattr(target, broken_by(errno.EROFS))
    store = open_store(str(tmp_path))
    with pytest.raises(Unwritable, match="only be read"):
        store.publish(1, saying("b"), author="Anna", note="")


def test_folder_that_vanishes_is_told_and_not_made_anew(tmp_path: Path) -> None:
    store = make_store(str(tmp_path / "drive"))
    store.publish(0, saying("a"), author="Anna", note="")
    (tmp_path / "drive").rename(tmp_path / "unplugged")
    with pytest.raises(Missing, match="drive is connected"):
        store.publish(1, saying("b"), author="Anna", note="")
    with pytest.raises(Missing, match="drive is connected"):
        store.newest()
    assert not (tmp_path / "drive").exists()


def test_unreadable_object_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    monkeypatch.setattr("pathlib.Path.read_bytes", failing(errno.EIO))
    monkeypatch.setattr("os.listdir", failing(errno.EIO))
    with pytest.raises(Unreachable, match="does not answer"):
        folder.read("tables/a")
    with pytest.raises(Unreachable, match="does not answer"):
        folder.names("tables")


def test_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "kommunen.csv").write_text("")
    with pytest.raises(Missing, match="no store at"):
        open_store(str(tmp_path / "kommunen.csv"))


def test_addresses_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    spaced = tmp_path / "mit Leerzeichen"
    roots = [Folder, *(open_objects(url) for url in (spaced.as_uri(), "data", "~/data", r"C:\data"))][1:]
    assert [folder.root for folder in roots if isinstance(folder, Folder)] == [
        spaced,
        tmp_path / "data",
        tmp_path / "data",
        tmp_path / r"C:\data",
    ]


@pytest.mark.parametrize("url", ["https://example.org/store", "ftp://example.org", "s3:/", "memory:///"])
def test_other_addresses_are_no_store(url: str) -> None:
    if "://" in url:
        with pytest.raises(Missing, match="is no store"):
            open_objects(url)
    else:
        with pytest.raises(Fault):
            open_objects(url)


def test_bucket_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(Missing, match="extra “cloud”"):
        open_objects("s3://bucket/store")


def test_bucket_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"AWS_ENDPOINT": "http://127.0.0.1:9", "AWS_ALLOW_HTTP": "true", "AWS_REGION": "x"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with pytest.raises(Unreachable, match="does not answer"):
        open_store("s3://bucket/store")


@pytest.mark.full
def test_bucket_that_is_not_there_is_told(s3_environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in s3_environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Missing, match="no store at"):
        open_store("s3://nowhere/store")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a few releases."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if not running_as_root() or subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(store: Store) -> None:
    for base in range(10_000):
        store.publish(base, saying(str(base + 1)), author="Anna", note="")


@pytest.mark.night
def test_real_disk_that_is_full_keeps_every_release_and_takes_no_more(small_disk: Path) -> None:
    store = make_store(str(small_disk / "store"))
    with pytest.raises(Unwritable, match="full"):
        fill(store)
    published = store.newest_number()
    for _attempt in range(20):
        with pytest.raises(Unwritable, match="full"):
            store.publish(published, saying("more"), author="Anna", note="", files=[("a", bytes(2**20))])
    again = open_store(str(small_disk / "store"))
    assert [said(again.dataset(number)) for number in range(1, published + 1)] == [
        {str(number)} for number in range(1, published + 1)
    ]
    assert again.faults() == ()
    assert not list(small_disk.rglob(".*"))


@pytest.mark.night
def test_real_disk_that_turns_read_only_is_read_and_not_written(small_disk: Path) -> None:
    store = make_store(str(small_disk / "store"))
    store.publish(0, saying("a"), author="Anna", note="")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert said(store.newest().dataset) == {"a"}
    for opened in (store, open_store(str(small_disk / "store"))):
        with pytest.raises(Unwritable, match="only be read"):
            opened.publish(1, saying("b"), author="Anna", note="")
