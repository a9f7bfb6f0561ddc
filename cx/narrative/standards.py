"""Sentences about measurement standards."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.evidence_across import Across
from cx.domain.evidence_gate import FEWEST_CHANGES, Judged, Link, Standing
from cx.domain.rated import Figure
from cx.domain.standards import Metric, WorkedOut
from cx.narrative import numbers
from cx.narrative.badges import Badge, Tone

NO_RATED_SURVEY = "No figure yet: load the survey that it is of, with the rating."


def headline(found: Sequence[Metric], primary: Metric | None, outside: int, overdue: int) -> str:
    """Which metric is the brand's, how many there are, and how many surveys and definitions need somebody."""
    first = f"{primary.name} is our brand metric" if primary else "No metric is marked as the brand's"
    shipped = primary is not None and primary.shipped
    clauses = [f"{first}, as this product defines it" if shipped else first]
    if own := sum(not one.shipped for one in found):
        clauses.append(f"{numbers.counted(own, 'metric')} registered")
    if outside:
        clauses.append(f"{numbers.counted(outside, 'survey')} {'asks' if outside == 1 else 'ask'} outside the standard")
    if overdue:
        clauses.append(f"{numbers.counted(overdue, 'definition')} to renew")
    return f"{'; '.join(clauses)}."


def other_question(question: str) -> str:
    """What is the matter with a survey, to be read behind its name."""
    return f"asks “{question}”" if question else "has no question on record; write it down in surveys."


def other_scale(what: str, seen: tuple[float, float], wanted: tuple[float, float]) -> str:
    return f"asks {what} from {seen[0]:g} to {seen[1]:g}, not from {wanted[0]:g} to {wanted[1]:g}."


def seen_scale(n: int, seen: tuple[int, int]) -> str:
    """Scores that were loaded as 0 to 10 and look otherwise."""
    return f"has {n:,} scores from {seen[0]} to {seen[1]} and none beyond: they look like another scale than 0 to 10."


def since(metric: Metric, day: str) -> str:
    return (
        f"version {metric.version}, as this product defines it"
        if metric.shipped
        else (f"version {metric.version} since {day}")
    )


def review(day: str, *, overdue: bool) -> str:
    return f"{Tone.WORSE.shape} Review was due {day}" if overdue else f"Review by {day}"


# Metrics of a rating --------------------------------------------------------------------------------------------------


def rated_figure(found: Figure, worked_out: WorkedOut, high: float, *, few: bool) -> str:
    if worked_out is WorkedOut.MEAN:
        value, low, high_ = f"{found.value:.1f} of {high:g}", f"{found.low:.1f}", f"{found.high:.1f}"
    else:
        value, low, high_ = (numbers.score(one) for one in (found.value, found.low, found.high))
    return f"{value}, likely {low} to {high_}{' (few answers)' if few else ''}"


def not_rated(rating: str, period: str) -> str:
    return f"No figure: no answer of {period} has the rating “{rating}” on the registered scale."


def defined_later(period: str) -> str:
    return f"No figure yet: {period} began under another definition."


# The evidence gate ----------------------------------------------------------------------------------------------------

_NO_SIGN = 0.5
"""p from which chance alone would go together as much, as often as not."""
NOT_JUDGED = Badge(Tone.NONE, "Not judged")
NO_TARGET = (
    "It is worked out from a survey's answers, for which no monthly target is kept: only what misses its target can"
    " come to the council. Load its monthly values with targets on the Imports page to have it held against NPS."
)
NO_DIRECTION = "Nobody has said whether higher or lower is better: say so in its definition above."


def not_in_force(quarter: str) -> str:
    return f"It has values, and no definition that held at the close of {quarter}: enter one above."


_WHEN = ("in the same month", "one month later", "two months later")


def goes_with(found: Link | Across) -> str:
    """What a sentence says of a metric that is linked with NPS."""
    if isinstance(found, Across):
        return "where it is better, the score is higher"
    return f"when it gets better, the score tends to do so {_WHEN[found.lag]}"


def amount(value: float, unit: str) -> str:
    """A metric's value as it is said, to three digits.

    >>> amount(6.54, "hours"), amount(1203, ""), amount(88.27, "percent")
    ('6.54 hours', '1,200', '88.3 percent')
    """
    return f"{float(f'{value:.3g}'):,.6g} {unit}".rstrip()


def gate_badge(judged: Judged) -> Badge:
    if judged.standing.admitted:
        return Badge(Tone.WORSE, "For the council")
    return Badge(Tone.NONE, "Its department keeps it")


def gate_why(judged: Judged, quarter: str) -> str:
    """Why a metric comes before the council or not."""
    found, standing = judged.case.link, judged.standing
    if found is None:
        return f"Too few months beside NPS: at least {FEWEST_CHANGES} changes in a row are needed."
    if isinstance(found, Across):
        return _why_across(judged, quarter)
    when = _WHEN[found.lag]
    if standing is Standing.NOT_LINKED:
        seen = "There is no sign that its changes" if judged.p >= _NO_SIGN else "Its changes are not shown to"
        return f"{seen} go with those of NPS; closest {when}."
    if standing is Standing.OPPOSITE:
        return f"When it gets better, NPS falls {when}: look into how it is measured."
    return f"When it gets better, NPS tends to rise {when}, {_on_target(standing, quarter)}."


def gate_rests(judged: Judged) -> str:
    """The figures behind it: 'ρ −0.93, 42 changes, p < 0.001'; '' where there are too few."""
    found = judged.case.link
    if found is None:
        return ""
    if isinstance(found, Across):
        told = f"mean ρ {found.rho:+.2f}, {len(found.units)} units, {_months(found)}"
    else:
        told = f"ρ {found.rho:+.2f}, {found.n} changes"
    return f"{told}, {_p(judged.p)}".replace("-", "−")


def _why_across(judged: Judged, quarter: str) -> str:
    if judged.standing is Standing.NOT_LINKED:
        seen = "There is no sign that" if judged.p >= _NO_SIGN else "It is not shown that"
        return f"{seen} NPS is higher where it is better."
    if judged.standing is Standing.OPPOSITE:
        return "Where it is better, NPS is lower: look into how it is measured."
    return f"Where it is better, NPS is higher in the same month, {_on_target(judged.standing, quarter)}."


def _on_target(standing: Standing, quarter: str) -> str:
    return {
        Standing.ADMITTED: f"and it missed its target in {quarter}",
        Standing.ON_TARGET: f"but it met its target in {quarter}",
    }.get(standing, f"but it had no target in {quarter}")


def _months(found: Across) -> str:
    return numbers.counted(found.n, "month")


def gate_moved(admitted: Sequence[str], retired: Sequence[str], before: str) -> str:
    """What came and went since the quarter before."""
    if not admitted and not retired:
        return f"Nothing was admitted or retired since {before}."
    parts = [f"{word}: {', '.join(names)}" for word, names in (("admitted", admitted), ("retired", retired)) if names]
    return f"Since {before} {'; '.join(parts)}."


def gate_title(name: str, judged: Judged) -> str:
    found = judged.case.link
    if found is None or judged.standing is Standing.NOT_LINKED:
        return f"{name}: not shown to go with NPS"
    opposite = judged.standing is Standing.OPPOSITE
    if isinstance(found, Across):
        return f"{name}: NPS is {'lower' if opposite else 'higher'} where it is better"
    return f"{name} moves with NPS {'the wrong way' if opposite else _WHEN[found.lag]}"


def gate_caption(found: Link, p: float, months: Sequence[str]) -> str:
    rests = f"Spearman's ρ {found.rho:+.2f}, {found.n} changes, worth {found.effective:.0f}".replace("-", "−")
    span = f"{months[0]} to {months[-1]}"
    return f"Month-to-month changes, NPS {_WHEN[found.lag]} · {rests}, {_p(p)} · {span} · association only"


def across_caption(found: Across, p: float) -> str:
    rests = f"mean of Spearman's ρ {found.rho:+.2f}".replace("-", "−")
    return f"Each unit beside the mean of all, over {_months(found)} · {rests}, {_p(p)} · association only"


def _p(p: float) -> str:
    if p < 0.001:
        return "p < 0.001"
    return "p > 0.99" if p > 0.99 else f"p {p:.3f}" if p < 0.1 else f"p {p:.2f}"
