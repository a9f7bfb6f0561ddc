"""What a company may change, with its description and what it stands at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from cx.domain.surveys import BrandKind
from cx.reports.parts import Choice
from cx.settings import Company, Environment
from cx.store import catalog
from cx.store import company as companies
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. value: as `cx settings` prints it. choices: what it may be where that is a closed set."""

    name: str
    title: str
    description: str
    value: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsReport:
    """stands_at: the day that is always today in the demo company; None where today is the clock's."""

    settings: tuple[Setting, ...]
    company: Company
    demo: bool
    stands_at: date | None = None

    def today(self, machine: Environment) -> date:
        return machine.day(self.company.time_zone, self.stands_at)


def report(store: Store) -> SettingsReport:
    """Every setting; the defaults where there is no store yet."""
    if not store.exists():
        return SettingsReport(_settings(Company(), {}), Company(), demo=False)
    with store.reading() as connection:
        company = companies.load(connection)
        brands = catalog.brands(connection)
        choices = {
            "primary_survey": tuple(Choice(s.survey_id, s.name) for s in catalog.surveys(connection)),
            "own_brand": tuple(Choice(brand, brand) for brand in brands),
            "main_competitor": tuple(Choice(b, b) for b, kind in brands.items() if kind is not BrandKind.OWN),
        }
        made_up = companies.is_demo(connection)
        return SettingsReport(_settings(company, choices), company, made_up, companies.stands_at(connection))


def _settings(company: Company, choices: dict[str, tuple[Choice, ...]]) -> tuple[Setting, ...]:
    return tuple(
        Setting(
            name, field.title or name, field.description or "", _text(getattr(company, name)), choices.get(name, ())
        )
        for name, field in Company.model_fields.items()
    )


def _text(value: object) -> str:
    return json.dumps(value) if isinstance(value, dict) else f"{value:g}" if isinstance(value, float) else str(value)
