"""Links to the report that cannot be followed, or not wholly: each gets a sentence and a way on, none a fault."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import product
from urllib.parse import quote, urlencode

import pytest
from starlette.applications import Starlette

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.dataset.filters import MOST_VALUES
from ek_data.errors import Missing
from ek_data.slides.options import MOST_PROFILES
from ek_data.slides.qr import qr_code
from ek_data.store.reader import NO_RELEASE
from ek_data.web.routes import routes
from tests.asgi import Reply, ask
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme
from tests.selection import first

DATA = replace(
    programme(
        [municipality(ASBACH, district="Neuwied"), municipality(ALZEY, 2025)],
        [measure(ASBACH, status_on="2025-01-01")],
        [conference(75, "about", starts_on="2025-04-08")],
    ),
    origin=Origin("", 1),
)
WHOLE = '<a href="https://beispiel.de/bericht">Den ganzen Bericht öffnen</a>'
SHORT = "folien=title"  # one slide is made sooner than eleven
KEYS = ("folien", "kommunen", "seit", "titel", "staffel", "art", "kreis", "kategorie", "zeitraum", "anonym", "sprache")
VALUES = (
    ",", "-", "0", "1", "1" * 40, "2025", "0001-01-01", "9999-12-31", "morgen", "title", "profiles,changes", ASBACH,
    "English", "<script>", "\x00\u202e", "{why}%s", "ü" * 3000,
)  # fmt: skip


def dataset(release: int | None) -> Dataset:
    if release not in (None, 1):
        raise Missing(NO_RELEASE, number=release)
    return DATA


def replies(*addresses: str) -> list[Reply]:
    async def one_after_the_other() -> list[Reply]:
        served = Starlette(routes=routes(lambda: "1", dataset))
        return [await ask(served, address) for address in addresses]

    return asyncio.run(one_after_the_other())


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("folien=nonsense", "„folien=nonsense“ im Link ist nicht zu verstehen. Möglich: title, map, headline,"),
        ("folien=changes", "Es entfallen: Was sich geändert hat (kein Treffen und kein früherer Datenstand gewählt)."),
        (
            "folien=changes&seit=morgen",
            "„seit=morgen“ im Link ist nicht zu verstehen. Möglich: ein Tag, geschrieben als",
        ),
        ("folien=profiles", "Es entfallen: Steckbriefe (keine Kommune gewählt)."),
        ("folien=profiles&kommunen=079999999999", "steht keine Kommune in den Daten: 079999999999."),
        ("folien=map&anonym=1", "Es entfallen: Karte (sie zeigte Namen)."),
        ("stand=abc", "Datenstand abc gibt es nicht."),
        ("stand=7", "Datenstand 7 gibt es nicht."),
        ("seit=7", "Datenstand 7 gibt es nicht."),
    ],
)
def test_link_without_slides_is_answered_with_the_reason_and_the_way_to_the_report(query: str, sentence: str) -> None:
    [reply] = replies(f"/bericht?{query}")
    assert (reply.status, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert reply.headers["cache-control"] == "no-store"
    assert sentence in reply.text
    assert WHOLE in reply.text


def test_reason_is_given_in_the_language_of_the_link() -> None:
    [reply] = replies("/bericht?folien=profiles&sprache=English")
    assert "This link leads to no slide. Left out: Profiles (no municipality is chosen)." in reply.text
    assert 'href="https://beispiel.de/bericht?sprache=English"' in reply.text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("folien=title,nonsense", "„folien=nonsense“ im Link ist nicht zu verstehen."),
        (f"{SHORT}&staffel=alle", "„staffel=alle“ im Link ist nicht zu verstehen. Möglich: das Jahr einer Staffel."),
        (f"{SHORT}&sprache=Klingonisch", "Möglich: Deutsch, English."),
        (f"{SHORT}&staffeln=2024", "„staffeln“ im Link bedeutet hier nichts. Möglich: folien,"),
        (f"{SHORT}&kreis={'x' * 300}", f"„kreis={'x' * 60}…“ im Link ist nicht zu verstehen."),
        (
            "folien=title,profiles&kommunen=" + ",".join(f"{n:012}" for n in range(MOST_PROFILES + 1)),
            f"„kommunen“ nimmt höchstens {MOST_PROFILES} Angaben; der Link hat {MOST_PROFILES + 1}.",
        ),
    ],
)
def test_what_a_link_asks_for_in_vain_is_told_above_the_slides(query: str, sentence: str) -> None:
    [reply] = replies(f"/bericht?{query}")
    assert reply.status == 200
    [_before, told] = reply.text.split('<details class="remarks" open>')
    assert sentence in told.partition("</details>")[0]


@pytest.mark.parametrize(
    "query", first(1, ["", "utm_source=brief&handzettel=1", "sprache=Deutsch&anonym=0", f"kommunen={ASBACH}&seit=1"])
)
def test_link_that_is_followed_wholly_gets_no_remark(query: str) -> None:
    [reply] = replies(f"/bericht?{query}")
    assert reply.status == 200
    assert 'class="remarks"' not in reply.text


def test_day_after_the_data_is_told() -> None:
    [reply] = replies("/bericht?folien=changes&seit=2030-01-01")
    assert "Die Daten reichen nur bis zum 8. April 2025; über die Zeit danach sagen sie noch nichts" in reply.text


def test_address_too_long_for_a_code_stands_on_the_slide_without_one() -> None:
    many = "&".join(f"kreis={quote('Landkreis ' * 10)}{n}" for n in range(MOST_VALUES))
    short, long = replies("/bericht?folien=closing", f"/bericht?folien=closing&{many}")
    assert (short.text.count("QR-Code mit der Adresse"), long.text.count("QR-Code mit der Adresse")) == (1, 0)
    assert "<figcaption><a" in long.text


def test_printed_address_is_that_of_the_same_slides() -> None:
    [reply] = replies("/bericht?folien=closing")
    assert ">beispiel.de/bericht?folien=closing</a>" in reply.text


def test_newest_data_are_watched_and_a_fixed_release_is_not() -> None:
    newest, fixed = replies(f"/bericht?{SHORT}", f"/bericht?{SHORT}&stand=1")
    assert ("data-watched" in newest.text, "data-watched" in fixed.text) == (True, False)
    assert "connect-src 'self'" in newest.headers["content-security-policy"]
    assert fixed.text.count("connect-src") == 0


def test_code_holds_what_it_can() -> None:
    assert qr_code("https://beispiel.de/bericht") is not None
    assert qr_code("https://beispiel.de/bericht?kreis=" + "x" * 3000) is None


@pytest.mark.full
def test_no_link_to_the_report_makes_the_server_fail_or_answer_with_nothing() -> None:
    alone = [{key: value} for key, value in product((*KEYS, "stand", "sonst"), VALUES)]
    many = [{key: [str(n) for n in range(1, 500)]} for key in KEYS]
    queries = [{"folien": "title,closing"} | asked for asked in (*alone, *many)]
    addresses = [f"/bericht?{urlencode(query, doseq=True)}" for query in queries]
    broken = ("/bericht?%", "/bericht?=&=", "/bericht?folien", "/bericht?titel=%ff%fe", "/bericht?" + "a" * 60_000)
    asked = (*addresses, *broken)
    answers = dict(zip(asked, replies(*asked), strict=True))
    assert len(answers) > 200
    assert [asked for asked, reply in answers.items() if reply.status not in (200, 404)] == []
    assert [asked for asked, reply in answers.items() if "<section" not in reply.text and WHOLE not in reply.text] == []


def test_no_link_to_the_tables_makes_the_server_fail_or_answer_with_nothing() -> None:
    asked = [
        f"/daten/{quote(name)}?stand={quote(value)}&sprache={quote(value)}"
        for name, value in product(("", "kommunen.csv", "termine.ics", "datapackage.json", "../x"), VALUES)
    ]
    answers = dict(zip(asked, replies(*asked), strict=True))
    assert [asked for asked, reply in answers.items() if reply.status not in (200, 404) or not reply.body] == []
