"""The guard around the server, spoken to as a server speaks to it."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import insert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import memory_media_file_storage
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from cx.actions import access
from cx.domain.approval import reach
from cx.domain.errors import BadValue, StoreUnavailable
from cx.domain.roles import COMMAND_LINE, SINGLE_USER, Role
from cx.domain.slices import Slice
from cx.reports import access as reports
from cx.store.maintained import upsert
from cx.store.opening import Store
from cx.store.schema import leader_scopes
from cx.ui import file_ids, guard, serving, sessions, sign_in, way_back
from cx.ui.guard import Guard
from tests.apart import run_apart

SECRET = "0f3a9c5e7b1d2846ca0e8f6d4b2907531e5f"  # noqa: S105 - of this test alone
GOOD = {
    "redirect_uri": "https://cx.example.com/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "cx",
    "client_secret": "x1",
    "server_metadata_url": "https://id.example.com/.well-known/openid-configuration",
}


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "get_cookie_secret", lambda: SECRET)


@pytest.fixture
def store(empty_store: Store) -> Store:
    access.grant(empty_store, COMMAND_LINE, "lead@example.com", Role.CX_LEADER, datetime.now(UTC))
    access.grant(empty_store, COMMAND_LINE, "chief@example.com", Role.EXECUTIVE, datetime.now(UTC))
    return empty_store


def cookie(email: str, **claims: object) -> str:
    payload = {"is_logged_in": True, "email": email} | claims

    return create_signed_value(SECRET, "_streamlit_user", json.dumps(payload)).decode()


def asked(
    store: Store, path: str, cookies: str = "", *, client: str = "10.0.0.9", signs_in: bool = True, query: str = ""
) -> Any:
    """Status and headers of one request through the guard."""
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"server", b"x"), (b"set-cookie", b"_streamlit_user=v; Max-Age=2592000; HttpOnly")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"cookie", f"_streamlit_user={cookies}".encode())] if cookies else []
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": headers, "client": (client, 1)}
    run_apart(Guard(app, store, signs_in=signs_in, https=True)(scope, None, send))  # type: ignore[arg-type]
    return SimpleNamespace(status=sent[0]["status"], headers=dict(sent[0]["headers"]))


def told(
    store: Store, email: str, messages: list[Any], between: Any = lambda: None, ready: Any = lambda: True
) -> tuple[list[Any], list[Any]]:
    """What reaches Streamlit through a socket, and what the guard sent itself. ready: when a message comes."""
    reached: list[Any] = []
    sent: list[Any] = []
    waiting = [{"type": "websocket.connect"}, *messages, {"type": "websocket.disconnect", "code": 1000}]

    async def receive() -> Any:
        message = waiting.pop(0)
        if message["type"] == "websocket.receive":
            while not ready():
                await asyncio.sleep(0.01)
            between()
        return message

    async def send(message: Any) -> None:
        sent.append(message)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(dict(scope["headers"]).get(b"cookie", b""))
        reached.append(guard.is_around({"x-cx-guard": dict(scope["headers"])[guard.PROOF].decode()}))
        while (message := await receive())["type"] != "websocket.disconnect":
            reached.append(message)

    headers = [(b"cookie", f"a=1; _streamlit_user={cookie(email)}".encode()), (guard.PROOF, b"forged")]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "client": ("10.0.0.9", 1)}
    run_apart(Guard(app, store, signs_in=True)(scope, receive, send))
    return reached, sent


def message(kind: str) -> dict[str, Any]:
    made = BackMsg()
    setattr(made, kind, True) if kind == "clear_cache" else made.rerun_script.SetInParent()
    return {"type": "websocket.receive", "bytes": made.SerializeToString()}


@pytest.mark.parametrize("path", ["/media/abc.csv", "/_stcore/upload_file/a/b", "/_stcore/metrics"])
def test_files_uploads_and_metrics_need_a_session(store: Store, path: str) -> None:
    assert asked(store, path).status == 403
    assert asked(store, path, "forged").status == 403
    assert asked(store, path, cookie("stranger@example.com")).status == 403
    assert asked(store, path, cookie("lead@example.com", email_verified=False)).status == 403
    assert asked(store, path, cookie("Lead@Example.com")).status == 200


def test_metrics_are_for_the_cx_leader_and_the_script_check_for_this_machine(store: Store) -> None:
    assert asked(store, "/_stcore/metrics", cookie("chief@example.com")).status == 403
    assert asked(store, "/_stcore/script-health-check").status == 403
    assert asked(store, "/_stcore/script-health-check", client="127.0.0.1").status == 200


def test_every_answer_has_the_security_headers_and_a_cookie_of_eight_hours(store: Store) -> None:
    headers = asked(store, "/favicon.png").headers
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"DENY"
    assert b"script-src 'self'" in headers[b"content-security-policy"]
    assert b"server" not in headers
    assert headers[b"set-cookie"] == b"_streamlit_user=v; Max-Age=28800; HttpOnly; Secure"
    assert asked(store, "/media/x", cookie("lead@example.com")).headers[b"cache-control"] == b"no-store"


def test_no_browser_empties_the_caches_of_all(store: Store) -> None:
    reached, _ = told(store, "lead@example.com", [message("clear_cache"), message("rerun_script")])
    assert [one["bytes"] for one in reached[3:]] == [message("rerun_script")["bytes"]]


def test_a_visit_is_proven_by_the_guard_and_by_nobody_else(store: Store) -> None:
    reached, _ = told(store, "lead@example.com", [])
    assert reached[1] is True
    assert not guard.is_around({"x-cx-guard": "forged"})
    assert not guard.is_around({})


def test_a_socket_of_somebody_without_a_role_is_an_anonymous_one(store: Store) -> None:
    reached, _ = told(store, "stranger@example.com", [])
    assert reached[0] == b"a=1"


def test_an_open_tab_ends_with_its_role(store: Store) -> None:
    def take_away() -> None:
        if any("chief" in one.email for one in reports.persons(store)):
            access.revoke(store, COMMAND_LINE, "chief@example.com", None, datetime.now(UTC))

    reached, sent = told(store, "chief@example.com", [message("rerun_script")], take_away)
    assert len(reached) == 3  # the cookie, the proof and the opening, but no message
    assert [one["type"] for one in sent] == ["websocket.send", "websocket.close"]
    assert ForwardMsg.FromString(sent[0]["bytes"]).WhichOneof("type") == "auth_redirect"
    assert sent[1]["code"] == guard.SESSION_OVER


def test_a_store_that_does_not_answer_ends_no_tab_that_is_left_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_of: list[str] = []

    def admitted(_: Store, cookies: Any, now: datetime) -> Any:
        asked_of.append("store")
        if len(asked_of) in (2, 3):
            raise StoreUnavailable("The store is in use.")
        return SINGLE_USER

    monkeypatch.setattr(guard, "CHECK_EVERY", 0.02)
    monkeypatch.setattr(guard.sessions, "admitted", admitted)
    reached, sent = told(store, "lead@example.com", [message("rerun_script")], ready=lambda: len(asked_of) > 3)
    assert reached[3]["type"] == "websocket.receive"
    assert sent == []


def test_a_leader_signs_in_to_their_own_drafts_and_area(store: Store) -> None:
    access.grant(store, COMMAND_LINE, "ana@example.com", Role.LEADER, datetime.now(UTC))
    with store.writing() as connection:
        upsert(connection, "leaders", [{"leader_id": "ruiz", "name": "Ana Ruiz", "email": "Ana@Example.com"}])
        connection.execute(insert(leader_scopes).values(leader_id="ruiz", scope="region=EMEA"))
    who = sessions.admitted(store, {"_streamlit_user": cookie("ana@example.com")}, datetime.now(UTC))
    assert who is not None
    assert (who.leader_id, who.areas) == ("ruiz", (Slice.of(region="EMEA"),))
    assert reach(who).leads("ruiz")
    assert not reach(who).leads("chen")


def test_a_session_lasts_eight_hours_and_no_longer(store: Store) -> None:
    cookies = {"_streamlit_user": cookie("lead@example.com")}
    now = datetime.now(UTC)
    assert sessions.admitted(store, cookies, now + timedelta(hours=7, minutes=59)) is not None
    assert sessions.admitted(store, cookies, now + timedelta(hours=8, minutes=1)) is None


def test_signing_out_ends_copied_cookies(store: Store) -> None:
    copied = {"_streamlit_user": cookie("lead@example.com")}
    now = datetime.now(UTC)
    who = sessions.admitted(store, copied, now)
    assert who is not None
    access.signed_out(store, who, now)
    assert sessions.admitted(store, copied, now) is None


@pytest.mark.parametrize(
    ("path", "query", "back"),
    [
        ("/voice", "period=2026Q3&region=EMEA", "/voice?period=2026Q3&region=EMEA"),
        ("/", "region=a%0d%0aset-cookie:%20x", "/?region=a%0D%0Aset-cookie%3A+x"),
        ("/voice", "", "/voice"),
        ("/voice", "q=" + "x" * 5000, "/voice"),
    ],
)
def test_who_signs_in_is_led_to_the_page_that_they_asked_for(store: Store, path: str, query: str, back: str) -> None:
    kept = asked(store, path, query=query).headers[b"set-cookie"].decode()
    assert "HttpOnly; SameSite=Lax; Secure" in kept
    assert way_back.wanted({way_back.COOKIE: kept.partition(";")[0].partition("=")[2]}) == back


@pytest.mark.parametrize(
    "kept",
    [
        "https://evil.example/voice",
        "//evil.example/voice",
        "/\\evil.example",
        "javascript:alert(1)",
        "/auth/logout",
        "[",
        "",
    ],
)
def test_nobody_is_led_to_what_is_no_page_of_ours(kept: str) -> None:
    assert way_back.wanted({way_back.COOKIE: quote(kept, safe="")}) == "/"
    assert way_back.wanted({way_back.COOKIE: kept}) == "/"


def test_without_sign_in_only_this_machine_is_served(store: Store) -> None:
    assert asked(store, "/", signs_in=False).status == 403
    assert asked(store, "/", client="127.0.0.1", signs_in=False).status == 200
    with pytest.raises(BadValue, match="nobody signs in"):
        serving.check(store, "0.0.0.0")  # noqa: S104 - the address that is refused
    serving.check(store, "localhost")


@pytest.mark.parametrize("secret", ["short", "x" * 40, "your-cookie-secret-of-32-bytes-0123456789", "changeme" * 5])
def test_a_weak_or_known_cookie_secret_is_refused(secret: str) -> None:
    with pytest.raises(BadValue, match="cookie_secret"):
        sign_in.check(GOOD | {"cookie_secret": secret})


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_secret_is_refused(name: str) -> None:
    with pytest.raises(BadValue, match=name):
        sign_in.check({key: value for key, value in GOOD.items() if key != name})
    sign_in.check(GOOD)


def test_sign_in_over_plain_http_is_refused_but_on_this_machine() -> None:
    with pytest.raises(BadValue, match="https"):
        sign_in.check(GOOD | {"redirect_uri": "http://cx.example.com/oauth2callback"})
    sign_in.check(GOOD | {"redirect_uri": "http://localhost:8501/oauth2callback"})


def test_the_demo_company_is_never_served_where_people_sign_in(
    monkeypatch: pytest.MonkeyPatch, demo_store: Store
) -> None:
    monkeypatch.setattr(sign_in, "configured", lambda: True)
    monkeypatch.setattr(sign_in, "section", lambda: GOOD)
    with pytest.raises(BadValue, match="demo company"):
        serving.check(demo_store, "localhost")


def test_the_address_of_a_file_cannot_be_computed_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = memory_media_file_storage._calculate_file_id
    monkeypatch.setattr(memory_media_file_storage, "_calculate_file_id", plain)
    known = plain(b"secret", "text/csv", "a.csv")
    file_ids.make_unguessable(memory_media_file_storage)
    kept = memory_media_file_storage.MemoryMediaFileStorage("/media")
    made = kept.load_and_get_id(b"secret", "text/csv", memory_media_file_storage.MediaFileKind.DOWNLOADABLE, "a.csv")
    assert known not in made
    assert kept.get_file(f"{made}.csv").content == b"secret"
