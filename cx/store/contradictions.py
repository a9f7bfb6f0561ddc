"""What cannot be true together: cells of one row, and rows beside what the store holds. Files and forms ask the same.

A row whose own cells contradict each other is refused by itself, with its line. A row that contradicts another table
(an indicator, a brand or a need that does not exist, a month that is counted already) refuses the whole file: whoever
wrote the rows beside it meant another table, too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from cx.domain.council import ActionStatus, Outcome, Seat
from cx.domain.errors import BadFile, BadValue
from cx.domain.evidence import several
from cx.domain.projects import Stage
from cx.domain.readings import check_reading
from cx.domain.signals import Response, SignalKind
from cx.domain.taxonomy import Theme, split_phrases
from cx.store import benchmarks, invited_people
from cx.store.maintained import MAINTAINED, ColumnSpec, Kind, stored_rows, whole_rows

Values = Mapping[str, Any]
Line = tuple[int, Values]
"""Where a row starts in the file, and its typed values."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Contradiction:
    """column: the cell to mend, '' where it is the row. value: what stands there."""

    column: str
    reason: str
    value: str = ""


# Within a row -------------------------------------------------------------------------------------------------------


def within_row(table: str, values: Values) -> Iterator[Contradiction]:
    """Where the cells of one row cannot all be true; columns that are not given contradict nothing."""
    if table in _WITHIN_ROW:
        yield from _WITHIN_ROW[table](values)


def _events(values: Values) -> Iterator[Contradiction]:
    ends = values.get("ends_on")
    if ends and ends < values["starts_on"]:
        yield Contradiction("ends_on", "ends_on is before starts_on", str(ends))
    if values.get("effect") is not None and values["kind"] != "method_change":
        yield Contradiction("effect", "effect is for events of kind method_change only", f"{values['effect']:g}")


def _org_units(values: Values) -> Iterator[Contradiction]:
    if values.get("parent_id") == values["unit_id"]:
        yield Contradiction("parent_id", "parent_id is the unit itself", values["unit_id"])


def _decided(values: Values) -> Iterator[Contradiction]:
    decided, review = values.get("decided_on"), values.get("review_by")
    if decided and review and review < decided:
        yield Contradiction("review_by", "review_by is before decided_on", str(review))


def _signals(values: Values) -> Iterator[Contradiction]:
    if values.get("kind") == SignalKind.REGULATION:
        for column in ("effective_on", "jurisdiction"):
            if column in values and not values[column]:
                yield Contradiction(column, f"{column} is missing, and a regulation needs one")
    placed: dict[str, str] = {}
    for column in ("ahead_of", "level_with", "behind"):
        for brand in several(values.get(column) or ""):
            if brand in placed:
                yield Contradiction(column, f"stands in {column} and in {placed[brand]}", brand)
            placed[brand] = column
    if values.get("response_link") and not values.get("response_kind"):
        yield Contradiction("response_kind", f"response_kind is missing: {' or '.join(Response)}")


def _projects(values: Values) -> Iterator[Contradiction]:
    if values.get("status_said") and not values.get("status_reason"):
        yield Contradiction("status_reason", "status_reason is missing, and a status set by hand needs one")
    if values.get("stage") == Stage.LIVE and "went_live_on" in values and not values["went_live_on"]:
        yield Contradiction("went_live_on", "went_live_on is missing, and a live project needs one")
    chosen = values.get("chosen_on")
    for column in ("go_live_on", "went_live_on"):
        if chosen and values.get(column) and values[column] < chosen:
            yield Contradiction(column, f"{column} is before chosen_on", str(values[column]))
    if values.get("target_value") is not None and "target_metric" in values and not values["target_metric"]:
        yield Contradiction("target_metric", "target_metric is missing: what is target_value measured by?")


def _themes(values: Values) -> Iterator[Contradiction]:
    try:
        Theme(values["theme_id"], values.get("name", "?"), split_phrases(values.get("phrases", "")))
    except BadValue as problem:
        yield Contradiction("phrases", str(problem), values["theme_id"])


def _members(values: Values) -> Iterator[Contradiction]:
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        yield Contradiction("until", "until is before since", str(until))


def _accountable(values: Values) -> Iterator[Contradiction]:
    if values.get("confirmed_on") and not values.get("confirmed_by"):
        yield Contradiction("confirmed_by", "confirmed_by is missing: a confirmation is somebody's")
    if values.get("confirmed_by") and "confirmed_on" in values and not values["confirmed_on"]:
        yield Contradiction("confirmed_on", "confirmed_on is missing: a confirmation has a day")


def _decisions(values: Values) -> Iterator[Contradiction]:
    if values.get("outcome") in (Outcome.DEFERRED, Outcome.DECLINED):
        for column in ("money", "people"):
            if values.get(column):
                told = f"{column} is granted only by what is decided, not {values['outcome']}"
                yield Contradiction(column, told, f"{values[column]:g}")


def _actions(values: Values) -> Iterator[Contradiction]:
    is_open = (values.get("status") or ActionStatus.OPEN) == ActionStatus.OPEN
    closed = values.get("closed_on")
    if closed and is_open and "status" in values:
        yield Contradiction("closed_on", "closed_on is given, and status is open", str(closed))
    if not closed and not is_open and "closed_on" in values:
        yield Contradiction("closed_on", f"closed_on is missing, and status is {values['status']}")


_WITHIN_ROW: Mapping[str, Callable[[Values], Iterator[Contradiction]]] = {
    "events": _events,
    "org_units": _org_units,
    "statements": _decided,
    "answers": _decided,
    "signals": _signals,
    "projects": _projects,
    "themes": _themes,
    "council_members": _members,
    "accountable_leaders": _accountable,
    "decisions": _decisions,
    "actions": _actions,
}


# Beside the store ---------------------------------------------------------------------------------------------------


def check_beside_store(connection: Connection, table: str, lines: Sequence[Line], name: str) -> None:
    """Raise BadFile naming the lines that contradict what the store holds; nothing of the file is loaded then."""
    found = beside_store(connection, table, [values for _, values in lines])
    problems = [f"line {line}: {one.reason}" for (line, _), one in zip(lines, found, strict=True) if one]
    if problems:
        more = f" And {len(problems) - MOST_NAMED} more." if len(problems) > MOST_NAMED else ""
        told = "; ".join(problems[:MOST_NAMED])
        raise BadFile(f"{name} contradicts what is stored, so none of it was loaded. {told}.{more}")


def beside_store(connection: Connection, table: str, given: Sequence[Values]) -> list[Contradiction | None]:
    """What is wrong with each row beside the tables that it names, None where nothing is."""
    referring = [spec for spec in MAINTAINED[table].columns if spec.refers]
    known = {spec.refers: _keys_of(connection, spec.refers) for spec in referring}
    find = _BESIDE_STORE.get(table)
    rows = given if table in _AS_THEY_ARE or not (find and given) else whole_rows(connection, table, given)
    reasons = find(connection, rows) if find and given else iter([""] * len(given))
    return [
        _stranger_in(referring, known, values) or (Contradiction("", reason) if reason else None)
        for values, reason in zip(given, reasons, strict=True)
    ]


def _stranger_in(
    referring: Sequence[ColumnSpec], known: Mapping[str, Collection[str]], values: Values
) -> Contradiction | None:
    """The first cell that names a row of another table that does not exist."""
    for spec in referring:
        text = values.get(spec.name) or ""
        for one in several(text) if spec.kind is Kind.SEVERAL else filter(None, (text,)):
            if one not in known[spec.refers]:
                there_are = ", ".join(sorted(known[spec.refers])) or "none yet"
                reason = f"{spec.name} names '{one}', which is not among the {spec.refers} ({there_are})"
                return Contradiction(spec.name, reason, one)
    return None


def _keys_of(connection: Connection, name: str) -> frozenset[str]:
    """The keys of a table whose key is one column."""
    kept = MAINTAINED[name]
    (column,) = kept.key
    return frozenset(connection.execute(select(kept.table.c[column])).scalars())


def _indicators(_connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    """One reason a row, '' where it may stand."""
    for row in rows:
        low = 0.0 if row["scale_low"] is None else row["scale_low"]
        high = 100.0 if row["scale_high"] is None else row["scale_high"]
        turned = f"scale_low {low:g} is not below scale_high {high:g}; where less is better, write direction lower"
        yield turned if low >= high else ""


def _readings(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    indicators = {one.indicator_id: one for one in benchmarks.every_indicator(connection)}
    brands = benchmarks.brands(connection)
    for row in rows:
        yield _stranger(row["brand"], brands) or _bad_reading(indicators, row)


def _bad_reading(indicators: Mapping[str, Any], row: Values) -> str:
    indicator = indicators.get(row["indicator_id"])
    if indicator is None:
        return f"there is no indicator '{row['indicator_id']}'; load indicators first"
    try:
        check_reading(
            indicator,
            **{name: row[name] for name in ("value", "grade", "source", "low", "high")},
        )
    except BadValue as problem:
        return str(problem)
    return ""


def _need_ratings(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    needs = {need.need_id for need in benchmarks.needs(connection)}
    brands = benchmarks.brands(connection)
    for row in rows:
        unknown = "" if row["need_id"] in needs else f"there is no need '{row['need_id']}'; load needs first"
        yield _stranger(row["brand"], brands) or unknown


def _stranger(brand: str, brands: frozenset[str]) -> str:
    return "" if brand in brands else f"there is no brand '{brand}'; load brands first, or mend its name"


def _one_chair(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    """One person chairs at a time; whoever left no longer does."""
    stored = {row["member_id"]: row for (_,), row in stored_rows(connection, MAINTAINED["council_members"]).items()}
    sitting = {**stored, **{row["member_id"]: row for row in rows}}
    chairs = [row["member_id"] for row in sitting.values() if row["seat"] == Seat.CHAIR and not row["until"]]
    for row in rows:
        others = [chair for chair in chairs if chair != row["member_id"]]
        second = row["seat"] == Seat.CHAIR and not row["until"] and others
        yield f"seat is chair, and so is that of '{others[0]}'; one person chairs" if second else ""


def _counts(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    """A month whose invited people are known may not be counted a second time; a count of nobody counts nobody."""
    known = invited_people.counted_from_people(connection)
    for row in rows:
        twice = row["invited"] and (row["survey_id"], row["month"]) in known
        yield (
            f"who was invited in {row['month']:%Y-%m} is known person by person, and would be counted twice; take that"
            " import back to use a count"
            if twice
            else ""
        )


def _people(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    known = invited_people.counted_by_hand(connection)
    for row in rows:
        month = row["invited_on"].replace(day=1)
        yield (
            f"how many were invited in {month:%Y-%m} is known from a count, and they would be counted twice; load that"
            " count as 0 to count people"
            if (row["survey_id"], month) in known
            else ""
        )


def _metric_values(connection: Connection, rows: Sequence[Values]) -> Iterator[str]:
    """A value belongs to a metric that is defined: whatever its version."""
    known = {metric_id for _, metric_id in stored_rows(connection, MAINTAINED["metrics"])}
    for row in rows:
        unknown = f"there is no metric '{row['metric_id']}'; load metrics first, or mend its id"
        yield "" if row["metric_id"] in known else unknown


_AS_THEY_ARE = frozenset({"invitations", invited_people.TABLE})
"""Tables whose rows say all that is looked at, whatever is stored under their key."""

_BESIDE_STORE: Mapping[str, Callable[[Connection, Sequence[Values]], Iterator[str]]] = {
    "invitations": _counts,
    invited_people.TABLE: _people,
    "indicators": _indicators,
    "readings": _readings,
    "need_ratings": _need_ratings,
    "council_members": _one_chair,
    "metric_values": _metric_values,
}
