"""What the company has set, and whether this is the demo company."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, date, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from cx.domain.errors import BadValue, UnknownName
from cx.domain.slices import FIELD_LABELS
from cx.settings import Company
from cx.store import repeats
from cx.store.once import once
from cx.store.schema import settings, surveys

_DEMO = "demo"
_PNG = b"\x89PNG\r\n\x1a\n"
_LOGO_BYTES = 200 * 1024


def load(connection: Connection) -> Company:
    """The company's settings; the default of each that was never changed."""
    return once(connection, load, lambda: _load(connection))


def _load(connection: Connection) -> Company:
    rows = connection.execute(
        select(settings.c.name, settings.c.value).where(settings.c.name.in_(Company.model_fields))
    )
    return Company(**{row.name: json.loads(row.value) for row in rows})


def save(connection: Connection, name: str, text: str, by: str) -> Company:
    """Change one setting from the text that a person wrote; empty text sets it back to its default.

    Raises UnknownName for a setting that does not exist, BadValue in plain words for a value that it cannot take.
    """
    if name not in Company.model_fields:
        raise UnknownName(f"There is no setting '{name}'. The settings are: {', '.join(Company.model_fields)}.")
    field = Company.model_fields[name]
    text = text.strip()
    value = _labels(text) if name == "labels" else text if text else field.get_default(call_default_factory=True)
    try:
        company = Company.model_validate({**load(connection).model_dump(), name: value})
    except ValidationError as error:
        raise BadValue(f"{field.title}: {_in_words(error.errors()[0])}") from None
    _check_logo(company.logo)
    if name == "primary_survey" and company.primary_survey:
        _check_survey(connection, company.primary_survey)
    if company.thin_below < company.hide_below:
        raise BadValue(
            f"Few answers below ({company.thin_below}) cannot be less than hide below ({company.hide_below}):"
            " a group would be hidden before it is marked."
        )
    put(connection, name, getattr(company, name), by)
    if name == repeats.SETTING:
        repeats.follow_setting(connection)
    return company


def is_demo(connection: Connection) -> bool:
    return bool(get(connection, _DEMO))


def stands_at(connection: Connection) -> date | None:
    """The day that is today for the demo company for ever, so that its stories stay as they are told."""
    day = get(connection, _DEMO)
    return date.fromisoformat(day) if isinstance(day, str) else None


def mark_demo(connection: Connection, demo: bool, today: date | None = None) -> None:
    put(connection, _DEMO, today.isoformat() if demo and today else demo, "demo")


def get(connection: Connection, name: str) -> Any:
    """What is kept under a name, None where nothing is; also for what is no setting of the company's."""
    value = connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar()
    return None if value is None else json.loads(value)


def put(connection: Connection, name: str, value: Any, by: str) -> None:
    """Keep a value, made of what JSON knows, under a name."""
    row = {
        "value": json.dumps(value, ensure_ascii=False),
        "changed_at": datetime.now(UTC).replace(tzinfo=None),
        "changed_by": by,
    }
    known = connection.execute(select(settings.c.name).where(settings.c.name == name)).scalar()
    if known is None:
        connection.execute(settings.insert().values(name=name, **row))
    else:
        connection.execute(settings.update().where(settings.c.name == name).values(**row))


def _labels(text: str) -> dict[str, str]:
    """Labels as 'region=Area; product=Line' or as a JSON object."""
    if text.startswith("{"):
        try:
            return {str(field): str(label) for field, label in json.loads(text).items()}
        except json.JSONDecodeError:
            raise BadValue("Field labels: not readable. Write them as region=Area; product=Line") from None
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if wrong := [field.strip() for field, equals, _ in pairs if not equals]:
        raise BadValue(f"Field labels: '{wrong[0]}' has no label. Write them as region=Area; product=Line")
    return {field.strip(): label.strip() for field, _, label in pairs}


def _check_logo(logo: str) -> None:
    try:
        image = base64.b64decode(logo, validate=True)
    except (binascii.Error, ValueError):
        raise BadValue("Logo: not a PNG written as base64 text.") from None
    if logo and not image.startswith(_PNG):
        raise BadValue("Logo: the file is no PNG. Save the picture as PNG and try again.")
    if len(image) > _LOGO_BYTES:
        raise BadValue(f"Logo: {len(image) // 1024} KB; at most 200 KB. Save the picture smaller.")


def _check_survey(connection: Connection, survey_id: str) -> None:
    known = list(connection.execute(select(surveys.c.survey_id).order_by(surveys.c.survey_id)).scalars())
    if survey_id not in known:
        there_are = f"The surveys are: {', '.join(known)}." if known else "There is no survey yet; import one first."
        raise BadValue(f"Primary survey: there is no survey '{survey_id}'. {there_are}")


def _in_words(error: Any) -> str:
    """What a failed check means for the person who wrote the value."""
    given, limits = error["input"], error.get("ctx", {})
    if error["type"].startswith(("int_", "float_")):
        kind = "whole number" if error["type"].startswith("int_") else "number"
        return f"'{given}' is no {kind}."
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    for limit, said in words.items():
        if limit in limits:
            return f"must be {said} {limits[limit]:g}, not {given}."
    if "expected" in limits:
        return f"'{given}' cannot be used; it is {limits['expected']}."
    if isinstance(limits.get("error"), ValueError):
        return f"{limits['error']}."
    return f"'{given}' cannot be used. The fields are: {', '.join(FIELD_LABELS)}."
