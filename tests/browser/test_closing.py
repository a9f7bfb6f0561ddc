"""The CX leader's way: close a quarter, import a late file, find the same restatement wherever the figure stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cx.store.opening import Store
from tests.browser.driving import settled
from tests.browser.test_importing import LONG, drop, load
from tests.serving import PROJECT, Server, serve

CLOSED_AT, NOW = "40", "−30"
TODAY = {"CX_TODAY": "2026-11-22"}
SAID = re.compile(r"Q3 2026 was closed at 40; by today's answers it is −30: import 2 of .* added 100 answers")


def answers(prefix: str, promoters: int, detractors: int) -> str:
    scores = [10] * promoters + [2] * detractors
    lines = (f"{prefix}{i},2026-0{7 + i % 3}-11,{score}" for i, score in enumerate(scores))
    return "\n".join(["response_id,responded_at,score", *lines]) + "\n"


@pytest.fixture
def quarter(empty_store: Store, chromium: str, tmp_path: Path) -> Iterator[Server]:
    """The dashboard on one whole quarter of one survey."""
    from cx.ingest.options import Options
    from cx.ingest.responses import load as load_file

    path = tmp_path / "answers.csv"
    path.write_text(answers("a", 70, 30))
    load_file(empty_store, path, Options(scale="0-10"), today=date(2026, 11, 22))
    with serve(PROJECT / "app.py", Path(empty_store.location), tmp_path / "log", environment=TODAY) as server:
        yield server


def test_a_closed_quarter_is_restated_alike_on_overview_trends_and_the_exported_table(
    page: Page, quarter: Server, tmp_path: Path
) -> None:
    page.goto(f"{quarter.url}/settings")
    settled(page)
    page.get_by_role("button", name="Close Q3 2026").click()
    expect(page.get_by_text("Q3 2026 are closed")).to_be_visible(timeout=LONG)

    page.goto(f"{quarter.url}/imports")
    settled(page)
    late = tmp_path / "late.csv"
    late.write_text(answers("late", 0, 100))
    drop(page, late)
    announced = page.get_by_text("Would restate Q3 2026, closed at 40: by these answers −30")
    expect(announced).to_be_visible(timeout=LONG)
    load(page, "100")

    page.goto(f"{quarter.url}/?period=2026Q3")
    settled(page)
    expect(page.get_by_text(SAID)).to_be_visible(timeout=LONG)
    tile = page.locator(".st-key-tile_0")
    expect(tile.get_by_test_id("stMetricValue")).to_have_text(CLOSED_AT)
    expect(tile.get_by_text(f"Restated: {NOW} by today's answers")).to_be_visible()

    page.goto(f"{quarter.url}/trends?period=2026Q3")
    settled(page)
    expect(page.get_by_text(SAID)).to_be_visible(timeout=LONG)
    card = page.locator(".st-key-card_trend")
    expect(card.get_by_text(re.compile("◇ Q3 2026, closed at 40: −30 by today's answers, as import 2"))).to_be_visible()
    card.get_by_test_id("stPopoverButton").first.click()
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Table (CSV)").click()
    (row,) = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))[:1]
    assert (row["NPS"], row["Answers"]) == ("40.0", "100")
    assert (row["By today's answers"], row["Answers today"]) == ("-30.0", "200")
    assert re.fullmatch(r"import 2 of .* added 100 answers", row["Why restated"])
