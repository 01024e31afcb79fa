"""The public addresses beside the dashboard: the tables for other tools, the report for a hundred phones, the health.

Everybody may read them, unless a sign-in restricts who may see the dashboard. The tables hold facts that were
reported in public and no personal data; that is a rule of the data (see ``data/QUELLEN.md``), not of these routes.
Every answer is made once per version of the data and kept in memory; browsers and proxies keep it for seconds only,
then ask by its tag, so that a new release shows at once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from enum import Enum, auto
from functools import partial
from urllib.parse import parse_qs, urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ek_data.auth.identity import standing
from ek_data.auth.rules import PUBLIC, Misconfigured
from ek_data.auth.this_computer import START
from ek_data.cache import Kept
from ek_data.charts.drawers.file import NoPicture
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import number_from
from ek_data.errors import Fault, Missing
from ek_data.exports.atom import FEED, MEDIA_TYPE, Changed, feed
from ek_data.exports.pictures import MEDIA_TYPES, PictureFile, picture_file
from ek_data.exports.public import FILES, FileRequest, not_there_page
from ek_data.figures.headline import headline
from ek_data.i18n import LANGUAGES, N_, Language, today
from ek_data.slides.html import document
from ek_data.slides.options import SAVED, Choice
from ek_data.store.manifest import Release
from ek_data.store.reader import NO_RELEASE
from ek_data.ui import access, cached
from ek_data.ui.streamlit_internals import claims
from ek_data.web import fonts
from ek_data.web.health import FAULT, Health
from ek_data.web.public_presentation import NoSlide, refused, report
from ek_data.web.response_cache import KEPT_BYTES, MOST_KEPT, Answer, Answers, SharedWork

BRIEFLY = {"cache-control": "public, max-age=5"}
NOT_KEPT = {"cache-control": "no-store"}
FOR_ANY_SITE = {  # because Datawrapper reads the tables in the browser, and other sites show the pictures
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
}
AGAIN_SOON = {"retry-after": "5"}
OWN_POLICY = {"content-security-policy": f"{document.policy()}; frame-ancestors 'none'"}  # stricter than the pages'
ONLY_DRAWN = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}
NO_FILE = N_("There is no file {file} here. The files are listed at {address}.")

NOT_SAVED = N_("There is no saved presentation of this name any more.")
NO_FEED = N_("The data shown here are not kept in a store, so there are no releases.")
NOT_SIGNED_IN = N_("Please sign in to the dashboard first, with an account that is admitted: {address}")

Handler = Callable[[Request], Awaitable[Response]]


class Audience(Enum):
    """For whom an answer may be: for everybody, for this visitor, who is admitted, or for neither."""

    EVERYBODY = auto()
    VISITOR = auto()
    NOBODY = auto()


AudienceOf = Callable[[Request], Audience]


class NotThere(Fault):
    """Something is asked for that does not exist."""


def routes(
    version: Callable[[], str],
    dataset: Callable[[int | None], Dataset],
    audience: AudienceOf = lambda _request: Audience.EVERYBODY,
    fault: Callable[[], Fault | None] = lambda: None,
    ask: Callable[[], object] | None = None,
    releases: Callable[[], Sequence[Release]] = tuple,
    changed: Changed = lambda _older, _newer, _language: (),
    saved: Callable[[], Mapping[str, Choice]] = dict,
) -> list[Route]:
    """Return the public routes with the data of `dataset(release)`, None for the newest.

    `version()` changes with the data, as in `ek_data.store.data_sources`. Both are asked in threads and may raise a
    `Fault`.
    `audience(request)` says for whom the data are.
    `fault()` is what keeps newer data from being shown, if anything; it answers at once. `ask()` asks the store itself
    whether it answers. `releases()` are those of the store, and `changed` says what one changed since another.
    `saved()` are the saved presentations by name.
    """
    health = Health(ask or version, lambda: dataset(None), fault)
    public = _Public(version, dataset, health, releases, changed, saved)
    return [
        Route("/daten", lambda request: RedirectResponse(_with_query("daten/", request), 308)),
        Route("/daten/bilder/{file}", _guarded(_spoken(public.picture, FOR_ANY_SITE), audience)),
        Route("/daten/{file:path}", _guarded(_spoken(public.file, FOR_ANY_SITE), audience)),
        Route("/bericht", _guarded(_spoken(public.report), audience)),
        Route("/gesund", public.health),
    ]


def _with_query(path: str, request: Request) -> str:
    return f"{path}?{request.url.query}" if request.url.query else path


def is_public(path: str) -> bool:
    """Return whether `path` is answered beside the dashboard and not by one of its pages."""
    return path in ("/bericht", "/gesund", "/daten", fonts.LETTERS) or path.startswith(("/daten/", START, fonts.ICONS))


class _Public:
    """The handlers, with the answers they share."""

    def __init__(
        self,
        version: Callable[[], str],
        dataset: Callable[[int | None], Dataset],
        health: Health,
        releases: Callable[[], Sequence[Release]],
        changed: Changed,
        saved: Callable[[], Mapping[str, Choice]],
    ) -> None:
        self._version, self._dataset, self._health = version, dataset, health
        self._releases, self._changed, self._saved = releases, changed, saved
        self._answers: Answers[Answer] = Answers(Kept(MOST_KEPT, KEPT_BYTES), lambda answer: answer.size)
        self._versions: SharedWork[str] = SharedWork()

    async def file(self, request: Request) -> Response:
        """Answer with a table, the description of all, the list of them, or the feed of releases."""
        name, asked = request.path_params["file"], _asked(request)
        if name == FEED:
            return await self._answer(request, (name, asked), partial(self._feed, asked))
        if name not in FILES:
            raise NotThere(NO_FILE, file=name, address=f"{asked.address}/daten/")
        return await self._answer(request, (name, asked), partial(self._file, name, asked))

    async def picture(self, request: Request) -> Response:
        """Answer with a picture of the pages by its name, with the filters of the query."""
        picture, asked = PictureFile.of(request.path_params["file"], parse_qs(request.url.query)), _asked(request)
        # some pictures are drawn up to the day on which they are seen
        return await self._answer(request, (picture, asked, today()), partial(self._picture, picture, asked))

    async def report(self, request: Request) -> Response:
        """Answer with the presentation that the query asks for, as HTML; with 404 and a page where there is none."""
        query, address, language = parse_qs(request.url.query), _address(request), _language(request)
        try:
            _release_asked(request)
            choice = Choice.from_query(query)
            remarks, name = refused(query, choice, language), request.query_params.get(SAVED, "")
            if name:
                choice = choice.with_slides_of(await asyncio.to_thread(self._saved_as, name))
            make = partial(self._report, choice, name, address, remarks)
            return await self._answer(request, (choice, name, address, remarks), make)
        except (NotThere, NoSlide) as fault:
            page = not_there_page(fault.sentence(language), f"{address}/bericht", language)
            return HTMLResponse(page, 404, {**NOT_KEPT, **OWN_POLICY})

    async def health(self, request: Request) -> Response:
        """Answer with the state of the server as JSON; with 503 where nothing can be shown.

        Where only what was read last can be shown, that is said with 200: no other replica would have more to show.
        """
        state = await self._health.state()
        if state["status"] == FAULT:
            return JSONResponse(state, 503, NOT_KEPT | AGAIN_SOON)
        return JSONResponse(state, 200, NOT_KEPT)

    async def _answer(self, request: Request, key: Hashable, make: Callable[[], Answer]) -> Response:
        version = await self._versions.done("version", self._version)
        visitor = request.client.host if request.client else ""
        return (await self._answers.answer((version, key), make, visitor)).response(request.scope)

    def _file(self, name: str, asked: FileRequest) -> Answer:
        file, dataset = FILES[name], self._of(asked.release)
        headers = {"content-type": file.media_type, **BRIEFLY, **FOR_ANY_SITE}
        if file.is_table:
            headers["content-disposition"] = f'attachment; filename="{file.saved_as(name, dataset)}"'
        return Answer.of(file.content(dataset, asked), headers)

    def _picture(self, picture: PictureFile, asked: FileRequest) -> Answer:
        dataset = self._of(asked.release)
        earlier = self._of(picture.compared) if picture.compared is not None else None
        content = picture_file(picture, dataset, cached.areas(), asked.language, earlier)
        headers = {"content-type": MEDIA_TYPES[picture.ending], **BRIEFLY, **FOR_ANY_SITE, **ONLY_DRAWN}
        return Answer.of(content, headers)

    def _feed(self, asked: FileRequest) -> Answer:
        """Return the feed of the releases up to the one that is asked for. Raises `NotThere` where there is none."""
        dataset = self._of(asked.release)
        number = dataset.origin.release or 0
        until = [release for release in self._releases() if release.number <= number]
        if not until:
            raise NotThere(NO_FEED)
        content = feed(until, self._changed, dataset.result(headline), asked.address, asked.language)
        return Answer.of(content, {"content-type": MEDIA_TYPE, **BRIEFLY, **FOR_ANY_SITE})

    def _saved_as(self, name: str) -> Choice:
        """Return the presentation saved under a name. Raises `NotThere`."""
        found = self._saved().get(name)
        if found is None:
            raise NotThere(NOT_SAVED)
        return found

    def _report(self, choice: Choice, saved_as: str, address: str, remarks: tuple[str, ...]) -> Answer:
        dataset = self._of(choice.release)
        earlier = self._of(choice.compared) if choice.compared is not None else None
        query = urlencode(choice.to_query(saved_as), doseq=True)
        page = report(dataset, earlier, choice, f"{address}/bericht" + (f"?{query}" if query else ""), remarks)
        return Answer.of(page, {"content-type": "text/html; charset=utf-8", **BRIEFLY, **OWN_POLICY})

    def _of(self, release: int | None) -> Dataset:
        """Return the data of `release`. Raises `NotThere`, also where the source has no releases."""
        try:
            dataset = self._dataset(release)
        except Missing as fault:
            raise fault if release is None else NotThere(fault.message, **fault.values) from fault
        if release is not None and dataset.origin.release != release:
            raise NotThere(NO_RELEASE, number=release)
        return dataset


def _spoken(handler: Handler, headers: Mapping[str, str] | None = None) -> Handler:
    """Return `handler` with its faults as sentences: 404 for what is not there, else 503."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except Fault as fault:
            status, more = (404, {}) if isinstance(fault, NotThere | NoPicture) else (503, AGAIN_SOON)
            return PlainTextResponse(
                fault.sentence(_language(request)), status, {**NOT_KEPT, **more, **(headers or {})}
            )

    return handle


def _guarded(handler: Handler, audience: AudienceOf) -> Handler:
    """Return `handler` for those who may read. What is not for everybody stays out of shared caches and other sites."""

    async def handle(request: Request) -> Response:
        readers = audience(request)
        if readers is Audience.NOBODY:
            said = _language(request)(NOT_SIGNED_IN, address=f"{_address(request)}/")
            return PlainTextResponse(said, 403, NOT_KEPT)
        response = await handler(request)
        if readers is Audience.VISITOR:
            response.headers["cache-control"] = "private, no-cache"
            response.headers.update({"vary": "Accept-Encoding, Cookie"})
            for name in FOR_ANY_SITE:
                del response.headers[name]
        return response

    return handle


def _asked(request: Request) -> FileRequest:
    return FileRequest(_address(request), _release_asked(request), _language(request))


def _release_asked(request: Request) -> int | None:
    """Return the number of the release that the link asks for, None for the newest. Raises `NotThere`."""
    written = request.query_params.get("stand", "")
    release = number_from(written)
    if written and release is None:
        raise NotThere(NO_RELEASE, number=written)
    return release


def _language(request: Request) -> Language:
    """Return the language that the link asks for, as on the pages; German if it asks for none."""
    asked = request.query_params.get("sprache")
    return Language(next((code for code, name in LANGUAGES.items() if name == asked), "de"))


def _address(request: Request) -> str:
    """Return the address of the server as the reader wrote it, without a slash at the end."""
    return str(request.base_url).rstrip("/")


def audience(visitor: HTTPConnection) -> Audience:
    """Return whether the data are for everybody, for this visitor, or neither."""
    try:
        found = access.sign_in()
    except Misconfigured:
        return Audience.NOBODY
    if not found.configured or found.rules.audience == PUBLIC:
        return Audience.EVERYBODY
    who = standing(claims(visitor.cookies), found.rules, dt.datetime.now(dt.UTC))
    return Audience.NOBODY if who.access == "stranger" else Audience.VISITOR
