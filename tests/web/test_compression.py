import asyncio
import gzip
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from streamlit.file_util import get_static_dir
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from ek_data.web.middleware import compression
from ek_data.web.middleware.compression import CompressedAssets
from ek_data.web.middleware.document import Document
from tests.asgi import Reply, ask

STATIC = Path(get_static_dir())
SCRIPT = max((STATIC / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)
SCRIPT_ADDRESS = f"/static/js/{SCRIPT.name}"


class Counted:
    """Streamlit's own files, with the addresses that were asked for behind the middleware."""

    def __init__(self) -> None:
        [mount] = create_streamlit_static_assets_routes(None)
        self.behind: list[str] = []

        async def counted(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
            self.behind.append(scope["path"])
            await mount.app(scope, receive, send)  # type: ignore[attr-defined]

        self.app = Document(CompressedAssets(counted))

    def replies(self, *addresses: str, **headers: Any) -> list[Reply]:
        async def one_after_the_other() -> list[Reply]:
            return [await ask(self.app, address, **headers) for address in addresses]

        return asyncio.run(one_after_the_other())


@pytest.fixture
def streamlit() -> Counted:
    return Counted()


def test_a_script_is_packed_once_and_kept_for_good_by_browsers(streamlit: Counted) -> None:
    first, second = streamlit.replies(SCRIPT_ADDRESS, SCRIPT_ADDRESS, accept_encoding="gzip")
    assert gzip.decompress(first.body) == gzip.decompress(second.body) == SCRIPT.read_bytes()
    assert len(first.body) < SCRIPT.stat().st_size / 2
    assert "immutable" in second.headers["cache-control"]
    assert second.headers["content-type"].startswith("text/javascript")
    assert streamlit.behind == [SCRIPT_ADDRESS]


def test_whoever_comes_later_gets_the_smallest_form(streamlit: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(submit=lambda work: work())
    monkeypatch.setattr(compression, "_LATER", now)
    [small], [smallest] = (streamlit.replies(SCRIPT_ADDRESS, accept_encoding=form) for form in ("gzip", "gzip, br"))
    assert brotli.decompress(smallest.body) == SCRIPT.read_bytes()
    assert len(smallest.body) < 0.9 * len(small.body)
    assert smallest.headers["etag"] != small.headers["etag"]


def test_a_script_comes_plain_to_those_who_cannot_unpack(streamlit: Counted) -> None:
    [reply] = streamlit.replies(SCRIPT_ADDRESS)
    assert reply.body == SCRIPT.read_bytes()
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_who_has_the_script_gets_304_and_head_gets_no_body(streamlit: Counted) -> None:
    [first] = streamlit.replies(SCRIPT_ADDRESS, accept_encoding="gzip")
    [again] = streamlit.replies(SCRIPT_ADDRESS, accept_encoding="gzip", if_none_match=first.headers["etag"])
    [head] = streamlit.replies(SCRIPT_ADDRESS, accept_encoding="gzip", method="HEAD")
    assert (again.status, again.body) == (304, b"")
    assert (head.status, head.headers, head.body) == (200, first.headers, b"")


def test_the_first_to_ask_may_ask_for_the_head_only(streamlit: Counted) -> None:
    [head] = streamlit.replies(SCRIPT_ADDRESS, method="HEAD")
    [whole] = streamlit.replies(SCRIPT_ADDRESS)
    assert (head.body, whole.body) == (b"", SCRIPT.read_bytes())


def test_half_a_script_is_never_kept(streamlit: Counted) -> None:
    streamlit.replies(SCRIPT_ADDRESS, stays=False)  # Starlette stops reading a file when its reader goes away
    [reply] = streamlit.replies(SCRIPT_ADDRESS)
    assert reply.body == SCRIPT.read_bytes()


def test_invented_names_are_not_kept(streamlit: Counted) -> None:
    first, second = streamlit.replies("/static/js/erfunden.js", "/static/js/erfunden.js")
    assert first == second
    assert streamlit.behind == ["/static/js/erfunden.js"] * 2


def test_pictures_and_fonts_go_through_untouched(streamlit: Counted) -> None:
    [font] = streamlit.replies(
        f"/static/media/{next((STATIC / 'static' / 'media').glob('*.woff2')).name}", accept_encoding="gzip"
    )
    assert (font.status, "content-encoding" in font.headers) == (200, False)
