"""What people do with speaking points: save a version, review it, agree, approve, release, withdraw, end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cx.actions.acting import acting, check, refuse
from cx.domain.approval import FROM, Decision, SavedPoint, SavedSet, SetKey, Status, Step, expires_at, reach
from cx.domain.errors import BadValue, UnknownName
from cx.domain.people import Leader
from cx.domain.roles import Action, Actor, Role
from cx.narrative import approving
from cx.narrative.drafts import Draft
from cx.narrative.facts import Audience, Fact
from cx.narrative.frozen import freeze
from cx.reports import desk, drafts
from cx.reports.programme import Programme
from cx.store import catalog, speaking
from cx.store.opening import Connection, Store

LONGEST_POINT = 600
"""Letters: forty seconds of speech."""
MOST_POINTS = 12
LONGEST_REASON = 500

_ACTIONS: Mapping[Step, Action] = {
    Step.REVIEW: Action.REVIEW_DRAFT,
    Step.AGREE: Action.AGREE_DRAFT,
    Step.APPROVE: Action.APPROVE_DRAFT,
    Step.RELEASE: Action.RELEASE_DRAFT,
    Step.WITHDRAW: Action.WITHDRAW_DRAFT,
    Step.EXPIRE: Action.EXPIRE_DRAFT,
}
GONE = "There is no such set of speaking points any more. Reload the page."


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wants to keep. said: the id of each point's fact and its text, in the order of speech.

    seen: how many versions they knew of. digest: names the facts that they had before them; '' is any.
    """

    leader_id: str
    audience: str
    period: str
    said: tuple[tuple[str, str], ...]
    seen: int
    digest: str = ""

    @property
    def key(self) -> SetKey:
        return SetKey(self.leader_id, self.audience, self.period, self.seen + 1)


def action_of(step: Step) -> Action:
    """What the audit log calls a step."""
    return _ACTIONS[step]


def save(store: Store, actor: Actor, written: Written, today: date, at: datetime) -> SetKey:
    """Keep a new version with today's facts as they are. What no fact backs is kept, too, and cannot be approved.

    Raises NotPermitted, also for another leader's points; BadValue where a point is blank, too long or said twice,
    where its fact is not there, or where somebody saved or the figures changed meanwhile. at: UTC.
    """
    check(store, actor, Action.SAVE_DRAFT, written.key.object_id, at)
    if not reach(actor).leads(written.leader_id):
        refuse(store, actor, Action.SAVE_DRAFT, written.key.object_id, at)
    with acting(store, actor, Action.SAVE_DRAFT, written.key.object_id, at) as connection:
        return _save(connection, store.state(connection), actor, written, today, at)


def take(
    store: Store,
    actor: Actor,
    key: SetKey,
    step: Step,
    today: date,
    at: datetime,
    *,
    reason: str = "",
    release_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Take a step with a saved set. release_at, expires_at, at: UTC.

    Raises NotPermitted; UnknownName where the set does not exist for this actor; BadValue where it is not at that step,
    where a gate has not passed (it says which), or where a moment makes no sense.
    """
    check(store, actor, action_of(step), key.object_id, at)
    decision = Decision(step, actor.id, _role(actor, step), at, " ".join(reason.split()), release_at, expires_at)
    with acting(store, actor, action_of(step), key.object_id, at) as connection:
        _take(connection, store.state(connection), actor, key, decision, today)


def while_making(store: Store, actor: Actor, written: Sequence[tuple[Written, Sequence[Decision], date]]) -> None:
    """Sets with their steps, as they were saved on a day; one without points says what the draft of that day says.

    For a store that is being filled aside, which nobody reads yet and which has no audit log of its own. What is said
    changes no fact, so all sets share the facts of one state.
    """
    with store.writing() as connection:
        state = store.state(connection)
        for one, decisions, day in written:
            key = _save(connection, state, actor, one, day, decisions[0].at)
            for decision in decisions:
                _take(connection, state, actor, key, decision, day)


def _save(connection: Connection, state: str, actor: Actor, written: Written, today: date, at: datetime) -> SetKey:
    draft = _draft(connection, state, written.leader_id, written.audience, written.period, today)
    known = speaking.last_version(connection, written.leader_id, written.audience, written.period)
    if known != written.seen:
        raise BadValue("Somebody saved another version meanwhile. Copy what you wrote and open the points again.")
    if written.digest and desk.digest(draft.facts) != written.digest:
        raise BadValue("The figures changed while you were writing. Copy what you wrote and open the points again.")
    said = written.said or tuple((point.fact.id, point.text) for point in draft.points)
    speaking.save(
        connection,
        SavedSet(
            key=written.key,
            as_of=today,
            saved_at=at,
            saved_by=actor.id,
            points=_points(said, draft),
            facts=freeze(draft.facts),
            method_changes=freeze(draft.method_changes),
        ),
    )
    return written.key


def _points(said: Sequence[tuple[str, str]], draft: Draft) -> tuple[SavedPoint, ...]:
    facts = {fact.id: fact for fact in draft.facts}
    texts = [" ".join(text.split()) for _, text in said]
    if not texts or len(texts) > MOST_POINTS:
        raise BadValue(f"A set has one point at least and {MOST_POINTS} at most; this one has {len(texts)}.")
    made = []
    for number, ((fact_id, _), text) in enumerate(zip(said, texts, strict=True), 1):
        if not text:
            raise BadValue(f"Point {number} is empty. Write it, or drop it.")
        if len(text) > LONGEST_POINT:
            raise BadValue(f"Point {number} has {len(text)} letters; at most {LONGEST_POINT} can be listened to.")
        if text in texts[: number - 1]:
            raise BadValue(f"Point {number} says what an earlier one says. Drop one of the two.")
        if fact_id not in facts:
            raise BadValue(f"Point {number} tells what today's answers no longer say. Drop it.")
        made.append(_point(facts[fact_id], text))
    return tuple(made)


def _point(fact: Fact, text: str) -> SavedPoint:
    caution, more = desk.beside(fact)
    survey = fact.source.survey_id if fact.source else ""
    periods = tuple(key for key in (fact.when.key, fact.when.against_key) if key)
    return SavedPoint(fact.id, fact.kind.value, survey, periods, text, caution, more)


def _take(connection: Connection, state: str, actor: Actor, key: SetKey, decision: Decision, today: date) -> None:
    at, step = decision.at, decision.step
    versions = speaking.sets(
        connection, reach(actor), at, leader_id=key.leader_id, audience=key.audience, period=key.period
    )
    saved = next((one for one in versions if one.key == key), None)
    if saved is None:
        raise UnknownName(GONE)
    status = saved.status(at)
    if status not in FROM[step]:
        raise BadValue(f"This version is {status.value}: it cannot be {_PAST[step]} now.")
    if step in (Step.REVIEW, Step.AGREE, Step.APPROVE) and versions[0].key != key:
        raise BadValue(f"There is a newer version, {versions[0].key.version}. Reload the page.")
    _check_gates(connection, state, saved, decision, today)
    speaking.decide(connection, key, _checked(connection, saved, decision))


def _check_gates(connection: Connection, state: str, saved: SavedSet, decision: Decision, today: date) -> None:
    if decision.step not in (Step.REVIEW, Step.APPROVE, Step.RELEASE):
        return
    key = saved.key
    programme = Programme.open(connection, today)
    leader = _leader(connection, key.leader_id)
    live = drafts.of_leader(programme, state, leader, Audience(key.audience), key.period)
    found = desk.version(programme, live, leader, saved, decision.at)
    if waiting := approving.hindering(decision.step, found.gates):
        raise BadValue(f"It cannot be {_PAST[decision.step]} yet. " + " ".join(gate.reason for gate in waiting))


def _checked(connection: Connection, saved: SavedSet, decision: Decision) -> Decision:
    """The step with its moments to the whole minute, so that the clock decides alike wherever it is asked."""
    if len(decision.reason) > LONGEST_REASON:
        raise BadValue(f"The reason is {len(decision.reason)} letters long; at most {LONGEST_REASON} are kept.")
    if decision.step is Step.AGREE and saved.key.audience != Audience.EXTERNAL:
        raise BadValue("Only points for outside await legal or investor relations.")
    spoken = saved.status(decision.at) in (Status.APPROVED, Status.RELEASED)
    if decision.step in (Step.WITHDRAW, Step.EXPIRE) and spoken and not decision.reason:
        raise BadValue(f"Write down why it is {_PAST[decision.step]}: somebody may have said it already.")
    if decision.step is Step.APPROVE:
        held = Programme.open(connection, decision.at.date()).company.points_hold_days
        until = _minute(decision.expires_at or decision.at + timedelta(days=held))
        if until <= decision.at:
            raise BadValue("The day on which it expires is over already.")
        return _with(decision, expires_at=until)
    if decision.step is Step.RELEASE:
        moment = max(_minute(decision.release_at or decision.at), _minute(decision.at))
        ends = expires_at(saved.decisions)
        if ends is not None and moment >= ends:
            raise BadValue(f"It expires on {ends:%-d %B %Y}, before that moment.")
        return _with(decision, release_at=moment)
    return decision


def _with(decision: Decision, **moments: datetime) -> Decision:
    return Decision(
        decision.step,
        decision.by,
        decision.role,
        decision.at,
        decision.reason,
        moments.get("release_at"),
        moments.get("expires_at"),
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


_PAST = {
    Step.REVIEW: "marked as reviewed",
    Step.AGREE: "agreed to",
    Step.APPROVE: "approved",
    Step.RELEASE: "released",
    Step.WITHDRAW: "withdrawn",
    Step.EXPIRE: "ended",
}


def _role(actor: Actor, step: Step) -> str:
    """As what they act: for their word on a set, legal or investor relations."""
    if step is Step.AGREE:
        return (Role.LEGAL if Role.LEGAL in actor.roles else Role.IR).value
    return (Role.CX_LEADER if Role.CX_LEADER in actor.roles else Role.LEADER).value


def _draft(connection: Connection, state: str, leader_id: str, audience: str, period: str, today: date) -> Draft:
    if audience not in set(Audience):
        raise BadValue(f"'{audience}' is no audience. They are: {', '.join(Audience)}.")
    programme = Programme.open(connection, today)
    return drafts.of_leader(programme, state, _leader(connection, leader_id), Audience(audience), period)


def _leader(connection: Connection, leader_id: str) -> Leader:
    found = next((one for one in catalog.leaders(connection) if one.leader_id == leader_id), None)
    if found is None:
        raise UnknownName(GONE)
    return found
