"""What every page owes to whoever reads it, by eye, by ear and from anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from cx.charts.theme import DARK, LIGHT
from tests.browser.driving import PAGES, PHONE, settled, whole
from tests.serving import Server

SKIPPED = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((one, place, all) => place && +one.tagName[1] > +all[place - 1].tagName[1] + 1)
    .map(one => one.innerText)"""
"""Headings more than one level under the heading before them, which whoever hears the page would look for in vain."""

SERIOUS = """async (only) => {
    const mended_by_nobody_but_streamlit = {list: '[data-testid=stSidebarNav]', listitem: '[data-testid=stSidebarNav]'};
    const wanted = {resultTypes: ['violations'], elementRef: true, ...(only && {runOnly: only})};
    const found = (await axe.run(document, wanted)).violations;
    return found.filter(one => ['serious', 'critical'].includes(one.impact)).flatMap(one => one.nodes
        .filter(node => !node.element.closest(mended_by_nobody_but_streamlit[one.id] || 'nowhere'))
        .map(node => [one.id, node.html, node.failureSummary]));
}"""
"""What axe finds serious, but for one thing that is Streamlit's own: its menu puts a `div` for each section between the
list and what it lists."""

WIDEST = """() => Math.max(...[...document.querySelectorAll('[data-testid=stMainBlockContainer] *')]
    .filter(one => !one.closest('[data-testid=stDataFrame], [role=tablist]') && one.getClientRects().length)
    .map(one => one.getBoundingClientRect().right))"""

COLOURS_OF_CHARTS = """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart] svg *')]
    .flatMap(one => ['fill', 'stroke'].map(way => [one.getAttribute(way), getComputedStyle(one)[way]]))
    .filter(([drawn]) => drawn)"""
"""As it was drawn and as it is shown."""

COLOURS = ["color-contrast", "link-in-text-block"]
"""The only rules of axe that ask what a colour is: all that the other mode can break."""


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_shows_no_fault_calls_nobody_outside_and_can_be_read_by_eye_by_ear_and_on_a_phone(
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
    assert page.evaluate(SKIPPED) == []
    assert _silent_charts(page) == []
    buttons = page.get_by_test_id("stMain").get_by_role("button")
    assert [i for i in range(buttons.count()) if not _name(buttons.nth(i))] == []
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(SERIOUS) == []
    page.emulate_media(color_scheme="dark")
    settled(page)
    assert page.evaluate(SERIOUS, COLOURS) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    whole(settled(page))
    assert page.evaluate(WIDEST) <= PHONE[0] + 1
    assert faults == []


def test_charts_follow_a_change_from_light_to_dark_at_once(page: Page, dashboard: Server) -> None:
    page.goto(f"{dashboard.url}/trends")
    settled(page)
    drawn = page.evaluate(COLOURS_OF_CHARTS)
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", _rgb(DARK.background))
    assert [asked for asked, _ in page.evaluate(COLOURS_OF_CHARTS)] == [asked for asked, _ in drawn]
    follows = {_rgb(getattr(LIGHT, name)): _rgb(getattr(DARK, name)) for name in ("us", "ink", "muted", "grid")}
    light, dark = ([shown for _, shown in found] for found in (drawn, page.evaluate(COLOURS_OF_CHARTS)))
    assert set(follows) <= set(light)
    assert [follows.get(before, after) for before, after in zip(light, dark, strict=True)] == dark


def test_what_opens_on_a_page_can_be_read_too(page: Page, dashboard: Server) -> None:
    page.goto(f"{dashboard.url}/meetings")
    main = settled(page).get_by_test_id("stMain")
    page.evaluate(AXE_SCRIPT)
    main.get_by_test_id("stPopover").get_by_role("button", name="Download").first.click()
    expect(page.get_by_role("button", name="Table (CSV)").first).to_be_visible()
    assert settled(page).evaluate(SERIOUS) == []
    page.keyboard.press("Escape")
    main.get_by_text("Annex:").click()
    expect(main.get_by_role("button", name="To the agenda").first).to_be_visible()
    assert settled(page).evaluate(SERIOUS) == []
    main.get_by_role("button", name="Record the decision").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert settled(page).evaluate(SERIOUS) == []
    page.keyboard.press("Escape")
    main.get_by_role("button", name="Two-minute tour").click()
    for topic in ("Numbers on this page", "Words and every number"):
        page.get_by_role("dialog").get_by_text(topic).click()
        assert settled(page).evaluate(SERIOUS) == []
    page.goto(f"{dashboard.url}/benchmarks")
    for tab in ("Gap and pace", "Partners", "Needs", "The market", "Edit"):
        settled(page).get_by_role("tab", name=tab).click()
        settled(page).evaluate(AXE_SCRIPT)
        assert page.evaluate(SERIOUS) == []


def test_a_dialog_leaves_the_page_its_styles(page: Page, dashboard: Server) -> None:
    page.goto(dashboard.url)
    settled(page)
    spark = page.locator(".st-key-tile_0 [data-testid=stImage] img")
    for _ in range(2):
        page.get_by_role("button", name="Two-minute tour").click()
        expect(page.get_by_role("dialog").get_by_text("You are")).to_be_visible()
        settled(page)
        expect(spark).to_have_css("height", "34px")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def _silent_charts(page: Page) -> list[int]:
    charts = page.get_by_test_id("stVegaLiteChart")
    return [i for i in range(charts.count()) if charts.nth(i).locator("[aria-label]:not([aria-label=''])").count() == 0]


def _name(button: Locator) -> str:
    return str(button.evaluate("one => (one.ariaLabel || one.title || one.innerText || '').trim()"))
