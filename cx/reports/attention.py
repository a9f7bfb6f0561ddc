"""What got worse and who fell silent, by how surely: at most five lines on the first page, each a link."""

from __future__ import annotations

from collections.abc import Iterator

from cx.domain.book import Against, Family, Verdict
from cx.domain.verdict import Relation
from cx.narrative import accounts as words
from cx.narrative import answering, sowhat
from cx.narrative.badges import Tone
from cx.reports.accounts import Heard
from cx.reports.answering import stopped
from cx.reports.headlines import Opened
from cx.reports.parts import Notice
from cx.reports.tiles import trend_link

MOST_NOTICES = 5
MOST_SILENT = 1


QUIET_SHARE = 0.25
"""Of the revenue that renews soon: from a quarter of it on, who was not heard from matters to the whole company."""


def attention(opened: Opened, found: Heard | None = None, more: tuple[Notice, ...] = ()) -> tuple[Notice, ...]:
    """Falls, targets missed and competitors ahead, the surest first; what the headline says is not said again.

    The largest group that stopped answering always has a line: of it no score can warn. So have the accounts that
    nobody heard from, where much of what renews soon is theirs. found: what is known of accounts.
    more: what waits on other pages; each has its line.
    """
    quiet = (*_quiet(opened, found), *more)
    said = {(opened.figures.survey.survey_id, opened.scope, "")}
    silent = () if opened.scope else tuple(_silent(opened))[:MOST_SILENT]
    notices: list[Notice] = []
    for verdict in sorted(filter(_bad, opened.book.verdicts.values()), key=_urgency):
        told = verdict.key.survey_id, verdict.key.scope, verdict.key.brand
        if told not in said and len(notices) + len(silent) + len(quiet) < MOST_NOTICES:
            said.add(told)
            notices.append(_notice(opened, verdict))
    return (*notices, *silent, *quiet)


def _silent(opened: Opened) -> Iterator[Notice]:
    """Groups of the headline's survey that stopped answering."""
    survey, period = opened.figures.survey, opened.windows.now.period
    for scope, against, verdict in stopped(opened.figures, opened.windows):
        finding = answering.stopped(verdict, opened.windows.reference(against).label)
        yield Notice(Tone.WORSE, scope.text(), finding, trend_link(survey, period, scope))


def _bad(verdict: Verdict) -> bool:
    if verdict.relation in (Relation.FELL, Relation.BELOW_TARGET):
        return verdict.family is not Family.EXPLORED
    return verdict.relation is Relation.BEHIND and verdict.key.against is Against.COMPETITOR


def _urgency(verdict: Verdict) -> tuple[int, float]:
    """Falls of what somebody answers for first, then other falls, then targets and gaps."""
    falls = verdict.relation is Relation.FELL
    order = 0 if falls and verdict.family is Family.HEADLINES else 1 if falls else 2
    return order, -abs(verdict.difference.z) if verdict.difference else 0.0


def _notice(opened: Opened, verdict: Verdict) -> Notice:
    survey = next(one for one in opened.programme.surveys if one.survey_id == verdict.key.survey_id)
    name = verdict.key.scope.text() or opened.programme.company.company_name or "The company"
    if verdict.key.brand and verdict.key.scope:
        name = f"{opened.programme.company.own_brand or 'Our brand'} in {name}"
    reference = opened.windows.reference(verdict.key.against).label
    finding = sowhat.attention(verdict, reference, survey.name if survey != opened.figures.survey else "")
    period = opened.windows.now.period
    return Notice(Tone.WORSE, name, finding, trend_link(survey, period, verdict.key.scope))


def _quiet(opened: Opened, found: Heard | None) -> tuple[Notice, ...]:
    if found is None or not found.quiet or found.quiet_share < QUIET_SHARE:
        return ()
    told = words.attention(found.quiet, found.quiet_share, found.renewals.last, found.currency)
    link = trend_link(opened.figures.survey, opened.windows.now.period, opened.scope)
    return (Notice(Tone.NONE, "Not heard from", told, link),)
