"""Accounts: one vote each, how much of the revenue was heard, what renews; and no small group of them given away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from cx.demo import customers
from cx.domain.accounts import Held, Standing
from cx.domain.series import Shown
from cx.domain.slices import Slice
from cx.reports import accounts, overview, trends
from cx.reports.parts import TrendPart
from cx.reports.view import View
from cx.store.maintained import upsert

if TYPE_CHECKING:
    from cx.store.opening import Store

Stored = Callable[..., "Store"]
QUARTER = View(period="2026Q2")
FIELDS = ("account_id", "respondent", "segment")


def answer(
    account: object, score: int, person: str = "", segment: str = "Big", day: str = "2026-05-04"
) -> list[object]:
    return [day, score, account, person, segment]


def listing(store: Store, rows: Sequence[tuple[str, str, float, str]]) -> Store:
    columns = ("account_id", "segment", "revenue", "renewal_on")
    with store.writing() as connection:
        upsert(
            connection,
            "accounts",
            [
                {"name": "", **dict(zip(columns, row, strict=True)), "renewal_on": date.fromisoformat(row[3])}
                for row in rows
            ],
        )
    return store


def votes(store: Store, today: date, view: View = QUARTER) -> TrendPart:
    found = trends.report(store, view, today).votes
    assert found is not None
    return found


def test_one_vote_an_account_stands_beside_every_answer(stored: Stored, today: date) -> None:
    """One account of forty happy people weighs as much as each of forty unhappy ones."""
    rows = [answer("large", 10, f"p{i}") for i in range(40)] + [answer(f"small{i}", 2, f"q{i}") for i in range(40)]
    part = votes(stored(rows, *FIELDS), today)
    by_account, by_answer = (series.points[-1].score for series in part.series)
    assert by_account is not None
    assert by_answer is not None
    assert (by_account.n, round(by_account.value)) == (41, -95)
    assert (by_answer.n, by_answer.value) == (80, 0)
    assert "41 accounts" in part.caption
    assert part.series[0].counts == "account"


def test_of_somebody_who_answers_again_only_the_latest_answer_votes(stored: Stored, today: date) -> None:
    rows = [answer(f"a{i}", 0, f"p{i}", day="2026-04-02") for i in range(10)]
    rows += [answer(f"a{i}", 10, f"p{i}", day="2026-06-02") for i in range(10)]
    score = votes(stored(rows, *FIELDS), today).series[0].points[-1].score
    assert score is not None
    assert (score.n, score.value) == (10, 100)


def test_answers_without_accounts_have_no_votes(stored: Stored, today: date) -> None:
    found = trends.report(stored([["2026-05-04", 9]] * 40), QUARTER, today)
    assert found.votes is None
    assert found.renewals is None


def test_fewer_accounts_than_may_be_shown_are_hidden_though_they_gave_many_answers(stored: Stored, today: date) -> None:
    rows = [answer(f"b{i % 4}", 10, f"p{i}", "Few") for i in range(40)]
    rows += [
        answer(f"{segment}{i}", 5 + i % 6, f"{segment}{i}", segment) for i in range(60) for segment in ("Big", "Small")
    ]
    store = stored(rows, *FIELDS)
    shown = {
        segment: votes(store, today, View(period="2026Q2", scope=Slice.of(segment=segment))).series[0].points[-1]
        for segment in ("Few", "Big", "Small")
    }
    assert shown["Few"].shown is Shown.HIDDEN
    assert [point.shown for point in shown.values()].count(Shown.HIDDEN) == 2  # one alone would be a subtraction
    assert all(point.score is None for point in shown.values() if point.shown is Shown.HIDDEN)


@pytest.fixture
def customers_store(stored: Stored) -> Store:
    """Sixty listed accounts, of which forty answered; the odd ones renew within two quarters."""
    rows = [answer(f"a{i:02d}", (10, 7, 2)[i % 3], f"p{i}", "Big" if i < 30 else "Small") for i in range(40)]
    rows += [answer(f"a{i:02d}", 0, f"q{i}", "Big") for i in range(0, 30, 3)]
    listed = [
        (f"a{i:02d}", "Big" if i < 30 else "Small", 1000.0 + i, "2026-12-31" if i % 2 else "2027-01-01")
        for i in range(60)
    ]
    return listing(stored(rows, *FIELDS), listed)


def test_heard_and_not_heard_make_up_the_list(customers_store: Store, today: date) -> None:
    found = accounts.facts(customers_store, QUARTER, today)
    assert found is not None
    assert found.everything == Held(60, sum(1000.0 + i for i in range(60)))
    assert found.heard == Held(40, sum(1000.0 + i for i in range(40)))
    assert found.share_of_accounts == pytest.approx(2 / 3)


def test_what_renews_in_the_next_two_quarters_is_told_by_what_its_people_said(
    customers_store: Store, today: date
) -> None:
    found = accounts.facts(customers_store, QUARTER, today)
    assert found is not None
    assert (found.renewals.first, found.renewals.last) == (date(2026, 7, 1), date(2026, 12, 31))
    assert found.renewing.accounts == 30
    counted = {of: held.accounts for of, held in found.by_standing.items() if held}
    # Of the odd accounts below 40: promoters at 3, 9, … of which those below 30 have an unhappy colleague, too.
    assert counted[Standing.NOT_HEARD] == 10
    assert sum(held.accounts for held in found.by_standing.values() if held) <= 30
    assert all(n >= 5 for n in counted.values())


def test_no_group_of_accounts_can_be_had_as_a_total_less_what_is_shown(stored: Stored, today: date) -> None:
    rng = np.random.default_rng(4)
    rows, listed = [], []
    for i in range(90):
        segment = ("Big", "Small", "Few")[min(int(rng.integers(0, 9)), 2) if i % 9 else 2]
        listed.append((f"a{i}", segment, 10.0, "2026-09-01"))
        if rng.random() < 0.7:
            rows.append(answer(f"a{i}", int(rng.integers(4, 11)), f"p{i}", segment))
    store = listing(stored(rows, *FIELDS), listed)
    segments = {segment for _, segment, _, _ in listed}
    views = {segment: View(period="2026Q2", scope=Slice.of(segment=segment)) for segment in segments}
    everybody = accounts.facts(store, QUARTER, today)
    assert everybody is not None
    told = {segment: accounts.facts(store, view, today) for segment, view in views.items()}
    for of in Standing:
        hidden = [segment for segment, found in told.items() if found and found.by_standing.get(of, Held()) is None]
        assert len(hidden) != 1 or everybody.by_standing.get(of, Held()) is None
    for found in (everybody, *filter(None, told.values())):
        shown = [held for held in found.by_standing.values() if held is not None]
        left = found.renewing.accounts - sum(held.accounts for held in shown)
        assert all(held.accounts >= 5 for held in shown)
        assert left == 0 or left >= 5
        assert list(found.by_standing.values()).count(None) != 1


def test_too_short_a_list_says_nothing(stored: Stored, today: date) -> None:
    rows = [answer(f"a{i % 4}", 9, f"p{i}") for i in range(40)]
    store = listing(stored(rows, *FIELDS), [(f"a{i}", "Big", 10.0, "2026-09-01") for i in range(4)])
    assert accounts.facts(store, QUARTER, today) is None
    assert overview.report(store, QUARTER, today).headline.heard == ""


def test_a_group_that_the_list_does_not_know_has_no_revenue(customers_store: Store, today: date) -> None:
    found = trends.report(customers_store, View(period="2026Q2", scope=Slice.of(segment="Big")), today)
    assert found.renewals is not None
    assert accounts.facts(customers_store, View(scope=Slice.of(region="")), today) is None


def test_the_demo_has_large_accounts_up_for_renewal_that_nobody_heard_from(demo_store: Store, today: date) -> None:
    found = accounts.facts(demo_store, View(), today)
    named = accounts.quiet(demo_store, View(), today)
    assert found is not None
    assert named is not None
    largest = [str(row[0]) for row in named.table.rows[: customers.QUIET_ACCOUNTS]]
    assert sorted(largest) == [f"A-9{place:03d}" for place in range(1, customers.QUIET_ACCOUNTS + 1)]
    assert found.quiet == Held(len(named.table.rows), sum(float(row[3] or 0) for row in named.table.rows))
    assert found.quiet_share > 0.25
    assert found.share_of_accounts is not None
    assert found.share_of_revenue is not None
    assert found.share_of_accounts - found.share_of_revenue > 0.05


def test_the_overview_says_how_much_revenue_was_heard_and_what_was_not(demo_store: Store, today: date) -> None:
    report = overview.report(demo_store, View(), today)
    assert "of accounts, with" in report.headline.heard
    (silent,) = [notice for notice in report.attention if notice.name == "Not heard from"]
    assert "USD" in silent.finding
    assert "repeat answers left out" in report.headline.response


def test_no_page_names_an_account(demo_store: Store, today: date) -> None:
    named = accounts.quiet(demo_store, View(), today)
    assert named is not None
    told = repr((overview.report(demo_store, View(), today), trends.report(demo_store, View(), today)))
    assert not [row for row in named.table.rows if str(row[1]) in told or str(row[0]) in told]


def test_renewals_are_looked_for_after_the_period_on_screen(demo_store: Store, today: date) -> None:
    found = accounts.facts(demo_store, View(), today)
    assert found is not None
    assert found.renewals.first - timedelta(days=1) == date(2026, 9, 30)
    assert found.renewals.last == date(2027, 3, 31)
