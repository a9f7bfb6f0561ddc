"""Backups, the way back from them, and erasing a person: a drill of each, as CI runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import threading
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from cx.actions import closing, imports, keeping, records
from cx.domain.errors import BadFile, BadValue, CxError, NotPermitted, StoreUnavailable, UnknownName
from cx.domain.masking import masked
from cx.domain.roles import COMMAND_LINE, SINGLE_USER, Actor, Role
from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load
from cx.reports import integrity
from cx.store import audit, copying, late_changes
from cx.store.backups import AUDIT, MANIFEST, STORE
from cx.store.opening import Store
from cx.store.schema import drafts, meetings, points
from tests.store.answers import answered, put

NOW = datetime.now(UTC)
LATER = NOW + timedelta(minutes=1)
TODAY = date(2026, 11, 22)
HEADER = "response_id,responded_at,score,comment,food,mail\n"


def fed(store: Store, rows: str, folder: Path, **options: object) -> Outcome:
    path = folder / "answers.csv"
    path.write_text(HEADER + rows)
    told = Options.of(map=["respondent=mail"], rating=["Food=food:1-5"], **options)
    return load(store, path, told, today=TODAY)


@pytest.fixture(scope="module")
def fed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty answers, four of them Bob's; one of his is refused, one replaced by a later file."""
    folder = tmp_path_factory.mktemp("kept")
    made = Store(str(folder / "cx.duckdb"))
    others = "".join(f"r{n},2026-0{n % 6 + 1}-10,{(0, 9, 10)[n % 3]},fine,{n % 5 + 1},p{n}@x.org\n" for n in range(36))
    bob = "".join(f"b{n},2026-0{n + 1}-12,2,very unhappy word{n}zz,1,bob@x.org\n" for n in range(4))
    fed(made, others + bob + "bob@x.org,2026-05-05,,lost,1,bob@x.org\nb9,bob@x.org,9,lost,1,bob@x.org\n", folder)
    fed(made, "b0,2026-01-12,3,angrier wordQzz,2,Bob@X.org\n", folder)
    return folder / "cx.duckdb"


@pytest.fixture
def store(fed_once: Path, tmp_path: Path) -> Store:
    found = Store(str(tmp_path / "cx.duckdb"))
    found.work_folder.mkdir()
    shutil.copyfile(fed_once, found.location)
    return found


def held(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return copying.counts(connection)


def everything(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        found = connection.exec_driver_sql("SELECT * EXCLUDE (answered_again_at) FROM responses ORDER BY response_id")
        return [tuple(row) for row in found]


def taken(store: Store, folder: Path, at: datetime = NOW) -> Path:
    return keeping.back_up(store, COMMAND_LINE, folder / "kept.cxbackup", at)[0]


# A restore drill ------------------------------------------------------------------------------------------------


def test_a_restored_store_is_the_store_that_was_backed_up(store: Store, tmp_path: Path) -> None:
    before, rows = held(store), everything(store)
    backup, manifest = keeping.back_up(store, COMMAND_LINE, tmp_path / "kept.cxbackup", NOW)
    assert manifest.rows == before
    imports.undo(store, SINGLE_USER, 1, NOW)
    assert everything(store) != rows
    restored = keeping.restore(store, COMMAND_LINE, backup, LATER)
    assert everything(store) == rows
    assert held(store) == before
    assert integrity.report(store).sound
    assert restored.aside is not None
    assert everything(Store(str(restored.aside))) != rows
    keeping.restore(store, COMMAND_LINE, restored.aside, LATER)  # and the way back from the way back
    assert len(everything(store)) < len(rows)


def test_a_backup_brings_a_company_to_another_machine_with_its_audit_log(store: Store, tmp_path: Path) -> None:
    taken(store, tmp_path)
    backup = taken(store, tmp_path, LATER)  # the first backup is an entry of the log that the second one holds
    other = Store(str(tmp_path / "other" / "cx.duckdb"))
    restored = keeping.restore(other, COMMAND_LINE, backup, LATER)
    assert everything(other) == everything(store)
    assert restored.aside is None
    assert [entry.action for entry in audit.entries(other)] == ["restore", "back up"]
    assert audit.problems(other) == ()
    assert other.path is not None
    assert sorted(path.name for path in other.work_folder.iterdir()) == []


def test_an_audit_log_that_knows_more_is_never_replaced_by_an_older_one(store: Store, tmp_path: Path) -> None:
    backup = taken(store, tmp_path)
    taken(store, tmp_path / "..", LATER)
    known = len(audit.entries(store))
    assert keeping.restore(store, COMMAND_LINE, backup, LATER).kept_log
    assert len(audit.entries(store)) == known + 1


def test_the_log_of_another_company_is_kept_beside_the_restored_one(store: Store, tmp_path: Path) -> None:
    backup = taken(store, tmp_path, NOW)
    backup = taken(store, tmp_path, LATER)
    other = Store(str(tmp_path / "other" / "cx.duckdb"))
    put(other, [answered("2026-01-05", 9)])
    keeping.back_up(other, COMMAND_LINE, tmp_path / "others.cxbackup", LATER)
    restored = keeping.restore(other, COMMAND_LINE, backup, LATER)
    assert not restored.kept_log
    assert restored.aside is not None
    assert Path(f"{restored.aside}.audit").exists()
    assert audit.problems(other) == ()


def test_a_damaged_store_is_replaced_and_kept(store: Store, tmp_path: Path) -> None:
    rows, backup = everything(store), taken(store, tmp_path)
    path = Path(store.location)
    path.write_bytes(b"no database at all" * 1000)
    with pytest.raises(StoreUnavailable, match="Restore a backup"):
        everything(store)
    restored = keeping.restore(store, COMMAND_LINE, backup, LATER)
    assert everything(store) == rows
    assert restored.aside is not None
    assert restored.aside.read_bytes().startswith(b"no database")


def test_a_backup_while_it_is_written_to_is_one_picture(store: Store, tmp_path: Path) -> None:
    """Every import adds an answer and its record in one transaction: a torn copy would hold one without the other."""
    stop, problems = threading.Event(), []

    def write() -> None:
        number = 10
        try:
            while not stop.is_set():
                put(store, [answered("2026-04-05", 9)], import_id=number)
                number += 1
        except BaseException as error:
            problems.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        kept = [keeping.back_up(store, COMMAND_LINE, tmp_path / f"{n}.cxbackup", NOW) for n in range(4)]
    finally:
        stop.set()
        thread.join()
    assert problems == []
    for path, manifest in kept:
        other = Store(str(tmp_path / path.stem / "cx.duckdb"))
        keeping.restore(other, COMMAND_LINE, path, LATER)
        assert held(other) == manifest.rows
        assert integrity.report(other).sound
        assert manifest.rows["responses"] - 40 == manifest.rows["imports"] - 2


# What is no backup ----------------------------------------------------------------------------------------------


def rewritten(path: Path, **members: bytes) -> Path:
    """The backup with some members replaced."""
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()} | {
            {"store": STORE, "audit": AUDIT, "manifest": MANIFEST}[name]: content for name, content in members.items()
        }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def manifest_with(path: Path, **changed: object) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return json.dumps({**json.loads(packed.read(MANIFEST)), **changed}).encode()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def another_store(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        store = packed.read(STORE)
    rewritten(path, store=store[:-1] + bytes([store[-1] ^ 1]))


def fewer_rows(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        rows = json.loads(packed.read(MANIFEST))["rows"]
    rewritten(path, manifest=manifest_with(path, rows={**rows, "responses": 1}))


def newer(path: Path) -> None:
    rewritten(path, manifest=manifest_with(path, schema="7777"))


def of_another_program(path: Path) -> None:
    rewritten(path, manifest=manifest_with(path, kind="something else"))


def no_archive(path: Path) -> None:
    path.write_text(HEADER)


def junk_called_a_store(path: Path) -> None:
    path.write_bytes(b"\x01" * 8 + b"DUCK" + b"\0" * 5000)


@pytest.mark.parametrize(
    "damage", [cut, flipped, another_store, fewer_rows, newer, of_another_program, no_archive, junk_called_a_store]
)
def test_what_is_no_sound_backup_changes_nothing(store: Store, tmp_path: Path, damage: object) -> None:
    backup = taken(store, tmp_path)
    damage(backup)  # type: ignore[operator]
    rows = everything(store)
    with pytest.raises(CxError) as refused:
        keeping.restore(store, COMMAND_LINE, backup, LATER)
    assert refused.value.exit_status == 2
    assert ("newer version" in str(refused.value)) == (damage is newer)
    assert everything(store) == rows
    assert list(store.work_folder.glob("replaced-*")) == []


def test_a_store_that_was_put_aside_by_a_newer_version_is_refused(store: Store, tmp_path: Path) -> None:
    newer_store = tmp_path / "newer.duckdb"
    shutil.copyfile(store.location, newer_store)
    with Store(str(newer_store)).writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '7777'")
    with pytest.raises(StoreUnavailable, match="newer version"):
        keeping.restore(store, COMMAND_LINE, newer_store, LATER)


def test_a_backup_overwrites_nothing_but_a_backup(store: Store, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    for target in (notes, Path(store.location)):
        with pytest.raises(BadValue):
            keeping.back_up(store, COMMAND_LINE, target, NOW)
    assert notes.read_text() == "mine"
    assert taken(store, tmp_path) == taken(store, tmp_path)
    (tmp_path / "folder").mkdir()
    place, _ = keeping.back_up(store, COMMAND_LINE, tmp_path / "folder", NOW)
    assert place.parent.name == "folder"
    assert place.stat().st_mode & 0o077 == 0
    with pytest.raises(BadValue, match="the store itself"):
        keeping.restore(store, COMMAND_LINE, Path(store.location), NOW)
    with pytest.raises(BadFile, match="no file"):
        keeping.restore(store, COMMAND_LINE, tmp_path / "nothing.cxbackup", NOW)


# Erasing --------------------------------------------------------------------------------------------------------


def traces(connection: Connection, *words: str) -> list[str]:
    """Tables and columns whose text holds any of these words."""
    found = []
    for table in copying.names(connection):
        for name, kind in connection.exec_driver_sql(f"SELECT name, type FROM pragma_table_info('{table}')").all():
            like = " OR ".join(f"lower(\"{name}\") LIKE '%%{word}%%'" for word in words)
            query = f'SELECT count(*) FROM "{table}" WHERE {like}'.replace("%%", "%")
            if kind == "VARCHAR" and connection.exec_driver_sql(query).scalar():
                found.append(f"{table}.{name}")
    return found


def test_an_erased_person_is_nowhere_in_the_store_nor_in_its_file(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO quotes (survey_id, response_id, text, pinned_at) SELECT survey_id, response_id, comment,"
            " responded_at FROM responses WHERE response_id = 'b1'"
        )
        assert {"responses.comment", "response_versions.comment", "quotes.text", "rejected_rows.value"} <= set(
            traces(connection, "zz", "bob@x.org")
        )
    erasure = keeping.erase(store, COMMAND_LINE, "bob@x.org", NOW)
    assert (erasure.erased.answers, erasure.erased.earlier, erasure.erased.quotes) == (4, 1, 1)
    with store.reading() as connection:
        assert traces(connection, "zz", "bob@x.org") == []
        ratings = "SELECT count(*) FROM response_ratings WHERE response_id LIKE 'b%'"
        assert connection.exec_driver_sql(ratings).scalar() == 0
    assert held(store)["responses"] == 36
    assert integrity.report(store).problems == ()
    content = Path(store.location).read_bytes()
    assert b"unhappy" not in content
    assert b"bob@x.org" not in content.lower()


def test_an_answer_is_theirs_where_only_its_earlier_version_said_so(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "nameless.csv"
    path.write_text("response_id,responded_at,score,comment,food\nb1,2026-02-12,4,nobody said who wordNzz,1\n")
    load(store, path, Options.of(rating=["Food=food:1-5"], set=[f"survey_id={survey_of(store)}"]), today=TODAY)
    keeping.erase(store, COMMAND_LINE, "bob@x.org", NOW)
    with store.reading() as connection:
        assert traces(connection, "zz") == []


def test_words_that_somebody_copied_are_taken_out_wherever_they_were_written(store: Store, tmp_path: Path) -> None:
    """Whole, a sentence of them, masked or in the history of a record; what others said stays."""
    said = 'I waited eleven wordzz "working" days for it.\nNobody called back, write to zed@x.org please.'
    rows = csv_row("b7", "2026-02-12", "1", said, "1", "bob@x.org") + csv_row(
        "r90", "2026-02-13", "9", "I am happy", "1", ""
    )
    fed(store, rows, tmp_path, set=[f"survey_id={survey_of(store)}"])
    meeting = {"meeting_id": "m1", "title": "October", "held_on": "2026-10-01"}
    minutes = f"Ana read out: {said.splitlines()[0]} We owe them an answer."
    records.save(store, COMMAND_LINE, "meetings", meeting | {"notes": minutes}, NOW)
    with store.reading() as connection:
        seen = {name: str(value or "") for name, value in connection.execute(select(meetings)).mappings().one().items()}
    records.save(store, COMMAND_LINE, "meetings", seen | {"place": "Rome"}, NOW, seen=seen)
    with store.writing() as connection:
        named = {"leader_id": "ana", "audience": "team", "period": "2026Q1", "version": 1}
        facts = json.dumps({"f1": {"text": masked(said)}})
        connection.execute(insert(drafts).values(**named, as_of=TODAY, saved_at=datetime(2026, 3, 1), facts=facts))
        connection.execute(
            insert(points).values(**named, place=1, text="Nobody called back, write to [e-mail] please.")
        )
        connection.execute(insert(points).values(**named, place=2, text="We waited eleven days."))
    erasure = keeping.erase(store, COMMAND_LINE, "bob@x.org", LATER)
    assert sorted(erasure.erased.copied) == [
        "drafts ana team 2026Q1 1",
        "meetings m1",
        "points ana team 2026Q1 1 1",
        'record_versions meetings ["m1"] 2',
    ]
    with store.reading() as connection:
        assert traces(connection, "zz", "called back", "zed@x.org") == []
        assert connection.execute(select(meetings.c.notes)).scalar() == "Ana read out: (erased) We owe them an answer."
        assert connection.execute(select(points.c.text).order_by(points.c.place)).scalars().all() == [
            "(erased)",
            "We waited eleven days.",
        ]
    edited = {entry.object for entry in audit.entries(store) if entry.object.endswith("erased words")}
    assert edited == {f"{record} erased words" for record in erasure.erased.copied}


def csv_row(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def survey_of(store: Store) -> str:
    with store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT min(survey_id) FROM responses").scalar())


def test_an_erasure_restates_a_closed_period_and_says_so(store: Store) -> None:
    closing.close(store, COMMAND_LINE, "2026Q1", TODAY, NOW)
    keeping.erase(store, COMMAND_LINE, "bob@x.org", LATER)
    with store.reading() as connection:
        changes = late_changes.changes(connection, survey_of(store))
    assert [(str(one.kind), one.month.month, one.removed) for one in changes] == [
        ("erase", 1, 1),
        ("erase", 2, 1),
        ("erase", 3, 1),
    ]


def test_a_restored_backup_does_not_bring_an_erased_person_back(store: Store, tmp_path: Path) -> None:
    backup = taken(store, tmp_path, NOW)
    erasure = keeping.erase(store, COMMAND_LINE, "bob@x.org", LATER)
    assert erasure.copies == ()
    restored = keeping.restore(store, COMMAND_LINE, backup, LATER)
    assert restored.erased == 1
    with store.reading() as connection:
        assert traces(connection, "zz", "bob@x.org") == []
    assert integrity.report(store).sound


def test_the_audit_log_knows_an_erasure_by_the_keyed_hash_only(store: Store) -> None:
    keeping.erase(store, COMMAND_LINE, "bob@x.org", NOW)
    (entry,) = audit.entries(store)
    assert (entry.action, entry.result, len(entry.object)) == ("erase person", "done", 32)


def test_whom_nothing_is_known_of_cannot_be_erased(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"nothing of 'eve@x\.org'"):
        keeping.erase(store, COMMAND_LINE, "eve@x.org", NOW)
    nameless = Store(str(tmp_path / "nameless.duckdb"))
    put(nameless, [answered("2026-01-05", 9)])
    with pytest.raises(UnknownName, match="No file ever said who"):
        keeping.erase(nameless, COMMAND_LINE, "eve@x.org", NOW)


def test_nobody_but_the_cx_leader_keeps_restores_or_erases(store: Store, tmp_path: Path) -> None:
    backup, rows = taken(store, tmp_path), everything(store)
    for role in set(Role) - {Role.CX_LEADER}:
        somebody = Actor("somebody", frozenset({role}))
        for act in (
            lambda who: keeping.back_up(store, who, tmp_path / "other.cxbackup", NOW),
            lambda who: keeping.restore(store, who, backup, NOW),
            lambda who: keeping.erase(store, who, "bob@x.org", NOW),
        ):
            with pytest.raises(NotPermitted):
                act(somebody)
    assert not (tmp_path / "other.cxbackup").exists()
    assert everything(store) == rows
    assert {entry.result for entry in audit.entries(store)} == {"done", "refused"}
