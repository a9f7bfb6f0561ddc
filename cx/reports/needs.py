"""What customers and partners need: how much it matters, how well we and others meet it, and how that moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cx.domain import needs as needed
from cx.domain.book import Against, Verdict
from cx.domain.dots import Path, Place
from cx.domain.indicators import PARTNER_TYPES
from cx.domain.needs import Need, Rating
from cx.domain.series import Role
from cx.domain.slices import Slice
from cx.domain.tables import Table
from cx.narrative import benchmarks as words
from cx.reports import captions
from cx.reports.benchmark_parts import NeedsPart
from cx.reports.compared import Compared, compare, need_key
from cx.reports.parts import Choice
from cx.store.opening import Store

UNDECIDED = "not decided"
NO_RATINGS = "Nobody has rated needs yet. Import needs, then need_ratings; templates show how."


@dataclass(frozen=True, slots=True)
class NeedsMap:
    """part: the map of one audience and group. audiences, groups: what can be chosen; chosen_*: what is shown."""

    part: NeedsPart
    audiences: tuple[Choice, ...] = ()
    groups: tuple[Choice, ...] = ()
    chosen_audience: str = ""
    chosen_group: str = ""


def report(store: Store, today: date, *, period: str = "", audience: str = "", group: str = "") -> NeedsMap:
    """audience: 'customer' or 'partner'. group: a canonical slice that was asked; everybody where it was not."""
    with store.reading() as connection:
        found = compare(store, connection, today, period)
        return needs_map(found, audience, group)


def needs_map(found: Compared, audience: str, group: str) -> NeedsMap:
    audiences = tuple(dict.fromkeys(need.audience for need in found.evidence.needs if _rated(found, need)))
    if not audiences:
        return NeedsMap(NeedsPart("Needs", "", NO_RATINGS, (), Table((), ()), Table((), ()), NO_RATINGS))
    chosen = audience if audience in audiences else audiences[0]
    needs = {need.need_id: need for need in found.evidence.needs if need.audience == chosen}
    ratings = [one for one in found.evidence.ratings if one.need_id in needs]
    scopes = sorted({one.scope for one in ratings}, key=lambda scope: (len(scope.values), scope.canonical()))
    scope = next((one for one in scopes if one.canonical() == group), scopes[0])
    mine = [one for one in ratings if one.scope == scope]
    return NeedsMap(
        part=_part(found, needs, mine, scope),
        audiences=tuple(Choice(one, f"{one.capitalize()}s") for one in audiences),
        groups=tuple(Choice(one.canonical(), one.text("Everybody")) for one in scopes),
        chosen_audience=chosen,
        chosen_group=scope.canonical(),
    )


def partner_group(partner_type: str) -> str:
    """The group in which one type of partner was asked."""
    return Slice.of(partner_type=PARTNER_TYPES[partner_type]).canonical() if partner_type in PARTNER_TYPES else "*"


def _rated(found: Compared, need: Need) -> bool:
    return any(one.need_id == need.need_id for one in found.evidence.ratings)


def _part(found: Compared, needs: Mapping[str, Need], ratings: Sequence[Rating], scope: Slice) -> NeedsPart:
    periods = found.evidence.rated_periods(ratings)
    if not periods:
        return NeedsPart("Needs", "", NO_RATINGS, (), Table((), ()), Table((), ()), NO_RATINGS)
    matters = {one.key: needed.importance([r for r in ratings if r.period == one.key]) for one in periods}
    latest = periods[-1].key
    order = sorted(matters[latest], key=lambda need: (-matters[latest][need], need))
    main = found.programme.company.main_competitor
    now = {(one.need_id, one.brand): one for one in ratings if one.period == latest}
    paths = []
    for brand in _drawn(found, {one.brand for one in now.values()}):
        for number, need in enumerate(order, 1):
            places = tuple(
                Place(period.label, matters[period.key][need], rating.performance)
                for period in periods
                for rating in ratings
                if (rating.need_id, rating.brand, rating.period) == (need, brand, period.key)
                and rating.performance is not None
                and need in matters[period.key]
            )
            if places and (need, brand) in now:
                paths.append(Path(number, needs[need].name, found.name(brand), found.role(brand), places))
    verdicts = [(needs[need].name, _verdict(found, now.get((need, main)), Against.COMPETITOR)) for need in order]
    title = words.needs_title(verdicts, main)
    counts = [one.n for one in now.values() if one.n is not None]
    answers = f"{captions.answers(min(counts))} or more a rating · " if counts else ""
    who = sorted({one.source for one in now.values() if one.source})
    caption = f"{scope.text('Everybody')} · {periods[-1].label} · {answers}{', '.join(who)}".rstrip(" ·")
    legend = _legend(found, needs, order, matters[latest], now, main)
    return NeedsPart(
        title, caption, words.needs_alt(paths), tuple(paths), legend, _table(found, needs, ratings, title, caption)
    )


def _drawn(found: Compared, rated: set[str]) -> list[str]:
    """Others first, so that we and the main competitor lie on top."""
    order = (Role.OTHER, Role.MAIN_COMPETITOR, Role.US)
    return sorted(rated, key=lambda brand: (order.index(found.role(brand)), brand))


def _verdict(found: Compared, rating: Rating | None, against: Against) -> Verdict | None:
    return found.tested.find(need_key(rating, against)) if rating else None


def _legend(
    found: Compared,
    needs: Mapping[str, Need],
    order: Sequence[str],
    matters: Mapping[str, float],
    now: Mapping[tuple[str, str], Rating],
    main: str,
) -> Table:
    """What the numbers stand for: each need, what we chose, and how it is met."""
    columns = (
        "No.",
        "Need",
        "Our stance",
        "Importance",
        found.we,
        main or "Main competitor",
        "They are",
        "Since a year ago, we",
    )
    rows = []
    for number, need in enumerate(order, 1):
        ours, theirs = now.get((need, found.own)), now.get((need, main))
        stance = needs[need].stance
        rows.append(
            (
                number,
                needs[need].name,
                stance.value if stance else UNDECIDED,
                _text(matters[need]),
                _one_place(ours),
                _one_place(theirs),
                words.beside(_verdict(found, theirs, Against.COMPETITOR)),
                words.changed(_verdict(found, ours, Against.YEAR_AGO)),
            )
        )
    return Table(columns, tuple(rows), "Needs, the most important first")


def _one_place(rating: Rating | None) -> str:
    """One decimal, as text: whole points would lose what a scale of ten has to say."""
    return "" if rating is None or rating.performance is None else f"{rating.performance:.1f}"


def _table(found: Compared, needs: Mapping[str, Need], ratings: Sequence[Rating], title: str, caption: str) -> Table:
    """Every rating of every brand and period."""
    columns = ("Need", "Brand", "Period", "Importance", "Performance", "Likely ±", "Answers", "Who asked", "Source")
    rows = tuple(
        (
            needs[one.need_id].name,
            found.name(one.brand),
            one.period,
            _text(one.importance),
            _text(one.performance),
            _text(None if one.standard_error is None else 1.96 * one.standard_error),
            one.n,
            one.provenance.replace("_", " "),
            one.source,
        )
        for one in ratings
    )
    return Table(columns, rows, title, (caption,))


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
