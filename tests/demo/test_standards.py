"""The planted stories of operational metrics, as the store tells them."""

from __future__ import annotations

from datetime import date

from cx.reports import standards
from cx.store.opening import Store

TODAY = date(2026, 10, 1)


def test_one_metric_is_admitted_one_is_on_target_and_one_is_not_linked(demo_store: Store) -> None:
    found = standards.report(demo_store, TODAY).operational
    told = {line.name: (line.badge.words, line.why, line.rests) for line in found.lines}
    reply, on_time, calls = (
        told[name] for name in ("Hours to a first reply", "Delivered on time", "Picked up within 20 seconds")
    )
    assert found.quarter == "Q3 2026"
    assert [name for name, (badge, *_) in told.items() if badge == "Not judged"] == [
        "Customer Effort Score, mean",
        "Customer Effort Score, net",
    ]
    assert len(told) == 6
    assert reply[0] == "For the council"
    assert "one month later" in reply[1]
    assert reply[1].endswith("it missed its target in Q3 2026.")
    assert {on_time[0], calls[0]} == {"Its department keeps it"}
    assert on_time[1].endswith("it met its target in Q3 2026.")
    assert "in the same month" in on_time[1]
    assert calls[1].startswith("There is no sign that its changes go with those of NPS; closest")
    assert calls[2].endswith("p > 0.99")
    badge, across, rests = told["Open problems, by product"]
    assert badge == "Its department keeps it"
    assert across == "Where it is better, NPS is higher in the same month, but it met its target in Q3 2026."
    assert rests.startswith("mean ρ −0.")
    assert rests.endswith("12 units, 12 months, p < 0.001")


def test_what_was_admitted_since_the_last_quarter_is_said(demo_store: Store) -> None:
    found = standards.report(demo_store, TODAY).operational
    assert found.moved == ("Since Q2 2026 admitted: Hours to a first reply.",)
    before = standards.report(demo_store, date(2026, 9, 30)).operational
    assert before.quarter == "Q2 2026"
    assert not any(line.badge.words == "For the council" for line in before.lines)


def test_no_change_is_taken_across_another_way_of_asking(demo_store: Store) -> None:
    parts = dict(standards.report(demo_store, TODAY).operational.parts)
    months = parts["Delivered on time"].which
    assert "Jul 2024" not in months
    assert {"Jun 2024", "Aug 2024"} <= set(months)


def test_a_store_without_values_says_what_to_do(empty_store: Store) -> None:
    assert standards.report(empty_store, TODAY).operational.reason.startswith("No metric has monthly values yet.")
