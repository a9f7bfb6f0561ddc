"""The registry of metrics, and what it finds outside the standard."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from cx.actions import records
from cx.domain.errors import NotPermitted
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.domain.standards import asks_the_same
from cx.reports import standards
from cx.store.opening import Store

TODAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, tzinfo=UTC)
NPS = {
    "version": "1", "name": "NPS", "definition": "d", "owner": "Ann", "effective_on": "2026-01-01",
    "primary_metric": "yes", "question": "How likely are you to recommend {us} to a friend?",
}  # fmt: skip


def test_the_demo_has_one_brand_metric_in_its_second_version(demo_store: Store) -> None:
    found = standards.report(demo_store, TODAY)
    first = found.metrics[0]
    assert (first.name, first.primary, "version 2 since 1 Jul 2024" in first.about) == (
        "Net Promoter Score",
        True,
        True,
    )
    assert first.earlier[0].startswith("Version 1 from 1 Jan 2023")
    assert {card.name for card in found.metrics} >= {"Customer Effort Score, mean", "Customer Effort Score, net"}
    then = standards.report(demo_store, date(2024, 6, 30)).metrics[0]
    assert "version 1" in then.about
    assert found.outside == ()


def test_a_survey_that_asks_another_question_is_found(empty_store: Store) -> None:
    with empty_store.writing() as connection:
        for survey, question in (
            ("a", "How likely are you to recommend Acme to a friend"),
            ("b", "How happy?"),
        ):
            connection.execute(text("INSERT INTO surveys (survey_id, name, question) VALUES (:s, :s, :q)"),
                               {"s": survey, "q": question})  # fmt: skip
    records.save(empty_store, SINGLE_USER, "metrics", NPS, AT)
    found = standards.report(empty_store, TODAY)
    assert [(one.name, "How happy" in one.finding) for one in found.outside] == [("b", True)]
    assert "one survey asks another question" in found.headline.sentence


def test_a_second_version_goes_under_the_same_id_and_begins_on_its_day(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    records.save(empty_store, SINGLE_USER, "metrics", NPS, AT)
    later = NPS | {"version": "2", "definition": "another", "effective_on": "2026-11-01"}
    assert records.save(empty_store, SINGLE_USER, "metrics", later, AT) == ("2", "nps")
    told = [standards.report(empty_store, day).metrics[0].definition for day in (TODAY, date(2026, 11, 1))]
    assert told == ["d", "another"]


def test_only_the_cx_leader_changes_a_standard(empty_store: Store) -> None:
    with empty_store.writing():
        """Opening for writing makes it."""
    with pytest.raises(NotPermitted):
        records.save(empty_store, Actor("u", frozenset({Role.ANALYST})), "metrics", NPS, AT)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("How likely are you to recommend Acme, after this case, to a colleague?", True),
        ("How likely are you to RECOMMEND working with us to a colleague", True),
        ("How likely are you to recommend to a colleague?", False),
        ("How satisfied are you with Acme?", False),
        ("", False),
    ],
)
def test_words_in_braces_stand_for_one_to_six_others(asked: str, *, same: bool) -> None:
    assert asks_the_same(asked, "How likely are you to recommend {us} to a colleague?") is same
