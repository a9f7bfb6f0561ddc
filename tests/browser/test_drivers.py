"""The map of drivers as a browser draws it, on a phone, where there is least room."""

from __future__ import annotations

from itertools import combinations

from playwright.sync_api import Browser, expect

from tests.browser.driving import PHONE, open_page, settled, whole
from tests.serving import Server

BOXES = """() => [...document.querySelectorAll('.st-key-card_drivers svg text')]
    .filter(one => one.textContent.trim())
    .map(one => { const box = one.getBoundingClientRect();
                  return [one.textContent, box.left, box.right, box.top, box.bottom]; })"""


def test_no_name_on_the_map_covers_another_on_a_phone(browser: Browser, dashboard: Server) -> None:
    with open_page(browser, PHONE) as page:
        page.goto(f"{dashboard.url}/voice")
        whole(settled(page))
        card = page.locator(".st-key-card_drivers")
        expect(card.get_by_text("goes with the score most")).to_be_visible()
        expect(card.get_by_text("association, not proof of cause")).to_be_visible()
        found = {text: box for text, *box in page.evaluate(BOXES)}
    assert {"Getting started", "Reliable product", "Clear invoices"} <= set(found)
    for (name, one), (other_name, other) in combinations(found.items(), 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 2 or other[3] <= one[2] + 2
        assert apart, f"{name} and {other_name} cover one another"
    assert all(box[0] >= 0 and box[1] <= PHONE[0] for box in found.values())
