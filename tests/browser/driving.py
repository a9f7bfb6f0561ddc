"""What a reader waits for and sees, in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as NeverAppeared

from cx.demo.company import TODAY
from tests.serving import CHROMIUM_ARGUMENTS

PAGES = {
    "overview": "",
    "trends": "trends",
    "voice": "voice",
    "benchmarks": "benchmarks",
    "answers": "answers",
    "signals": "signals",
    "projects": "projects",
    "meetings": "meetings",
    "training": "training",
    "standards": "standards",
    "speaking-points": "speaking-points",
    "for-everyone": "for-everyone",
    "imports": "imports",
    "settings": "settings",
    "access": "access",
}
"""Each page's address; the first one opens where a link names none."""

DEMO_TODAY = {"CX_TODAY": TODAY.isoformat()}
"""For stores made of the demo company's that are no demo any more."""

TRIES = 10
LIST_PATIENCE = 3000
"""Milliseconds in which an open list shows its options, on a busy machine too."""

WIDE = (1440, 900)
PHONE = (390, 844)

COMPLETE = """() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
    && !document.querySelector('[data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stVegaLiteChart]')].every(one => one.querySelector('canvas, svg'))
"""
"""The script has ended, nothing is a grey box, and every chart is drawn."""

CONTENT_HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"


@contextmanager
def open_browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, size: tuple[int, int] = WIDE, *, dark: bool = False) -> Iterator[Page]:
    """A tab of its own, with no history and no storage, as a link's receiver has it."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def settled(page: Page) -> Page:
    """Wait until the page is complete; it stays so for a moment, for a script may start another."""
    page.locator("h1, h2, h3").first.wait_for()
    page.wait_for_function(COMPLETE)
    page.wait_for_timeout(250)
    page.wait_for_function(COMPLETE)
    return page


def choose(page: Page, box: Locator, option: str) -> None:
    """Write into a box and take the option that the text finds.

    A script that ends meanwhile may close the list, so the box is opened again.
    """
    found = page.get_by_role("option", name=re.compile(rf"\b{re.escape(option)}\b")).first
    for _ in range(TRIES):
        box.click()
        box.fill(option)
        with suppress(NeverAppeared):
            found.click(timeout=LIST_PATIENCE)
            settled(page)
            return
    raise AssertionError(f"the list never offered {option!r}")


def whole(page: Page) -> Page:
    """Make the window as high as what it holds: Streamlit scrolls within the page, where no picture reaches."""
    for _ in range(3):  # charts may grow once they have room
        size = page.viewport_size
        height = int(page.evaluate(CONTENT_HEIGHT))
        if size is None or size["height"] >= height:
            break
        page.set_viewport_size({"width": size["width"], "height": height})
        settled(page)
    return page
