"""Signals: what happens around us, which of it really matters, when, who is better placed, and what we do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain.evidence import Evidence
from cx.domain.signals import Placing, Ranked, Signal, attention_first, rank
from cx.domain.surveys import BrandKind
from cx.domain.tables import Table
from cx.narrative import signals as wording
from cx.narrative import strategy
from cx.narrative.badges import Badge, Tone
from cx.reports.parts import Headline, Notice, State
from cx.reports.strategy_parts import MatrixPart, SignalMapPart, TimelinePart, Word
from cx.settings import Company
from cx.store import catalog
from cx.store import company as companies
from cx.store import strategy as stored
from cx.store.opening import Store

MOST_NOTICES = 5
_MARKS = {
    Placing.US: (Tone.BETTER, "▲ us", "we are better placed"),
    Placing.LEVEL: (Tone.STEADY, "■ level", "placed as we are"),
    Placing.THEM: (Tone.WORSE, "▼ them", "better placed than we are"),
}


@dataclass(frozen=True, slots=True)
class SignalCard:
    """One signal that is open. why: what puts it where it stands. touches: journeys and dimensions. link: an address or
    the id of a project or decision."""

    signal_id: str
    rank: int
    title: str
    why: str
    about: str
    response: str
    caption: str
    touches: str
    placed: str
    badges: tuple[Badge, ...]
    link: Evidence | None
    material: bool


@dataclass(frozen=True, slots=True)
class Signals:
    """The parts are None where there is no open signal. cards: by rank. closed: titles of what is no longer watched."""

    headline: Headline
    attention: tuple[Notice, ...]
    cards: tuple[SignalCard, ...]
    map: SignalMapPart | None
    timeline: TimelinePart | None
    placed: MatrixPart | None
    closed: tuple[tuple[str, str], ...]


def report(store: Store, today: date) -> Signals:
    company, held, competitors = _read(store)
    ranked = rank(held, today, company.material_from)
    caption = _caption(ranked, company)
    return Signals(
        headline=_headline(ranked),
        attention=tuple(notices(ranked)),
        cards=tuple(_card(one) for one in ranked),
        map=_map(ranked, company, caption) if ranked else None,
        timeline=_timeline(ranked, today, caption) if ranked else None,
        placed=_placed(ranked, competitors) if ranked else None,
        closed=tuple((signal.signal_id, signal.title) for signal in held if not signal.open),
    )


def notices(ranked: Sequence[Ranked]) -> list[Notice]:
    """What waits for somebody, at most five; the link is left to whoever shows them elsewhere."""
    waiting = attention_first(ranked)[:MOST_NOTICES]
    return [Notice(Tone.WORSE, one.signal.title, wording.attention(one)) for one in waiting]


def _read(store: Store) -> tuple[Company, tuple[Signal, ...], tuple[str, ...]]:
    """Settings, every signal, and the competitors, the main one first."""
    if not store.exists():
        return Company(), (), ()
    with store.reading() as connection:
        company = companies.load(connection)
        rivals = [brand for brand, kind in catalog.brands(connection).items() if kind is not BrandKind.OWN]
        rivals.sort(key=lambda brand: (brand != company.main_competitor, brand))
        return company, stored.signals(connection), tuple(rivals)


def _headline(ranked: Sequence[Ranked]) -> Headline:
    next_step = "" if ranked else "Write down the first signal below, or load a file of signals on the Imports page."
    return Headline(State.READY, wording.headline(ranked), next_step)


def _caption(ranked: Sequence[Ranked], company: Company) -> str:
    return (
        f"{len(ranked)} open signal{'' if len(ranked) == 1 else 's'}, judged in five steps; tinted where likelihood"
        f" times impact is {company.material_from} or more; ◆ matters and has no response"
    )


def _card(one: Ranked) -> SignalCard:
    signal = one.signal
    badges = []
    if one.unanswered:
        badges.append(Badge(Tone.WORSE, "No response"))
    if one.overdue:
        badges.append(Badge(Tone.WORSE, strategy.overdue(one.overdue)))
    told = (
        signal.kind.label + (f", {signal.jurisdiction}" if signal.jurisdiction else ""),
        signal.owner or "no owner",
        f"review by {strategy.day(signal.review_by)}" if signal.review_by else "no review date",
    )
    touches = (*signal.journeys, *(dimension.label for dimension in signal.dimensions))
    return SignalCard(
        signal.signal_id,
        one.rank,
        signal.title,
        wording.why(one),
        signal.about,
        signal.response,
        " · ".join(told),
        f"Touches {strategy.listed(touches)}" if touches else "",
        signal.placed_because,
        tuple(badges),
        Evidence.parse(signal.response_link) if signal.response_link else None,
        one.material,
    )


# What is drawn ------------------------------------------------------------------------------------------------------

COLUMNS = (
    "Rank", "Signal", "Kind", "Effect", "When", "Takes effect", "Why", "Response", "Owner", "Review by",
)  # fmt: skip


def _table(ranked: Sequence[Ranked], title: str) -> Table:
    rows = tuple(
        (
            one.rank,
            one.signal.title,
            one.signal.kind.label,
            wording.effect(one.effect),
            wording.time(one.time),
            strategy.day(one.signal.effective_on) if one.signal.effective_on else "",
            wording.why(one),
            one.signal.response,
            one.signal.owner,
            strategy.day(one.signal.review_by) if one.signal.review_by else "",
        )
        for one in ranked
    )
    return Table(COLUMNS, rows, title)


def _map(ranked: tuple[Ranked, ...], company: Company, caption: str) -> SignalMapPart:
    title = wording.map_title(ranked)
    return SignalMapPart(
        title,
        caption,
        f"{title}.",
        ranked,
        company.material_from,
        wording.LIKELIHOODS,
        wording.IMPACTS,
        _table(ranked, title),
    )


def _timeline(ranked: tuple[Ranked, ...], today: date, caption: str) -> TimelinePart:
    dated = sorted((one for one in ranked if one.days_left is not None), key=lambda one: one.days_left or 0)
    title = wording.timeline_title(ranked)
    undated = len(ranked) - len(dated)
    more = f"; {undated} without a date" if undated else ""
    told = "; ".join(f"{one.signal.title} {wording.left(one)}" for one in dated)
    reason = "" if dated else "No open signal has a date yet."
    return TimelinePart(
        title, caption.split(",")[0] + more, f"{title}. {told}.", ranked, today, reason, _table(dated, title)
    )


def _placed(ranked: Sequence[Ranked], competitors: tuple[str, ...]) -> MatrixPart | None:
    judged = [one.signal for one in ranked if one.signal.placings]
    if not judged or not competitors:
        return None
    words, rows = {}, []
    for row, signal in enumerate(judged):
        placings = dict(signal.placings)
        cells = []
        for column, brand in enumerate(competitors):
            if brand in placings:
                tone, text, said = _MARKS[placings[brand]]
                words[row, column] = Word(text, tone, said)
            cells.append(_MARKS[placings[brand]][2] if brand in placings else "not judged")
        rows.append((signal.title, *cells, signal.placed_because))
    title = wording.placed(judged, competitors)
    names = tuple(signal.title for signal in judged)
    table = Table(("Signal", *competitors, "Why"), tuple(rows), title)
    caption = "Judged by us, signal by signal; blank where nobody has judged"
    return MatrixPart(title, caption, f"{title}.", names, competitors, words, table)
