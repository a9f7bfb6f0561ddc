"""Which table of a warehouse holds answers, and which of its columns is what."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cx.domain.errors import BadValue
from cx.domain.slices import FIELDS

NEEDED = ("response_id", "responded_at", "score")
COLUMNS = ("survey_id", *NEEDED, "weight", *FIELDS, "account_id", "respondent")
VALUES = ("survey_id", *FIELDS)
STAYS = ("comment", "comments", "ratings")
_NAME = re.compile(r"[^\W\d][\w$-]*(\.[^\W\d][\w$-]*){0,2}")


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping file says.

    table: its name, with the names of its schema and catalog before it where it needs them. columns: field -> column.
    values: field -> one value for every row. watermark: column that grows whenever a row is added or changed; '' where
    there is none.
    Raises BadValue where it names what cannot be.
    """

    table: str
    columns: Mapping[str, str]
    values: Mapping[str, str] = field(default_factory=dict)
    watermark: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.table):
            raise BadValue(f"'{self.table}' is no name of a table. Write table = \"schema.answers\", or name a view.")
        _known("columns", self.columns, COLUMNS)
        _known("values", self.values, VALUES)
        if both := sorted(set(self.columns) & set(self.values)):
            raise BadValue(f"{', '.join(both)} stands under [columns] and under [values]; keep one of them.")
        if missing := [name for name in NEEDED if not self.columns.get(name)]:
            raise BadValue(f"[columns] does not say which column holds {', '.join(missing)}.")
        if "survey_id" not in {**self.columns, **self.values}:
            raise BadValue(
                'The mapping does not say which survey the answers belong to. Write survey_id = "NAME" under [values],'
                " or the column that names it under [columns]."
            )

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Mapped:
        """From the tables of a TOML file, or from what `as_json` kept."""
        if unknown := sorted(set(told) - {"table", "columns", "values", "watermark"}):
            raise BadValue(f"The mapping file knows no '{unknown[0]}'. It takes table, watermark, [columns], [values].")
        parts = {name: told.get(name, {}) for name in ("columns", "values")}
        texts = {name: told.get(name, "") for name in ("table", "watermark")}
        for name, part in parts.items():
            if not isinstance(part, Mapping) or not all(isinstance(value, str) for value in part.values()):
                raise BadValue(f'[{name}] takes lines such as region = "sales_region", each text in quotation marks.')
        if not all(isinstance(value, str) for value in texts.values()):
            raise BadValue("table and watermark are texts in quotation marks.")
        values = {name: value.strip() for name, value in parts["values"].items()}
        return cls(texts["table"], dict(parts["columns"]), values, texts["watermark"])

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that come from columns, in the order of FIELDS, the account after them."""
        return tuple(name for name in (*FIELDS, "account_id") if name in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """Every column that is asked for."""
        return tuple(dict.fromkeys((*self.columns.values(), *filter(None, [self.watermark]))))


def _known(part: str, given: Mapping[str, str], known: tuple[str, ...]) -> None:
    for name in given:
        if name in STAYS:
            raise BadValue(
                f"[{part}] names {name}, which stay in the warehouse: a sync brings counts, no single answer."
            )
        if name not in known:
            raise BadValue(f"[{part}] knows no '{name}'. It takes: {', '.join(known)}.")
