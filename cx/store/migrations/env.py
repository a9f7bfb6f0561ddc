"""Runs the migrations on the connection that it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
if connection.dialect.name == "duckdb":
    import duckdb_sqlalchemy.alembic_impl  # noqa: F401 - tells Alembic of DuckDB; the dialect does so only on its own
    # first connection, which came before Alembic was imported
context.configure(connection=connection, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
