"""Reading what customers say, in a browser: searched, pinned, masked, and harmless whatever they wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page, expect

from cx.store import audit
from cx.store.opening import Store
from tests.browser.driving import settled
from tests.serving import PROJECT, Server, serve
from tests.store.answers import answered, put, put_survey

SAID = "Call me on 0171 2345678 about the named engineer."
HOSTILE = (
    "<script>window.harmed = 1</script>",
    "<img src=x onerror=\"window.harmed = 1\"><iframe src='http://attacker.example'></iframe>",
    "![picture](http://attacker.example/pixel.png)",
    "[link](javascript:window.harmed=1) [other](http://attacker.example)",
    "http://attacker.example/?a www.attacker.example me@attacker.example",
    "<svg/onload=window.harmed=1><style>@import 'http://attacker.example/a.css'</style>",
    ":material/home: :red[x] $x^2$ `code` # title\n\n| a | b |\n|---|---|",
    '\u202ereversed\u202c \u0000 \ufeff =HYPERLINK("http://attacker.example","x")',
    "</div></body><meta http-equiv=refresh content='0;url=http://attacker.example'>",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(str(tmp_path_factory.mktemp("voice") / "cx.duckdb"))
    put_survey(made)
    rows = [answered(f"2026-08-{i + 1:02d}", i % 11, comment=text.replace("\0", "")) for i, text in enumerate(HOSTILE)]
    rows += [answered("2026-08-25", 9, comment=f"Fast and clear, {i}.") for i in range(12)]
    put(made, [*rows, answered("2026-08-26", 10, comment=SAID, response_id="called")])
    return made


@pytest.fixture(scope="module")
def server(store: Store, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    with serve(
        PROJECT / "app.py", Path(store.location), folder / "log", environment={"CX_TODAY": "2026-10-01"}
    ) as server:
        yield server


def searched(page: Page, words: str) -> None:
    page.get_by_placeholder("Words").fill(words)
    page.get_by_placeholder("Words").press("Enter")


def test_a_comment_is_found_read_as_written_and_pinned(page: Page, server: Server, store: Store) -> None:
    page.goto(f"{server.url}/voice")
    settled(page)
    expect(page.get_by_text("22 comments in Q3 2026")).to_be_visible()
    searched(page, "NAMED Éngineer")
    expect(page.get_by_text("1 comment in Q3 2026 holds these words")).to_be_visible()
    expect(page.get_by_text("Call me on [phone] about the named engineer.")).to_be_visible()
    assert "engineer" not in page.url.lower()
    assert "0171" not in page.content()

    page.get_by_role("button", name="As written").click()
    expect(page.get_by_text(SAID)).to_be_visible()
    assert [(one.action, one.object) for one in audit.entries(store)] == [("read personal data", "s/called")]
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_role("textbox", name="Quote").fill("… about the named engineer.")
    page.get_by_role("button", name="Pin it").click()
    expect(page.get_by_text("Pinned as a quote.")).to_be_visible()
    page.get_by_role("tab", name="Pinned quotes").click()
    expect(page.get_by_text("Select a quote")).to_be_visible()
    assert (audit.entries(store)[0].action, audit.entries(store)[0].object) == ("pin quote", "s/called")

    searched_for_number = page.context.new_page()
    searched_for_number.goto(f"{server.url}/voice")
    settled(searched_for_number)
    searched(searched_for_number, "2345678")
    expect(searched_for_number.get_by_text("No comment in Q3 2026 holds these words")).to_be_visible()


def test_what_people_wrote_is_shown_and_never_run(page: Page, server: Server) -> None:
    asked: list[str] = []
    alarms: list[Dialog] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda alarm: alarms.append(alarm))
    page.goto(f"{server.url}/voice")
    settled(page)
    for _ in range(3):
        page.get_by_role("button", name="Older").click()
        settled(page)
    for words, shown in (("onerror", "<img src=x onerror="), ("picture", "![picture]("), ("script", "<script>window")):
        searched(page, words)
        expect(page.get_by_role("button", name="Pin", exact=True)).to_have_count(1)
        expect(page.get_by_text(shown).first).to_be_visible()
        page.get_by_role("button", name="Pin", exact=True).click()
        expect(page.get_by_role("button", name="Pin it")).to_be_visible()
        page.keyboard.press("Escape")
    assert page.evaluate("window.harmed") is None
    assert alarms == []
    assert not [url for url in asked if "attacker" in (urlsplit(url).hostname or "")]
    assert page.locator("[data-testid=stMain] a[href*=attacker], [data-testid=stMain] img[src*=attacker]").count() == 0
