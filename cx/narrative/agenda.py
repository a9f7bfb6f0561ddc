"""What needs a decision, in the form of a council: the issue, the options, what is proposed, who, until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cx.domain.agenda import Kind, Matter
from cx.domain.allocation import Allocation, Funding
from cx.domain.council import Unit
from cx.domain.dimensions import Dimension
from cx.domain.disclosure import Sensitivity
from cx.domain.projects import Project
from cx.domain.signals import Ranked
from cx.domain.standards import Metric
from cx.domain.strategy import Answer, Standing, days_overdue, standings
from cx.narrative import money, numbers, signals, strategy

RULE = (
    "Projects that wait for a decision first, red before amber, then gaps without money or people, signals without a"
    " response, answers overdue, training, standards to renew and empty seats; within a kind as its own page orders"
    " them. At most six, and no kind takes a third place while another waits."
)


def project(found: Project, why: str, due: date) -> Matter:
    """A project that waits for the council. why: what is the matter with it, as its page says it."""
    options, decision = _asked(found.asks) if found.asks else _lacking()
    return Matter(
        source=f"projects {found.project_id}",
        kind=Kind.PROJECT,
        title=f"{found.name}: a decision waits",
        about=_capital(why),
        options=options,
        decision=decision,
        owner=found.owner or found.sponsor,
        due_on=due,
        sensitivity=found.sensitivity,
    )


def _lacking() -> tuple[tuple[str, ...], str]:
    options = ("give it what it lacks", "make it smaller, to what it has")
    return _lettered((*options, "stop it, and give its money and people to another")), "A, B or C"


def _asked(asks: str) -> tuple[tuple[str, ...], str]:
    """What an owner asks as options, and what is proposed.

    Alternatives parted by ', or ' are an option each. Where another comma stands between them nobody can tell a third
    alternative from an aside, and what is asked stays whole.
    """
    whole = asks.strip().rstrip(".")
    parts = whole.split(", or ")
    later = "decide at the next meeting, knowing what that costs"
    if len(parts) > 1 and any("," in part for part in parts):
        return _lettered((f"what its owner asks: {_small(whole)}", "leave it as it is", later)), "A, saying which"
    if len(parts) == 1:
        return _lettered((_small(whole), "leave it as it is", later)), "A or B"
    options = _lettered((*map(_small, parts), later))
    letters = [option[0] for option in options[:-1]]
    return options, f"{', '.join(letters[:-1])} or {letters[-1]}"


def _lettered(options: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{chr(ord('A') + place)}: {option}" for place, option in enumerate(options))


def training(unit: str, finding: str, owner: str, due: date) -> Matter:
    """A unit that is behind with what the council agreed."""
    return Matter(
        source="training",
        kind=Kind.TRAINING,
        title=f"{unit}: behind with training",
        about=f"{unit} {finding}",
        options=("A: set a new day and say who sees to it", "B: exempt whom it does not serve, with the reason"),
        decision="A",
        owner=owner,
        due_on=due,
    )


def gap(found: Funding, allocations: Sequence[Allocation], competitor: str, currency: str, due: date) -> Matter:
    """A gap whose money or people are missing."""
    lacking = [one for one in allocations if one.dimension is found.dimension and _missing(one) > 0]
    first = max(lacking, key=_missing, default=None)
    label = found.dimension.label
    sums = [numbers.money(found.money.missing, currency)] if found.money.missing else []
    sums += [money.people(found.people.missing)] if found.people.missing else []
    lacks = strategy.lacks(found, currency)
    return Matter(
        source=f"gaps {found.dimension}",
        kind=Kind.GAP,
        title=f"{label}: a gap without enough behind it",
        about=f"{_capital(strategy.gap(found.gap, competitor))}; {lacks}"
        + (f", most of it for “{first.name}”." if first else "."),
        options=(
            f"A: commit what is missing, {strategy.listed(sums)}" if sums else "A: plan money and people for it",
            "B: commit a part, and look again at the next meeting",
            "C: concede the gap, and say so in the strategy",
        ),
        decision="A, or say which part",
        owner=first.owner if first else "",
        due_on=due,
    )


def _missing(one: Allocation) -> float:
    return max(0.0, (one.money_planned or 0.0) - (one.money_committed or 0.0))


def signal(found: Ranked, due: date) -> Matter:
    """A signal that matters and that nobody answers, or whose review is overdue."""
    one = found.signal
    late = "" if found.unanswered or not found.overdue else f" Its review is {_days(found.overdue)} overdue."
    answering = (
        ("A: answer it with a project", "B: wait, and look again on a set day", "C: accept what it brings")
        if found.unanswered
        else ("A: keep the response", "B: change the response", "C: watch it no longer")
    )
    return Matter(
        source=f"signals {one.signal_id}",
        kind=Kind.SIGNAL,
        title=f"{one.title}: {'no response' if found.unanswered else 'review overdue'}",
        about=f"{signals.why(found)}{late}",
        options=answering,
        decision="A: name the project and its owner" if found.unanswered else "A or B, with a new day of review",
        owner=one.owner,
        due_on=due,
        sensitivity=one.sensitivity,
    )


def answer(dimension: Dimension, found: Answer | None, today: date, due: date) -> Matter:
    """A question of the strategy without an answer that stands."""
    wrong = standings(found, today)[0]
    title = {
        Standing.MISSING: f"{dimension.label}: no answer yet",
        Standing.OVERDUE: f"{dimension.label}: the answer is overdue for review",
        Standing.UNSUPPORTED: f"{dimension.label}: the answer rests on no evidence",
        Standing.STANDS: dimension.label,
    }[wrong]
    if found is None:
        about = dimension.question
        options: tuple[str, ...] = ("A: answer it at this meeting", "B: name who drafts the answer")
    elif wrong is Standing.OVERDUE:
        late = days_overdue(found.review_by, today)
        about = f"“{found.text}” It was to be reviewed {_days(late)} ago."
        options = ("A: it still stands; set a new day", "B: answer it anew", "C: answer it at the next meeting")
    else:
        about = f"“{found.text}” No evidence is named."
        options = ("A: name the evidence", "B: answer it anew")
    return Matter(
        source=f"answers {dimension}",
        kind=Kind.ANSWER,
        title=title,
        about=about,
        options=options,
        decision="A or B, with a day",
        owner=found.owner if found else "",
        due_on=due,
        sensitivity=found.sensitivity if found else Sensitivity.INTERNAL,
    )


def standard(found: Metric, today: date, due: date) -> Matter:
    """A metric whose definition was to be reviewed by now."""
    late = (today - found.review_by).days if found.review_by else 0
    return Matter(
        source=f"standards {found.metric_id}",
        kind=Kind.STANDARD,
        title=f"{found.name}: the standard is to be renewed",
        about=f"Version {found.version}, “{found.definition}”, was to be reviewed {_days(late)} ago.",
        options=("A: keep it; set a new day", "B: define it anew, as another version", "C: give it up"),
        decision="A, B or C",
        owner=found.owner,
        due_on=due,
    )


def seat(units: Sequence[Unit], chair: str, due: date) -> Matter:
    """Businesses and functions for which nobody sits, as one issue."""
    names = strategy.listed([unit.name for unit in units])
    verb = "has" if len(units) == 1 else "have"
    return Matter(
        source="seats",
        kind=Kind.SEAT,
        title=f"{names} {verb} no seat",
        about=f"Nobody speaks for {names} in the council.",
        options=("A: appoint a member", "B: let another member speak for it", "C: leave it without a seat"),
        decision="A",
        owner=chair,
        due_on=due,
    )


def _days(count: int) -> str:
    return numbers.counted(count, "day")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
