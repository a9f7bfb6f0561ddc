"""Where a set stands on its way to a release: its status, its gates, the steps that may be taken, and what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from cx.actions import speaking as actions
from cx.domain.approval import FROM, Status, Step, expires_at, release_at
from cx.domain.errors import CxError
from cx.reports import coverage
from cx.reports.coverage import Coverage
from cx.reports.desk import Desk, Difference, Version
from cx.ui import errors, speaking_editor
from cx.ui.frame import PageView
from cx.ui.text import caption, escape

_ICONS = {
    Status.DRAFT: ":material/edit_note:",
    Status.REVIEWED: ":material/rate_review:",
    Status.APPROVED: ":material/verified:",
    Status.RELEASED: ":material/campaign:",
    Status.EXPIRED: ":material/history:",
    Status.WITHDRAWN: ":material/block:",
}
_SIMPLE = ((Step.REVIEW, "Mark as reviewed"), (Step.AGREE, "Agree"), (Step.APPROVE, "Approve"))
_STOPPED = {Step.EXPIRE: "was ended early", Step.WITHDRAW: "was withdrawn"}
_DONE = {
    Step.REVIEW: "Marked as reviewed.",
    Step.AGREE: "Your word is on record.",
    Step.APPROVE: "Approved.",
    Step.RELEASE: "The release is set.",
    Step.EXPIRE: "Ended: it holds no longer.",
    Step.WITHDRAW: "Withdrawn.",
}


def status(view: PageView, desk: Desk) -> None:
    """What the set is now, in one line, and what went stale."""
    now = desk.now
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="speaking_status"):
        if now is None:
            st.badge("not saved", icon=":material/draft:", color="gray")
            st.caption("Today's draft. Edit or save it to have it approved.", width="content")
        else:
            st.badge(now.status.value, icon=_ICONS[now.status], color="gray")
            st.caption(escape(_moments(view, now)), width="content")
    if now and now.saved.decisions and (word := _STOPPED.get(now.saved.decisions[-1].step)):
        st.warning(escape(f"Version {now.number} {word}. {now.saved.decisions[-1].reason}"))
    if desk.stale:
        st.warning(escape(f"{len(desk.stale)} of its points changed since it was saved."), icon=":material/update:")
        for one in desk.stale:
            caption(f"Said: {one.text}", f"Today: {one.now}" if one.now else "Today: there is no such fact.")


def _moments(view: PageView, now: Version) -> str:
    zone, decisions = ZoneInfo(view.company.time_zone), now.saved.decisions
    told = [f"Version {now.number}, saved {now.saved.saved_at.astimezone(zone):%-d %b %Y}"]
    if (moment := release_at(decisions)) and now.status in (Status.APPROVED, Status.RELEASED):
        word = "released" if now.status is Status.RELEASED else "to be released"
        told.append(f"{word} {moment.astimezone(zone):%-d %b %Y, %H:%M}")
    if (until := expires_at(decisions)) and now.status in (Status.APPROVED, Status.RELEASED):
        told.append(f"holds until {until.astimezone(zone):%-d %b %Y}")
    return " · ".join(told)


def steps(view: PageView, desk: Desk) -> None:
    """The buttons of what this reader may do now; one that has to wait says for what."""
    if desk.now is None:
        return
    now = desk.now
    with st.container(horizontal=True, gap="xsmall", key="speaking_steps"):
        for step, label in _SIMPLE:
            if _may(view, now, step) and (step is not Step.AGREE or desk.audience == "external"):
                waiting = now.waiting(step)
                help_ = escape(" ".join(gate.reason for gate in waiting)) or None
                if st.button(label, key=f"step_{step}", disabled=bool(waiting), help=help_):
                    _take(view, now, step)
        if _may(view, now, Step.RELEASE):
            _release(view, now)
        if _may(view, now, Step.EXPIRE):
            about = "What it says was true and is now out of date: nobody is to say it any more."
            _stop(view, now, Step.EXPIRE, ("End early", "End it now", ":material/event_busy:"), about)
        if _may(view, now, Step.WITHDRAW):
            about = "What it says is not to be relied on: whoever said it may have to say so."
            _stop(view, now, Step.WITHDRAW, ("Withdraw", "Withdraw them", ":material/block:"), about)


def _may(view: PageView, now: Version, step: Step) -> bool:
    return now.status in FROM[step] and view.actor.may(actions.action_of(step))


def _release(view: PageView, now: Version) -> None:
    with st.popover("Release", icon=":material/campaign:", disabled=bool(now.waiting(Step.RELEASE))):
        caption("Before this moment nobody else sees them. Left empty: now.")
        day = st.date_input("Not before", None, key="release_day")
        hour = st.time_input("Time", time(8), key="release_time")
        if st.button("Release them", type="primary", key="step_release"):
            moment = None
            if isinstance(day, date):
                moment = datetime.combine(day, hour, ZoneInfo(view.company.time_zone)).astimezone(UTC)
            _take(view, now, Step.RELEASE, release_at=moment)


def _stop(view: PageView, now: Version, step: Step, words: tuple[str, str, str], about: str) -> None:
    """words: on the button that opens it, on the one that does it, and its icon. The reason is kept with the step."""
    opens, does, icon = words
    with st.popover(opens, icon=icon, type="tertiary"):
        caption(about)
        reason = str(st.text_input("Why", key=f"{step}_reason") or "")
        if st.button(does, key=f"step_{step}"):
            _take(view, now, step, reason=reason)


def _take(view: PageView, now: Version, step: Step, **more: Any) -> None:
    try:
        actions.take(view.store, view.actor, now.saved.key, step, view.today, datetime.now(UTC), **more)
    except CxError as refusal:
        errors.show(refusal)
        return
    speaking_editor.say(_DONE[step])
    st.rerun()


# What changed, and who is ready ------------------------------------------------------------------------------------


def changes(desk: Desk) -> None:
    """What is said otherwise than in the last approved set, and than last time in public."""
    for title, when, found in (
        ("Since the last approved set", desk.approved, desk.since_approved),
        ("Since it was last said in public", desk.public, desk.since_public),
    ):
        if when:
            with st.expander(f"{title}: {_count(found)}", key=f"changes_{title}"):
                caption(when)
                for one in found:
                    _difference(one)


def _count(found: tuple[Difference, ...]) -> str:
    return "nothing is said otherwise" if not found else f"{len(found)} said otherwise"


def _difference(one: Difference) -> None:
    with st.container(gap=None):
        st.markdown(f"**{escape(one.how.value.capitalize())}** {escape(one.now or one.before)}")
        caption(f"Before: {one.before}" if one.before and one.now else "", one.drift)


def ready(view: PageView, desk: Desk, reach: object, now: datetime) -> None:
    """For the CX leader: who has approved points for what comes next."""
    menu = st.expander("Who is ready to speak", on_change="rerun", key="speaking_coverage")
    if menu.open:
        with menu:
            found: Coverage = view.load(
                coverage.report, reach=reach, now=now, audience=desk.audience.value, period=desk.period
            )
            st.markdown(f"**{escape(found.headline)}**")
            st.dataframe(
                {
                    "Leader": [one.leader.name for one in found.leaders],
                    "Points": [one.standing.value for one in found.leaders],
                    "How they stand": [one.told for one in found.leaders],
                },
                hide_index=True,
            )
            for contradiction in found.contradictions:
                st.warning(escape(contradiction), icon=":material/compare_arrows:")
