"""The demo company, loaded end to end by the road of any import."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Connection, select

from cx.demo import company, files, late, stories, tables
from cx.demo.load import load
from cx.domain.errors import BadFile, BadValue
from cx.domain.slices import Slice
from cx.domain.surveys import BrandKind, Provenance
from cx.domain.tally import Tally
from cx.reports import settings as settings_report
from cx.settings import Environment
from cx.store import catalog, summary
from cx.store import company as companies
from cx.store.invitations import Invitations
from cx.store.opening import Store
from cx.store.schema import responses
from cx.store.tallies import answered_days, tallies

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demo.drawn import Drawn


def test_every_answer_that_was_drawn_is_in_the_store(demo_store: Store, drawn: Drawn) -> None:
    came_late = Tally.of_scores(late.late_answers(files.SEED).columns["score"].tolist())
    with demo_store.reading() as connection:
        for survey_id in (company.RELATIONSHIP, company.PARTNERS, company.SUPPORT):
            stored = every_answer(connection, survey_id)
            for period in company.QUARTERS:
                for region, tally in drawn.groups(survey_id, period.key, "region").items():
                    is_late = (survey_id, period.key, region) == (company.RELATIONSHIP, late.RESTATED, late.REGION)
                    expected = tally + came_late if is_late else tally
                    assert stored[period.key, region] == expected, (survey_id, period.key, region)


def every_answer(connection: Connection, survey_id: str) -> dict[tuple[str, str], Tally]:
    """By quarter and region, also where a person answered again and a figure counts only the latest."""
    row = responses.c
    found: dict[tuple[str, str], list[int]] = {}
    for at, region, score in connection.execute(
        select(row.responded_at, row.region, row.score).where(row.survey_id == survey_id)
    ):
        found.setdefault((f"{at.year}Q{(at.month + 2) // 3}", region), []).append(score)
    return {group: Tally.of_scores(scores) for group, scores in found.items()}


def test_the_market_survey_keeps_its_brands_apart(demo_store: Store, drawn: Drawn) -> None:
    span = company.CALENDAR.parse("2026Q3").span
    with demo_store.reading() as connection:
        stored = tallies(connection, company.MARKET, [span], by=("brand",), own_brand=company.NAME)
        surveys = {survey.survey_id: survey for survey in catalog.surveys(connection)}
        brands = catalog.brands(connection)
    assert {brand for _, (brand,) in stored} == set(brands)
    for brand in brands:
        assert stored[0, (brand,)] == drawn.tally(company.MARKET, "2026Q3", brand=brand)
    assert surveys[company.MARKET].provenance is Provenance.DOUBLE_BLIND
    assert brands[company.ENTRANT] is BrandKind.ENTRANT


def test_the_store_checks_clean(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        assert summary.check(connection).problems == ()


def test_the_store_says_whose_it_is_and_that_it_is_a_demo_whose_time_stands_still(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        settings = companies.load(connection)
        assert companies.is_demo(connection)
    found, told = settings_report.report(demo_store), date(2031, 5, 4)
    assert found.today(Environment()) == company.TODAY
    assert found.today(Environment(today=told)) == told
    assert (settings.company_name, settings.own_brand) == (company.NAME, company.NAME)
    assert (settings.main_competitor, settings.primary_survey) == (company.MAIN_COMPETITOR, company.RELATIONSHIP)


def test_the_last_day_with_answers_is_the_last_day_of_the_demo(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        span = answered_days(connection, company.RELATIONSHIP, own_brand=company.NAME)
    assert span is not None
    assert (span.last - company.LAST_DAY).days >= -1


def test_response_rates_are_known_by_quarter_and_region(demo_store: Store, drawn: Drawn) -> None:
    spans = [period.span for period in company.QUARTERS]
    with demo_store.reading() as connection:
        asked = Invitations(connection, company.RELATIONSHIP).invited(spans, by=("region",))
    for place, period in enumerate(company.QUARTERS):
        for region, tally in drawn.groups(company.RELATIONSHIP, period.key, "region").items():
            people = asked[place, (region,)]
            assert people is not None
            low, high = (0.22, 0.26) if place < stories.SILENT_FROM else (0.19, 0.23)
            assert low < tally.n / people < high


def test_targets_events_and_leaders_are_loaded_whole(demo_store: Store) -> None:
    with demo_store.reading() as connection:
        targets, events, leaders = (
            catalog.targets(connection),
            catalog.events(connection),
            catalog.leader_scopes(connection),
        )
    assert (len(targets), len(events)) == (len(tables.TARGETS.rows), len(tables.EVENTS.rows))
    assert leaders["emea"] == (Slice.of(region="EMEA"),)
    assert leaders["ceo"] == (Slice(),)
    assert not leaders.get("cfo")


def test_a_reader_is_told_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []

    def stop(share: float, doing: str) -> None:
        assert doing
        told.append(share)
        if share > 0.2:
            raise BadFile("enough")

    store = Store(str(tmp_path / "cx.duckdb"))
    with pytest.raises(BadFile, match="enough"):
        load(store, progress=stop)
    assert told == sorted(told)
    assert not store.exists(), "a demo company that was not finished leaves no store"
    assert not list(store.work_folder.iterdir())


def test_the_demo_never_goes_beside_a_companys_own_data(empty_store: Store, tmp_path: Path) -> None:
    from cx.ingest import maintained

    brands = tmp_path / "brands.csv"
    brands.write_text("brand,kind\nAcme,own\n", encoding="utf-8")
    maintained.load(empty_store, "brands", brands)
    with pytest.raises(BadValue, match="own data"):
        load(empty_store)
    with empty_store.reading() as connection:
        assert catalog.brands(connection) == {"Acme": BrandKind.OWN}
        assert not companies.is_demo(connection)
