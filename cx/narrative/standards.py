"""Sentences about measurement standards."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.evidence_gate import FEWEST_CHANGES, Judged, Link, Standing
from cx.domain.standards import Metric
from cx.narrative import numbers
from cx.narrative.badges import Badge, Tone


def headline(found: Sequence[Metric], primary: Metric | None, outside: int) -> str:
    """Which metric is the brand's, how many there are, and how many surveys ask otherwise."""
    if not found:
        return "No metric is registered yet."
    first = f"{primary.name} is our brand metric" if primary else "No metric is marked as the brand's"
    clauses = [first, f"{numbers.counted(len(found), 'metric')} registered"]
    if outside:
        verb = "asks" if outside == 1 else "ask"
        clauses.append(f"{numbers.counted(outside, 'survey')} {verb} another question than the registered one")
    return f"{'; '.join(clauses)}."


def outside(question: str) -> str:
    """What is the matter with a survey, to be read behind its name."""
    return f"asks “{question}”" if question else "has no question on record; write it down in surveys."


# The evidence gate ----------------------------------------------------------------------------------------------------

_WHEN = ("in the same month", "one month later", "two months later")


def gate_badge(judged: Judged) -> Badge:
    if judged.standing.admitted:
        return Badge(Tone.WORSE, "For the council")
    return Badge(Tone.NONE, "Its department keeps it")


def gate_why(judged: Judged, quarter: str) -> str:
    """Why a metric comes before the council or not, with what it rests on."""
    found, standing = judged.case.link, judged.standing
    if found is None:
        return f"Too few months beside NPS: at least {FEWEST_CHANGES} changes in a row are needed."
    rests = f"ρ {found.rho:+.2f}, {found.n} changes, {_p(judged.p)}".replace("-", "−")
    when = _WHEN[found.lag]
    if standing is Standing.NOT_LINKED:
        return f"Its changes are not shown to go with those of NPS; closest {when} ({rests})."
    if standing is Standing.OPPOSITE:
        return f"When it gets better, NPS falls {when} ({rests}): look into how it is measured."
    linked = f"When it gets better, NPS tends to rise {when} ({rests})"
    if standing is Standing.ADMITTED:
        return f"{linked}, and it missed its target in {quarter}."
    if standing is Standing.ON_TARGET:
        return f"{linked}, but it met its target in {quarter}."
    return f"{linked}, but it had no target in {quarter}."


def gate_moved(admitted: Sequence[str], retired: Sequence[str], before: str) -> str:
    """What came and went since the quarter before."""
    if not admitted and not retired:
        return f"Nothing was admitted or retired since {before}."
    parts = [f"{word}: {', '.join(names)}" for word, names in (("admitted", admitted), ("retired", retired)) if names]
    return f"Since {before} {'; '.join(parts)}."


def gate_title(name: str, judged: Judged) -> str:
    if judged.standing in (Standing.NOT_LINKED, Standing.TOO_FEW):
        return f"{name} is not shown to move with NPS"
    way = (
        "the wrong way"
        if judged.standing is Standing.OPPOSITE
        else _WHEN[judged.case.link.lag if judged.case.link else 0]
    )
    return f"{name} moves with NPS {way}"


def gate_caption(found: Link, p: float, months: Sequence[str]) -> str:
    rests = f"Spearman's ρ {found.rho:+.2f}, {found.n} changes, worth {found.effective:.0f}".replace("-", "−")
    span = f"{months[0]} to {months[-1]}"
    return f"Month-to-month changes, NPS {_WHEN[found.lag]} · {rests}, {_p(p)} · {span} · association only"


def _p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p {p:.3f}" if p < 0.1 else f"p {p:.2f}"
