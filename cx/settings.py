"""Where the store is, what day it is, and what a company may change, each with its reason.

`Environment` is read from the process (CX_STORE, CX_TODAY). `Company` is kept in the store's `settings` table and
changed on the Settings page or by `cx settings NAME=VALUE`.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cx.domain.slices import FIELD_LABELS


class Environment(BaseModel):
    """What the machine decides: each from the variable CX_ and its name, unless it is given."""

    store: str = Field("data/cx.duckdb", description="Path of the store, or a SQLAlchemy URL.")
    today: date | None = Field(None, description="Today's date, for tests and reproducible reports.")

    @model_validator(mode="before")
    @classmethod
    def _as_set(cls, given: dict[str, Any]) -> dict[str, Any]:
        variables = {name: os.environ.get(f"CX_{name.upper()}") for name in cls.model_fields}
        return {name: value for name, value in variables.items() if value is not None} | given

    def day(self, time_zone: str = "UTC", stands_at: date | None = None) -> date:
        """Today in the company's time zone. stands_at: the day at which a made-up company's time stands still."""
        return self.today or stands_at or datetime.now(UTC).astimezone(ZoneInfo(time_zone)).date()


def environment() -> Environment:
    """What the machine decides now, read anew only where it changed: a page asks at every rerun."""
    return _environment(*(os.environ.get(f"CX_{name.upper()}") for name in Environment.model_fields))


@lru_cache(maxsize=8)
def _environment(*_as_set: str | None) -> Environment:
    return Environment()


class Company(BaseModel):
    """What a company may change. Each description is what the Settings page and `cx settings` say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company_name: str = Field("", title="Company name", description="Shown at the top and on everything exported.")
    logo: str = Field("", title="Logo", description="A PNG as base64 text; shown beside the name. At most 200 KB.")
    own_brand: str = Field(
        "", title="Own brand", description="Our brand as surveys name it. Answers without a brand are ours too."
    )
    main_competitor: str = Field("", title="Main competitor", description="The brand that the gap tile compares with.")
    primary_survey: str = Field(
        "", title="Primary survey", description="The relationship survey whose score is the company's headline."
    )
    fiscal_year_first_month: int = Field(
        1, ge=1, le=12, title="Fiscal year begins in month", description="1 is January. Quarters and years follow it."
    )
    time_zone: str = Field(
        "UTC", title="Time zone", description="Decides the day of an answer. Holds for imports from now on."
    )
    currency: str = Field(
        "", max_length=5, title="Currency", description="Stands before amounts of money, such as EUR or $."
    )
    margin: float = Field(
        5.0,
        gt=0,
        le=50,
        title="Change that matters",
        description="Points. A difference that surely lies within it is called steady.",
    )
    rate_margin: float = Field(
        2.0,
        gt=0,
        le=50,
        title="Change of a response rate that matters",
        description="Percentage points. A change of a response rate that surely lies within it is called steady.",
    )
    nonresponse_margin: float = Field(
        1.0,
        ge=0,
        le=50,
        title="Shift by who did not answer that matters",
        description="Points. A warning stands beside a score only where who did not answer surely moves it, and by this"
        " much: less is not seen in whole points.",
    )
    hide_below: int = Field(
        5, ge=2, le=100, title="Hide below", description="Groups with fewer answers are hidden, counts too."
    )
    thin_below: int = Field(
        30, ge=5, le=1000, title="Few answers below", description="Marked 'few answers'; no sentence is built on them."
    )
    repeat_answers: Literal["latest", "all"] = Field(
        "latest",
        title="People who answer again",
        description="latest: of one person's answers in a period the last one counts, because two answers of one person"
        " are not two people. all: every answer counts.",
    )
    employee_names: Literal["hash", "keep"] = Field(
        "hash",
        title="Names of employees in training",
        description="hash: a learning system's export leaves only a keyed hash of each person. keep: from the next"
        " import on, their names are kept, for the CX leader to see who is overdue.",
    )
    training_target: float = Field(
        90.0,
        gt=0,
        le=100,
        title="Trained from",
        description="Percent of the people that should have completed the agreed courses; behind is where too many are"
        " late to reach it.",
    )
    peer_from: int = Field(
        50, ge=5, le=1000, title="Peers from", description="Answers from which a brand stands among its market's peers."
    )
    material_from: int = Field(
        8,
        ge=1,
        le=25,
        title="Signals that matter from",
        description="Likelihood times impact (1 to 25) from which a signal needs a response. 8: unlikely and major.",
    )
    projects_at_once: int = Field(
        5,
        ge=1,
        le=50,
        title="Projects at once",
        description="Improvement projects that the council can carry together: planned or running.",
    )
    project_late_days: int = Field(
        14,
        ge=1,
        le=365,
        title="Days that make a project late",
        description="Days behind its plan from which a project is amber; from three times as many it is red.",
    )
    project_over_budget: float = Field(
        10.0,
        ge=1,
        le=100,
        title="Overrun of a budget that matters",
        description="Percent above its budget from which a project's expected cost makes it amber; twice that, red.",
    )
    project_update_days: int = Field(
        35,
        ge=1,
        le=365,
        title="Days until a project's update is stale",
        description="After so many days nobody knows how a project stands, which makes it amber.",
    )
    external_approval: Literal["cx_leader", "legal", "ir", "legal_and_ir"] = Field(
        "cx_leader",
        title="Who agrees to points for outside",
        description="Beside the CX leader, who approves every set: nobody else, legal, investor relations (ir), or both"
        " (legal_and_ir).",
    )
    points_hold_days: int = Field(
        120,
        ge=1,
        le=730,
        title="Days that approved points hold",
        description="After so many days approved speaking points expire. 120: until the next quarter is told.",
    )
    cautions_document: str = Field(
        "",
        max_length=200,
        title="Document with the cautions",
        description="The document that holds the cautions about looking ahead. Without it nothing for outside may speak"
        " of what is to come.",
    )
    labels: dict[str, str] = Field(
        default_factory=dict, title="Field labels", description="What the company calls its fields."
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError(f"'{zone}' is no time zone; write one as Europe/Paris or America/New_York")
        return zone

    @field_validator("labels")
    @classmethod
    def _known_fields(cls, labels: dict[str, str]) -> dict[str, str]:
        if unknown := set(labels) - set(FIELD_LABELS):
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}; the fields are {', '.join(FIELD_LABELS)}")
        return {field: label.strip() for field, label in labels.items() if label.strip()}

    def label(self, field: str) -> str:
        return self.labels.get(field, FIELD_LABELS[field])
