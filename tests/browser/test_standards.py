"""Training and Standards as a reader uses them: who is overdue, and what a metric's place rests on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.driving import settled
from tests.serving import Server


def test_who_is_overdue_opens_and_a_metric_shows_the_evidence_behind_it(dashboard: Server, page: Page) -> None:
    page.goto(f"{dashboard.url}/training")
    expect(settled(page).get_by_role("heading", level=1)).to_contain_text("people completed the training")
    page.get_by_text("Who is overdue, and who need not be trained").click()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    page.goto(f"{dashboard.url}/standards")
    effort = settled(page).locator(".st-key-metric_effort-mean")
    expect(effort).to_contain_text("of 7, likely")
    page.get_by_role("tab", name="Open problems, by product").click()
    expect(page.get_by_role("heading", name="NPS is higher where it is better")).to_be_visible()
    settled(page)  # the chart of the tab before goes with the end of the run
    expect(page.locator(".st-key-operational [data-testid=stVegaLiteChart]")).to_be_visible()
