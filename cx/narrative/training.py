"""Sentences about training: how many people completed what was agreed, who is behind, who was never assigned."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.rounding import whole
from cx.domain.training import Completion, Course, Level, Standing
from cx.narrative import numbers
from cx.narrative.badges import Tone
from cx.narrative.strategy import day, listed

NOTHING_AGREED = "No training is agreed yet."
NOTHING_KNOWN = "Training is agreed; who completed it is not known yet."
TOO_FEW = "Too few people must be trained to show how many are."
MOST_UNITS = 3
TONES = {
    Standing.MET: Tone.BETTER,
    Standing.BEHIND: Tone.WORSE,
    Standing.UNDER_WAY: Tone.STEADY,
    Standing.NOBODY: Tone.NONE,
}


def percent(found: Completion) -> str:
    """Whole percent; all only where nobody is missing, none only where nobody is done.

    >>> percent(Completion(people=1000, done=999)), percent(Completion(people=1000, done=1)), percent(Completion())
    ('99%', '1%', '–')
    """
    if found.share is None:
        return "–"
    rounded = whole(found.share)
    if 0 < found.done < found.people:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def headline(company: Completion, behind: Sequence[tuple[str, Completion]]) -> str:
    """behind: units that are, the furthest first; of them no more than may be shown."""
    clauses = [f"{percent(company)} of {company.people:,} people completed the training that was agreed"]
    if company.late:
        clauses.append(f"{company.late:,} {'is' if company.late == 1 else 'are'} late")
    if behind:
        name, found = behind[0]
        more = f", and {numbers.counted(len(behind) - 1, 'more unit')} behind" if len(behind) > 1 else ""
        clauses.append(f"{name} is furthest behind, at {percent(found)}{more}")
    return f"{'; '.join(clauses)}."


def cell(found: Completion, standing: Standing) -> str:
    """'▼ 41%'."""
    return "" if found.share is None else f"{TONES[standing].shape} {percent(found)}"


def meaning(found: Completion, standing: Standing) -> str:
    """'107 of 262 done; 96 overdue, 12 never assigned; behind'."""
    if found.share is None:
        return "nobody to train"
    parts = [f"{found.done:,} of {found.people:,} done"]
    late = [
        *([f"{found.overdue:,} overdue"] if found.overdue else []),
        *([f"{found.left_out:,} never assigned"] if found.left_out else []),
    ]
    if late:
        parts.append(", ".join(late))
    if not found.counted:
        parts.append("headcount not known")
    return "; ".join((*parts, standing.value))


def behind(found: Completion) -> str:
    """What is the matter with a unit, to be read behind its name: '41% of 262 done; 108 are late.'"""
    return f"is behind with training: {percent(found)} of {found.people:,} done, {found.late:,} late."


def matrix_title(levels: Sequence[tuple[Level, Completion, Standing]], units: Sequence[str]) -> str:
    """Which units and which levels are behind. units: those that are, the furthest first."""
    told = [(level, found, standing) for level, found, standing in levels if standing is not Standing.NOBODY]
    late = [level.label.lower() for level, _, standing in told if standing is Standing.BEHIND]
    if late:
        by_level = f"Behind by level: {listed(late)}"
    elif told and all(standing is Standing.MET for _, _, standing in told):
        by_level = "Every level has completed it, the board included"
    else:
        by_level = "No level is behind as a whole"
    if not units:
        return by_level
    named = [*units[:MOST_UNITS], *([f"{numbers.said(len(units) - MOST_UNITS)} more"] if units[MOST_UNITS:] else [])]
    return f"{listed(named)} {'is' if len(units) == 1 else 'are'} behind; {by_level[:1].lower()}{by_level[1:]}"


def trend_title(shares: Sequence[tuple[str, float | None]]) -> str:
    known = [(label, share) for label, share in shares if share is not None]
    if len(known) < 2:
        return "Who is done, over time"
    (first, before), (last, now) = known[0], known[-1]
    when = "now" if last.endswith("to date") else f"at the end of {last}"
    return f"{whole(now)}% done {when}, {whole(before)}% at the end of {first}"


def required_of(course: Course) -> str:
    who = listed([level.label.lower() for level in course.levels]) if course.levels else "everybody"
    when = f", by {day(course.due_by)}" if course.due_by else ""
    return f"Required of {who}{when}"


def agreed(course: Course) -> str:
    if not course.agreed:
        return ""
    when = f" ({day(course.agreed_on)})" if course.agreed_on else ""
    return f"Agreed: {course.agreed}{when}"
