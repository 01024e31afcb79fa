"""The page that is sent for every address of the dashboard."""

import asyncio
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from ek_data.ui.streamlit_internals import page_of_streamlit
from ek_data.web import fonts
from ek_data.web.middleware.document import Document, document
from ek_data.web.middleware.security import checksums
from ek_data.web.routes import is_public
from tests.asgi import Reply, ask

[MOUNT] = create_streamlit_static_assets_routes(None)
APP = Document(MOUNT.app)  # type: ignore[attr-defined]


def reply(address: str, **headers: str) -> Reply:
    return asyncio.run(ask(APP, address, **headers))


@pytest.mark.parametrize("address", ["/", "/karte"])
def test_the_page_is_packed_and_never_kept_without_asking(address: str) -> None:
    found = reply(address, accept_encoding="gzip")
    assert (found.status, found.headers["content-encoding"]) == (200, "gzip")
    assert found.headers["cache-control"] == "no-cache"


def test_the_page_in_each_language_has_its_own_tag() -> None:
    german, english = reply("/karte", accept_encoding="gzip"), reply("/karte?sprache=English", accept_encoding="gzip")
    assert ('<html lang="de">' in german.text, '<html lang="en">' in english.text) == (True, True)
    tag = german.headers["etag"]
    assert reply("/karte", accept_encoding="gzip", if_none_match=tag).status == 304
    assert reply("/karte?sprache=English", accept_encoding="gzip", if_none_match=tag).status == 200


def test_the_page_asks_for_our_letters_first_and_knows_its_server() -> None:
    text = document(page_of_streamlit()).decode()
    assert re.findall(r'rel="preload"\s+href="([^"]+)"', text) == [fonts.LETTERS]
    assert text.index("index.") < text.index("@font-face") < text.index("</head>")  # behind the style of Streamlit
    assert len(list(checksums(document(page_of_streamlit())))) == len(list(checksums(page_of_streamlit()))) + 1


def test_fonts_are_kept_for_good_under_a_name_of_their_content_or_asked_for_each_time() -> None:
    async def both() -> list[Reply]:
        served = Starlette(routes=fonts.ROUTES)
        return [await ask(served, address) for address in (fonts.LETTERS, f"{fonts.ICONS}nEdyypZU.woff2")]

    letters, icons = asyncio.run(both())
    assert all(is_public(address) for address in (fonts.LETTERS, f"{fonts.ICONS}nEdyypZU.woff2"))
    assert ("immutable" in letters.headers["cache-control"], icons.headers["cache-control"]) == (True, "no-cache")
    assert letters.headers["content-type"] == icons.headers["content-type"] == "font/woff2"
    assert icons.headers["etag"]


def test_what_is_no_page_is_passed_on_as_it_is() -> None:
    async def word(request: Request) -> Response:
        return PlainTextResponse("ein Wort", 201, {"x-eigen": "ja"})

    served = Starlette(routes=[Route("/wort", word)], middleware=[Middleware(Document)])
    found = asyncio.run(ask(served, "/wort"))
    assert (found.status, found.text, found.headers["x-eigen"]) == (201, "ein Wort", "ja")
