"""Which survey a file's answers belong to: answers of different surveys are never pooled into one score."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cx.ingest.columns import Choice
from cx.ingest.formats import Format
from cx.ingest.headers import Column, Header, plain
from cx.store.staging.source_surveys import SourceSurvey

ID_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "formbricks": ("survey id",),
    "hubspot": ("hs survey id", "survey id"),
    "posthog": ("$survey id", "properties.$survey id"),
    "wootric": ("survey id",),
    "zendesk": ("survey id",),
}
"""Format -> what it calls the column with the survey's own id."""

NAME_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "hubspot": ("hs survey name", "survey name"),
    "posthog": ("$survey name", "properties.$survey name"),
    "zendesk": ("survey name",),
}
NAMED = 6
"""Surveys that a question names."""


# In the file ----------------------------------------------------------------------------------------------------


def survey_columns(known: Format, header: Header) -> tuple[Column | None, Column | None]:
    """The columns with the survey's id and with its name; a name alone is taken for the id."""
    by_id, by_name = (_column(header, names.get(known.name, ())) for names in (ID_COLUMNS, NAME_COLUMNS))
    return (by_id or by_name, by_name)


def _column(header: Header, names: Sequence[str]) -> Column | None:
    wanted = [column for name in names for column in header.columns if plain(column.header) == plain(name)]
    return wanted[0] if wanted else None


def which_of(file_name: str, column: Column, found: Sequence[SourceSurvey]) -> Choice:
    """The question that a file with answers of several surveys is."""
    named = ", ".join(f"{_called(survey)} ({survey.answers:,} answers)" for survey in found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return Choice(
        f"{file_name} holds answers of {len(found)} surveys, by its column '{column.name}': {named}{more}. Different"
        " surveys are never pooled into one score. Split the file by that column and load each part; if they are all"
        " one survey, pass --set survey_id=NAME.",
        ("--set survey_id=NAME",),
    )


def _called(survey: SourceSurvey) -> str:
    if not survey.id:
        return "no survey named"
    return f"'{survey.id}'" if survey.name in ("", survey.id) else f"'{survey.id}', {survey.name}"


# In the store ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """key: fingerprint of the source, of the one survey in it where it names one."""

    key: str
    survey_id: str
    name: str


def survey_for(
    answer: Mapping[str, Any],
    told: str,
    file_name: str,
    remembered: Mapping[str, Mapping[str, Any]],
    made: Mapping[str, str],
) -> Chosen:
    """The survey that was told, else the one that this source went to before, else a new one.

    told: by --set, '' where not. remembered: source's key -> its last load. made: source's key -> survey made for it.
    """
    source = answer["source_survey"]
    key = _key(answer["source_key"], source["id"]) if source else answer["source_key"]
    title = _named_by(file_name)
    if source:
        title = _printable(source["name"]) or f"{_title(file_name)} {_printable(source['id'])}"
    if told:
        return Chosen(key, told, told)
    before = remembered.get(key, {}).get("survey_id", "") or made.get(key, "")
    return Chosen(key, before or f"{_slug(title if source else _stem(file_name))}-{key[:6]}", title)


def _key(source_key: str, survey: str) -> str:
    return hashlib.sha256(json.dumps([source_key, survey]).encode()).hexdigest()[:16]


def _slug(name: str) -> str:
    """A name as a short id: letters, digits and dashes.

    >>> _slug("Relación Q3 (final)")
    'relacion-q3-final'
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-")[:40].strip("-") or "survey"


def _named_by(file_name: str) -> str:
    """What a survey is called that has its name from a file, and that it is one where the file's own name would not say
    so beside years, scores and groups.

    >>> _named_by("2017.csv"), _named_by("nps_Q3.xlsx"), _named_by("after_support.csv")
    ('2017 survey', 'NPS Q3 survey', 'After support')
    """
    title = _title(file_name)
    return title if re.search(r"[^\W\d_]{4}", title) else f"{title.replace('Nps', 'NPS').replace('nps', 'NPS')} survey"


def _title(file_name: str) -> str:
    words = _printable(re.sub(r"[_\-]+", " ", _stem(file_name)))
    return words[:1].upper() + words[1:] or "Survey"


def _printable(text: str) -> str:
    words = " ".join(text.split())
    return "".join(character for character in words if character.isprintable())[:80]


def _stem(file_name: str) -> str:
    return file_name.split(".")[0]
