"""What benchmarks have to say: gaps, partners' scores and needs, each with the verdict that backs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cx.domain.book import Against, Verdict
from cx.domain.indicators import PARTNER_TYPES, audience_slice
from cx.domain.needs import Stance
from cx.domain.slices import Slice
from cx.domain.surveys import Survey
from cx.reports import captions
from cx.reports.compared import Compared, compare, compare_in, need_key
from cx.store.opening import Connection, Store


class About(StrEnum):
    GAP = "gap"
    GAP_CHANGE = "gap_change"
    NEED_GAP = "need_gap"
    NEED_CHANGE = "need_change"


@dataclass(frozen=True, slots=True)
class BenchmarkFact:
    """One comparison that may be spoken of.

    audience: 'customer' or 'partner'. scope: whose view. brand: the other brand, '' where we are compared with
    ourselves. verdict: from the period's book (gaps) or the benchmarks' own; needs are on 0 to 100. period: a key.
    asked: the survey and who asked. need: the need's words, '' for scores. stance: ours on it, None where undecided.
    """

    about: About
    audience: str
    scope: Slice
    brand: str
    verdict: Verdict
    period: str
    asked: str
    need: str = ""
    stance: Stance | None = None


def facts(store: Store, today: date, period: str = "") -> tuple[BenchmarkFact, ...]:
    """Every fact of a quarter that has a verdict; the last quarter where none is named."""
    if not store.exists():
        return ()
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        return (*_gaps(found), *_needs(found))


def need_facts(state: str, connection: Connection, today: date, period: str) -> tuple[BenchmarkFact, ...]:
    """The facts of needs of one quarter; none where it is not among the quarters that can be looked at.

    state: names the store and its version.
    """
    found = compare_in(state, connection, today, period)
    return tuple(_needs(found)) if found.period.key == period else ()


def _gaps(found: Compared) -> Iterator[BenchmarkFact]:
    for audience in ("customer", "partner", *PARTNER_TYPES):
        survey, scope = found.evidence.market_survey(audience), audience_slice(audience)
        if survey is None:
            continue
        for brand in found.others:
            for about, verdict in _of_brand(found, survey, scope, brand):
                asked = captions.asked(survey)
                yield BenchmarkFact(
                    about, survey.audience or "customer", scope, brand, verdict, found.period.key, asked
                )


def _of_brand(found: Compared, survey: Survey, scope: Slice, brand: str) -> Iterator[tuple[About, Verdict]]:
    verdicts = (
        (About.GAP, found.market_gap(survey, scope, brand)),
        (About.GAP_CHANGE, found.gap_change(survey, scope, brand)),
    )
    for about, verdict in verdicts:
        if verdict and verdict.relation:
            yield about, verdict


def _needs(found: Compared) -> Iterator[BenchmarkFact]:
    """How each need is met beside the main competitor, and beside ourselves a year ago, as of its last ratings."""
    periods = found.evidence.rated_periods(found.evidence.ratings)
    if not periods:
        return
    needs = {need.need_id: need for need in found.evidence.needs}
    main = found.programme.company.main_competitor
    wanted = {found.own: (About.NEED_CHANGE, Against.YEAR_AGO), main: (About.NEED_GAP, Against.COMPETITOR)}
    for rating in found.evidence.ratings:
        if rating.period != periods[-1].key or rating.brand not in wanted or rating.need_id not in needs:
            continue
        about, against = wanted[rating.brand]
        verdict = found.tested.find(need_key(rating, against))
        if verdict and verdict.relation:
            need = needs[rating.need_id]
            yield BenchmarkFact(
                about,
                need.audience,
                rating.scope,
                main if about is About.NEED_GAP else "",
                verdict,
                rating.period,
                rating.source,
                need.name,
                need.stance,
            )
