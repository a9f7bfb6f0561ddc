"""Who has which role: granting, taking away, handing over; signing in and out."""

from __future__ import annotations

import re
from datetime import datetime

from cx.actions.acting import acting, note, record
from cx.domain.errors import BadValue, ChoiceNeeded, UnknownName
from cx.domain.roles import NOBODY, Action, Actor, Role
from cx.store import people, sign_outs
from cx.store.opening import Connection, Store

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_LONGEST_EMAIL = 254


def grant(store: Store, actor: Actor, email: str, role: Role, at: datetime, *, hand_over: bool = False) -> str:
    """Give somebody a role; the id by which the audit log names them. at: UTC.

    There is exactly one CX leader. hand_over: the one there is loses that role in the same moment.
    Raises NotPermitted; BadValue for what is no e-mail address; ChoiceNeeded where somebody else is the CX leader.
    """
    email = _checked(email)
    person = _person(store, email)
    with acting(store, actor, Action.CHANGE_ROLE, f"{person} +{role.value}", at) as connection:
        if role is Role.CX_LEADER:
            _make_room(connection, email, hand_over)
        people.grant(connection, email, role, actor.id, at)
    return person


def revoke(store: Store, actor: Actor, email: str, role: Role | None, at: datetime) -> tuple[Role, ...]:
    """Take a role away, or every role; which they were. Their sessions lose it at once.

    Raises NotPermitted; UnknownName where they have none such; BadValue for the one CX leader, who hands over first.
    """
    email = _checked(email)
    what = role.value if role else "every role"
    with acting(store, actor, Action.CHANGE_ROLE, f"{_person(store, email)} -{what}", at) as connection:
        held = tuple(one.role for one in people.grants(connection) if one.email == email and role in (None, one.role))
        if not held:
            raise UnknownName(f"{email} has no role{f' {role.value}' if role else ''}. See: python -m cx roles")
        if Role.CX_LEADER in held:
            raise BadValue(
                f"{email} is the CX leader, and there is exactly one. Hand over first: "
                "python -m cx grant SOMEBODY@ELSE cx_leader --hand-over"
            )
        people.revoke(connection, email, held)
    return held


def signed_in(store: Store, actor: Actor | None, at: datetime) -> None:
    """Record that somebody came in, or that the sign-in knew them and they have no role here."""
    record(store, actor or NOBODY, Action.SIGN_IN, "session", "done" if actor else "refused", at)


def signed_out(store: Store, actor: Actor, at: datetime) -> None:
    """End every session of theirs, on every machine, also in copies of their cookie."""
    note(store, actor, Action.SIGN_OUT, "session", at)
    sign_outs.end_sessions(store, actor.id, at)


def refused_page(store: Store, actor: Actor, page: str, at: datetime) -> None:
    """Record that somebody asked for a page that none of their roles may open. page: its address."""
    record(store, actor, Action.OPEN_PAGE, page, "refused", at)


def _make_room(connection: Connection, email: str, hand_over: bool) -> None:
    leader = next((one.email for one in people.grants(connection) if one.role is Role.CX_LEADER), None)
    if leader in (None, email):
        return
    if not hand_over:
        raise ChoiceNeeded(
            f"{leader} is the CX leader, and there is exactly one. To make it {email} instead, pass --hand-over.",
            ("--hand-over",),
        )
    people.revoke(connection, leader, [Role.CX_LEADER])


def _person(store: Store, email: str) -> str:
    """The id of an e-mail address; the store and its key are made where there are none."""
    with store.writing() as connection:
        return people.person_id(connection, email, "access")


def _checked(email: str) -> str:
    plain = email.strip().lower()
    if len(plain) > _LONGEST_EMAIL or not _EMAIL.fullmatch(plain):
        raise BadValue(
            f"'{email}' is no e-mail address. Write it as the sign-in gives it, such as ana.ruiz@example.com"
        )
    return plain
