"""Sentences about the council: when it meets, what waits, what changed since it last met, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cx.domain.council import Accountable, ActionPoint, ActionStatus, Communication, Meeting, Outcome, Unit
from cx.domain.score import Score
from cx.narrative import money, numbers
from cx.narrative.strategy import day, listed

NO_MEETING = "No meeting of the council is planned."
PLAN_ONE = "Plan the first meeting below, or load a file of meetings on the Imports page."
PLAN_NEXT = "Plan the next meeting below."
NOBODY = "Nobody is named who answers for customer experience."
MOST_NAMED = 3


def headline(meeting: Meeting | None, today: date, decisions: int, overdue: int, more: int) -> str:
    """When the council meets, how many decisions wait for it, and which actions are late."""
    late = f"{numbers.counted(overdue, 'action')} {'is' if overdue == 1 else 'are'} overdue" if overdue else ""
    if meeting is None:
        return f"{NO_MEETING[:-1]}; {late}." if late else NO_MEETING
    left = (meeting.held_on - today).days
    if left < 0:
        return _joined(f"The meeting of {day(meeting.held_on)} has no minutes yet", late)
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {numbers.counted(left, 'day')}"
    waits = f"{numbers.counted(decisions, 'decision')} to take" if decisions else "with nothing to decide"
    annexed = f" and {numbers.said(more)} in the annex" if more else ""
    return _joined(f"The council meets {when}, {waits}{annexed}", late)


def _joined(*clauses: str) -> str:
    return f"{'; '.join(clause for clause in clauses if clause)}."


def when(meeting: Meeting) -> str:
    return " · ".join(part for part in (day(meeting.held_on), meeting.place, str(meeting.status)) if part)


def due(action: ActionPoint, today: date) -> str:
    """'8 days overdue', 'due 4 Dec 2026', 'done 14 Sep 2026'."""
    if action.closed_on:
        return f"{'done' if action.status is ActionStatus.DONE else 'dropped'} {day(action.closed_on)}"
    late = action.overdue(today)
    return f"{numbers.counted(late, 'day')} overdue" if late else f"due {day(action.due_on)}"


def said(message: Communication, today: date) -> str:
    if message.done_on:
        return f"said {day(message.done_on)}"
    late = message.overdue(today)
    return f"{numbers.counted(late, 'day')} overdue" if late else f"due {day(message.due_on)}"


def granted(amount: float | None, people: float | None, currency: str) -> str:
    """'grants USD 1.5 million and 6 people', '' where it grants nothing."""
    parts = [numbers.money(amount, currency)] if amount else []
    parts += [money.people(people)] if people else []
    return f"grants {listed(parts)}" if parts else ""


def outcome(found: Outcome) -> str:
    return {"decided": "Decided", "deferred": "Put off", "declined": "Declined"}[found.value]


def accountable(found: Accountable | None) -> str:
    """Who answers for it."""
    if found is None:
        return NOBODY
    return f"{found.name}{f', {found.title},' if found.title else ''} answers for customer experience."


def confirmed(found: Accountable | None) -> str:
    """Who confirmed on which day that it serves the business."""
    if found is None or not found.confirmed_on:
        return "Nobody has confirmed yet that it is aligned with the strategy of the business."
    return f"Aligned with the strategy of the business: confirmed by {found.confirmed_by}, {day(found.confirmed_on)}."


def seats(members: int, missing: Sequence[Unit], known: bool) -> str:
    """known: whether any unit is written down."""
    if not members:
        return "Nobody sits in the council yet"
    counted = numbers.counted(members, "member")
    if not known:
        return f"{counted.capitalize()}; load org_units to see who is missing"
    if not missing:
        return f"{counted.capitalize()}; every business and function has a seat"
    names = [unit.name for unit in missing]
    more = [f"{numbers.said(len(names) - MOST_NAMED)} more"] if len(names) > MOST_NAMED else []
    verb = "has" if len(names) == 1 else "have"
    return f"{counted.capitalize()}; {listed([*names[:MOST_NAMED], *more])} {verb} no seat"


def changed(count: int, since: date | None) -> str:
    if since is None:
        return "No meeting was held yet"
    return f"{'Nothing is written down' if not count else 'What changed'} since {day(since)}"


def actions(opened: int, late: int) -> str:
    if not opened:
        return "No action is open"
    verb = "is" if late == 1 else "are"
    counted = numbers.counted(opened, "action").capitalize()
    overdue = f"{numbers.said(late)} {verb} overdue" if late else "none overdue"
    return f"{counted} carried forward; {overdue}"


def log(count: int, put_off: int) -> str:
    if not count:
        return "No decision is recorded yet"
    return f"{numbers.counted(count, 'decision').capitalize()} on record" + (
        f"; {numbers.said(put_off)} put off" if put_off else ""
    )


def calendar(count: int, late: int) -> str:
    if not count:
        return "Nothing is planned to be said yet"
    if not late:
        return "What is said to whom: nothing is overdue"
    return f"What is said to whom: {numbers.counted(late, 'message')} overdue"


def waiting(actions: int, projects: int) -> str:
    counted = ((actions, "action"), (projects, "project"))
    return listed([numbers.counted(count, thing) for count, thing in counted if count])


def ended(label: str, score: Score, survey: str) -> str:
    """'Q3 2026 ended at 39, likely 37 to 41 (1,180 answers; Customer survey).'"""
    low, high = numbers.score(score.low), numbers.score(score.high)
    return f"{label} ended at {numbers.score(score.value)}, likely {low} to {high} ({score.n:,} answers; {survey})."


def budget(granted: float, committed: float, spent: float, currency: str) -> str:
    """What was granted, and what became of it."""
    told = [numbers.money(amount, currency) for amount in (granted, spent, committed)]
    return f"Of {told[0]} granted to projects, {told[1]} is spent and {told[2]} is under contract"


def request(owner: str, actions: Sequence[str], meeting: Meeting | None) -> tuple[str, str]:
    """Subject and text of a letter that asks an owner how things stand."""
    until = f" before the council of {day(meeting.held_on)}" if meeting else ""
    lines = [f"Dear {owner},", "", f"please tell us{until} how these stand. Thank you.", ""]
    return "How does it stand?", "\n".join([*lines, *(f"- {text}" for text in actions)])
