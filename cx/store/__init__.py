"""The store: the only room that knows SQL. Empty on purpose, so that `cx.store.staging` starts without SQLAlchemy."""
