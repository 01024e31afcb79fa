"""Connections: how many pages may be open at once, because each costs memory until it is closed."""

from __future__ import annotations

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from ek_data.auth.upload_bounds import Bounds

TRY_AGAIN_LATER = 1013  # of the WebSocket's reasons to close; Streamlit's page tries again by itself


class Connections:
    """Middleware that refuses further WebSockets while too many are open, in all or from one address."""

    def __init__(self, app: ASGIApp, bounds: Bounds | None = None) -> None:
        self.app = app
        self._bounds = bounds or Bounds.of_environment()
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = (scope.get("client") or ("",))[0]
        if self._open.total() >= self._bounds.pages or self._open[address] >= self._bounds.pages_each:
            await receive()
            await send({"type": "websocket.close", "code": TRY_AGAIN_LATER})
            return
        self._open[address] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # forgets the addresses at zero
