"""What every page owes to whoever reads it, by eye, by ear and from anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.driving import PAGES, PHONE, open_page, settled, whole
from tests.serving import Server


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_shows_no_fault_and_calls_nobody_outside(page: Page, dashboard: Server, address: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{dashboard.url}/{address}")
    settled(page)
    outside = {url for url in asked if urlsplit(url).scheme != "data" and urlsplit(url).hostname != "localhost"}
    assert {url for url in outside if not url.startswith("blob:")} == set()
    assert faults == []
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_can_be_read_aloud(page: Page, dashboard: Server, address: str) -> None:
    page.goto(f"{dashboard.url}/{address}")
    settled(page)
    assert page.locator("h1").count() == 1
    charts = page.get_by_test_id("stVegaLiteChart")
    silent = [
        i for i in range(charts.count()) if charts.nth(i).locator("[aria-label]:not([aria-label=''])").count() == 0
    ]
    assert silent == []
    buttons = page.get_by_test_id("stMain").get_by_role("button")
    assert [i for i in range(buttons.count()) if not _name(buttons.nth(i))] == []


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


def _name(button: Locator) -> str:
    return str(button.evaluate("one => (one.ariaLabel || one.title || one.innerText || '').trim()"))
