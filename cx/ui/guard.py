"""What stands between the network and Streamlit: an ASGI middleware around the whole server.

Streamlit serves files to whoever has their address, lets any socket empty everybody's caches, keeps a session for
thirty days and after its sign-out, and sends no security headers. Nothing of that passes here.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any

import streamlit
from anyio.to_thread import run_sync
from streamlit.proto.AuthRedirect_pb2 import AuthRedirect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_server_config import AUTH_COOKIE_MAX_AGE_SECONDS, USER_COOKIE_NAME

from cx.actions import access as actions
from cx.domain.errors import CxError
from cx.domain.roles import SINGLE_USER, Action, Actor
from cx.reports.opening import Store
from cx.ui import sessions, way_back
from cx.ui.sign_in import LONGEST_SESSION, is_this_machine

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

PROOF = b"x-cx-guard"
CHECK_EVERY = 15.0
"""Seconds after which an open tab that does nothing is looked at: its session may be over, or its role gone."""

_LOAD_ANEW = ForwardMsg(auth_redirect=AuthRedirect(url="")).SerializeToString()
"""An address that is empty is the one that the tab shows."""

SESSION_OVER = 4401
"""Why a socket was closed, in the range that is free for applications."""

NEEDS_SESSION = ("/media/", "/_stcore/upload_file/")
FOR_CX_LEADER = ("/_stcore/metrics", "/_stcore/agent")
FOR_THIS_MACHINE = ("/_stcore/script-health-check",)
DROPPED = frozenset({"clear_cache", "load_git_info"})
"""Messages of a browser that nobody here needs: the first empties the caches of everybody."""

_LARGEST_CHECKED = 65_536
"""Bytes; the messages that are dropped hold nothing, a form may hold much."""

_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-eval' {inline}",  # Vega compiles its expressions
    "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
SECURITY_HEADERS: Mapping[str, str] = {
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "x-robots-tag": "noindex",
}


@lru_cache(maxsize=1)
def _policy() -> str:
    """The scripts that stand in Streamlit's own page are known by their hash; any other in a page is not run."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in _INLINE.findall(page))
    return "; ".join(_POLICY).format(inline=" ".join(f"'sha256-{one}'" for one in hashes))


@lru_cache(maxsize=1)
def _proof() -> str:
    """Known to this process only, so that a page can tell that its visitor came through the guard."""
    return secrets.token_hex(32)


def is_around(headers: Mapping[str, str]) -> bool:
    """Whether a visit with these headers passed the guard."""
    return secrets.compare_digest(str(headers.get(PROOF.decode(), "")), _proof())


class Guard:
    """app: what it stands around. signs_in: whether people sign in; without, only this machine is served.

    https: whether browsers come by https, which is then demanded of them. base: path that the dashboard is mounted at.
    now: UTC.
    """

    def __init__(
        self,
        app: Any,
        store: Store,
        *,
        signs_in: bool,
        https: bool = False,
        base: str = "",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._app, self._store, self._signs_in, self._https, self._now = app, store, signs_in, https, now
        self._base = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _who(self, scope: Scope) -> Actor | None:
        """Nobody where the store does not answer: it is asked again at the next message."""
        try:
            return await self._known(scope)
        except CxError:
            return None

    async def _known(self, scope: Scope) -> Actor | None:
        if not self._signs_in:
            return SINGLE_USER if _from_this_machine(scope) else None
        cookies = _cookies(scope)
        if USER_COOKIE_NAME not in cookies:
            return None
        return await run_sync(sessions.admitted, self._store, cookies, self._now())

    # Requests ---------------------------------------------------------------------------------------------------------

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = str(scope["path"]).removeprefix(self._base)
        answer = self._answering(send, path)
        if not await self._may_ask(scope, path):
            await _refuse(answer)
        elif path.rstrip("/") == "/oauth2callback" and self._signs_in:
            await self._app(scope, receive, self._signing_in(answer, way_back.wanted(_cookies(scope))))
        elif self._signs_in and way_back.is_page(path) and await self._who(scope) is None:
            query = bytes(scope.get("query_string", b"")).decode("latin-1")
            kept = way_back.cookie(path, query, base=self._base, https=self._https)
            await self._app(scope, receive, _with_cookie(answer, kept))
        else:
            if path.rstrip("/") == "/auth/logout" and self._signs_in and (who := await self._who(scope)):
                await run_sync(actions.signed_out, self._store, who, self._now())
            await self._app(scope, receive, answer)

    async def _may_ask(self, scope: Scope, path: str) -> bool:
        if not self._signs_in and not _from_this_machine(scope):
            return False
        if path.startswith(NEEDS_SESSION):
            return await self._who(scope) is not None
        if path.startswith(FOR_CX_LEADER):
            who = await self._who(scope)
            return who is not None and who.may(Action.CHANGE_SETTINGS)
        return not path.startswith(FOR_THIS_MACHINE) or _from_this_machine(scope)

    def _answering(self, send: Send, path: str) -> Send:
        """Sends on with the headers that every answer has."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": self._headers(list(message.get("headers", ())), path)}
            await send(message)

        return answer

    def _headers(self, headers: Headers, path: str) -> Headers:
        ours = {name.encode() for name in SECURITY_HEADERS} | {b"server", b"content-security-policy"}
        if path.startswith(NEEDS_SESSION):
            ours.add(b"cache-control")
        kept = [(name, self._cookie(value) if name.lower() == b"set-cookie" else value) for name, value in headers]
        found = [(name, value) for name, value in kept if name.lower() not in ours]
        found += [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
        found.append((b"content-security-policy", _policy().encode()))
        if path.startswith(NEEDS_SESSION):
            found.append((b"cache-control", b"no-store"))
        if self._https:
            found.append((b"strict-transport-security", b"max-age=31536000"))
        return found

    def _cookie(self, value: bytes) -> bytes:
        old, ours = AUTH_COOKIE_MAX_AGE_SECONDS, int(LONGEST_SESSION.total_seconds())
        shorter = value.replace(b"Max-Age=%d" % old, b"Max-Age=%d" % ours)
        return shorter + b"; Secure" if self._https and b"secure" not in value.lower() else shorter

    def _signing_in(self, answer: Send, wanted: str) -> Send:
        """Records who came in; without that record nobody does. They are led to the page that they had asked for."""

        async def record(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookies = _set_cookies(message.get("headers", ()))
                if sessions.of(cookies, self._now()) is not None:
                    try:
                        who = await run_sync(sessions.admitted, self._store, cookies, self._now())
                        await run_sync(actions.signed_in, self._store, who, self._now())
                        place = [(b"location", (self._base + wanted).encode())] if who else []
                        gone = way_back.forgotten(base=self._base, https=self._https).encode()
                        message = _instead(message, b"location" if who else b"", [*place, (b"set-cookie", gone)])
                    except CxError:
                        message = _instead(message, b"set-cookie", [])
            await answer(message)

        return record

    # Sockets ----------------------------------------------------------------------------------------------------------

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = await self._who(scope)
        if not self._signs_in and who is None:
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        watched = _Watched(receive, send)
        guarded = _proven(scope if who is not None else _anonymous(scope))

        async def still_theirs(*, idle: bool) -> bool:
            """While the store does not answer, nobody is served, and nobody who does nothing is sent away."""
            try:
                return who is None or await self._known(scope) == who
            except CxError:
                return idle

        async def checked() -> Message:
            while True:
                message = await watched.next(still_theirs)
                if message["type"] != "websocket.receive" or _kind(message) not in DROPPED:
                    return message

        await self._app(guarded, checked, send)


class _Watched:
    """A socket that is closed where its session is over, at the next message or after a while without one.

    Its tab is told to load the page anew before that: what it showed goes from the screen, and it is asked to sign in.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._waiting: asyncio.Task[Message] | None = None

    async def next(self, still_theirs: Callable[..., Awaitable[bool]]) -> Message:
        while True:
            if self._waiting is None:
                self._waiting = asyncio.ensure_future(self._receive())
            await asyncio.wait({self._waiting}, timeout=CHECK_EVERY)
            arrived = self._waiting.result() if self._waiting.done() else None
            if arrived is not None:
                self._waiting = None
                if arrived["type"] != "websocket.receive":
                    return arrived
            if not await still_theirs(idle=arrived is None):
                if self._waiting is not None:
                    self._waiting.cancel()
                await self._send({"type": "websocket.send", "bytes": _LOAD_ANEW})
                await self._send({"type": "websocket.close", "code": SESSION_OVER})
                return {"type": "websocket.disconnect", "code": SESSION_OVER}
            if arrived is not None:
                return arrived


def _instead(message: Message, name: bytes, others: Headers) -> Message:
    """An answer's start with other headers in the place of those of one name."""
    kept = [(one, value) for one, value in message.get("headers", ()) if one.lower() != name]
    return {**message, "headers": [*kept, *others]}


def _with_cookie(answer: Send, cookie: str) -> Send:
    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = _instead(message, b"", [(b"set-cookie", cookie.encode())])
        await answer(message)

    return send


def _kind(message: Message) -> str:
    data = message.get("bytes") or b""
    if len(data) > _LARGEST_CHECKED:
        return ""
    parsed = BackMsg()
    try:
        parsed.ParseFromString(data)
    except Exception:  # what is no message of a browser is Streamlit's to refuse
        return ""
    return str(parsed.WhichOneof("type"))


def _cookies(scope: Scope) -> dict[str, str]:
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    found = {}
    for part in raw.split(";"):
        name, equals, value = part.strip().partition("=")
        if equals:
            found[name] = value.strip('"')
    return found


def _set_cookies(headers: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"set-cookie":
            jar: SimpleCookie = SimpleCookie()
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                continue
            found |= {one.key: one.value for one in jar.values() if one.value}
    return found


def _from_this_machine(scope: Scope) -> bool:
    forwarded = {b"x-forwarded-for", b"forwarded", b"x-real-ip"} & {name for name, _ in scope["headers"]}
    client = scope.get("client")
    return not forwarded and client is not None and is_this_machine(str(client[0]))


def _proven(scope: Scope) -> Scope:
    others = [(name, value) for name, value in scope["headers"] if name != PROOF]
    return {**scope, "headers": [*others, (PROOF, _proof().encode())]}


def _anonymous(scope: Scope) -> Scope:
    """Without the cookies of a session that is over, and without the id by which its tab would be resumed."""
    headers: Headers = []
    for name, value in scope["headers"]:
        if name == b"cookie":
            parts = [one for one in value.split(b"; ") if not one.startswith(USER_COOKIE_NAME.encode())]
            headers.append((name, b"; ".join(parts)))
        elif name == b"sec-websocket-protocol":
            headers.append((name, b", ".join(one.strip() for one in value.split(b",")[:2])))
        else:
            headers.append((name, value))
    return {**scope, "headers": headers}


async def _refuse(answer: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await answer({"type": "http.response.start", "status": HTTPStatus.FORBIDDEN.value, "headers": headers})
    await answer({"type": "http.response.body", "body": b"Sign in first."})
