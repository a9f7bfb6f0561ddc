"""Benchmarks: the demo company's planted stories by their verdicts, and what small and empty stores say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from cx.actions import settings
from cx.domain.book import Against, Key
from cx.domain.indicators import Dimension, audience_slice
from cx.domain.scorecard import Word, gap_key
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.verdict import Relation
from cx.ingest.maintained import load
from cx.reports import benchmark_facts, benchmarks, needs, partners, rivals
from cx.reports.compared import Compared, compare, gap_change_key, rate_key
from cx.reports.parts import State
from cx.store.opening import Store


@pytest.fixture(scope="module")
def told(demo_store: Store) -> Iterator[Compared]:
    """The demo company beside its rivals."""
    with demo_store.reading() as connection:
        yield compare(demo_store, connection, date(2026, 11, 22))


def relation(told: Compared, dimension: Dimension, brand: str) -> Relation | None:
    found = told.tested.find(gap_key(dimension, brand))
    return found.relation if found else None


# The planted stories --------------------------------------------------------------------------------------------------


def test_the_entrant_is_ahead_with_customers_and_unknown_to_partners(told: Compared) -> None:
    assert relation(told, Dimension.CUSTOMERS, "Brightloop") is Relation.BEHIND
    assert told.card.standings[Dimension.PARTNERS, "Brightloop"].score is None
    others = ("Northwind", "Alderbrook", "Castellan")
    assert Relation.BEHIND not in {relation(told, Dimension.CUSTOMERS, brand) for brand in others}


def test_the_gap_with_distributors_closes_and_with_nobody_else(told: Compared) -> None:
    survey = told.evidence.market_survey("partner")
    assert survey is not None

    def change(audience: str) -> Relation | None:
        found = told.tested.find(gap_change_key(survey, audience_slice(audience), "Northwind"))
        assert found is not None
        return found.relation

    assert change("distributor") is Relation.ROSE
    assert change("reseller") is not Relation.ROSE
    assert change("implementation_partner") is not Relation.ROSE
    now = {
        audience: told.market_gap(survey, audience_slice(audience), "Northwind")
        for audience in ("distributor", "reseller", "implementation_partner")
    }
    relations = [verdict.relation for verdict in now.values() if verdict]
    assert relations[0] in (Relation.UNCLEAR, Relation.LEVEL)
    assert relations[1:] == [Relation.BEHIND, Relation.AHEAD]


def test_a_judgement_of_the_main_competitor_is_stale(told: Compared, demo_store: Store, today: date) -> None:
    standing = told.card.standings[Dimension.INTERNAL, "Northwind"]
    assert (standing.stale, standing.judged) == (1, True)
    assert "5 Nov 2024" in benchmarks.report(demo_store, today).headline.warnings[0]


def test_what_is_only_judged_says_a_word(told: Compared) -> None:
    gaps = {(gap.dimension, gap.brand): gap for gap in told.card.gaps()}
    assert gaps[Dimension.EXTERNAL, "Northwind"].word(5) is Word.WELL_BEHIND
    assert told.card.standings[Dimension.EXTERNAL, "Northwind"].score is None


def test_a_quick_start_matters_more_and_is_served_worse(told: Compared) -> None:
    change = told.tested.find(Key("need:start", EVERYBODY, Against.YEAR_AGO, "Meridian"))
    gap = told.tested.find(Key("need:start", EVERYBODY, Against.COMPETITOR, "Northwind"))
    assert change is not None
    assert gap is not None
    assert (change.relation, gap.relation) == (Relation.FELL, Relation.BEHIND)
    mine = [one for one in told.evidence.ratings if (one.need_id, one.brand) == ("start", "Meridian")]
    whole = {one.period: one.importance or 0 for one in mine if not one.scope}
    assert whole["2026Q3"] - whole["2024Q3"] > 1.5


def test_only_the_entrant_improves_by_more_than_matters(told: Compared) -> None:
    rising = {brand for brand in told.evidence.rates("customer") if told.tested.find(rate_key("customer", brand))}
    relations = {brand: told.tested.find(rate_key("customer", brand)) for brand in rising}
    assert {brand for brand, verdict in relations.items() if verdict and verdict.relation is Relation.ROSE} == {
        "Brightloop"
    }


# What the page says ---------------------------------------------------------------------------------------------------


def test_the_finding_is_the_gap_that_every_page_says(demo_store: Store, today: date) -> None:
    report = benchmarks.report(demo_store, today)
    assert report.headline.sentence.startswith("Meridian is nine points behind Northwind; Brightloop is ahead of us in")
    gap = rivals.report(demo_store, today).gap
    assert gap is not None
    assert gap.trend.title == "Meridian is nine points behind Northwind; no clear change from −14 in Q3 2025"


def test_entrants_stand_apart_from_traditional_competitors(demo_store: Store, today: date) -> None:
    report = rivals.report(demo_store, today)
    assert {dot.name for dot in report.rates.dots} == {"Meridian", "Northwind", "Alderbrook", "Castellan"}
    assert report.entrants is not None
    assert [dot.name for dot in report.entrants.dots] == ["Brightloop"]


def test_partners_have_a_view_of_their_own(demo_store: Store, today: date) -> None:
    report = partners.report(demo_store, today, partner_type="reseller")
    assert "behind Northwind with resellers" in report.by_type.title
    assert report.own is not None
    assert {dot.name for dot in report.own.dots} == {"Meridian"}
    assert "we asked our partners" in report.own.caption
    assert report.needs is not None
    assert report.needs.chosen_group == Slice.of(partner_type="Reseller").canonical()


def test_needs_have_our_stance_and_the_way_they_came(demo_store: Store, today: date) -> None:
    part = needs.report(demo_store, today, audience="customer", group="segment=Enterprise").part
    assert [row[2] for row in part.legend.rows][:2] == ["win", "win"]
    assert "not decided" in {row[2] for row in part.legend.rows}
    ours = next(path for path in part.paths if path.name == "Meridian")
    assert [place.label for place in ours.places] == ["Q3 2025", "Q3 2026"]


def test_an_earlier_quarter_is_judged_by_what_was_known_then(demo_store: Store, today: date) -> None:
    report = benchmarks.report(demo_store, today, period="2025Q3")
    assert report.scorecard is not None
    industry = [cell.figure for cell in report.scorecard.cells if cell.dimension == "Industry dynamics"]
    assert set(industry) == {"no evidence"}
    assert "readings up to 30 Sep 2025" in report.headline.as_of


def test_a_cell_shows_its_readings_with_grade_source_and_age(demo_store: Store, today: date) -> None:
    part = benchmarks.cell(demo_store, today, dimension="customers", brand="Northwind")
    assert "2 of 3 alike for both" in part.finding
    rows = [dict(zip(part.readings.columns, row, strict=True)) for row in part.readings.rows]
    (row,) = [one for one in rows if one["Brand"] == "Northwind" and str(one["Indicator"]).startswith("Days")]
    assert (row["Value"], row["Grade"], row["Source"]) == (3.5, "B", "annual service report")
    assert (row["Who asked"], row["Read on"], row["Entered by"]) == ("published by others", "15 Apr 2026", "demo")


def test_facts_for_speaking_carry_a_verdict_each(demo_store: Store, today: date) -> None:
    found = benchmark_facts.facts(demo_store, today)
    assert all(fact.verdict.relation for fact in found)
    main = [one for one in found if (one.about, one.brand, one.audience) == ("gap", "Northwind", "customer")]
    assert [one.verdict.relation for one in main] == [Relation.BEHIND]
    starts = {one.about: one for one in found if one.need == "Be productive in a week" and not one.scope}
    assert {about: one.verdict.relation for about, one in starts.items()} == {
        "need_gap": Relation.BEHIND,
        "need_change": Relation.FELL,
    }
    assert starts[benchmark_facts.About.NEED_GAP].stance == "win"


# Small and empty stores -----------------------------------------------------------------------------------------------


def test_an_empty_store_has_nothing_to_compare(empty_store: Store, today: date) -> None:
    assert benchmarks.report(empty_store, today).headline.state is State.NO_ANSWERS
    with empty_store.writing():
        pass
    report = benchmarks.report(empty_store, today)
    assert (report.headline.state, report.scorecard) == (State.NO_ANSWERS, None)
    assert rivals.report(empty_store, today).gap is None
    assert rivals.market(empty_store, today).part.dots == ()
    assert partners.report(empty_store, today).by_type.dots == ()
    assert needs.report(empty_store, today).part.paths == ()


def put(store: Store, tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / f"{table}.csv"
    path.write_text(text)
    load(store, table, path, by="analyst", at=datetime(2026, 7, 1))


@pytest.fixture
def rated(empty_store: Store, tmp_path: Path) -> Store:
    """Two brands and one need, rated by two groups, one of them tiny."""
    put(empty_store, tmp_path, "brands", "brand,kind\nUs,own\nThem,competitor\n")
    put(empty_store, tmp_path, "needs", "need_id,name,audience\nheard,Be heard,customer\n")
    settings.change_while_making(empty_store, {"own_brand": "Us", "main_competitor": "Them"}, "test")
    head = "need_id,brand,scope,period,importance,performance,n,provenance\n"
    rows = [
        *("heard,Us,*,2026Q3,8,6,103,own", "heard,Them,*,2026Q3,8,7,100,double_blind"),
        *("heard,Us,region=EMEA,2026Q3,8,2,3,own", "heard,Us,region=NA,2026Q3,8,6.1,60,own"),
        "heard,Us,region=APAC,2026Q3,8,6.1,40,own",
    ]
    put(empty_store, tmp_path, "need_ratings", head + "\n".join(rows) + "\n")
    return empty_store


def test_a_group_of_few_answers_is_hidden_with_the_one_that_would_give_it_away(rated: Store, today: date) -> None:
    found = needs.report(rated, today)
    assert [choice.key for choice in found.groups] == ["*", "region=NA"]
    assert "2.0" not in str(found)


def test_ratings_that_others_asked_are_not_compared_with_ours(rated: Store, today: date) -> None:
    report = benchmarks.report(rated, today)
    assert report.scorecard is not None
    theirs = next(cell for cell in report.scorecard.cells if (cell.brand, cell.dimension) == ("Them", "Customers"))
    assert (theirs.figure, theirs.word) == ("70", "nothing alike")
    assert report.headline.sentence.startswith("No other brand has evidence")
    legend = needs.report(rated, today).part.legend.rows[0]
    assert legend[6] == ""


def test_a_brand_without_readings_shows_no_evidence(rated: Store, today: date) -> None:
    report = benchmarks.report(rated, today)
    assert report.scorecard is not None
    partners_row = [cell.figure for cell in report.scorecard.cells if cell.dimension == "Partners"]
    assert partners_row == ["no evidence", "no evidence"]
    assert [row[2] for row in report.scorecard.table.rows if row[0] == "Partners"] == [None, None]
