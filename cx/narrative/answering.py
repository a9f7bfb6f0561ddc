"""How many answered of how many were asked, who did not, and what that may do to the score, in words."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.nonresponse import Reweighted
from cx.domain.rates import RateVerdict, ResponseRate
from cx.domain.rounding import whole
from cx.domain.verdict import Relation
from cx.narrative import numbers
from cx.narrative.badges import Badge, Tone
from cx.narrative.wording import EXPLORED

MOST_NAMED = 3

_TONES = {
    Relation.ROSE: Tone.BETTER,
    Relation.AHEAD: Tone.BETTER,
    Relation.FELL: Tone.WORSE,
    Relation.BEHIND: Tone.WORSE,
    Relation.STEADY: Tone.STEADY,
    Relation.LEVEL: Tone.STEADY,
    Relation.UNCLEAR: Tone.UNCLEAR,
}


def percent(rate: float) -> str:
    """A rate of 0 to 100 as whole percent; one that is above nothing is never said as 0%."""
    return "under 1%" if 0 < rate < 0.5 else f"{whole(rate)}%"


def response(rate: ResponseRate | None, again: int = 0) -> str:
    """How many answered of how many were asked.

    again: of these, earlier answers of people who answered again.
    """
    told = "How many were asked is not known"
    if rate:
        told = f"{rate.answered:,} answered of {rate.invited:,} asked ({percent(rate.rate)})"
    if again:
        told += f"; {numbers.counted(again, 'repeat answer')} left out"
    return f"{told}."


def change(verdict: RateVerdict, now_label: str, then_label: str) -> str:
    """The rate and what became of it: 'The response rate fell from 24% in Q1 2026 to 20% in Q2 2026'."""
    if verdict.current is None:
        return f"How many were asked is not known for {now_label}"
    now = percent(verdict.current.rate)
    told = f"{now} of those asked answered in {now_label}"
    if verdict.reference is None:
        return f"{told}; for {then_label} it is not known"
    then = percent(verdict.reference.rate)
    explored = EXPLORED if verdict.explored else ""
    if verdict.relation is None:
        return f"{told}; not compared with {then_label}, because {verdict.reason}"
    if verdict.relation in (Relation.ROSE, Relation.FELL):
        if now == then:
            return f"The response rate {verdict.relation.value} by less than a point, to {now} in {now_label}{explored}"
        verb = verdict.relation.value
        return f"The response rate {verb} from {then} in {then_label} to {now} in {now_label}{explored}"
    if verdict.relation is Relation.STEADY:
        return f"The response rate is steady: {then} in {then_label}, {now} in {now_label}{explored}"
    return f"The response rate shows no clear change: {then} in {then_label}, {now} in {now_label}{explored}"


def since(verdict: RateVerdict, then_label: str) -> str:
    """What a title about the last period adds where the rate moved since an earlier one; '' where it did not."""
    if verdict.relation not in (Relation.ROSE, Relation.FELL) or verdict.explored or verdict.reference is None:
        return ""
    return f"; since {then_label} it {verdict.relation.value} from {percent(verdict.reference.rate)}"


def badge(verdict: RateVerdict, words: str) -> Badge:
    """A change of a rate, or a group against the rest. words: what it is compared with, 'Q2 2026' or 'the rest'."""
    if verdict.relation is None or verdict.reference is None:
        return Badge(Tone.NONE, f"Not compared with {words}", verdict.reason, "Not compared")
    then = percent(verdict.reference.rate)
    told = {
        Relation.ROSE: f"Rose from {then}",
        Relation.FELL: f"Fell from {then}",
        Relation.STEADY: f"Steady, from {then}",
        Relation.AHEAD: "Answers more often",
        Relation.BEHIND: "Answers less often",
        Relation.LEVEL: "Answers as often",
    }.get(verdict.relation, "No clear difference")
    if verdict.stopped:
        told = f"Stopped answering: {then} before"
    return Badge(_TONES[verdict.relation], told, _detail(verdict), told)


def groups(field_label: str, against_rest: Sequence[tuple[str, RateVerdict]]) -> str:
    """'By product: Meridian Cloud answers less often than the rest.'"""
    label = field_label.lower()
    found = [
        f"{_names(names)} {'answers' if len(names) == 1 else 'answer'} {words} often than the rest"
        for relation, words in ((Relation.BEHIND, "less"), (Relation.AHEAD, "more"))
        if (names := [name for name, verdict in against_rest if verdict.relation is relation and not verdict.explored])
    ]
    if not found:
        return f"By {label}: no group clearly answers more or less often than the rest"
    return f"By {label}: {'; '.join(found)}"


def untested_groups(field_label: str, name: str) -> str:
    """Where the groups of a group that somebody chose were not tested against each other."""
    return f"By {field_label.lower()}: how many of those asked answered, {name}"


def stopped(verdict: RateVerdict, then_label: str) -> str:
    """What is the matter with a group, to be read behind its name."""
    if verdict.current is None or verdict.reference is None:
        return "stopped answering."
    now, then = percent(verdict.current.rate), percent(verdict.reference.rate)
    return f"stopped answering: {now} of {verdict.current.invited:,} asked; in {then_label}, {then}."


def could_move(made: Reweighted, field_label: str) -> str:
    """What the score would be had every group answered as often as it was asked."""
    label = field_label.lower()
    if whole(made.value) == whole(made.observed.value):
        return f"Who answered differs from who was asked, by {label}, by less than rounding shows."
    return (
        f"Who answered differs from who was asked. With each group counted as it was asked, by {label}, the score would"
        f" be {numbers.score(made.value)} (likely {numbers.score(made.low)} to {numbers.score(made.high)}), not"
        f" {numbers.score(made.observed.value)}."
    )


def what_if(made: Reweighted, field_label: str, *, moves: bool) -> str:
    """The same for a chart of the groups, also where it moves nothing."""
    if moves:
        return could_move(made, field_label)
    return (
        "Who did not answer is not seen to move the score: with each group counted as it was asked, it would be"
        f" {numbers.score(made.value)} (likely {numbers.score(made.low)} to {numbers.score(made.high)})."
    )


def silent(names: Sequence[str], share: float) -> str:
    """Groups that nobody answered from."""
    told = "under 1%" if share < 0.005 else numbers.percent(share)
    return f"Nobody answered from {_names(names)}, {told} of those asked: nothing here speaks for them."


def groups_alt(field_label: str, rates: Sequence[tuple[str, ResponseRate | None]]) -> str:
    told = [f"{name} {percent(rate.rate)} of {rate.invited:,}" for name, rate in rates if rate]
    return f"Response rate by {field_label.lower()}: {', '.join(told)}." if told else "No response rate may be shown."


def _detail(verdict: RateVerdict) -> str:
    difference = verdict.difference
    if difference is None:
        return verdict.reason
    low, high = numbers.between(difference.low, difference.high).removeprefix("between ").split(" and ")
    tested = "tested on its own at 1%" if verdict.explored else f"tested together with {verdict.looked_at - 1} others"
    return f"Likely between {low} and {high}, in percentage points; {tested}."


def _names(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {numbers.said(len(names) - MOST_NAMED)} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
