"""The demo's answers agree with themselves and with the company they come from."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from cx.demo import company, files, stories, surveys, tables
from cx.demo.invitations import invitations
from cx.domain.surveys import EventKind
from cx.domain.tally import SCORES
from tests.demo.drawn import Drawn, account_effect

OWN_SURVEYS = (company.RELATIONSHIP, company.PARTNERS, company.SUPPORT)
EVERY_SURVEY = (*OWN_SURVEYS, company.MARKET)


def test_about_60000_customers_and_8000_partners_answer(drawn: Drawn) -> None:
    sizes = {survey_id: len(survey) for survey_id, survey in drawn.surveys.items()}
    assert 57_000 <= sizes[company.RELATIONSHIP] + sizes[company.SUPPORT] <= 61_000
    assert 7_500 <= sizes[company.PARTNERS] <= 8_500


def test_the_company_has_the_size_that_it_claims() -> None:
    sizes = [len(group) for group in (company.REGIONS, company.BUSINESS_UNITS, company.PRODUCTS, company.JOURNEYS)]
    assert sizes == [4, 5, 12, 7]
    for groups in (company.REGIONS, company.JOURNEYS, company.SEGMENTS, company.PARTNER_TYPES, company.PRODUCTS):
        assert sum(group.share for group in groups) == pytest.approx(1)


@pytest.mark.parametrize("survey_id", EVERY_SURVEY)
def test_answers_have_ids_of_their_own_whole_scores_and_days_of_the_demo(drawn: Drawn, survey_id: str) -> None:
    columns = drawn.surveys[survey_id].columns
    assert len(set(columns["response_id"])) == len(columns["response_id"])
    assert set(columns["score"].tolist()) == set(SCORES)
    days = columns["responded_at"].astype("datetime64[D]").astype(date)
    assert company.QUARTERS[0].span.first <= min(days)
    assert max(days) <= company.LAST_DAY == company.QUARTERS[-1].span.last
    assert (np.diff(columns["responded_at"].astype(np.int64)) >= 0).all()


@pytest.mark.parametrize("survey_id", [company.RELATIONSHIP, company.SUPPORT])
def test_a_product_belongs_to_one_business(drawn: Drawn, survey_id: str) -> None:
    columns = drawn.surveys[survey_id].columns
    pairs = set(zip(columns["product"], columns["business_unit"], strict=True))
    assert pairs == {(product.name, product.business_unit) for product in company.PRODUCTS}


def test_an_account_has_one_region_and_one_segment(drawn: Drawn) -> None:
    seen: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for survey_id in (company.RELATIONSHIP, company.SUPPORT):
        columns = drawn.surveys[survey_id].columns
        for account, region, segment in zip(*(columns[c] for c in ("account_id", "region", "segment")), strict=True):
            seen[account].add((region, segment))
    assert all(len(places) == 1 for places in seen.values())


def test_answers_of_one_account_resemble_each_other_mildly(drawn: Drawn) -> None:
    assert 1.03 < account_effect(drawn, company.RELATIONSHIP, "2026Q3") < 1.3


@pytest.mark.parametrize("survey_id", OWN_SURVEYS)
def test_about_a_third_of_the_answers_carry_a_comment_and_they_vary(drawn: Drawn, survey_id: str) -> None:
    comments = drawn.surveys[survey_id].columns["comment"]
    written = [comment for comment in comments if comment]
    assert 0.33 < len(written) / len(comments) < 0.37
    assert len(set(written)) > 0.1 * len(written)
    assert not any("{" in comment or "  " in comment for comment in written)


def test_customers_who_fell_in_emea_write_of_the_onboarding_portal(drawn: Drawn) -> None:
    columns = drawn.surveys[company.RELATIONSHIP].columns
    of_portal = np.array(["onboarding portal" in comment.lower() for comment in columns["comment"]])
    assert of_portal.sum() > 30
    assert set(columns["region"][of_portal]) == {"EMEA"}
    assert set(columns["journey"][of_portal]) == {company.FIRST_90_DAYS}
    assert columns["responded_at"][of_portal].min() >= np.datetime64("2026-07-01")


def test_about_one_in_four_who_are_invited_answers(drawn: Drawn) -> None:
    invited: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in invitations(files.SEED, tuple(drawn.surveys.values())).rows:
        survey_id, region, product, n = row[0], row[2], row[4], row[5]
        assert isinstance(n, int)
        if product != stories.SILENT_PRODUCT:
            invited[str(survey_id), str(region)] += n
    assert {survey_id for survey_id, _ in invited} == set(OWN_SURVEYS)
    for (survey_id, region), n in invited.items():
        answered = drawn.tally(survey_id, region=region).n
        if survey_id == company.RELATIONSHIP:
            answered -= drawn.tally(survey_id, region=region, product=stories.SILENT_PRODUCT).n
        assert 0.22 < answered / n < 0.26, (survey_id, region)


def test_leaders_answer_for_groups_that_exist(drawn: Drawn) -> None:
    scopes = [str(row[-1]) for row in tables.LEADERS.rows]
    assert {"*", "", "audience=partner", "journey=Support"} <= set(scopes)
    values = {
        (field, value)
        for survey_id in OWN_SURVEYS
        for field, column in drawn.surveys[survey_id].columns.items()
        if field in ("audience", "region", "business_unit", "journey")
        for value in np.unique(column.astype(str)).tolist()
    }
    assert {tuple(scope.split("=")) for scope in scopes if "=" in scope} <= values
    units = {row[0] for row in tables.ORG_UNITS.rows}
    assert {row[4] for row in tables.LEADERS.rows} <= units


def test_events_hold_a_launch_an_outage_and_one_measured_change_of_method() -> None:
    kinds = [row[3] for row in tables.EVENTS.rows]
    assert {EventKind.LAUNCH, EventKind.OUTAGE, EventKind.METHOD_CHANGE} <= set(kinds)
    assert kinds.count(EventKind.METHOD_CHANGE) == 1


def test_the_same_seed_draws_the_same_answers_and_another_seed_others(drawn: Drawn) -> None:
    again, other = surveys.everything(files.SEED), surveys.everything(files.SEED + 1)
    for survey, changed in zip(again, other, strict=True):
        first = drawn.surveys[survey.survey_id].columns
        assert all((first[name] == column).all() for name, column in survey.columns.items())
        assert (first["score"] != changed.columns["score"]).any()
