from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, text
from sqlalchemy.exc import DBAPIError

from cx.domain.errors import StoreUnavailable
from cx.store import migrating, schema
from cx.store.opening import Store

pytestmark = pytest.mark.migrates

KNOWN = migrating.HEAD

NEXT = """
from alembic import op

revision = "9999"
down_revision = "{known}"


def upgrade() -> None:
    op.execute("CREATE TABLE later (name TEXT)")
    {more}
"""


def stored_shape(connection: Connection, name: str) -> list[tuple[object, ...]]:
    """Name, type, whether it must be given and whether it is of the key, by column."""
    columns = text('SELECT name, type, "notnull", pk FROM pragma_table_info(:name)')
    return [tuple(row) for row in connection.execute(columns, {"name": name})]


def declared_shape(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    """The same, from a table made straight from the schema."""
    made = MetaData()
    copy = table.to_metadata(made, name=f"{table.name}_declared")
    copy.comment = None
    for column in copy.columns:
        column.comment = None
    copy.create(connection)
    return stored_shape(connection, copy.name)


def test_migrating_makes_exactly_the_tables_of_the_schema(store: Store) -> None:
    with store.writing() as connection:
        made = set(connection.exec_driver_sql("SELECT table_name FROM duckdb_tables()").scalars())
        assert made == {*schema.metadata.tables, "alembic_version"}
        for table in schema.metadata.sorted_tables:
            assert stored_shape(connection, table.name) == declared_shape(connection, table), table.name


def test_blank_text_is_the_default_in_the_schema_and_in_the_store(store: Store) -> None:
    columns = text("SELECT table_name, column_name, column_default FROM duckdb_columns() WHERE schema_name = 'main'")
    with store.writing() as connection:
        stored = {(table, column): default for table, column, default in connection.execute(columns)}
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            assert (stored[table.name, column.name] == "''") == (column.server_default is not None)


def test_the_newest_migration_is_the_one_the_store_is_brought_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.HEAD]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This program one version later: the file of its next migration."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrating.SCRIPTS, scripts)
    path = scripts / "versions" / "9999_later.py"
    path.write_text(NEXT.format(known=KNOWN, more="pass"))
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    monkeypatch.setattr(migrating, "HEAD", "9999")
    return path


def older(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrating, "SCRIPTS", Path(migrating.__file__).parent / "migrations")
        before.setattr(migrating, "HEAD", KNOWN)
        with store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO brands VALUES ('Us', 'own', '')")


def test_an_older_store_is_copied_and_brought_up_to_date_when_it_is_read(
    store: Store, next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(store, monkeypatch)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM later").scalar() == 0
        assert connection.exec_driver_sql("SELECT brand FROM brands").scalar() == "Us"
    (copy,) = store.work_folder.glob("before-9999-*.duckdb")
    with monkeypatch.context() as before:
        before.setattr(migrating, "HEAD", KNOWN)
        with Store(str(copy)).reading() as connection:
            assert connection.exec_driver_sql("SELECT brand FROM brands").scalar() == "Us"


def test_a_migration_that_fails_leaves_the_older_store_as_it_was(
    store: Store, next_version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(store, monkeypatch)
    next_version.write_text(NEXT.format(known=KNOWN, more='op.execute("SELECT no_such_function()")'))
    with pytest.raises(DBAPIError), store.reading():
        pass
    with monkeypatch.context() as before:
        before.setattr(migrating, "HEAD", KNOWN)
        with store.reading() as connection:
            assert migrating.revision(connection) == KNOWN
            assert not connection.exec_driver_sql("SELECT * FROM duckdb_tables() WHERE table_name = 'later'").all()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '7777'")
    with pytest.raises(StoreUnavailable, match="made by a newer version"), store.reading():
        pass
    with pytest.raises(StoreUnavailable, match="made by a newer version"), store.writing():
        pass
