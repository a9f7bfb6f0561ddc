"""Slices: groups of answers named by values of the closed set of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cx.domain.errors import BadValue

FIELD_LABELS: Mapping[str, str] = {
    "brand": "Brand",
    "audience": "Audience",
    "partner_type": "Partner type",
    "business_unit": "Business unit",
    "region": "Region",
    "segment": "Segment",
    "product": "Product",
    "journey": "Journey",
    "channel": "Channel",
}
"""The fields every page can slice by, with the labels that a company may rename."""

FIELDS: tuple[str, ...] = tuple(FIELD_LABELS)
GROUPING_FIELDS: tuple[str, ...] = FIELDS[1:]
"""Fields that split one brand's answers: all but the brand itself."""

NOT_GIVEN = "(not given)"
"""How a blank field value is shown; it is kept as the empty string."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Answers that have one given value in each named field; the empty slice is everybody.

    values: (field, value) pairs in the order of FIELDS, at most one a field.
    Raises BadValue for a field outside the closed set.

    >>> Slice.parse("product=Cloud; region=EMEA").text()
    'EMEA, Cloud'
    """

    values: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for field, _ in self.values:
            check_field(field)
        ordered = tuple(sorted(self.values, key=lambda pair: FIELDS.index(pair[0])))
        if len({field for field, _ in ordered}) < len(ordered):
            raise BadValue(f"A slice takes one value a field: {self.values!r}")
        object.__setattr__(self, "values", ordered)

    @classmethod
    def of(cls, **values: str) -> Slice:
        return cls(tuple(values.items()))

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> Slice:
        return cls(tuple(values.items()))

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Slice:
        r"""Read 'region=EMEA; product=Cloud'; '*' and the empty text are everybody.

        A semicolon that belongs to a value is written as \;, and a backslash before one, or a space at its ends, alike.
        """
        if text.strip() in ("", "*"):
            return cls()
        pairs = []
        for part in _PART.findall(text) or [text]:
            field, equals, value = part.partition("=")
            if not equals:
                raise BadValue(f"'{part.strip()}' is no FIELD=VALUE. Write, for example: region=EMEA; product=Cloud")
            pairs.append((field.strip(), _unescaped(value)))
        return cls(tuple(pairs))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.values)

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, field: str) -> str | None:
        return dict(self.values).get(field)

    def narrowed(self, field: str, value: str) -> Slice:
        """The part of this slice that also has `value` in `field` (replacing an earlier value)."""
        return Slice((*self.without(field).values, (field, value)))

    def without(self, field: str) -> Slice:
        return Slice(tuple(pair for pair in self.values if pair[0] != field))

    def as_dict(self) -> dict[str, str]:
        return dict(self.values)

    def canonical(self) -> str:
        """The same text for the same slice, read back by `parse`; '*' is everybody."""
        return "; ".join(f"{field}={_escaped(value)}" for field, value in self.values) or "*"

    def text(self, everybody: str = "") -> str:
        """The values as a person would name the group."""
        return ", ".join(value or NOT_GIVEN for _, value in self.values) or everybody


_PART = re.compile(r"(?:\\.|[^;])+", re.DOTALL)
_SPECIAL = re.compile(r"[\\;]|^\s|\s$")
_TRIMMED = re.compile(r"\s*((?>\\[\\;\s]|.)*?)\s*", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;\s])")


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], value)


def _unescaped(text: str) -> str:
    """The value without the spaces around it; a backslash that escapes nothing stands for itself."""
    trimmed = _TRIMMED.fullmatch(text)
    return _ESCAPE.sub(r"\1", trimmed[1] if trimmed else text)


EVERYBODY = Slice()
"""The slice that leaves nobody out."""


EVERYBODY = Slice()
"""The empty slice."""


def check_field(field: str) -> str:
    if field not in FIELD_LABELS:
        raise BadValue(f"'{field}' is no field. The fields are: {', '.join(FIELDS)}.")
    return field
