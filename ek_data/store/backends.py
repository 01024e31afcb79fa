"""Back ends of a store: a folder or a bucket, as named bytes that are created once and never change."""

from __future__ import annotations

import errno
import logging
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ek_data.errors import Fault, Missing
from ek_data.i18n import N_
from ek_data.os_errors import REFUSED, Reason, reason_of

FOLDERS = ("tables", "releases", "programmes", "originals", "forgotten", "mappings", "presentations", "drafts")
BUCKETS = ("s3", "az", "gs")
PATIENCE = {"timeout": "120s", "connect_timeout": "5s"}
RETRIES: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
PROBE, PROBE_CONTENT = "probe", b"created once, never overwritten"

NO_STORE = N_("There is no store at {place}. Check the address and whether the drive is connected.")
NO_OBJECT = N_("{key} is missing in the store {place}.")
FULL = N_("The disk with the store {place} is full. Make room and publish again.")
READ_ONLY = N_("The store {place} can only be read here. Publishing needs the right to write there.")
NO_LINKS = N_(
    "The drive of {place} cannot create files exclusively (hard links), so one release could overwrite another. "
    "Choose another drive, for example with NTFS, ext4, xfs or APFS."
)
NOT_EXCLUSIVE = N_(
    "The store {place} lets an existing object be created again, so one release could overwrite another. "
    "It is not used. Choose a store that supports conditional writes (If-None-Match)."
)
NOT_DELETED = N_(
    "{key} in the store {place} cannot be removed: {reason}. Please repeat it with the right to delete there."
)
FORBIDDEN = N_("The store {place} refuses access. Check its keys and rights.")
NO_ANSWER = N_("The store {place} does not answer.")
SILENT = N_("The store {place} does not answer: {reason}.")
REFUSAL = re.compile(r"status code: 40[13]\b")  # how obstore words it when a list is refused
NO_BUCKET = re.compile(r"status code: 404\b")
NOT_ABOUT_LINKS = (  # whatever else a drive says where a file was just written, it says that it cannot link it
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS),
    *(errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOMEM, errno.ETIMEDOUT),
    *(errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENOTCONN, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTUNREACH),
)
LEFT_OVER = re.compile(r"\.[0-9a-f]{32}|tmp[a-z0-9_]{8}")  # the second kind is from earlier versions
A_DAY = 86_400  # seconds: longer than anybody writes at one file
NEW_FOLDER = 0o2750  # nobody else, and what another member of the group writes stays with the group
NOT_INSTALLED = N_("For the store {place} the package “obstore” is missing. It is installed with the extra “cloud”.")
UNKNOWN_SCHEME = N_("The address {place} is no store. It may be a folder or begin with s3://, az:// or gs://.")


class Unwritable(Fault):
    """The store refuses to be written to."""


class Unreachable(Fault):
    """The store did not answer; a write may or may not have arrived."""


class Unfit(Fault):
    """The store does not honour "create only if absent", on which all releases rest."""


class Objects(Protocol):
    """Named bytes. A name has the form ``folder/name``; what it holds never changes."""

    place: str

    def prepare(self) -> None:
        """Make the store ready to be written to."""

    def create(self, key: str, data: bytes) -> bool:
        """Create `key` and return True, or False if it exists. When it returns, the bytes survive a power cut."""

    def read(self, key: str) -> bytes:
        """Return the bytes of `key`. Raises `Missing`."""

    def names(self, folder: str) -> list[str]:
        """Return the names in `folder`, in no particular order."""

    def all_keys(self) -> list[str]:
        """Return the names of all objects, in no particular order; none where there is no store."""

    def delete(self, key: str) -> None:
        """Remove `key`, for a file that has to be forgotten. Raises `Unwritable`."""


def open_objects(url: str) -> Objects:
    """Return the objects at `url`: a folder, ``file://``, ``s3://``, ``az://`` or ``gs://``. Nothing is written.

    Keys and endpoints of buckets come from the environment, as obstore documents them (``AWS_ENDPOINT`` …).
    Raises `Missing` for any other address.
    """
    scheme = urlsplit(url).scheme
    if scheme in BUCKETS:
        return Bucket(url)
    if scheme == "file":
        return Folder(Path(url2pathname(urlsplit(url).path)))
    if len(scheme) > 1 and "://" in url:  # because C:\data is a folder
        raise Missing(UNKNOWN_SCHEME, place=url)
    return Folder(Path(url).expanduser())


def prove(objects: Objects) -> None:
    """Make `objects` ready for writing. Raises `Unfit` if an existing object can be created again.

    The probe stays where it is, because nothing in a store is ever deleted. It makes no difference who created it.
    """
    objects.prepare()
    objects.create(PROBE, PROBE_CONTENT)
    if objects.create(PROBE, PROBE_CONTENT) or objects.read(PROBE) != PROBE_CONTENT:
        raise Unfit(NOT_EXCLUSIVE, place=objects.place)


class Folder:
    """A local folder. A hard link makes a finished file exist under its name, at once and only if there is none.

    Written with the standard library because obstore's local store never flushes to the disk.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.place = str(root)

    def prepare(self) -> None:
        with self._writing():
            if not self.root.exists():
                self.root.mkdir(parents=True)
                with suppress(OSError):  # because not every drive has modes
                    self.root.chmod(NEW_FOLDER)
            for folder in (self.root / name for name in FOLDERS):
                folder.mkdir(self._mode() & 0o777, exist_ok=True)
                _clean(folder)
            _clean(self.root)
            self._require_links()
            _flush(self.root)
            _flush(self.root.parent)

    def create(self, key: str, data: bytes) -> bool:
        path = self.root / key
        with self._writing():
            try:
                if path.exists():
                    return False
                with _finished(path.parent, data, self._mode()) as file:
                    return self._linked(file, path)
            finally:  # for an existing name too, because its writer may not have got as far as flushing it
                _flush(path.parent)

    def read(self, key: str) -> bytes:
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError as error:
            raise Missing(NO_OBJECT, key=key, place=self.place) from error
        except OSError as error:
            raise Unreachable(SILENT, place=self.place, reason=reason_of(error)) from error

    def names(self, folder: str) -> list[str]:
        try:
            return os.listdir(self.root / folder)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Missing(NO_STORE, place=self.place) from error
        except OSError as error:
            raise Unreachable(SILENT, place=self.place, reason=reason_of(error)) from error

    def all_keys(self) -> list[str]:
        try:
            files = [*self.root.glob("*"), *self.root.glob("*/*")]
            return [file.relative_to(self.root).as_posix() for file in files if _is_object(file)]
        except OSError as error:
            raise Unreachable(SILENT, place=self.place, reason=reason_of(error)) from error

    def delete(self, key: str) -> None:
        path = self.root / key
        try:
            path.unlink(missing_ok=True)
            _flush(path.parent)
        except OSError as error:
            raise Unwritable(NOT_DELETED, key=key, place=self.place, reason=reason_of(error)) from error

    def _mode(self) -> int:
        """Return who may do what with the folder of the store: the same people may read what is in it."""
        return self.root.stat().st_mode

    def _require_links(self) -> None:
        """Raise `Unfit` if the drive links no files, also where the store was made on another one."""
        with _finished(self.root, PROBE_CONTENT, self._mode()) as file:
            link = file.with_name(f".{uuid.uuid4().hex}")
            try:
                self._linked(file, link)
            finally:
                link.unlink(missing_ok=True)

    def _linked(self, file: Path, path: Path) -> bool:
        try:
            os.link(file, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno in NOT_ABOUT_LINKS:
                raise
            raise Unfit(NO_LINKS, place=self.place) from error
        return True

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _unwritten(error, self.place) from error


class Bucket:
    """A bucket of an object store, reached with obstore; the path of the address comes before every name."""

    def __init__(self, url: str) -> None:
        self.place = url
        try:
            import obstore
            import obstore.store
        except ModuleNotFoundError as error:
            raise Missing(NOT_INSTALLED, place=url) from error
        self._api: Any = obstore
        with self._answering():
            self._bucket = self._api.store.from_url(
                url, client_options={**PATIENCE, "allow_http": _http_allowed()}, retry_config=RETRIES
            )

    def prepare(self) -> None:
        """Do nothing, because folders of a bucket exist in names only."""

    def create(self, key: str, data: bytes) -> bool:
        with self._answering():
            try:
                self._api.put(self._bucket, key, data, mode="create")
            except self._api.exceptions.AlreadyExistsError:
                return False
            except FileNotFoundError as error:
                raise Missing(NO_STORE, place=self.place) from error
        return True

    def read(self, key: str) -> bytes:
        with self._answering(Unreachable(FORBIDDEN, place=self.place)):
            try:
                return bytes(self._api.get(self._bucket, key).bytes())
            except FileNotFoundError as error:
                raise Missing(NO_OBJECT, key=key, place=self.place) from error

    def names(self, folder: str) -> list[str]:
        with self._answering(Unreachable(FORBIDDEN, place=self.place)):
            pages = self._api.list(self._bucket, folder)
            return [str(entry["path"]).rpartition("/")[2] for page in pages for entry in page]

    def all_keys(self) -> list[str]:
        with self._answering(Unreachable(FORBIDDEN, place=self.place)):
            return [str(entry["path"]) for page in self._api.list(self._bucket) for entry in page]

    def delete(self, key: str) -> None:
        refused = Unwritable(NOT_DELETED, key=key, place=self.place, reason=Reason(REFUSED, errno.EACCES))
        with self._answering(refused), suppress(FileNotFoundError):
            self._api.delete(self._bucket, key)

    @contextmanager
    def _answering(self, forbidden: Fault | None = None) -> Iterator[None]:
        refused = (self._api.exceptions.PermissionDeniedError, self._api.exceptions.UnauthenticatedError)
        try:
            yield
        except (PermissionError, *refused) as error:
            raise forbidden or Unwritable(READ_ONLY, place=self.place) from error
        except (self._api.exceptions.BaseError, OSError, ValueError) as error:
            if forbidden and REFUSAL.search(str(error)):
                raise forbidden from error
            if forbidden and NO_BUCKET.search(str(error)):
                raise Missing(NO_STORE, place=self.place) from error
            logging.getLogger(__name__).warning("%s: %s", self.place, str(error).partition("\n")[0][:300])
            raise Unreachable(NO_ANSWER, place=self.place) from error


@contextmanager
def _finished(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Give a nameless file in `folder` whose bytes are on the disk; afterwards it is gone."""
    path = folder / f".{uuid.uuid4().hex}"
    try:
        with path.open("xb") as file:
            with suppress(OSError):  # because not every drive has modes
                path.chmod(mode & 0o444 | 0o200)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        with suppress(OSError):
            path.unlink()


def _clean(folder: Path) -> None:
    """Remove what writers that were killed left behind."""
    for file in folder.iterdir():
        with suppress(OSError):  # because it is only in the way, and its writer may be removing it
            if LEFT_OVER.fullmatch(file.name) and time.time() - file.stat().st_mtime > A_DAY:
                file.unlink()


def _is_object(file: Path) -> bool:
    return file.is_file() and not LEFT_OVER.fullmatch(file.name)


def _flush(folder: Path) -> None:
    if os.name != "posix":  # elsewhere the file system looks after its directories itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritten(error: OSError, place: str) -> Fault:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Unwritable(FULL, place=place)
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return Unwritable(READ_ONLY, place=place)
        case errno.ENOENT | errno.ENOTDIR | errno.EEXIST | errno.ESTALE:
            return Missing(NO_STORE, place=place)
        case _:
            return Unreachable(SILENT, place=place, reason=reason_of(error))


def _http_allowed() -> bool:
    return os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true")  # because options given hide the variable
