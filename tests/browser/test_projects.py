"""A project from the portfolio to its own page, told of by its owner, in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from cx.store import projects as stored
from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, open_page, settled
from tests.serving import PROJECT, serve


def test_an_owner_opens_the_red_project_and_tells_how_it_stands(
    browser: Browser, own_demo_store: Store, tmp_path: Path
) -> None:
    with (
        serve(PROJECT / "app.py", Path(own_demo_store.location), tmp_path / "log", environment=DEMO_TODAY) as server,
        open_page(browser) as page,
    ):
        page.goto(f"{server.url}/projects")
        expect(settled(page).locator("h1")).to_contain_text("“One record of each customer” is red")
        page.locator(".st-key-project_one-record").get_by_role("link", name="One record of each customer").click()
        expect(page.locator("h1")).to_have_text("One record of each customer")
        expect(page).to_have_url(f"{server.url}/projects?project=one-record")
        settled(page).get_by_role("button", name="Tell how it stands").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Add an update")).to_be_visible()
        dialog.get_by_role("textbox", name="What happened", exact=True).fill("Support's contacts are moved.")
        dialog.get_by_role("button", name="Save").click()
        expect(page.get_by_text("The update was added.")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("Support's contacts are moved.")).to_be_visible()
        page.get_by_role("link", name="All projects").click()
        expect(page.locator("h1")).to_contain_text("Of eight projects")
    with own_demo_store.reading() as connection:
        told = {one.project_id: one.updates for one in stored.projects(connection)}
    assert told["one-record"][0].text == "Support's contacts are moved."
