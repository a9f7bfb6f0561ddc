"""Whoever is killed while they write or migrate leaves a sound store, with all that they were doing in it or none."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from alembic import command
from sqlalchemy import Engine, event

from cx.reports import integrity
from cx.store import migrating
from cx.store.engine import duckdb_engine
from cx.store.opening import Store
from tests.store.forking import Commands, commands

MOMENTS = 30
FIRST, MORE = 400, 3000
"""Rows of the import that stood before, and of the one that is killed; it also changes a hundred of the first."""
CHANGED = 100


def survey(path: Path, first: int, last: int, *, seed: int) -> Path:
    drawn = random.Random(seed)
    rows = [
        f"r{number},2026-{number % 9 + 1:02}-{number % 28 + 1:02},{drawn.randint(0, 10)},"
        f"waited {drawn.randint(1, 60)} minutes for support,{drawn.choice(('EMEA', 'NA'))},p{number % 900}@x.org"
        for number in range(first, last)
    ]
    path.write_text("\n".join(("response_id,responded_at,score,comment,region,mail", *rows)) + "\n")
    return path


@pytest.fixture
def running() -> Iterator[Commands]:
    with commands() as found:
        yield found


def importing(file: Path) -> list[str]:
    return ["import", "responses", str(file), "--map", "respondent=mail", "--set", "survey_id=s", "--replace"]


def answers(store: Store) -> tuple[int, int, int]:
    """Answers, of how many imports, and the total of their scores; the summary's total must be the same."""
    given = " + ".join(f"{score} * score_{score}" for score in range(11))
    with store.reading() as connection:
        stored, brought, total, summed = connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM responses), (SELECT count(*) FROM imports),"
            f" (SELECT sum(score) FROM responses), (SELECT sum({given}) FROM response_summary)"
        ).one()
    assert total == summed
    return int(stored), int(brought), int(total)


def test_an_import_killed_at_thirty_moments_is_there_whole_or_not_at_all(running: Commands, tmp_path: Path) -> None:
    file = survey(tmp_path / "more.csv", FIRST - CHANGED, FIRST + MORE - CHANGED, seed=2)
    before, after = tmp_path / "before.duckdb", tmp_path / "after.duckdb"
    running.begin(before, importing(survey(tmp_path / "first.csv", 0, FIRST, seed=1)))
    assert "This is import 1." in running.ended().said
    shutil.copyfile(before, after)
    running.begin(after, importing(file))
    whole = running.ended()
    assert "This is import 2." in whole.said
    states = {answers(Store(str(path))) for path in (before, after)}
    assert [state[:2] for state in sorted(states)] == [(FIRST, 1), (FIRST + MORE - CHANGED, 2)]

    stores = [tmp_path / f"{number}.duckdb" for number in range(MOMENTS)]
    drawn = random.Random(20261129)
    for number, path in enumerate(stores):  # one moment in each thirtieth of the time that the import takes
        shutil.copyfile(before, path)
        running.begin(path, importing(file), (number + drawn.random()) / MOMENTS * whole.seconds)
    killed = []
    for path in stores:
        end = running.ended()
        store = Store(str(path))
        found = answers(store)  # the next command runs meanwhile
        assert found in states
        assert integrity.report(store).problems == ()
        if "This is import 2." in end.said:
            assert found[1] == 2, "an import that was said to be done is lost"
        if end.killed and found[1] == 1:
            killed.append(path)
    assert killed, "every import had ended before its moment came"
    running.begin(killed[-1], importing(file))  # what was killed is simply done again
    assert "This is import 2." in running.ended().said
    assert answers(Store(str(killed[-1]))) in states


# A migration --------------------------------------------------------------------------------------------------------

OLDEST = "0001"


def oldest(path: Path) -> Path:
    """A store of the first version, with three hundred answers of one month."""
    config = migrating._scripts()
    with duckdb_engine(path, path.with_suffix(".work")).connect() as connection:
        config.attributes["connection"] = connection
        with connection.begin():
            command.upgrade(config, OLDEST)
            for statement in (
                "INSERT INTO responses (survey_id, response_id, responded_at, score, comment, import_id)"
                " SELECT 's', 'r' || range, TIMESTAMP '2025-03-05', 9, 'waited', 1 FROM range(300)",
                'INSERT INTO imports (import_id, table_name, survey_id, imported_at, "rows", accepted, updated,'
                " duplicates, rejected) VALUES (1, 'responses', 's', TIMESTAMP '2025-04-01', 300, 300, 0, 0, 0)",
                "INSERT INTO response_summary BY NAME SELECT 's' AS survey_id, DATE '2025-03-01' AS month, "
                + ", ".join(f"{300 * (score == 9)} AS score_{score}" for score in range(11))
                + ", 300 AS weighted_promoters, 0 AS weighted_passives, 0 AS weighted_detractors,"
                " 300 AS squared_weights",
            ):
                connection.exec_driver_sql(statement)
    return path


def stored(path: Path) -> tuple[object, ...]:
    """A store's version, its tables and its answers, as a file of DuckDB and by nothing of ours."""
    with duckdb.connect(str(path)) as connection:
        tables = connection.execute("SELECT list(table_name ORDER BY table_name) FROM duckdb_tables()").fetchone()
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        rows = connection.execute("SELECT survey_id, response_id, score FROM responses ORDER BY ALL").fetchall()
    assert tables
    assert version
    return version[0], tables[0], rows


@contextmanager
def snapshots(home: Path, folder: Path) -> Iterator[tuple[list[str], list[Path]]]:
    """Every statement and commit of this process, and copies of a folder as it stood before one of them, whenever its
    files had changed: what a kill at that moment leaves."""
    steps: list[str] = []
    taken: list[Path] = []
    seen: list[tuple[tuple[str, int, int], ...]] = [()]

    def take(statement: str) -> None:
        steps.append(statement)
        files = sorted(path for path in home.rglob("*") if path.is_file())
        now = tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)
        if now != seen[-1]:
            seen.append(now)
            taken.append(folder / str(len(steps)))
            subprocess.run(["cp", "-r", str(home), str(taken[-1])], check=True)

    def before(*given: Any) -> None:
        take(given[2])

    def committing(_connection: Any) -> None:
        take("COMMIT")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", committing)
    try:
        yield steps, taken
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "commit", committing)


def test_a_migration_killed_at_any_statement_is_finished_by_the_next_start(tmp_path: Path) -> None:
    """In the copy that comes first, in each revision and at the commit."""
    home, left = tmp_path / "home", tmp_path / "left"
    home.mkdir()
    left.mkdir()
    path = oldest(home / "cx.duckdb")
    before = stored(path)
    with snapshots(home, left) as (steps, kills), Store(str(path)).reading():
        """Reading brings the store up to date."""
    after = stored(path)
    assert (after[0], after[2]) == (migrating.HEAD, before[2])
    revisions = [step for step in steps if step.startswith("UPDATE alembic_version")]
    assert len(revisions) == len(migrating.known() - {OLDEST})
    assert len(kills) >= 3, "the copy, what follows it and the commit leave other files each"
    for kill in kills:
        found = kill / path.name
        now, copies = stored(found), [stored(copy) for copy in Store(str(found)).work_folder.glob("before-*.duckdb")]
        assert now in (before, after)
        assert copies in ([], [before])
        assert copies or now == before
        assert integrity.report(Store(str(found))).sound
        assert stored(found) == after
