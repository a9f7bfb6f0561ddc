"""The page of speaking points: whose, for whom, when, and the draft itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cx.domain.people import Leader
from cx.domain.periods import Grain
from cx.narrative.facts import Audience
from cx.reports import drafts
from cx.reports.drafts import Draft
from cx.reports.parts import Choice
from cx.reports.programme import Programme
from cx.store import catalog
from cx.store.opening import Store

MOST_PERIODS = 8
AUDIENCES = (
    Choice(Audience.TEAM.value, "My team"),
    Choice(Audience.COUNCIL.value, "The council"),
    Choice(Audience.EXTERNAL.value, "Outside"),
)


@dataclass(frozen=True, slots=True)
class Speaking:
    """leaders, periods: what can be chosen, periods newest first. leader, audience, period: what is chosen.

    about: the leader's name and title. missing: what to do where there is no draft yet.
    """

    leaders: tuple[Choice, ...] = ()
    periods: tuple[Choice, ...] = ()
    leader: str = ""
    audience: Audience = Audience.TEAM
    period: str = ""
    about: str = ""
    draft: Draft | None = None
    missing: str = ""


NO_LEADERS = Speaking(
    missing="Nobody is named as a leader yet. Import a list of leaders, with what they answer for, on the Imports page."
)
NO_ANSWERS = "There are no answers yet, so there is nothing to say. Import a survey export first."


def report(store: Store, today: date, leader: str = "", audience: str = "", period: str = "") -> Speaking:
    """What the address asks for; a leader, audience or period that does not exist falls back to the first."""
    if not store.exists():
        return NO_LEADERS
    with store.reading() as connection:
        leaders = catalog.leaders(connection)
        programme = Programme.open(connection, today)
        periods = _periods(programme)
    if not leaders:
        return NO_LEADERS
    choices = tuple(Choice(one.leader_id, _about(one)) for one in leaders)
    if not periods:
        return Speaking(leaders=choices, missing=NO_ANSWERS)
    chosen = next((one for one in leaders if one.leader_id == leader), leaders[0])
    when = period if period in {choice.key for choice in periods} else periods[0].key
    whom = Audience(audience) if audience in set(Audience) else Audience.TEAM
    return Speaking(
        leaders=choices,
        periods=periods,
        leader=chosen.leader_id,
        audience=whom,
        period=when,
        about=_about(chosen),
        draft=drafts.report(store, chosen.leader_id, whom, when, today),
    )


def _about(leader: Leader) -> str:
    return f"{leader.name}, {leader.title}" if leader.title else leader.name


def _periods(programme: Programme) -> tuple[Choice, ...]:
    """The last quarters with answers of the company's own survey."""
    survey = programme.headline
    figures = programme.figures(survey) if survey else None
    latest = figures.latest(Grain.QUARTER) if figures else None
    windows = figures.windows(latest.period, MOST_PERIODS) if figures and latest else ()
    return tuple(Choice(window.period.key, window.label) for window in reversed(windows))
