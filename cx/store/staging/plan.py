"""What the checks of a file's rows are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

REASONS: tuple[str, ...] = (
    "",
    "row does not fit the header",
    "quotation marks do not match",
    "id missing",
    "date missing",
    "date impossible",
    "date before 2000",
    "date in the future",
    "score missing",
    "score not a whole number",
    "score outside 0-10",
    "weight not a positive number",
    "id twice with different scores",
    "earlier version of the same answer",
    "id damaged by a spreadsheet",
    "a summary line, not an answer",
    "a blank row",
)
"""Why a row is refused, by code; 0 is a good row. A format's own reasons come after these."""

UNFIT, BROKEN, NO_ID, NO_DATE, BAD_DATE, OLD_DATE, FUTURE_DATE = range(1, 8)
NO_SCORE, BAD_SCORE, FAR_SCORE, BAD_WEIGHT, CONFLICT, SUPERSEDED, DAMAGED_ID, SUMMARY, BLANK = range(8, 17)
FORMAT_REASONS = len(REASONS)
DUPLICATE = 255
"""The same answer again in the same file: no refusal."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Rows that a known format marks as no answer to the question.

    column: index. values: lower-case values of it. keep: whether those are the rows to keep instead of to refuse.
    reason: in words.
    """

    column: int
    values: tuple[str, ...]
    reason: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """Another rating of the answer: numbers within its scale are kept, anything else is left out and counted.

    said: whether somebody said the scale; else the values must show it.
    """

    name: str
    column: int
    low: float
    high: float
    said: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column is what, and how its text is to be understood.

    columns: field -> index of its column. day: one date for every row, instead of a column.
    order: 'dmy', 'mdy' or 'ymd' for dates written with two-digit days and months; '' where none are.
    zone: the company's time zone, into which moments that name a zone are brought. in_utc: moments without one are UTC.
    serials: five-digit numbers are days as Excel counts them. today: in the company's zone; later dates are refused.
    row_hash: the id is made from the row. latest: of answers with the same id the latest counts, as the format says.
    id_fallback: column whose value is the id where the id's own is blank.
    spaced: the only blanks in the file are spaces, so that trimming is cheap.
    survey, survey_name: columns with the id and the name of the survey that a row answers, as the tool has it.
    unescape: comments hold HTML entities. key: what respondents are hashed with.
    """

    columns: Mapping[str, int]
    today: date
    zone: str = "UTC"
    day: str = ""
    order: str = ""
    in_utc: bool = False
    serials: bool = False
    row_hash: bool = False
    latest: bool = False
    id_fallback: int | None = None
    unescape: bool = False
    spaced: bool = False
    key: str = ""
    survey: int | None = None
    survey_name: int | None = None
    refusals: tuple[Refusal, ...] = ()
    ratings: tuple[Rating, ...] = field(default=())

    @property
    def reasons(self) -> tuple[str, ...]:
        return (*REASONS, *(refusal.reason for refusal in self.refusals))

    def needed(self) -> tuple[int, ...]:
        """Indexes of every column that is read."""
        used = {*self.columns.values(), *(r.column for r in self.refusals), *(r.column for r in self.ratings)}
        others = {self.id_fallback, self.survey, self.survey_name}
        return tuple(sorted(used | {index for index in others if index is not None}))
