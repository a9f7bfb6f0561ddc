"""The history of the tables, oldest first; each step stands alone and never imports `cx.store.schema`."""
