"""The address is what one reader sends another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driving import choose, open_page, settled
from tests.serving import PROJECT, Server, serve


def headline(page: Page) -> Locator:
    return page.locator(".st-key-headline").get_by_role("heading")


def sidebar(page: Page, label: str) -> Locator:
    return page.get_by_test_id("stSidebar").get_by_role("combobox", name=label, exact=True)


def test_the_first_visitor_of_a_fresh_server_may_come_by_a_deep_link(
    browser: Browser, dashboard: Server, tmp_path: Path
) -> None:
    store = dashboard.log.parent / "cx.duckdb"
    with serve(PROJECT / "app.py", store, tmp_path / "log") as fresh, open_page(browser) as page:
        page.goto(f"{fresh.url}/trends?period=2026Q2&region=EMEA")
        settled(page)
        expect(page).to_have_url(re.compile(r"/trends\?.*period=2026Q2.*region=EMEA"))
        expect(sidebar(page, "Period")).to_have_value("Q2 2026")
        expect(sidebar(page, "Region")).to_have_value("EMEA")
        expect(headline(page)).to_contain_text("EMEA")
        expect(page.get_by_text("Page not found")).to_have_count(0)


def test_a_choice_changes_the_address_and_the_headline(page: Page, dashboard: Server) -> None:
    page.goto(f"{dashboard.url}/trends")
    settled(page)
    before = headline(page).inner_text()
    choose(page, sidebar(page, "Region"), "EMEA")
    expect(page).to_have_url(re.compile("region=EMEA"))
    expect(headline(page)).not_to_have_text(before)
    expect(headline(page)).to_contain_text("EMEA")


def test_the_same_link_shows_two_readers_the_same_with_the_first_pages_name_and_without(
    browser: Browser, dashboard: Server
) -> None:
    seen = []
    for name in ("", "overview"):
        with open_page(browser) as page:
            page.goto(f"{dashboard.url}/{name}?region=EMEA&period=2026Q3")
            seen.append(settled(page).get_by_test_id("stMain").inner_text())
            expect(page.get_by_text("Page not found")).to_have_count(0)
    assert seen[0] == seen[1]


def test_filters_go_along_to_the_next_page(page: Page, dashboard: Server) -> None:
    page.goto(f"{dashboard.url}/?region=EMEA")
    settled(page)
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=re.compile("NPS trends")).click()
    expect(page).to_have_url(re.compile("/trends.*region=EMEA"))
    settled(page)
    expect(headline(page)).to_contain_text("EMEA")


@pytest.mark.parametrize("query", ["period=2026Q9", "region=Atlantis", "grain=week", "survey=none", "by=nothing"])
def test_a_link_that_names_nothing_shows_everybody(page: Page, dashboard: Server, query: str) -> None:
    page.goto(f"{dashboard.url}/trends?{query}")
    settled(page)
    expect(headline(page)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
