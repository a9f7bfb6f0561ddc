"""Which signals really matter: more likely, more harmful or nearer never moves one down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cx.domain.signals import Effect, Signal, SignalKind, SignalStatus, Time, attention_first, effect, rank, time_left

TODAY = date(2026, 10, 1)
MATERIAL = 8
steps = st.integers(1, 5)
days = st.integers(-400, 1200)
dates = st.none() | days.map(lambda left: TODAY + timedelta(days=left))


def signal(name: str = "a", likelihood: int = 4, impact: int = 4, left: int | None = 90, **more: object) -> Signal:
    due = None if left is None else TODAY + timedelta(days=left)
    return replace(Signal(name, SignalKind.INDUSTRY, name, "", likelihood, impact, due), **more)  # type: ignore[arg-type]


some_signals = st.lists(st.builds(signal, likelihood=steps, impact=steps, left=st.none() | days), max_size=8)


def place(of: str, signals: list[Signal]) -> int:
    return next(one.rank for one in rank(signals, TODAY, MATERIAL) if one.signal.signal_id == of)


def named(signals: list[Signal]) -> list[Signal]:
    return [replace(one, signal_id=f"s{i}", title=f"s{i}") for i, one in enumerate(signals)]


@given(some_signals, steps, steps, days, st.sampled_from(["likelihood", "impact", "nearer"]))
def test_more_likely_more_harmful_or_nearer_never_moves_a_signal_down(
    others: list[Signal], likelihood: int, impact: int, left: int, what: str
) -> None:
    ours = signal("ours", likelihood, impact, left)
    worse = {
        "likelihood": replace(ours, likelihood=min(5, likelihood + 1)),
        "impact": replace(ours, impact=min(5, impact + 1)),
        "nearer": replace(ours, effective_on=TODAY + timedelta(days=left - 30)),
    }[what]
    assert place("ours", [worse, *named(others)]) <= place("ours", [ours, *named(others)])


@given(some_signals, st.randoms())
def test_the_order_does_not_depend_on_how_signals_are_listed(signals: list[Signal], chance: object) -> None:
    listed = named(signals)
    shuffled = listed[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(listed, TODAY, MATERIAL) == rank(shuffled, TODAY, MATERIAL)


def test_ranks_count_from_one_and_leave_closed_signals_out() -> None:
    ranked = rank([signal("a"), signal("b"), signal("gone", status=SignalStatus.CLOSED)], TODAY, MATERIAL)
    assert [one.rank for one in ranked] == [1, 2]
    assert "gone" not in [one.signal.signal_id for one in ranked]


def test_a_severe_signal_without_a_date_comes_before_one_that_is_years_away() -> None:
    later, undated, soon = signal("later", left=900), signal("undated", left=None), signal("soon", left=30)
    assert [one.signal.signal_id for one in rank([later, undated, soon], TODAY, MATERIAL)] == [
        "soon",
        "undated",
        "later",
    ]


def test_what_is_slight_never_stands_before_what_is_considerable() -> None:
    slight, considerable = signal("slight", 1, 5, left=1), signal("considerable", 2, 4, left=1000)
    assert [one.effect for one in rank([slight, considerable], TODAY, MATERIAL)] == [Effect.CONSIDERABLE, Effect.SLIGHT]


def test_bands_and_time_left_are_words() -> None:
    assert effect(signal(likelihood=5, impact=3), MATERIAL) is Effect.SEVERE
    assert effect(signal(likelihood=2, impact=4), MATERIAL) is Effect.CONSIDERABLE
    assert effect(signal(likelihood=2, impact=3), MATERIAL) is Effect.SLIGHT
    assert [time_left(signal(left=left), TODAY) for left in (-1, 0, 120, 121, 365, 366, None)] == [
        Time.PAST,
        Time.SOON,
        Time.SOON,
        Time.THIS_YEAR,
        Time.THIS_YEAR,
        Time.LATER,
        Time.UNKNOWN,
    ]


def test_what_waits_for_somebody_comes_unanswered_first() -> None:
    overdue = signal("overdue", 5, 5, response="a project", review_by=TODAY - timedelta(days=1))
    unanswered = signal("unanswered", 3, 3)
    slight = signal("slight", 1, 1)
    done = signal("done", response="a decision", review_by=TODAY)
    waiting = attention_first(rank([overdue, unanswered, slight, done], TODAY, MATERIAL))
    assert [one.signal.signal_id for one in waiting] == ["unanswered", "overdue"]
    assert [one.overdue for one in waiting] == [0, 1]
