"""Sentences about signals: how much each matters and why, in words; the judgements behind them carry no decimals."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.signals import Effect, Placing, Ranked, Response, Signal, SignalKind, Time
from cx.narrative import numbers
from cx.narrative.strategy import day, listed

LIKELIHOODS = ("Remote", "Unlikely", "Possible", "Likely", "Nearly certain")
IMPACTS = ("negligible", "minor", "moderate", "major", "critical")
"""From 1 to 5."""
MOST_NAMED = 2


def headline(ranked: Sequence[Ranked]) -> str:
    """How many really matter, what comes first, and what has no response."""
    material = [one for one in ranked if one.material]
    if not ranked:
        return "No signal is being watched yet."
    if not material:
        return f"None of {numbers.counted(len(ranked), 'signal')} really matters now."
    verb = "really matters" if len(material) == 1 else "really matter"
    clauses = [f"{numbers.counted(len(material), 'signal').capitalize()} {verb}"]
    dated = [one for one in material if one.days_left is not None and one.days_left >= 0]
    if dated:
        next_one = min(dated, key=lambda one: (one.days_left or 0, one.rank))
        clauses.append(f"next, “{next_one.signal.title}” {_verb(next_one.signal)} {left(next_one)}")
    unanswered = [f"“{one.signal.title}”" for one in material if one.unanswered]
    if unanswered:
        clauses.append(f"{_named(unanswered)} {'has' if len(unanswered) == 1 else 'have'} no response")
    return f"{'; '.join(clauses)}."


def _named(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {numbers.said(len(names) - MOST_NAMED)} more"
    return listed(names)


def _verb(signal: Signal) -> str:
    return "takes effect" if signal.kind is SignalKind.REGULATION else "is expected"


def left(found: Ranked) -> str:
    """'in 90 days', 'today', 'since 12 Jan 2026', 'at no known date'."""
    if found.days_left is None or found.signal.effective_on is None:
        return "at no known date"
    if found.days_left < 0:
        return f"since {day(found.signal.effective_on)}"
    return "today" if found.days_left == 0 else f"in {numbers.counted(found.days_left, 'day')}"


def weight(signal: Signal) -> str:
    """'nearly certain, with major effect'."""
    return f"{LIKELIHOODS[signal.likelihood - 1].lower()}, with {IMPACTS[signal.impact - 1]} effect"


def why(found: Ranked) -> str:
    """'Nearly certain, with major effect, in 90 days; no response.'"""
    signal = found.signal
    first = f"{weight(signal).capitalize()}, {left(found)}"
    return f"{first}; {response(signal)}."


def response(signal: Signal) -> str:
    """'a project answers it', 'decided: we wait', 'no response'."""
    if not signal.answered:
        return "no response"
    if signal.response_kind is None:
        return "a response is written down"
    return "a decision answers it" if signal.response_kind is Response.DECISION else "a project answers it"


def effect(found: Effect) -> str:
    return {Effect.SEVERE: "Severe", Effect.CONSIDERABLE: "Considerable", Effect.SLIGHT: "Slight"}[found]


def time(found: Time) -> str:
    return {
        Time.PAST: "In effect",
        Time.SOON: "Within four months",
        Time.THIS_YEAR: "Within a year",
        Time.UNKNOWN: "No date known",
        Time.LATER: "Later",
    }[found]


def attention(found: Ranked) -> str:
    """What is the matter, to be read behind the title."""
    parts = []
    if found.unanswered:
        parts.append("matters and has no response")
    if found.overdue:
        parts.append(f"was to be reviewed {numbers.counted(found.overdue, 'day')} ago")
    return f"{' and '.join(parts)}; it {_verb(found.signal)} {left(found)}."


def map_title(ranked: Sequence[Ranked]) -> str:
    """What stands in the corner that matters most."""
    severe = [f"“{one.signal.title}”" for one in ranked if one.effect is Effect.SEVERE]
    return f"Severe, by our judgement: {_named(severe)}" if severe else "No signal is judged severe"


def timeline_title(ranked: Sequence[Ranked]) -> str:
    """How many take effect soon."""
    soon = [one for one in ranked if one.time is Time.SOON]
    if not soon:
        return "Nothing takes effect within four months"
    if len(soon) == 1:
        return f"“{soon[0].signal.title}” {_verb(soon[0].signal)} {left(soon[0])}"
    return f"{numbers.counted(len(soon), 'signal').capitalize()} take effect within four months"


def placed(signals: Sequence[Signal], competitors: Sequence[str]) -> str:
    """Who is better placed, over all signals that somebody judged."""
    judged = [placing for signal in signals for brand, placing in signal.placings if brand in competitors]
    if not judged:
        return "Nobody has judged yet who is better placed"
    worse: dict[str, int] = {}
    for signal in signals:
        for brand, placing in signal.placings:
            if placing is Placing.THEM and brand in competitors:
                worse[brand] = worse.get(brand, 0) + 1
    if not worse:
        return "No competitor is judged better placed than we are"
    most = max(worse.values())
    brands = [brand for brand in competitors if worse.get(brand) == most]
    verb = "is" if len(brands) == 1 else "are"
    return f"{listed(brands)} {verb} judged better placed than we are for {numbers.counted(most, 'signal')}"
