from __future__ import annotations

from sqlalchemy import select

from cx.store import schema
from cx.store.maintained import MAINTAINED, Upserted, upsert
from cx.store.opening import Store
from tests.store.answers import day


def test_the_same_rows_again_change_nothing(store: Store) -> None:
    rows = [{"need_id": "a", "name": "Speed", "stance": "win"}, {"need_id": "b", "name": "Price", "stance": ""}]
    with store.writing() as connection:
        assert upsert(connection, "needs", rows) == Upserted(2, 0, 0)
        assert upsert(connection, "needs", rows) == Upserted(0, 0, 2)
        assert upsert(connection, "needs", [{**rows[0], "stance": "match"}, rows[1]]) == Upserted(0, 1, 1)


def test_a_column_that_is_not_given_stays_as_it_is(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "brands", [{"brand": "Them", "kind": "competitor", "note": "strong"}])
        upsert(connection, "brands", [{"brand": "Them", "kind": "entrant"}])
        assert connection.execute(select(schema.brands)).all() == [("Them", "entrant", "strong")]


def test_a_value_can_be_taken_away_again(store: Store) -> None:
    event = {"event_id": "e", "starts_on": day("2025-01-01"), "ends_on": day("2025-01-03"), "label": "Outage"}
    with store.writing() as connection:
        upsert(connection, "events", [event])
        assert upsert(connection, "events", [{**event, "ends_on": None}]) == Upserted(0, 1, 0)
        assert connection.execute(select(schema.events.c.ends_on)).scalar() is None


def test_scopes_of_a_leader_follow_the_last_file(store: Store) -> None:
    scopes = select(schema.leader_scopes.c.scope).order_by(schema.leader_scopes.c.scope)
    with store.writing() as connection:
        for scope in ("region=EMEA | region=NA", "region=NA | *", "region=NA | *", ""):
            upsert(connection, "leaders", [{"leader_id": "ruiz", "name": "Ana Ruiz", "scope": scope}])
            assert set(connection.execute(scopes).scalars()) == {part for part in scope.split(" | ") if part}


def test_a_leaders_file_without_scopes_leaves_them(store: Store) -> None:
    with store.writing() as connection:
        upsert(connection, "leaders", [{"leader_id": "ruiz", "name": "Ana", "scope": "region=EMEA"}])
        assert upsert(connection, "leaders", [{"leader_id": "ruiz", "name": "Ana Ruiz"}]) == Upserted(0, 1, 0)
        assert connection.execute(select(schema.leader_scopes.c.scope)).scalar() == "region=EMEA"


def test_every_column_says_what_it_takes() -> None:
    assert all(spec.help for kept in MAINTAINED.values() for spec in kept.columns)
