from __future__ import annotations

from cx.store import company
from cx.store.once import once
from cx.store.opening import Store


def test_what_is_read_of_a_still_store_is_one_picture_and_worked_out_once(empty_store: Store) -> None:
    def read(store: Store) -> tuple[str, str]:
        with store.reading() as connection:
            name = company.load(connection).company_name
            return name, once(connection, "first told", lambda: name)

    with empty_store.writing() as connection:
        company.save(connection, "company_name", "Before", by="test")
    with empty_store.still() as still:
        assert read(still) == ("Before", "Before")
        with empty_store.writing() as connection:
            company.save(connection, "company_name", "After", by="test")
            made = [once(connection, "name", lambda: company.load(connection).company_name)]
            company.save(connection, "company_name", "Later", by="test")
            made += [once(connection, "name", lambda: company.load(connection).company_name)]
            assert made == ["After", "Later"]
        assert read(still) == ("Before", "Before")
        assert read(empty_store) == ("Later", "Later")
