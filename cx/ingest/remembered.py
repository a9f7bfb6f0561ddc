"""What is kept of a load for the next file with the same header, and what would count twice beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cx.ingest import columns as mapping
from cx.ingest.options import Options
from cx.store.staging.plan import Plan


def to_remember(found: mapping.Mapped, options: Options, plan: Plan) -> dict[str, Any]:
    """What holds for the next file of the same kind: the columns and their scales, not this file's date."""
    scales = {rating.name: {"low": rating.low, "high": rating.high} for rating in plan.ratings}
    return {
        "columns": _names(found),
        "constants": {n: v for n, v in options.constants.items() if n not in ("responded_at", "survey_id")},
        "dates": plan.order,
        "scale": "0-10",
        "id": options.id,
        "ratings": [{**asdict(rating), **scales[rating.name]} for rating in options.ratings],
    }


def ask_about_ids(
    name: str, found: mapping.Mapped, options: Options, told: Options, remembered: Mapping[str, Any]
) -> None:
    """Ids that are made otherwise than those stored are new ones: every answer that is in both files would count twice.

    Nothing is asked while no import of the survey counts, or where the answers go to another survey.
    """
    if (
        not remembered.get("counts")
        or told.constants.get("survey_id", remembered["survey_id"]) != remembered["survey_id"]
    ):
        return
    before, now = _id_columns(remembered["choices"]["columns"], remembered["choices"]["id"]), _names(found)
    if before and now and before != _id_columns(now, options.id):
        found.ask(
            f"the ids of the answers stored from this source were made otherwise ({_in_words(before)}). With other ids"
            f" every answer of both files would count twice. Pass {_as_options(before)} as before; or take the earlier"
            " import back first (python -m cx undo-import ID); if these are answers of another survey, pass"
            " --set survey_id=NAME.",
            "--set survey_id=NAME",
        )


def _names(found: mapping.Mapped) -> dict[str, str]:
    return {name: column.name for name, column in found.columns.items()}


def _id_columns(columns: Mapping[str, str], way: str) -> dict[str, str]:
    """The columns that an answer's id is made of: every mapped one for row-hash, else the id's own."""
    if way == "row-hash":
        return dict(columns)
    return {"response_id": columns["response_id"]} if "response_id" in columns else {}


def _in_words(made_of: Mapping[str, str]) -> str:
    if "response_id" in made_of:
        return f"from the column '{made_of['response_id']}'"
    return f"from the content of {', '.join(made_of.values())}"


def _as_options(made_of: Mapping[str, str]) -> str:
    maps = " ".join(f'--map {name}="{column}"' for name, column in made_of.items())
    return maps if "response_id" in made_of else f"--id row-hash {maps} and map no other column,"
