"""Signing in and out of the guarded server, with a real browser and an OpenID provider."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cx.actions import access
from cx.domain.roles import COMMAND_LINE, Role
from cx.store import audit
from cx.store.opening import Store
from cx.ui.guard import CHECK_EVERY
from tests.browser.driving import open_page, settled
from tests.serving import PROJECT
from tests.store.answers import answered, put, put_survey

DEADLINE = 60.0
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "8c1f0e5d9a7b4c3f2e6d1a0b9c8f7e6d5c4b3a29"
client_id = "cx"
client_secret = "for-tests-only"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""
LEAD, CHIEF = "lead@example.com", "chief@example.com"


@dataclass(frozen=True, slots=True)
class Guarded:
    url: str
    store: Store


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], log: Path, ready: str, environment: dict[str, str]) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", *command],
            cwd=PROJECT,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + DEADLINE
        while status(ready) != 200:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def status(url: str, cookie: str = "") -> int:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE) as answer:  # noqa: S310 - the same
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    store = Store(str(folder / "cx.duckdb"))
    put_survey(store)
    put(store, [answered("2026-08-20", 9, region="EMEA", comment=f"Fine, {i}") for i in range(40)])
    now = datetime.now(UTC)
    access.grant(store, COMMAND_LINE, LEAD, Role.CX_LEADER, now)
    access.grant(store, COMMAND_LINE, CHIEF, Role.EXECUTIVE, now)
    port, provider = free_port(), free_port()
    secrets = folder / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(SECRETS.format(port=port, provider=provider))
    environment = {"HOME": str(folder), "CX_STORE": store.location, "CX_TODAY": "2026-11-20"}
    metadata = f"http://localhost:{provider}/.well-known/openid-configuration"
    health = f"http://localhost:{port}/_stcore/health"
    with (
        running(["oidc_provider_mock", "-p", str(provider)], folder / "provider", metadata, {}),
        running(["cx", "serve", "--port", str(port)], folder / "log", health, environment),
    ):
        yield Guarded(f"http://localhost:{port}", store)


def sign_in(page: Page, guarded: Guarded, email: str, wanted: str = "") -> None:
    page.goto(guarded.url + wanted)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").first.fill(email)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{guarded.url}/**")


def cookie_of(page: Page) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def menu(page: Page) -> set[str]:
    return {text.strip() for text in page.get_by_test_id("stSidebarNavLink").all_inner_texts()}


def test_whoever_has_not_signed_in_or_has_no_role_sees_nothing(browser: Browser, guarded: Guarded) -> None:
    with open_page(browser) as page:
        page.goto(f"{guarded.url}/voice")
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        assert "Fine" not in page.content()
        sign_in(page, guarded, "stranger@example.com", "/voice?region=EMEA")
        expect(page.get_by_text("your address has no role yet")).to_be_visible()
        assert menu(page) == set()
        assert {"EMEA", "Fine", "Customer voice", "Overview"} & set(re.findall(r"[\w ]+", page.content())) == set()
    first = audit.entries(guarded.store, 1)[0]
    assert (first.action, first.result, first.actor) == ("sign in", "refused", "nobody")


def test_a_session_opens_what_the_role_opens_until_it_is_signed_out_everywhere(
    browser: Browser, guarded: Guarded
) -> None:
    with open_page(browser) as page:
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        sign_in(page, guarded, LEAD, "/trends?region=EMEA&period=2026Q3")
        expect(page.get_by_text("· CX leader")).to_be_visible()
        settled(page)
        assert page.url == f"{guarded.url}/trends?region=EMEA&period=2026Q3"
        assert page.get_by_test_id("stVegaLiteChart").count() > 0
        assert faults == []
        copied = cookie_of(page)
        assert status(f"{guarded.url}/_stcore/metrics", copied) == 200
        assert status(f"{guarded.url}/_stcore/metrics") == 403
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(re.compile("end_session|localhost"))
        expect.set_options(timeout=20_000)
        deadline = time.monotonic() + DEADLINE
        while status(f"{guarded.url}/_stcore/metrics", copied) == 200:
            assert time.monotonic() < deadline
        assert status(f"{guarded.url}/_stcore/metrics", copied) == 403
    done = [(one.action, one.result) for one in audit.entries(guarded.store, 20)]
    assert ("sign in", "done") in done
    assert ("sign out", "done") in done


def test_a_role_that_is_taken_away_opens_nothing_any_more(browser: Browser, guarded: Guarded) -> None:
    with open_page(browser) as page:
        sign_in(page, guarded, CHIEF)
        settled(page)
        assert "Settings" not in menu(page)
        page.goto(f"{guarded.url}/settings")
        expect(page.get_by_role("heading", name="This page is not for your role")).to_be_visible()
        page.goto(f"{guarded.url}/overview")
        settled(page)
        access.revoke(guarded.store, COMMAND_LINE, CHIEF, None, datetime.now(UTC))
        left_alone = 1000 * (CHECK_EVERY + 10)
        expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=left_alone)
        expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
        assert menu(page) == set()
