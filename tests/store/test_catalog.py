from __future__ import annotations

import pytest

from cx.domain.errors import UnknownName
from cx.domain.slices import Slice
from cx.domain.surveys import BrandKind, EventKind, Provenance, Survey, SurveyKind, Target
from cx.store import catalog
from cx.store.maintained import upsert
from cx.store.opening import Store
from tests.store.answers import answered, day, put


def test_a_survey_without_a_name_goes_by_its_id(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "surveys", [{"survey_id": "s"}])
        assert catalog.surveys(connection) == (Survey("s", "s", SurveyKind.RELATIONSHIP, provenance=Provenance.OWN),)
        assert catalog.survey(connection, "s").name == "s"
        with pytest.raises(UnknownName, match="The surveys are: s"):
            catalog.survey(connection, "t")


def test_fields_without_a_value_are_not_offered(store: Store) -> None:
    rows = [
        answered("2025-01-05", 9, region="EMEA"),
        answered("2025-01-06", 9),
        answered("2025-02-06", 9, region="APAC"),
    ]
    put(store, rows)
    put(store, [answered("2025-01-05", 9, product="Cloud")], survey_id="t", import_id=2)
    with store.reading() as connection:
        assert catalog.field_values(connection, "s") == {"region": ("", "APAC", "EMEA")}
        assert catalog.field_values(connection, "nobody") == {}


def test_what_was_described_comes_back_as_it_means(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "brands", [{"brand": "Us", "kind": "own"}, {"brand": "Them"}])
        upsert(
            connection,
            "events",
            [
                {"event_id": "b", "starts_on": day("2025-07-01"), "kind": "method_change", "effect": 3.5, "scope": "*"},
                {"event_id": "a", "starts_on": day("2025-02-01"), "label": "Outage", "scope": "region=EMEA"},
            ],
        )
        upsert(connection, "targets", [{"survey_id": "", "scope": "region=EMEA", "period": "2025", "target": 40.0}])
        events = catalog.events(connection)
        assert catalog.brands(connection) == {"Them": BrandKind.COMPETITOR, "Us": BrandKind.OWN}
        assert [(event.event_id, event.kind, event.effect) for event in events] == [
            ("a", EventKind.OTHER, None),
            ("b", EventKind.METHOD_CHANGE, 3.5),
        ]
        assert events[0].scope == Slice.of(region="EMEA")
        assert not events[1].scope
        assert catalog.targets(connection) == (Target("", Slice.of(region="EMEA"), "2025", 40.0),)


def test_a_leader_without_a_scope_answers_for_no_slice(store: Store) -> None:
    with store.writing() as connection:
        scoped = {"chief": "*", "finance": "", "emea": "region=EMEA | region=NA; product=Cloud"}
        upsert(connection, "leaders", [{"leader_id": name, "scope": scope} for name, scope in scoped.items()])
        assert catalog.leader_scopes(connection) == {
            "chief": (Slice(),),
            "emea": (Slice.of(region="EMEA"), Slice.of(region="NA", product="Cloud")),
            "finance": (),
        }
