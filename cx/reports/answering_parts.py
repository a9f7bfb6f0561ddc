"""Response rates as parts of a page: over time, and by group with what the silent may do to the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cx.domain.book import Against
from cx.domain.nonresponse import Judged
from cx.domain.periods import Window
from cx.domain.rates import RateVerdict, ResponseRate
from cx.domain.slices import NOT_GIVEN
from cx.domain.tables import Table
from cx.narrative import answering as said
from cx.reports import captions
from cx.reports.answering import Group, fields_known, group_rates, rate_book, rate_change, rates_of, what_ifs
from cx.reports.headlines import Opened
from cx.reports.parts import GroupRate, GroupRatesPart, RatePart

MOST_GROUPS = 12
_WAS_NOT_SENT = "Load invitations on the Imports page, as counts or as people, to see it."


def rate_part(opened: Opened, windows: Sequence[Window]) -> RatePart:
    """The rate of each window, and what may be said of the newest against the one before."""
    rates = rates_of(opened.figures, windows, opened.scope)
    labels = tuple(window.label for window in windows)
    title = _rate_title(opened)
    caption = _caption(rates[-1], labels[-1], opened)
    rows = tuple(_row(label, rate) for label, rate in zip(labels, rates, strict=True))
    columns = ("Period", "Asked", "Answered", "Rate %", "Likely from", "Likely to")
    table = Table(columns, rows, title, (caption,))
    return RatePart(title, caption, _alt(labels, rates), labels, rates, table)


def _rate_title(opened: Opened) -> str:
    """Against the period before, and against a year ago where it moved since then."""
    figures, windows = opened.figures, opened.windows
    previous, year_ago = (
        rate_change(figures, windows, opened.scope, against) for against in (Against.PREVIOUS, Against.YEAR_AGO)
    )
    told = said.change(previous, windows.now.label, windows.previous.label)
    return told if windows.year_ago == windows.previous else told + said.since(year_ago, windows.year_ago.label)


def groups_part(opened: Opened, wanted: str) -> GroupRatesPart:
    """Which groups answer, by the field asked for where it is known who was asked by it, else by the first known."""
    figures, window = opened.figures, opened.windows.now
    known = fields_known(figures, window, opened.scope)
    (whole,) = rates_of(figures, (window,), opened.scope)
    field = wanted if wanted in known else next(iter(known), "")
    groups = group_rates(figures, window, field, opened.scope) if field else ()
    if not groups:
        return _nothing(opened, whole)
    label = figures.company.label(field)
    verdicts = dict(_verdicts(opened, field, groups))
    against_rest = [(name, found) for name, (found, _) in verdicts.items()]
    title = said.groups(label, against_rest) if against_rest else said.untested_groups(label, opened.name)
    caption = _caption(whole, window.label, opened)
    judged = what_ifs(figures, window, opened.scope)
    notes = tuple(_notes(label, field, judged))
    shown = groups[:MOST_GROUPS]
    return GroupRatesPart(
        title=title,
        caption=caption,
        alt=said.groups_alt(label, [(group.name, group.rate) for group in shown]),
        groups=tuple(
            GroupRate(
                group.name,
                group.rate,
                said.badge(verdicts[group.name][0], "the rest") if group.name in verdicts and group.rate else None,
            )
            for group in shown
        ),
        whole=whole,
        notes=notes,
        reason="",
        table=_table(opened, label, groups, verdicts, title, (caption, *notes)),
    )


def _verdicts(
    opened: Opened, field: str, groups: Sequence[Group]
) -> Iterator[tuple[str, tuple[RateVerdict, RateVerdict | None]]]:
    """Each group against the rest, and against the period before; only where nothing else narrows the view."""
    if opened.scope:
        return
    book = rate_book(opened.figures, opened.windows)
    for group in groups:
        scope = opened.scope.narrowed(field, group.name)
        against_rest = book.get((scope, Against.REST))
        if against_rest:
            yield group.name, (against_rest, book.get((scope, Against.PREVIOUS)))


def _notes(label: str, field: str, judged: Mapping[str, Judged]) -> Iterator[str]:
    found = judged.get(field)
    if found is None:
        yield "Too few answers by group to say whether who did not answer moves the score."
        return
    yield said.what_if(found.what_if, label, moves=found.moves)
    if found.what_if.silent:
        yield said.silent(found.what_if.silent, found.what_if.silent_share)


def _table(
    opened: Opened,
    label: str,
    groups: Sequence[Group],
    verdicts: Mapping[str, tuple[RateVerdict, RateVerdict | None]],
    title: str,
    notes: tuple[str, ...],
) -> Table:
    before = opened.windows.previous.label
    columns = (
        *(label, "Asked", "Answered", "Rate %", "Likely from", "Likely to"),
        *("Share of asked %", "Share of answers %", "Against the rest", f"Against {before}"),
    )
    rows = []
    for group in groups:
        rest, change = verdicts.get(group.name, (None, None)) if group.rate else (None, None)
        rows.append(
            (
                *_row(group.name, group.rate),
                None if group.invited_share is None else 100 * group.invited_share,
                None if group.answered_share is None else 100 * group.answered_share,
                said.badge(rest, "the rest").words if rest else _hidden(group),
                said.badge(change, before).words if change else "",
            )
        )
    return Table(columns, tuple(rows), title, notes)


def _hidden(group: Group) -> str:
    if group.rate or group.name == NOT_GIVEN:
        return ""
    return "hidden: too few to show" if group.answered_share is None else "how many were asked is not known"


def _row(name: str, rate: ResponseRate | None) -> tuple[str | float | int | None, ...]:
    if rate is None:
        return name, None, None, None, None, None
    return name, rate.invited, rate.answered, rate.rate, rate.low, rate.high


def _nothing(opened: Opened, whole: ResponseRate | None) -> GroupRatesPart:
    when = opened.windows.now.label
    title = f"Who answered, group by group, is not known for {when}"
    caption = _caption(whole, when, opened)
    table = Table(("Group", "Asked", "Answered"), (), title, (caption,))
    return GroupRatesPart(title, caption, title, (), whole, (), f"{title}. {_WAS_NOT_SENT}", table)


def _caption(rate: ResponseRate | None, when: str, opened: Opened) -> str:
    told = said.response(rate).rstrip(".")
    return f"{told} · {when} · {captions.asked(opened.figures.survey)}"


def _alt(labels: Sequence[str], rates: Sequence[ResponseRate | None]) -> str:
    told = [f"{label} {said.percent(one.rate)}" for label, one in zip(labels, rates, strict=True) if one]
    return f"Response rate: {', '.join(told)}." if told else "No response rate is known."
