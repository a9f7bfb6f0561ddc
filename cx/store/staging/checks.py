"""Rows of a file become answers and refusals, in one scratch database.

`staged` has one row for each row of the file, numbered by `rowid` in its order, with `reason` 0 where it is an answer;
`refused` names every row that is not; `ratings` holds other ratings of the answers. The store takes over `staged` where
`reason` is 0.
"""

# ruff: noqa: S608 - statements are put together from names of our own; every value is bound, or quoted by `quoted`

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cx.domain.slices import FIELDS
from cx.store.staging import expressions as sql
from cx.store.staging import rated
from cx.store.staging.plan import (
    BAD_DATE,
    BAD_SCORE,
    BAD_WEIGHT,
    BLANK,
    BROKEN,
    CONFLICT,
    DAMAGED_ID,
    DUPLICATE,
    FAR_SCORE,
    FORMAT_REASONS,
    FUTURE_DATE,
    NO_DATE,
    NO_ID,
    NO_SCORE,
    OLD_DATE,
    SUMMARY,
    SUPERSEDED,
    UNFIT,
    Plan,
)
from cx.store.staging.scratch import Scratch, Unreadable, count, quoted, write_rows

SHOWN = 200
"""Characters of a refused value that are kept."""

_TEXTS = {"responded_at": "date_text", "score": "score_text", "comment": "comment"}
"""Fields that every answer has one of -> their text; a row with none of them is what spreadsheets write below a table.
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a file's rows: rows = answers + duplicates + refused.

    set_aside: refused because the format marks them as no answer; they do not count towards "over half is bad".
    months: the first day of each month that answers fall in -> how many, in their order.
    """

    rows: int
    answers: int
    duplicates: int
    refused: int
    set_aside: int
    reasons: dict[str, int]
    first_refused: list[dict[str, Any]]
    first_day: date | None
    last_day: date | None
    months: dict[str, int] = field(default_factory=dict)


def staged_scores(scratch: Scratch) -> dict[int, int]:
    """The same of rows that are staged already."""
    found = scratch.execute(
        f"SELECT CASE WHEN reason = {FAR_SCORE} THEN TRY_CAST(value AS INTEGER) ELSE score END AS answer, count(*)"
        " FROM staged WHERE answer BETWEEN 0 AND 100 GROUP BY 1"
    ).fetchall()
    return {int(value): int(count) for value, count in found}


def staged_rows(scratch: Scratch) -> int:
    return count(scratch, "SELECT count(*) FROM staged")


def unread_dates(scratch: Scratch) -> int:
    """Refused dates that a known order of day and month may yet read."""
    return count(
        scratch,
        f"SELECT count(*) FROM staged WHERE reason = {BAD_DATE} AND regexp_matches(value, {quoted(sql.NUMERIC_DATE)})",
    )


def check_rows(scratch: Scratch, source: str, plan: Plan, *, first_line: int | None) -> None:
    """Fill `staged` from a source of text columns.

    first_line: line of the first row where each row is one line; None where the source has a column `line`.
    """
    write_rows(scratch, staging(source, plan, first_line=first_line))


def staging(source: str, plan: Plan, *, first_line: int | None) -> str:
    """SQL for the rows of a source, read as what they should be, each with the reason why it is refused."""
    line = "" if first_line is not None else "line, "
    names = [name for name in _kept(plan) if name != "respondent_key"]
    person = ", respondent_key" if "respondent" in plan.columns else ""
    surveys = "".join(f", {name}" for name in _of_survey(plan))
    kept = ", ".join(names) + person + rated.kept(plan) + surveys
    values = " ".join(f"WHEN {code} THEN left({cell}, {SHOWN})" for code, cell in _values(plan))
    return (
        f"SELECT {line}{kept}, reason, CASE reason WHEN 0 THEN NULL {values} ELSE '' END AS value"
        f" FROM (SELECT *, ({_reason(plan)})::UTINYINT AS reason{rated.as_numbers(plan)}"
        f" FROM (SELECT {line}{_parsed(plan)} FROM {source}))"
    )


def settle(scratch: Scratch, plan: Plan, *, first_line: int | None) -> Checked:
    """Settle ids that stand more than once, list what is refused, and count."""
    if plan.row_hash:
        _let_rows_change(scratch)
        _name_occurrences(scratch)
    good, different = _counts(scratch)
    if good != different:
        _let_rows_change(scratch)
        _settle_repeated(scratch, plan)
    line = f"rowid + {first_line}" if first_line is not None else "line"
    scratch.execute(
        f"CREATE TABLE refused AS SELECT ({line})::BIGINT AS line, reason, value FROM staged"
        f" WHERE reason NOT IN (0, {DUPLICATE})"
    )
    rated.keep(scratch, plan)
    return _checked(scratch, plan)


# Parsing --------------------------------------------------------------------------------------------------------


def _kept(plan: Plan) -> list[str]:
    """Columns of `staged` that the store takes over."""
    optional = [name for name in ("weight", *FIELDS, "account_id", "comment") if name in plan.columns]
    return ["response_id", "responded_at", "score", *optional]


def _of_survey(plan: Plan) -> dict[str, int]:
    """Columns of `staged` that tell surveys apart -> index; the store does not take them over."""
    columns = {"source_survey": plan.survey, "source_survey_name": plan.survey_name}
    return {name: index for name, index in columns.items() if index is not None}


def _parsed(plan: Plan) -> str:
    """Every field beside its text, which a refusal quotes."""
    cell = {name: sql.text(f"c{index}", spaced=plan.spaced) for name, index in plan.columns.items()}
    parts = ["broken", f"{_id(plan, cell)} AS response_id", f"{cell['score']} AS score_text"]
    parts.append(f"{sql.score('score_text')} AS score")
    if "responded_at" in cell:
        parts.append(f"{cell['responded_at']} AS date_text")
        when = sql.moment("date_text", order=plan.order, zone=plan.zone, in_utc=plan.in_utc, serials=plan.serials)
        parts.append(f"{when} AS responded_at")
    else:
        parts.append(f"TIMESTAMP {quoted(plan.day)} AS responded_at")
    if "weight" in cell:
        parts += [f"{cell['weight']} AS weight_text", f"{sql.positive('weight_text')} AS weight"]
    for name in (*FIELDS, "account_id", "comment"):
        if name in cell:
            shown = cell[name]
            if name == "comment":
                shown = sql.comment(sql.unescaped(shown) if plan.unescape else shown)
            parts.append(f"{shown} AS {name}")
    if "respondent" in cell:
        parts.append(f"{sql.hashed(cell['respondent'], plan.key)} AS respondent_key")
    parts += [f"{sql.text(f'c{index}', spaced=plan.spaced)} AS {name}" for name, index in _of_survey(plan).items()]
    for number, refusal in enumerate(plan.refusals):
        parts.append(f"lower({sql.text(f'c{refusal.column}', spaced=plan.spaced)}) AS mark_{number}")
    parts += rated.texts(plan)
    return ", ".join(parts)


def _id(plan: Plan, cell: dict[str, str]) -> str:
    if plan.row_hash:
        mapped = ", ".join(f"c{plan.columns[name]}" for name in sorted(plan.columns))
        return f"md5(concat_ws(chr(31), {mapped}))"
    if plan.id_fallback is not None:
        fallback = sql.text(f"c{plan.id_fallback}", spaced=plan.spaced)
        return f"CASE WHEN {cell['response_id']} = '' THEN {fallback} ELSE {cell['response_id']} END"
    return cell["response_id"]


def _reason(plan: Plan) -> str:
    """The first thing wrong with a row, in the order in which a person would look at it."""
    cases = [("broken = 1", UNFIT), ("broken = 2", BROKEN)]
    for number, refusal in enumerate(plan.refusals):
        marked = sql.one_of(f"mark_{number}", refusal.values)
        cases.append((f"NOT {marked}" if refusal.keep else marked, FORMAT_REASONS + number))
    if not plan.row_hash:
        texts = [text for name, text in _TEXTS.items() if name in plan.columns]
        cases.append((" AND ".join(f"{text} = ''" for text in ("response_id", *texts)), BLANK))
    cases.append((sql.is_missing("response_id"), NO_ID))
    if not plan.row_hash:
        cases += [(sql.is_damaged_id("response_id"), DAMAGED_ID), (sql.is_summary("response_id"), SUMMARY)]
        cases.append(("contains(response_id, '\"')", BROKEN))  # of a mark that was opened lines before
    if "responded_at" in plan.columns:
        tomorrow = date.fromordinal(plan.today.toordinal() + 1).isoformat()
        cases += [
            (f"responded_at IS NULL AND ({sql.is_missing('date_text')} OR date_text = '0')", NO_DATE),
            ("responded_at IS NULL", BAD_DATE),
            ("responded_at < TIMESTAMP '2000-01-01'", OLD_DATE),
            (f"responded_at >= TIMESTAMP {quoted(tomorrow)}", FUTURE_DATE),
        ]
    cases += [
        (f"score IS NULL AND {sql.is_missing('score_text')}", NO_SCORE),
        ("score IS NULL", BAD_SCORE),
        ("score NOT BETWEEN 0 AND 10", FAR_SCORE),
    ]
    if "weight" in plan.columns:
        cases.append(("weight IS NULL", BAD_WEIGHT))
    return "CASE " + " ".join(f"WHEN {condition} THEN {code}" for condition, code in cases) + " ELSE 0 END"


def _values(plan: Plan) -> list[tuple[int, str]]:
    """What a refusal quotes."""
    quotes = [(code, "score_text") for code in (NO_SCORE, BAD_SCORE, FAR_SCORE)]
    quotes += [(code, "response_id") for code in (DAMAGED_ID, SUMMARY)]
    if "responded_at" in plan.columns:
        quotes += [(code, "date_text") for code in (NO_DATE, BAD_DATE, OLD_DATE, FUTURE_DATE)]
    if "weight" in plan.columns:
        quotes.append((BAD_WEIGHT, "weight_text"))
    quotes += [(FORMAT_REASONS + number, f"mark_{number}") for number in range(len(plan.refusals))]
    return quotes


# Settling -------------------------------------------------------------------------------------------------------


def _let_rows_change(scratch: Scratch) -> None:
    """Take the rows into a table of DuckDB's own, where they can be updated."""
    scratch.execute("CREATE TABLE changing AS SELECT * EXCLUDE (rowid) FROM staged")
    scratch.execute("DROP VIEW staged")
    scratch.execute("ALTER TABLE changing RENAME TO staged")


def _name_occurrences(scratch: Scratch) -> None:
    """Equal rows are different answers where the row itself is the id: the second is '<hash>-2'."""
    scratch.execute(
        "CREATE TEMP TABLE occurrences AS SELECT id, response_id || '-' || occurrence AS named"
        " FROM (SELECT rowid AS id, response_id,"
        " row_number() OVER (PARTITION BY response_id ORDER BY rowid) AS occurrence FROM staged) WHERE occurrence > 1"
    )
    scratch.execute("UPDATE staged SET response_id = named FROM occurrences WHERE staged.rowid = occurrences.id")


def _counts(scratch: Scratch) -> tuple[int, int]:
    """Good rows and different ids; a collision of hashes would only cost a closer look."""
    row = scratch.execute("SELECT count(*), count(DISTINCT hash(response_id)) FROM staged WHERE reason = 0").fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _settle_repeated(scratch: Scratch, plan: Plan) -> None:
    """An id with different scores is refused, all its rows; with one score its last row counts, the others repeat it.

    Where the format sends versions of an answer, the latest counts and the others are set aside.
    """
    if plan.latest:
        scratch.execute(
            "CREATE TEMP TABLE versions AS SELECT rowid AS id, row_number() OVER (PARTITION BY response_id"
            " ORDER BY responded_at DESC, rowid DESC) AS version FROM staged WHERE reason = 0"
        )
        scratch.execute(
            f"UPDATE staged SET reason = {SUPERSEDED}, value = response_id FROM versions"
            " WHERE staged.rowid = versions.id AND version > 1"
        )
        return
    scratch.execute(
        "CREATE TEMP TABLE repeated AS"
        " SELECT response_id AS id, min(score) <> max(score) AS differs, max(rowid) AS last"
        " FROM staged WHERE reason = 0 GROUP BY response_id HAVING count(*) > 1"
    )
    scratch.execute(
        f"UPDATE staged SET reason = CASE WHEN differs THEN {CONFLICT} ELSE {DUPLICATE} END,"
        " value = CASE WHEN differs THEN response_id ELSE '' END FROM repeated"
        " WHERE staged.response_id = repeated.id AND reason = 0 AND (differs OR staged.rowid <> last)"
    )


def labels_without_tens(scratch: Scratch) -> list[str]:
    """Words that stand again and again where the score should, the commonest first, in a file whose answers have no 10.

    None among fewer than five answers: there no 10 is no wonder.
    """
    answers = "SELECT count(*) FROM staged WHERE reason = 0"
    if count(scratch, answers) < 5 or count(scratch, f"{answers} AND score = 10"):
        return []
    found = scratch.execute(
        f"SELECT value FROM staged WHERE reason = {BAD_SCORE} AND regexp_matches(value, '\\pL{{3}}')"
        " GROUP BY value HAVING count(*) > 1 ORDER BY count(*) DESC, value LIMIT 2"
    ).fetchall()
    return [str(value) for (value,) in found]


def repeats_of_other_moments(scratch: Scratch) -> int:
    """Rows that were taken for a repeated answer though they are of another moment than the one that counts."""
    return count(
        scratch,
        f"SELECT count(*) FROM staged AS again JOIN staged AS kept USING (response_id) WHERE again.reason = {DUPLICATE}"
        " AND kept.reason = 0 AND again.responded_at <> kept.responded_at",
    )


def _checked(scratch: Scratch, plan: Plan) -> Checked:
    counted = dict(scratch.execute("SELECT reason, count(*) FROM staged GROUP BY reason").fetchall())
    refused = {code: rows for code, rows in sorted(counted.items()) if code not in (0, DUPLICATE)}
    reasons: dict[str, int] = {}
    for code, rows in refused.items():
        reasons[plan.reasons[code]] = reasons.get(plan.reasons[code], 0) + rows
    months = scratch.execute(
        "SELECT date_trunc('month', responded_at)::DATE AS month, min(responded_at)::DATE, max(responded_at)::DATE,"
        " count(*) FROM staged WHERE reason = 0 GROUP BY month ORDER BY month"
    ).fetchall()
    return Checked(
        rows=sum(counted.values()),
        answers=counted.get(0, 0),
        duplicates=counted.get(DUPLICATE, 0),
        refused=sum(refused.values()),
        set_aside=sum(n for code, n in refused.items() if code >= FORMAT_REASONS or code in (SUPERSEDED, BLANK)),
        reasons=dict(sorted(reasons.items(), key=lambda item: -item[1])),
        first_refused=first_refused(scratch, plan.reasons),
        first_day=months[0][1] if months else None,
        last_day=months[-1][2] if months else None,
        months={month.isoformat(): answers for month, _, _, answers in months},
    )


def first_refused(scratch: Scratch, reasons: Sequence[str], most: int = 10) -> list[dict[str, Any]]:
    rows = scratch.execute(f"SELECT line, reason, value FROM refused ORDER BY line LIMIT {int(most)}").fetchall()
    return [{"line": line, "reason": reasons[code], "value": value or ""} for line, code, value in rows]


def first_answers(scratch: Scratch, plan: Plan, most: int = 10) -> list[dict[str, str]]:
    """The first answers as they would be stored, as text; ratings under their own names."""
    called = {f"rating_{number}": f"{rating.name} (rating)" for number, rating in enumerate(plan.ratings)}
    found = scratch.execute(f"SELECT * EXCLUDE (reason, value) FROM staged WHERE reason = 0 LIMIT {int(most)}")
    names = [str(column[0]) for column in found.description or []]
    return [
        {
            called.get(name, name): "" if cell is None else str(cell)
            for name, cell in zip(names, row, strict=True)
            if not name.startswith(("rowid", "odd_", "source_survey"))
        }
        for row in found.fetchall()
    ]


def refusals(scratch: Scratch, reason: str, plan: Plan, most: int = 20) -> list[dict[str, Any]]:
    codes = [code for code, name in enumerate(plan.reasons) if name == reason]
    rows = scratch.execute(
        f"SELECT line, value FROM refused WHERE list_contains(?, reason) ORDER BY line LIMIT {int(most)}", [codes]
    ).fetchall()
    return [{"line": line, "reason": reason, "value": value or ""} for line, value in rows]


def close(scratch: Scratch) -> None:
    with contextlib.suppress(Unreadable):
        scratch.execute("CHECKPOINT")
    scratch.close()
