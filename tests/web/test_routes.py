import asyncio
import datetime as dt
import gzip
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from starlette.applications import Starlette

from ek_data.cache import Kept
from ek_data.dataset.dataset import Dataset, Origin
from ek_data.errors import Damaged, Missing
from ek_data.exports.public import FILES
from ek_data.slides.options import Choice, OwnWords
from ek_data.store.manifest import Release
from ek_data.store.reader import NO_RELEASE
from ek_data.web import response_cache, routes
from ek_data.web.response_cache import Answer, Answers, Busy, SharedWork, codings, has_tag
from ek_data.web.routes import Audience
from tests.asgi import Reply, ask
from tests.programme import ALZEY, ALZEY_WORMS, municipality, programme

FIRST = programme([municipality(ALZEY, name="Stadt Alzey")])
SECOND = programme([municipality(ALZEY, name="Stadt Alzey"), municipality(ALZEY_WORMS, name="Landkreis Alzey-Worms")])


@dataclass
class Releases:
    """A source whose releases are in memory; `fault` is what it raises instead."""

    datasets: list[Dataset] = field(default_factory=lambda: [FIRST])
    fault: Exception | None = None

    def version(self) -> str:
        return str(len(self.datasets))

    def dataset(self, release: int | None) -> Dataset:
        if self.fault:
            raise self.fault
        number = len(self.datasets) if release is None else release
        if number > len(self.datasets):
            raise Missing(NO_RELEASE, number=number)
        return replace(self.datasets[number - 1], origin=Origin("", number))


def app(source: Any) -> Starlette:
    return Starlette(routes=routes.routes(source.version, source.dataset))


def replies(source: Any, *addresses: str, **headers: str) -> list[Reply]:
    async def one_after_the_other() -> list[Reply]:
        served = app(source)
        return [await ask(served, address, **headers) for address in addresses]

    return asyncio.run(one_after_the_other())


def readers(source: Any, audience: Audience, *addresses: str) -> list[Reply]:
    async def one_after_the_other() -> list[Reply]:
        served = Starlette(routes=routes.routes(source.version, source.dataset, lambda _request: audience))
        return [await ask(served, address) for address in addresses]

    return asyncio.run(one_after_the_other())


@pytest.mark.parametrize(
    "address", ["/daten/", "/daten/kommunen.csv", "/daten/neues.atom", "/daten/bilder/karte.svg", "/bericht"]
)
def test_who_is_not_admitted_gets_a_sentence_and_no_data(address: str) -> None:
    closed = Releases(fault=AssertionError("data were loaded"))
    [reply] = readers(closed, Audience.NOBODY, address)
    assert reply.status == 403
    assert reply.text.startswith("Bitte melden Sie sich zuerst im Dashboard")
    assert reply.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in reply.headers


def test_what_is_for_one_visitor_stays_out_of_shared_caches_and_other_sites(source: Releases) -> None:
    [table] = readers(source, Audience.VISITOR, "/daten/kommunen.csv")
    assert table.status == 200
    assert table.headers["cache-control"] == "private, no-cache"
    assert table.headers["vary"] == "Accept-Encoding, Cookie"
    assert "access-control-allow-origin" not in table.headers
    assert "cross-origin-resource-policy" not in table.headers


def test_health_is_for_everybody(source: Releases) -> None:
    [health] = readers(source, Audience.NOBODY, "/gesund")
    assert health.status == 200


@pytest.fixture
def source() -> Releases:
    return Releases()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A stand-in for the presentation, which is tested elsewhere: the addresses for which it was made."""
    addresses: list[str] = []

    def report(dataset: Dataset, earlier: Dataset | None, choice: Choice, address: str, refused: Any) -> bytes:
        addresses.append(address)
        return f"{len(dataset.municipalities)} {earlier and len(earlier.municipalities)} {choice.language}".encode()

    monkeypatch.setattr(routes, "report", report)
    return addresses


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_served(source: Releases, name: str) -> None:
    [reply] = replies(source, f"/daten/{name}")
    assert reply.status == 200
    assert reply.headers["content-type"] == FILES[name].media_type
    assert reply.headers["access-control-allow-origin"] == "*"
    assert len(reply.body) == int(reply.headers["content-length"]) > 0
    saved = reply.headers.get("content-disposition", "")
    assert saved == (f'attachment; filename="{name.replace(".", "-stand-1.")}"' if FILES[name].is_table else "")


def test_picture_is_served_as_it_is_asked_for_and_kept(source: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def picture_file(picture: Any, dataset: Dataset, _areas: Any, lang: Any, earlier: Dataset | None) -> bytes:
        asked.append((picture.selection.chosen, picture.compared, dataset.origin.release, lang.code))
        return b"<svg/>" if earlier is None else b"<svg>earlier</svg>"

    monkeypatch.setattr(routes, "picture_file", picture_file)
    source.datasets.append(SECOND)
    address = "/daten/bilder/karte.svg?staffel=2024&stand=1&sprache=English"
    first, again, other = replies(source, address, address, "/daten/bilder/karte-des-neuen.svg?seit=1")
    assert (first.status, first.body, again.body, other.body) == (200, b"<svg/>", b"<svg/>", b"<svg>earlier</svg>")
    assert first.headers["content-type"] == "image/svg+xml"
    assert first.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert asked == [({"cohorts": (2024,)}, None, 1, "en"), ({}, 1, 2, "de")]


def test_png_of_a_picture_is_served(source: Releases) -> None:
    [reply] = replies(source, "/daten/bilder/massnahmen-je-kommune.png", **{"accept-encoding": "identity"})
    assert reply.status == 404
    [reply] = replies(source, "/daten/bilder/karte.png", **{"accept-encoding": "identity"})
    assert reply.headers["content-type"] == "image/png"
    assert reply.body.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("hallo.svg", "Ein Bild hallo.svg gibt es hier nicht. Es gibt karte, "),
        ("karte.svg?stand=9", "Datenstand 9 gibt es nicht."),
        ("karte.svg?anonym=1", "Dieses Bild würde Namen zeigen"),
        ("foerderung.svg", "Es gibt nichts zu zeichnen: "),
    ],
)
def test_picture_that_is_not_there_is_404_with_a_sentence(source: Releases, file: str, why: str) -> None:
    [reply] = replies(source, f"/daten/bilder/{file}")
    assert reply.status == 404
    assert reply.text.startswith(why)
    assert reply.headers["cache-control"] == "no-store"


def test_the_list_links_every_file(source: Releases) -> None:
    [reply] = replies(source, "/daten/")
    assert [name for name in FILES if f'href="{name}"' not in reply.text] == [""]
    assert '<html lang="de">' in reply.text
    assert "Datenstand 1" in reply.text


def test_the_address_without_its_slash_leads_to_the_list(source: Releases) -> None:
    plain, asked = replies(source, "/daten", "/daten?stand=1&sprache=English")
    assert (plain.status, plain.headers["location"]) == (308, "daten/")
    assert (asked.status, asked.headers["location"]) == (308, "daten/?stand=1&sprache=English")


def test_the_description_points_to_the_server_that_was_asked(source: Releases) -> None:
    here, pinned = replies(source, "/daten/datapackage.json", "/daten/datapackage.json?stand=1&sprache=English")
    assert json.loads(here.body)["resources"][0]["path"] == "https://beispiel.de/daten/kommunen.csv"
    [path] = {each["path"].partition("?")[2] for each in json.loads(pinned.body)["resources"]}
    assert path == "stand=1&sprache=English"


def test_english_tables_have_english_words_and_commas(source: Releases) -> None:
    german, english = replies(source, "/daten/kommunen.csv", "/daten/kommunen.csv?sprache=English")
    assert german.text.startswith("\ufeffRegionalschlüssel;Kommune;")
    assert english.text.startswith("\ufeffRegional key (ARS),Municipality,")


def test_who_has_the_answer_gets_304(source: Releases) -> None:
    [first] = replies(source, "/daten/kommunen.csv")
    [again] = replies(source, "/daten/kommunen.csv", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    kept = ("etag", "cache-control", "vary", "access-control-allow-origin")
    assert [again.headers[name] for name in kept] == [first.headers[name] for name in kept]


def test_the_packed_form_has_a_tag_of_its_own(source: Releases) -> None:
    [plain] = replies(source, "/daten/datapackage.json")
    [packed] = replies(source, "/daten/datapackage.json", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) == int(packed.headers["content-length"]) < len(plain.body)
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


def test_head_has_the_headers_and_no_body(source: Releases) -> None:
    [whole] = replies(source, "/daten/kommunen.csv")
    [head] = replies(source, "/daten/kommunen.csv", method="HEAD")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")


def test_a_new_release_shows_at_once_and_an_old_one_can_be_asked_for(source: Releases) -> None:
    async def before_and_after() -> list[Reply]:
        served = app(source)
        before = await ask(served, "/daten/kommunen.csv")
        source.datasets.append(SECOND)
        tag = before.headers["etag"]
        return [
            before,
            await ask(served, "/daten/kommunen.csv", if_none_match=tag),
            await ask(served, "/daten/kommunen.csv?stand=1", if_none_match=tag),
        ]

    before, after, pinned = asyncio.run(before_and_after())
    assert (after.status, "Landkreis Alzey-Worms" in after.text) == (200, True)
    assert after.headers["etag"] != before.headers["etag"]
    assert pinned.status == 304


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/daten/personen.csv", "Die Datei personen.csv gibt es hier nicht."),
        ("/daten/../kommunen.csv", "Die Datei ../kommunen.csv gibt es hier nicht."),
        ("/daten/kommunen.csv?stand=7", "Datenstand 7 gibt es nicht."),
        ("/daten/kommunen.csv?stand=neu", "Datenstand neu gibt es nicht."),
        ("/daten/kommunen.csv?stand=7&sprache=English", "There is no release 7."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(source: Releases, address: str, sentence: str) -> None:
    [reply] = replies(source, address)
    assert reply.status == 404
    assert reply.text.startswith(sentence)
    assert reply.headers["cache-control"] == "no-store"


def test_a_source_without_releases_has_none_to_ask_for() -> None:
    class Folder(Releases):
        def dataset(self, release: int | None) -> Dataset:
            return FIRST

    now, pinned = replies(Folder(), "/daten/kommunen.csv", "/daten/kommunen.csv?stand=1")
    assert (now.status, pinned.status) == (200, 404)
    assert 'filename="kommunen.csv"' in now.headers["content-disposition"]


@pytest.mark.parametrize("address", ["/daten/kommunen.csv", "/daten/", "/bericht"])
def test_a_failing_source_is_said_in_a_sentence_and_not_kept(source: Releases, made: list[str], address: str) -> None:
    async def failing_then_mended() -> list[Reply]:
        served = app(source)
        source.fault = Damaged(NO_RELEASE, number=1)
        failed = await ask(served, address)
        source.fault = None
        return [failed, await ask(served, address)]

    failed, mended = asyncio.run(failing_then_mended())
    assert (failed.status, failed.text) == (503, "Datenstand 1 gibt es nicht.")
    assert (failed.headers["cache-control"], failed.headers["retry-after"]) == ("no-store", "5")
    assert mended.status == 200


def test_health_says_what_is_shown(source: Releases) -> None:
    [reply] = replies(source, "/gesund")
    state = json.loads(reply.body)
    assert (reply.status, state["status"], state["release"]) == (200, "ok", 1)
    assert reply.headers["cache-control"] == "no-store"


def test_health_says_what_fails(source: Releases) -> None:
    source.fault = Damaged(NO_RELEASE, number=1)
    [reply] = replies(source, "/gesund")
    assert (reply.status, json.loads(reply.body)["reason"]) == (503, "Damaged")


def test_the_report_is_made_of_what_the_query_asks_for(source: Releases, made: list[str]) -> None:
    source.datasets.append(SECOND)
    newest, compared = replies(source, "/bericht", "/bericht?stand=2&seit=1&sprache=English")
    assert (newest.text, compared.text) == ("2 None de", "2 1 en")
    assert made == ["https://beispiel.de/bericht", "https://beispiel.de/bericht?seit=1&stand=2&sprache=English"]
    assert "access-control-allow-origin" not in newest.headers


def test_the_report_is_the_presentation_as_html(source: Releases) -> None:
    [reply] = replies(source, "/bericht?folien=title,headline")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert reply.headers["cache-control"] == "public, max-age=5"
    assert reply.text.lower().startswith("<!doctype html>")
    assert "Engagierte Kommunen in Rheinland-Pfalz" in reply.text


def test_address_of_the_office_shows_no_words_of_a_link_but_those_of_a_saved_presentation(source: Releases) -> None:
    own = Choice(("title", "text-1")).saying("text-1", OwnWords("Was wir <i>klären</i>", lines="Wer & wann?"))
    served = Starlette(routes=routes.routes(source.version, source.dataset, saved=lambda: {"März": own}))

    async def asked(query: str) -> Reply:
        return await ask(served, f"/bericht?{query}")

    linked = asyncio.run(asked("folien=title&titel=Fremdes&title:title=Fremdes&text-1=Fremdes"))
    assert "Fremdes" not in linked.text
    assert "wird nicht mehr aus einem Link übernommen" in linked.text
    shown = asyncio.run(asked("praesentation=M%C3%A4rz&folien=map"))
    assert "Was wir &lt;i&gt;klären&lt;/i&gt;" in shown.text
    assert "Wer &amp; wann?" in shown.text
    assert shown.text.count("<section") == 2
    gone = asyncio.run(asked("praesentation=Fremdes"))
    assert (gone.status, "Fremdes" in gone.text) == (404, False)
    assert "Eine gespeicherte Präsentation mit diesem Namen gibt es nicht mehr." in gone.text


def test_links_that_ask_for_the_same_share_an_answer(source: Releases, made: list[str]) -> None:
    replies(source, "/bericht", "/bericht?utm_source=brief", "/bericht?sprache=Deutsch")
    assert len(made) == 1


def test_an_answer_for_another_name_of_the_server_is_another_one(source: Releases, made: list[str]) -> None:
    async def two_names() -> None:
        served = app(source)
        await ask(served, "/bericht", host="a.beispiel.de")
        await ask(served, "/bericht", host="b.beispiel.de")

    asyncio.run(two_names())
    assert made == ["https://a.beispiel.de/bericht", "https://b.beispiel.de/bericht"]


def test_fifty_at_once_wait_for_one_report(source: Releases, monkeypatch: pytest.MonkeyPatch) -> None:
    all_asked, made = threading.Event(), []

    def slow_report(*_asked: Any) -> bytes:
        assert all_asked.wait(20)
        made.append("Bericht")
        return b"Bericht"

    monkeypatch.setattr(routes, "report", slow_report)

    async def fifty() -> list[Reply]:
        served = app(source)
        asked = [asyncio.ensure_future(ask(served, "/bericht")) for _n in range(50)]
        health = await ask(served, "/gesund")  # answered meanwhile: the event loop is free
        assert health.status == 200
        asked[0].cancel()  # one who goes away takes nothing from the others
        all_asked.set()
        return await asyncio.gather(*asked[1:])

    assert {(reply.status, reply.body) for reply in asyncio.run(fifty())} == {(200, b"Bericht")}
    assert len(made) == 1


def test_too_many_different_questions_at_once_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    async def three() -> list[Any]:
        together: SharedWork[bool] = SharedWork(most=2)
        asked = [together.done(number, lambda: go_on.wait(20)) for number in range(3)]
        running = [asyncio.ensure_future(each) for each in asked]
        await asyncio.sleep(0)
        go_on.set()
        return await asyncio.gather(*running, return_exceptions=True)

    first, second, third = asyncio.run(three())
    assert (first, second, type(third)) == (True, True, Busy)


@pytest.mark.parametrize(("patience", "refused"), [(20, 0), (0.01, 8)])
def test_one_visitor_with_many_questions_does_not_shut_out_another(patience: float, refused: int) -> None:
    asked = threading.Event()

    async def crowd() -> tuple[bool, list[Any]]:
        together: SharedWork[bool] = SharedWork(most=6, most_each=2, patience=patience)
        many = [asyncio.ensure_future(together.done(n, asked.wait, "198.51.100.1")) for n in range(10)]
        await asyncio.sleep(0)
        other = asyncio.ensure_future(together.done("bericht", asked.wait, "198.51.100.2"))
        await asyncio.sleep(0.1)
        asked.set()
        return await other, await asyncio.gather(*many, return_exceptions=True)

    answered, many = asyncio.run(crowd())
    assert answered
    assert sum(isinstance(each, Busy) for each in many) == refused
    assert many.count(True) == 10 - refused


def test_whoever_goes_away_keeps_the_share_until_the_work_has_ended() -> None:
    ended = threading.Event()

    async def left() -> str:
        together: SharedWork[bool] = SharedWork(most_each=1, patience=0.01)
        gone = asyncio.ensure_future(together.done("a", ended.wait, "198.51.100.1"))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(Busy):
            await together.done("b", ended.wait, "198.51.100.1")
        ended.set()
        return str(await together.done("a", ended.wait, "198.51.100.1"))

    assert asyncio.run(left()) == "True"


def test_work_that_cannot_be_begun_takes_no_share(monkeypatch: pytest.MonkeyPatch) -> None:
    together: SharedWork[bool] = SharedWork(most_each=2, patience=0.01)
    ended = threading.Event()

    def no_thread(_key: object, _work: object) -> None:
        raise RuntimeError("can't start new thread")

    async def asked() -> bool:
        other = asyncio.ensure_future(together.done("other", ended.wait, "198.51.100.1"))
        await asyncio.sleep(0)
        with monkeypatch.context() as full:
            full.setattr(together._going_on, "begun", no_thread)
            with pytest.raises(RuntimeError):
                await together.done("a", lambda: True, "198.51.100.1")
        try:
            return await together.done("b", lambda: True, "198.51.100.1")
        finally:
            ended.set()
            await other

    assert asyncio.run(asked())


def answers(most_bytes: int) -> Answers[Answer]:
    return Answers(Kept(10, most_bytes), lambda answer: answer.size)


def test_old_answers_make_room_for_new_ones() -> None:
    made: list[str] = []

    def maker(name: str) -> Callable[[], Answer]:
        return lambda: made.append(name) or Answer.of(b"x" * 40, {})  # type: ignore[func-returns-value]

    async def asked() -> None:
        kept = answers(100)
        for name in ("a", "b", "a", "c", "a", "b"):  # "b" is the one not asked for the longest when "c" comes
            await kept.answer(name, maker(name))

    asyncio.run(asked())
    assert made == ["a", "b", "c", "b"]


def test_an_answer_larger_than_the_room_is_kept_until_the_next() -> None:
    made: list[int] = []

    async def asked() -> None:
        kept = answers(1)
        for _n in range(2):
            await kept.answer("large", lambda: made.append(1) or Answer.of(b"xx", {}))  # type: ignore[func-returns-value]

    asyncio.run(asked())
    assert made == [1]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", {"gzip", "deflate", "br"}),
        ("br;q=1.0, GZIP;q=0.8", {"gzip", "br"}),
        ("gzip;q=0, br", {"br"}),
        ("", {""}),
        ("x-gzip-like", {"x-gzip-like"}),
    ],
)
def test_forms_are_read_from_what_a_browser_accepts(accepted: str, expected: set[str]) -> None:
    assert codings(accepted) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [('"a"', True), ('"b", "a"', True), ('W/"a"', True), ("*", True), ('"b"', False), ("a", False), ("", False)],
)
def test_tags_are_compared_whole(tags: str, expected: bool) -> None:
    assert has_tag(tags, '"a"') == expected


def test_small_answers_are_not_packed() -> None:
    assert Answer.of(b"x" * (response_cache.WORTH_PACKING - 1), {}).packed == {}


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/daten", True),
        ("/daten/", True),
        ("/daten/kommunen.csv", True),
        ("/bericht", True),
        ("/gesund", True),
        ("/", False),
        ("/datenstaende", False),  # a page
        ("/berichte", False),
    ],
)
def test_pages_whose_names_begin_alike_are_no_public_routes(path: str, public: bool) -> None:
    assert routes.is_public(path) == public


def test_health_says_that_only_what_was_read_last_is_shown(source: Releases) -> None:
    served = Starlette(
        routes=routes.routes(source.version, source.dataset, fault=lambda: Missing(NO_RELEASE, number=2))
    )
    reply = asyncio.run(ask(served, "/gesund"))
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
    state = json.loads(reply.text)
    assert (state["status"], state["release"]) == ("degraded", 1)
    assert state["reason"] == "Missing"


def with_releases(source: Releases) -> Starlette:
    def releases() -> list[Release]:
        moment = dt.datetime(2025, 5, 1, tzinfo=dt.UTC)
        return [Release(n, {}, {}, "Anna", "", moment, id=f"{n:032}") for n in range(1, len(source.datasets) + 1)]

    return Starlette(routes=routes.routes(source.version, source.dataset, releases=releases))


def test_feed_tells_the_releases_up_to_the_one_asked_for_and_is_kept() -> None:
    async def asked() -> list[Reply]:
        served = with_releases(Releases([FIRST, SECOND]))
        newest = await ask(served, "/daten/neues.atom")
        again = {"if-none-match": newest.headers["etag"]}
        return [newest, await ask(served, "/daten/neues.atom?stand=1"), await ask(served, "/daten/neues.atom", **again)]

    newest, first, again = asyncio.run(asked())
    assert newest.headers["content-type"].startswith("application/atom+xml")
    assert (newest.body.count(b"<entry>"), first.body.count(b"<entry>")) == (2, 1)
    assert again.status == 304


def test_data_that_are_no_releases_have_no_feed() -> None:
    [reply] = replies(Releases(), "/daten/neues.atom")
    assert reply.status == 404
    assert "keine Datenstände" in reply.body.decode()
