"""Titles of charts as findings, and what a chart shows for those who hear it."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.book import FEW_ANSWERS, Family, Verdict
from cx.domain.bridge import Bridge, Part
from cx.domain.process import Limits
from cx.domain.rounding import whole
from cx.domain.score import Score
from cx.domain.series import Series
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.domain.verdict import Relation
from cx.narrative import numbers
from cx.narrative.wording import EXPLORED, Spoken

MOST_NAMED = 3


def trend(name: str, verdict: Verdict, now_label: str, then_label: str) -> str:
    """'EMEA fell from 40 in Q2 2026 to 30 in Q3 2026': two ends, so no rounded change can contradict them."""
    if verdict.current is None:
        return f"{name}: too few answers to show for {now_label}"
    if verdict.reason == FEW_ANSWERS:
        return f"{name}: too few answers in {now_label} or {then_label} to say whether it moved"
    now = numbers.score(verdict.current.value)
    if not isinstance(verdict.reference, Score):
        return f"{name} scored {now} in {now_label}; there is no score of {then_label} to compare it with"
    if verdict.relation is None:
        return f"{name} scored {now} in {now_label}; not compared with {then_label}, because {verdict.reason}"
    then = numbers.score(verdict.reference.value)
    explored = _explored([verdict])
    if verdict.relation in (Relation.ROSE, Relation.FELL):
        return f"{name} {verdict.relation.value} from {then} in {then_label} to {now} in {now_label}{explored}"
    if verdict.relation is Relation.STEADY:
        return f"{name} is steady: {then} in {then_label}, {now} in {now_label}{explored}"
    return f"{name} shows no clear change: {then} in {then_label}, {now} in {now_label}{explored}"


def trend_alt(series: Sequence[Series]) -> str:
    return " ".join(_series_alt(one) for one in series) or "No answers to draw."


def _series_alt(series: Series) -> str:
    told = [_told(point.label, point.score) for point in series.points if point.score]
    if not told:
        return f"{series.name}: nothing that may be shown."
    return f"{series.name}: from {told[0]} to {told[-1]}, {len(told)} periods."


def _told(label: str, score: Score) -> str:
    likely = f"likely {numbers.score(score.low)} to {numbers.score(score.high)}"
    return f"{numbers.score(score.value)} in {label} ({likely})"


def bridge(made: Bridge, verdict: Verdict, field_label: str, now_label: str, then_label: str) -> str:
    """What carried a change that is one; where it is not, only what the difference is made of."""
    total = made.after - made.before
    if verdict.relation not in (Relation.ROSE, Relation.FELL) or not made.parts or not total:
        return _made_of(made, verdict, f"by {field_label.lower()}", f"between {then_label} and {now_label}")
    explored = _explored([verdict])
    leading = max(made.parts, key=lambda part: part.effect * total)
    if made.mix / total > 0.5:
        return f"Most of the {_noun(verdict)} is who answered, not how they scored{explored}"
    if leading.effect / total > 0.5:
        return f"Most of the {_noun(verdict)} is {leading.group}: {_how(leading)}{explored}"
    return f"The {_noun(verdict)} is spread over several groups by {field_label.lower()}{explored}"


def _made_of(made: Bridge, verdict: Verdict, by: str, between: str) -> str:
    """'No clear change; by region, EMEA weighs most in the difference, −4.'"""
    lead = {Relation.UNCLEAR: "No clear change", Relation.STEADY: "Steady"}.get(verdict.relation or Relation.ROSE)
    most = max(made.parts, key=lambda part: abs(part.effect), default=None)
    if lead is None or most is None or not whole(most.effect):
        return f"What the difference {between} is made of, {by}"
    return (
        f"{lead}; {by}, {most.group} weighs most in the difference, {numbers.signed(most.effect)}{_explored([verdict])}"
    )


def _noun(verdict: Verdict) -> str:
    return "rise" if verdict.relation is Relation.ROSE else "fall"


def _how(part: Part) -> str:
    return "how they scored" if abs(part.rate) >= abs(part.mix) else "who answered"


def bridge_alt(made: Bridge, field_label: str) -> str:
    parts = ", ".join(f"{part.group} {numbers.signed(part.effect)}" for part in made.parts)
    method = f" The change of method adds {numbers.signed(made.method)}." if made.method else ""
    return (
        f"From {numbers.score(made.before)} to {numbers.score(made.after)} by {field_label.lower()}: {parts}. "
        f"How they scored {numbers.signed(made.rate)}, who answered {numbers.signed(made.mix)}.{method}"
    )


def groups(field_label: str, spoken: Sequence[Spoken]) -> str:
    """'By region: EMEA fell; Americas and Asia rose.'"""
    label = field_label.lower()
    fell = [one.name for one in spoken if one.verdict.relation is Relation.FELL]
    rose = [one.name for one in spoken if one.verdict.relation is Relation.ROSE]
    told = [f"{_names(names)} {verb}" for names, verb in ((fell, "fell"), (rose, "rose")) if names]
    if not told:
        return f"By {label}: no group shows a clear rise or fall"
    return f"By {label}: {'; '.join(told)}{_explored([one.verdict for one in spoken])}"


def _explored(verdicts: Sequence[Verdict]) -> str:
    return EXPLORED if any(verdict.family is Family.EXPLORED for verdict in verdicts) else ""


def _names(names: Sequence[str]) -> str:
    named = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        return f"{', '.join(named)} and {numbers.said(len(names) - MOST_NAMED)} more"
    return " and ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]


def distribution(counts: Sequence[int]) -> str:
    """'52% gave 9 or 10; 18% gave 0 to 6.'"""
    n = sum(counts)
    promoters, detractors = sum(counts[PROMOTER_FROM:]), sum(counts[:PASSIVE_FROM])
    return f"{numbers.percent(promoters / n)} gave 9 or 10; {numbers.percent(detractors / n)} gave 0 to 6"


def distribution_alt(counts: Sequence[int]) -> str:
    return "Answers by score: " + ", ".join(f"{score}: {count:,}" for score, count in enumerate(counts)) + "."


def process(made: Limits, labels: Sequence[str]) -> str:
    """Which periods lie outside the usual swing."""
    usual = f"{numbers.score(made.low)} to {numbers.score(made.high)}"
    if not made.signals:
        return f"Every period lies within the usual swing, {usual}"
    outside = [labels[i] for i in made.signals]
    return f"{_names(outside[::-1])} lie{'s' if len(outside) == 1 else ''} outside the usual swing, {usual}"
