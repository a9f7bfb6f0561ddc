"""Every planted story stands out of the noise, and no story contradicts another."""

from __future__ import annotations

from functools import lru_cache

import pytest

from cx import demo
from cx.demo import company, files, stories, tables
from cx.demo.invitations import invitations
from cx.domain.book import Against, Book, Comparison, Family, Key, compile_book
from cx.domain.bridge import bridge
from cx.domain.nonresponse import Asked, judge, reweighted
from cx.domain.rates import RateComparison, compare_rates, response_rate
from cx.domain.slices import Slice
from cx.domain.verdict import Difference, Question, Relation
from cx.settings import Company
from tests.demo.drawn import Drawn, account_effect

NOW, BEFORE, YEAR_AGO = "2026Q3", "2026Q2", "2025Q3"
BEYOND_CHANCE = 4.0  # standard errors
REGIONS = [region.name for region in company.REGIONS]
NOTHING_SAID = {Relation.STEADY, Relation.UNCLEAR}


def headlines(drawn: Drawn, before: str, after: str) -> Book:
    """The company's and every leader's verdicts, as a dashboard with default settings would give them."""
    scopes = [Slice()]
    scopes += [Slice.of(region=region) for region in REGIONS]
    scopes += [Slice.of(business_unit=unit) for unit in company.BUSINESS_UNITS]
    scopes += [Slice.of(journey=company.SUPPORT_JOURNEY)]
    defaults = Company()
    return compile_book(
        (
            Comparison(
                Key(company.RELATIONSHIP, scope, Against.PREVIOUS),
                Family.HEADLINES,
                Question.CHANGE,
                drawn.score(company.RELATIONSHIP, after, **scope.as_dict()),
                drawn.score(company.RELATIONSHIP, before, **scope.as_dict()),
            )
            for scope in scopes
        ),
        margin=defaults.margin,
        thin_below=defaults.thin_below,
    )


def verdict(book: Book, **scope: str) -> Relation | None:
    found = book.find(Key(company.RELATIONSHIP, Slice.of(**scope), Against.PREVIOUS))
    assert found is not None
    return found.relation


def test_every_story_is_told_in_the_map_of_the_package() -> None:
    assert demo.__doc__ is not None
    assert all(f"    {story.key} " in demo.__doc__ for story in stories.STORIES)


def test_support_improves_after_the_project(drawn: Drawn) -> None:
    change = drawn.change(company.RELATIONSHIP, YEAR_AGO, NOW, journey=company.SUPPORT_JOURNEY)
    assert change.z > BEYOND_CHANCE
    assert 14 <= change.value <= 22
    assert round(drawn.score(company.RELATIONSHIP, NOW, journey=company.SUPPORT_JOURNEY).value) == 36
    assert drawn.change(company.SUPPORT, YEAR_AGO, NOW).z > BEYOND_CHANCE


def test_support_does_not_improve_before_the_project(drawn: Drawn) -> None:
    change = drawn.change(company.RELATIONSHIP, "2025Q2", "2025Q4", journey=company.SUPPORT_JOURNEY)
    assert abs(change.z) < 2


def test_no_other_journey_rises_with_support(drawn: Drawn) -> None:
    for journey in (group.name for group in company.JOURNEYS if group.name != company.SUPPORT_JOURNEY):
        assert drawn.change(company.RELATIONSHIP, YEAR_AGO, NOW, journey=journey).z < 2, journey


def test_emea_falls_from_40_to_30(drawn: Drawn) -> None:
    change = drawn.change(company.RELATIONSHIP, BEFORE, NOW, region="EMEA")
    assert change.z < -BEYOND_CHANCE
    before, now = (drawn.score(company.RELATIONSHIP, quarter, region="EMEA").value for quarter in (BEFORE, NOW))
    assert (round(before), round(now), round(before - now)) == (40, 30, 10)


def test_most_of_the_fall_in_emea_is_customers_in_their_first_90_days(drawn: Drawn) -> None:
    moved = bridge(
        *(drawn.groups(company.RELATIONSHIP, quarter, "journey", region="EMEA") for quarter in (BEFORE, NOW))
    )
    first = next(part for part in moved.parts if part.group == company.FIRST_90_DAYS)
    assert 0.6 <= first.rate / (moved.after - moved.before) <= 0.85
    assert abs(moved.mix) < 1
    newest = {"region": "EMEA", "journey": company.FIRST_90_DAYS}
    assert drawn.change(company.RELATIONSHIP, BEFORE, NOW, **newest).z < -BEYOND_CHANCE


def test_the_company_shows_no_clear_change_while_emea_falls(drawn: Drawn) -> None:
    book = headlines(drawn, BEFORE, NOW)
    assert verdict(book) is Relation.UNCLEAR
    assert verdict(book, region="EMEA") is Relation.FELL
    assert round(drawn.score(company.RELATIONSHIP, NOW).value) == 39


def test_nothing_else_that_a_leader_answers_for_moved_in_that_quarter(drawn: Drawn) -> None:
    book = headlines(drawn, BEFORE, NOW)
    moved = {key.scope for key, found in book.verdicts.items() if found.relation not in NOTHING_SAID}
    assert moved == {Slice.of(region="EMEA")}


def test_cloud_platform_falls_while_no_product_of_it_does(drawn: Drawn) -> None:
    cloud = {"business_unit": company.CLOUD_PLATFORM}
    assert drawn.change(company.RELATIONSHIP, "2025Q1", "2025Q2", **cloud).z < -BEYOND_CHANCE
    before, after = (
        drawn.groups(company.RELATIONSHIP, quarter, "product", **cloud) for quarter in ("2025Q1", "2025Q2")
    )
    for product in before:
        assert abs(drawn.change(company.RELATIONSHIP, "2025Q1", "2025Q2", product=product).z) < 1.5, product
    moved = bridge(before, after)
    assert moved.mix < -13
    assert abs(moved.rate) < 0.15 * abs(moved.mix)


def test_the_other_businesses_do_not_fall_with_cloud_platform(drawn: Drawn) -> None:
    book = headlines(drawn, "2025Q1", "2025Q2")
    for unit in company.BUSINESS_UNITS:
        expected = {Relation.FELL} if unit == company.CLOUD_PLATFORM else NOTHING_SAID
        assert verdict(book, business_unit=unit) in expected, unit


@pytest.mark.parametrize("quarter", [period.key for period in company.QUARTERS])
def test_the_public_sector_is_too_small_to_judge_in_every_quarter(drawn: Drawn, quarter: str) -> None:
    defaults = Company()
    sector = {"segment": company.PUBLIC_SECTOR}
    assert 10 <= drawn.tally(company.RELATIONSHIP, quarter, **sector).n <= 25 < defaults.thin_below
    assert 0 < drawn.tally(company.RELATIONSHIP, quarter, **sector, region="Latin America").n < defaults.hide_below


def test_the_change_of_method_lowers_the_score_by_what_the_parallel_run_said(drawn: Drawn) -> None:
    change = drawn.change(company.RELATIONSHIP, "2024Q2", "2024Q3")
    assert change.z < -BEYOND_CHANCE
    events = (dict(zip(tables.EVENTS.columns, row, strict=True)) for row in tables.EVENTS.rows)
    (told,) = (event for event in events if event["kind"] == "method_change")
    assert told["effect_source"]
    assert isinstance(told["effect"], float)
    assert change.low < told["effect"] < change.high


def test_the_change_of_method_touches_no_other_survey(drawn: Drawn) -> None:
    for survey_id in (company.PARTNERS, company.SUPPORT):
        assert abs(drawn.change(survey_id, "2024Q2", "2024Q3").z) < 2, survey_id


def test_the_entrant_climbs_for_six_quarters_and_passes_the_main_competitor(drawn: Drawn) -> None:
    quarters = [period.key for period in company.QUARTERS[company.quarter("2025Q1") : company.quarter(NOW) + 1]]
    climb = [drawn.score(company.MARKET, quarter, brand=company.ENTRANT).value for quarter in quarters]
    assert climb == sorted(climb)
    assert drawn.change(company.MARKET, quarters[0], NOW, brand=company.ENTRANT).z > BEYOND_CHANCE
    assert gap(drawn, NOW, company.ENTRANT, company.MAIN_COMPETITOR).z > 2.5
    assert gap(drawn, YEAR_AGO, company.ENTRANT, company.MAIN_COMPETITOR).z < -BEYOND_CHANCE


def test_the_entrant_is_furthest_ahead_in_asia_pacific(drawn: Drawn) -> None:
    assert gap(drawn, NOW, company.ENTRANT, company.MAIN_COMPETITOR, region="Asia Pacific").z > BEYOND_CHANCE
    ahead = {region: gap(drawn, NOW, company.ENTRANT, company.NAME, region=region).value for region in REGIONS}
    assert max(ahead, key=lambda region: ahead[region]) == "Asia Pacific"


def test_we_are_nine_behind_the_main_competitor_and_were_fourteen(drawn: Drawn) -> None:
    now, then = (gap(drawn, quarter, company.NAME, company.MAIN_COMPETITOR) for quarter in (NOW, YEAR_AGO))
    assert (round(now.value), round(then.value)) == (-9, -14)
    assert now.z < -3


def test_that_the_gap_narrowed_may_be_chance(drawn: Drawn) -> None:
    now, then = (gap(drawn, quarter, company.NAME, company.MAIN_COMPETITOR) for quarter in (NOW, YEAR_AGO))
    noise = (now.standard_error**2 + then.standard_error**2) ** 0.5
    assert abs(now.value - then.value) / noise < 1.96


def test_for_emea_alone_nobody_can_tell_who_is_ahead(drawn: Drawn) -> None:
    assert gap(drawn, NOW, company.NAME, company.MAIN_COMPETITOR, region="EMEA").p > 0.1


def gap(drawn: Drawn, quarter: str, brand: str, other: str, **where: str) -> Difference:
    return Difference.between(
        drawn.score(company.MARKET, quarter, brand=brand, **where),
        drawn.score(company.MARKET, quarter, brand=other, **where),
    )


@lru_cache
def invited_rows(drawn: Drawn) -> tuple[tuple[object, ...], ...]:
    return invitations(files.SEED, tuple(drawn.surveys.values())).rows


def answered_and_invited(drawn: Drawn, quarter: str, product: str = "") -> tuple[int, int]:
    """Of the relationship survey, by product or altogether."""
    span = company.CALENDAR.parse(quarter).span
    invited = 0
    for row in invited_rows(drawn):
        survey_id, month, _, _, of_product, people = row
        if survey_id == company.RELATIONSHIP and f"{span.first:%Y-%m}" <= str(month) <= f"{span.last:%Y-%m}":
            invited += int(str(people)) if product in ("", of_product) else 0
    where = {"product": product} if product else {}
    return drawn.tally(company.RELATIONSHIP, quarter, **where).n, invited


def asked_by_product(drawn: Drawn, quarter: str) -> dict[str, Asked]:
    tallies = drawn.groups(company.RELATIONSHIP, quarter, "product")
    return {name: Asked(answered_and_invited(drawn, quarter, name)[1], tally) for name, tally in tallies.items()}


def test_customers_of_one_product_stop_answering_and_no_others(drawn: Drawn) -> None:
    names = [product.name for product in company.PRODUCTS]
    rates = {
        name: RateComparison(
            response_rate(*answered_and_invited(drawn, NOW, name)),
            response_rate(*answered_and_invited(drawn, YEAR_AGO, name)),
        )
        for name in names
    }
    defaults = Company()
    verdicts = compare_rates(rates, margin=defaults.rate_margin, fewest=defaults.thin_below)
    assert [name for name in names if verdicts[name].stopped] == [stories.SILENT_PRODUCT]
    assert [name for name in names if verdicts[name].relation is Relation.FELL] == [stories.SILENT_PRODUCT]


def test_who_did_not_answer_moves_the_score_only_since_they_stopped(drawn: Drawn) -> None:
    found = {}
    for quarter in (YEAR_AGO, NOW):
        effect = account_effect(drawn, company.RELATIONSHIP, quarter)
        made = reweighted(asked_by_product(drawn, quarter), design_effect=effect)
        assert made is not None
        found[quarter] = judge({"product": made}, least=Company().nonresponse_margin)["product"]
    assert not found[YEAR_AGO].moves
    assert found[NOW].moves
    assert round(found[NOW].what_if.observed.value) == 39
    assert round(found[NOW].what_if.value) == 41
