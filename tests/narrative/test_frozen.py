"""Facts come back from their JSON as they were."""

from __future__ import annotations

from datetime import date

from cx.narrative.facts import Audience, Fact
from cx.narrative.frozen import freeze, thaw
from cx.reports import drafts
from cx.store.opening import Store


def test_every_fact_of_the_demo_company_comes_back_as_it_was(demo_store: Store) -> None:
    for leader in drafts.leader_ids(demo_store):
        made = drafts.report(demo_store, leader, Audience.COUNCIL, "2026Q3", date(2026, 11, 22))
        assert made.facts
        assert thaw(freeze(made.facts), Fact) == made.facts


def test_a_fact_of_an_older_version_takes_the_defaults_of_what_it_does_not_know() -> None:
    (fact,) = thaw(
        '[{"id": "f1", "kind": "change", "scope": "region=EMEA", "name": "EMEA", "own": true, "gone": 1,'
        ' "when": {"key": "2026Q3", "said": "the third quarter"}, "source": null}]',
        Fact,
    )
    assert (fact.scope.get("region"), fact.value, fact.when.against_key) == ("EMEA", None, "")
