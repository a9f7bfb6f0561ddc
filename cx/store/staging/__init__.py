"""A file's rows, read and checked in a scratch database before the store hears of them.

    scratch.py       a hardened DuckDB file of its own        plan.py    what the checks are told
    sources.py       the rows of a file as text               checks.py  rows become answers and refusals
    expressions.py   text becomes dates, scores and weights   reading_back.py  what the child left behind

Nothing here imports SQLAlchemy: the child process that reads a file starts faster without it.
"""
