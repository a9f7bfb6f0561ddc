"""The page of speaking points: whose, for whom, when, and the draft itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cx.domain.approval import Reach
from cx.domain.people import Leader
from cx.domain.periods import Grain
from cx.narrative.facts import Audience
from cx.reports.desk import Desk, at_desk
from cx.reports.drafts import Draft
from cx.reports.parts import Choice
from cx.reports.programme import Programme
from cx.store import catalog, speaking
from cx.store.opening import Store

MOST_PERIODS = 8
AUDIENCES = (
    Choice(Audience.TEAM.value, "My team"),
    Choice(Audience.COUNCIL.value, "The council"),
    Choice(Audience.EXTERNAL.value, "Outside"),
)


@dataclass(frozen=True, slots=True)
class Speaking:
    """leaders, audiences, periods: what can be chosen by this reader, periods newest first; what is chosen of them.

    about: the leader's name and title. missing: what to do where there is nothing to show.
    """

    leaders: tuple[Choice, ...] = ()
    audiences: tuple[Choice, ...] = AUDIENCES
    periods: tuple[Choice, ...] = ()
    leader: str = ""
    audience: Audience = Audience.TEAM
    period: str = ""
    about: str = ""
    desk: Desk | None = None
    missing: str = ""

    @property
    def draft(self) -> Draft | None:
        """What is shown."""
        return self.desk.shown if self.desk else None


NO_LEADERS = Speaking(
    missing="Nobody is named as a leader yet. Import a list of leaders, with what they answer for, on the Imports page."
)
NO_ANSWERS = "There are no answers yet, so there is nothing to say. Import a survey export first."
NOTHING_FOR_YOU = "There is nothing here for you now. Points appear once they await your word, or are released to you."


def report(
    store: Store, today: date, reach: Reach, now: datetime, leader: str = "", audience: str = "", period: str = ""
) -> Speaking:
    """What the address asks for; what does not exist for this reader at this moment (UTC) falls back to the first."""
    if not store.exists():
        return NO_LEADERS
    with store.reading() as connection:
        programme = Programme.open(connection, today)
        return _report(programme, store.state(connection), reach, now, (leader, audience, period))


def _report(programme: Programme, state: str, reach: Reach, now: datetime, asked: tuple[str, str, str]) -> Speaking:
    saved = [one.key for one in speaking.sets(programme.connection, reach, now)]
    everybody = catalog.leaders(programme.connection)
    leaders = [
        one for one in everybody if reach.leads(one.leader_id) or any(one.leader_id == k.leader_id for k in saved)
    ]
    if not leaders:
        return NO_LEADERS if not everybody else Speaking(missing=NOTHING_FOR_YOU)
    chosen = next((one for one in leaders if one.leader_id == asked[0]), leaders[0])
    mine = [key for key in saved if key.leader_id == chosen.leader_id]
    leads = reach.leads(chosen.leader_id)
    audiences = tuple(one for one in AUDIENCES if leads or any(key.audience == one.key for key in mine))
    whom = _chosen(asked[1], audiences)
    there = {key.period for key in mine if key.audience == whom}
    periods = tuple(choice for choice in _periods(programme) if leads or choice.key in there)
    choices = tuple(Choice(one.leader_id, _about(one)) for one in leaders)
    if not periods:
        return Speaking(choices, audiences, missing=NO_ANSWERS if leads else NOTHING_FOR_YOU)
    when = _chosen(asked[2], periods)
    return Speaking(
        leaders=choices,
        audiences=audiences,
        periods=periods,
        leader=chosen.leader_id,
        audience=Audience(whom),
        period=when,
        about=_about(chosen),
        desk=at_desk(programme, state, reach, chosen, Audience(whom), when, now),
    )


def _chosen(wanted: str, choices: Sequence[Choice]) -> str:
    return wanted if wanted in {choice.key for choice in choices} else choices[0].key


def _about(leader: Leader) -> str:
    return f"{leader.name}, {leader.title}" if leader.title else leader.name


def _periods(programme: Programme) -> tuple[Choice, ...]:
    """The last quarters with answers of the company's own survey."""
    survey = programme.headline
    figures = programme.figures(survey) if survey else None
    latest = figures.latest(Grain.QUARTER) if figures else None
    windows = figures.windows(latest.period, MOST_PERIODS) if figures and latest else ()
    return tuple(Choice(window.period.key, window.label) for window in reversed(windows))
