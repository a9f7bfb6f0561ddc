"""What the person who holds the file has said about it; nothing else is taken for granted."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cx.domain.errors import BadValue
from cx.domain.slices import FIELDS

MAPPABLE: tuple[str, ...] = (
    "response_id",
    "responded_at",
    "score",
    "comment",
    "weight",
    "account_id",
    "respondent",
    *FIELDS,
)
"""Fields that a column may fill; `respondent` is kept only as a keyed hash."""

SETTABLE: tuple[str, ...] = ("survey_id", "responded_at", "account_id", *FIELDS)
"""Fields that may be one value for the whole file."""

DATE_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class RatingColumn:
    """Another rating in the same file: its name, its column and the ends of its scale, None where not said.

    column: '' for a rating that was remembered and is not wanted any more.
    """

    name: str
    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of `cx import responses`, each named as its option; '' and None mean "not said".

    columns: field -> column (--map). constants: field -> value for every row (--set).
    """

    format: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    scale: str = ""
    encoding: str = ""
    sheet: str = ""
    header_line: int | None = None
    score_column: str = ""
    id: str = ""
    ratings: tuple[RatingColumn, ...] = ()
    keep_good: bool = False
    replace: bool = False
    replace_demo: bool = False
    dry_run: bool = False
    rejects: Path | None = None

    def __post_init__(self) -> None:
        for name in self.columns:
            _one_of("--map", name, MAPPABLE)
        for name in self.constants:
            _one_of("--set", name, SETTABLE)
        _one_of("--dates", self.dates, ("", *DATE_ORDERS))
        _one_of("--scale", self.scale, ("", "0-10"))
        _one_of("--id", self.id, ("", "row-hash"))
        if self.header_line is not None and self.header_line < 1:
            raise BadValue("--header-line counts lines from 1.")
        if both := sorted(set(self.columns) & set(self.constants)):
            raise BadValue(f"{', '.join(both)} is given by --map and by --set; keep one of them.")
        if self.id and "response_id" in self.columns:
            raise BadValue("The id is given by --map response_id and by --id row-hash; keep one of them.")
        if self.score_column and "score" in self.columns:
            raise BadValue("The score is given by --map score and by --score-column; keep one of them.")
        _check_encoding(self.encoding)
        _check_ratings(self.ratings)

    @classmethod
    def of(
        cls,
        *,
        map: Iterable[str] = (),  # noqa: A002 - the options' own names
        set: Iterable[str] = (),  # noqa: A002
        rating: Iterable[str] = (),
        **choices: Any,
    ) -> Options:
        """From the words of a command line: `FIELD=COLUMN`, `FIELD=VALUE` and `NAME=COLUMN[:LOW-HIGH]`."""
        return cls(
            columns=_pairs("--map", map),
            constants=_pairs("--set", set),
            ratings=tuple(_rating(text) for text in rating),
            **{name: value for name, value in choices.items() if value is not None},
        )

    def as_request(self) -> dict[str, Any]:
        """What the child process needs, as JSON values."""
        request = asdict(self)
        return {name: value for name, value in request.items() if name != "rejects"}

    @classmethod
    def from_request(cls, request: Mapping[str, Any]) -> Options:
        ratings = tuple(RatingColumn(**rating) for rating in request["ratings"])
        return cls(**{**request, "ratings": ratings})


def _pairs(option: str, texts: Iterable[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            raise BadValue(f"{option} takes FIELD={'COLUMN' if option == '--map' else 'VALUE'}, not '{text}'.")
        if name in pairs:
            raise BadValue(f"{option} names {name} twice.")
        pairs[name] = value
    return pairs


def _rating(text: str) -> RatingColumn:
    """Read NAME=COLUMN or NAME=COLUMN:LOW-HIGH; NAME= alone leaves a remembered one out.

    >>> _rating("food=Food at the event:1-5")
    RatingColumn(name='food', column='Food at the event', low=1.0, high=5.0)
    """
    name, equals, column = text.partition("=")
    if not equals or not name.strip():
        raise BadValue(f"--rating takes NAME=COLUMN or NAME=COLUMN:LOW-HIGH, not '{text}'.")
    if not column.strip():
        return RatingColumn(name.strip(), "")
    head, colon, scale = column.rpartition(":")
    low, dash, high = scale.partition("-")
    if colon and dash and low.strip().isdigit() and high.strip().isdigit():
        if int(low) >= int(high):
            raise BadValue(f"--rating {text}: the scale runs from {low} up to {high}; its low end comes first.")
        return RatingColumn(name.strip(), head, float(low), float(high))
    return RatingColumn(name.strip(), column)


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise BadValue(f"{option} does not know '{value}'. It takes: {', '.join(name for name in known if name)}.")


def _check_ratings(ratings: tuple[RatingColumn, ...]) -> None:
    names = [rating.name.casefold() for rating in ratings]
    if twice := sorted({rating.name for rating in ratings if names.count(rating.name.casefold()) > 1}):
        raise BadValue(f"--rating names {', '.join(twice)} twice; each rating needs a name of its own.")


def _check_encoding(name: str) -> None:
    if not name:
        return
    try:
        "".encode(name)
    except (LookupError, ValueError, TypeError) as unknown:
        raise BadValue(
            f"--encoding does not know '{name}'. Common ones: utf-8, cp1252, latin-1, cp850, cp1250, cp1251, mac_roman."
        ) from unknown


def canonical_encoding(name: str) -> str:
    return codecs.lookup(name).name
