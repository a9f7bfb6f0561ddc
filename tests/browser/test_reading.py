"""What every page owes to whoever reads it, by eye, by ear and from anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page

from tests.browser.driving import PAGES, PHONE, open_page, settled, whole
from tests.serving import Server

SERIOUS = """async () => {
    const mended_by_nobody_but_streamlit = {list: '[data-testid=stSidebarNav]', listitem: '[data-testid=stSidebarNav]'};
    const found = (await axe.run({resultTypes: ['violations'], elementRef: true})).violations;
    return found.filter(one => ['serious', 'critical'].includes(one.impact)).flatMap(one => one.nodes
        .filter(node => !node.element.closest(mended_by_nobody_but_streamlit[one.id] || 'nowhere'))
        .map(node => [one.id, node.html, node.failureSummary]));
}"""
"""What axe finds serious, but for one thing that is Streamlit's own: its menu puts a `div` for each section between the
list and what it lists."""


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_shows_no_fault_calls_nobody_outside_and_can_be_read_by_eye_and_ear(
    page: Page, dashboard: Server, address: str
) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{dashboard.url}/{address}")
    whole(settled(page))
    outside = {url for url in asked if urlsplit(url).scheme != "data" and urlsplit(url).hostname != "localhost"}
    assert {url for url in outside if not url.startswith("blob:")} == set()
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    assert page.locator("h1").count() == 1
    assert _silent_charts(page) == []
    buttons = page.get_by_test_id("stMain").get_by_role("button")
    assert [i for i in range(buttons.count()) if not _name(buttons.nth(i))] == []
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(SERIOUS) == []
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert page.evaluate(SERIOUS) == []
    assert faults == []


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_fits_a_phone(browser: Browser, dashboard: Server, address: str) -> None:
    with open_page(browser, PHONE) as page:
        page.goto(f"{dashboard.url}/{address}")
        whole(settled(page))
        widest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
                .filter(one => !one.closest('[data-testid=stDataFrame], [role=tablist]') && one.getClientRects().length)
                .map(one => one.getBoundingClientRect().right))"""
        )
        assert widest <= PHONE[0] + 1


def _silent_charts(page: Page) -> list[int]:
    charts = page.get_by_test_id("stVegaLiteChart")
    return [i for i in range(charts.count()) if charts.nth(i).locator("[aria-label]:not([aria-label=''])").count() == 0]


def _name(button: Locator) -> str:
    return str(button.evaluate("one => (one.ariaLabel || one.title || one.innerText || '').trim()"))
