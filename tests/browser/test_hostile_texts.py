"""Text from outside is shown and never obeyed: no script of it runs, and nothing is fetched for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.browser.driving import open_page
from tests.serving import serve

CHARTS = 9 + 6
"""One for each text, and those of ours."""


def test_no_script_in_a_text_runs_and_nothing_is_asked_of_the_outside(browser: Browser, tmp_path: Path) -> None:
    page_file = Path(__file__).with_name("hostile_page.py")
    with serve(page_file, tmp_path / "cx.duckdb", tmp_path / "log") as server, open_page(browser) as page:
        asked: list[str] = []
        dialogs: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(server.url)
        expect(
            page.locator("[data-testid=stVegaLiteChart]").locator("canvas.marks, svg.marks").nth(CHARTS - 1)
        ).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
        assert page.get_by_test_id("stException").all_inner_texts() == []
        assert page.get_by_test_id("stVegaLiteChart").count() == CHARTS
        shown = 0
        for chart in page.get_by_test_id("stVegaLiteChart").all():
            chart.hover(force=True)
            shown += page.locator("#vg-tooltip-element.visible").count()
        assert shown > 0
        assert page.locator("#vg-tooltip-element").locator("img, script, svg, a, iframe").count() == 0
        assert page.evaluate("window.hostile") is None
        assert dialogs == []
        assert {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))} == {"localhost"}
        inside = page.get_by_test_id("stMain")
        assert inside.locator("script, iframe, img[src*=outside], a[href^=javascript], a[href*=outside]").count() == 0
