"""A backup: the whole store and its audit log in one file that proves what it holds, and the way back from it.

The file is an archive of three members: `store.duckdb`, a copy that DuckDB made of one consistent picture of the store;
`audit.sqlite`, the audit log as it was just after; and `manifest.json`, which says how many rows each table had in that
picture and the SHA-256 of both files. It proves that nothing was damaged or left out, not who made it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from cx import __version__
from cx.domain.errors import BadFile, BadValue, StoreUnavailable
from cx.store import audit, copying, migrating
from cx.store.engine import duckdb_engine
from cx.store.opening import Store

KIND = "CX Council backup"
ENDING = ".cxbackup"
STORE, AUDIT, MANIFEST = "store.duckdb", "audit.sqlite", "manifest.json"
_BLOCK = 4 << 20
_LARGEST_MANIFEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    taken_at: UTC. version: of CX Council. schema: migration of its tables. rows: by table. store_sha256,
    audit_sha256: of the two files in it; '' where there was no audit log. entries: of the audit log.
    """

    taken_at: datetime
    version: str
    schema: str
    rows: Mapping[str, int]
    store_sha256: str
    store_bytes: int
    audit_sha256: str
    audit_bytes: int
    entries: int

    @property
    def answers(self) -> int:
        return self.rows.get("responses", 0)


# Taking one -----------------------------------------------------------------------------------------------------


@contextmanager
def taken(store: Store, at: datetime) -> Iterator[tuple[Path, Manifest]]:
    """A backup of the store, proved, in the work folder; gone when the block ends unless it was moved.

    Others read and write meanwhile. at: UTC. Raises StoreUnavailable where there is no store, or it is a database
    server.
    """
    if store.path is None:
        raise StoreUnavailable(
            f"The store {store.location} is a database server: take its backup with the server's own tools (pg_dump)."
        )
    made = store.work_folder.absolute() / uuid.uuid4().hex
    copy, log, archive = (made.with_suffix(ending) for ending in (".duckdb", ".audit", ".backup"))
    try:
        with store.copying() as connection:
            rows, schema = _copied(connection, copy)
        entries = audit.copy(store, log)
        _prove(copy, made, rows)
        manifest = Manifest(
            taken_at=at,
            version=__version__,
            schema=schema,
            rows=rows,
            store_sha256=_sha256(copy),
            store_bytes=copy.stat().st_size,
            audit_sha256=_sha256(log) if log.exists() else "",
            audit_bytes=log.stat().st_size if log.exists() else 0,
            entries=entries,
        )
        _pack(archive, manifest, copy, log)
        yield archive, manifest
    except OSError as error:
        raise StoreUnavailable(
            f"The backup could not be written: {error.strerror or error}. Nothing was kept."
        ) from error
    finally:
        for file in (copy, log, archive):
            file.unlink(missing_ok=True)


def check_target(store: Store, target: Path) -> None:
    """Raises BadValue where something other than a backup stands at the place of a new one: it is never overwritten."""
    if store.path and target.resolve() in (
        store.path.resolve(),
        store.path.with_name(f"{store.path.name}.wal").resolve(),
    ):
        raise BadValue(f"{target} is the store itself. Name another file for the backup.")
    if target.exists() and target.stat().st_size and not _is_backup(target):
        raise BadValue(f"{target} is there already and is no backup. Name another file.")


def place_for_replaced(store: Store, at: datetime) -> Path:
    """Where a store that a restore replaces is kept. at: UTC."""
    return store.work_folder.absolute() / f"replaced-{at:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:4]}.duckdb"


def put(archive: Path, target: Path) -> None:
    """Put a finished backup in its place at once, on whatever disk that is: it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}")
    try:
        shutil.copyfile(archive, beside)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.chmod(0o600)
        beside.replace(target)
    except OSError as error:
        raise StoreUnavailable(
            f"{target} could not be written: {error.strerror or error}. Nothing was kept."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _copied(connection: Connection, copy: Path) -> tuple[dict[str, int], str]:
    """Copy one picture of the store; how many rows each of its tables had in it, and its migration."""
    with copying.copied(connection, copy):
        rows = copying.counts(connection)
        schema = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    return rows, schema


def _prove(copy: Path, scratch: Path, rows: Mapping[str, int]) -> None:
    """The copy, opened anew, must hold exactly the rows of the picture that it was made of."""
    if (found := _rows_of(copy, scratch)) != rows:
        differing = sorted(name for name in {*rows, *found} if rows.get(name) != found.get(name))
        raise StoreUnavailable(f"The copy differs from the store in {', '.join(differing)}; no backup was kept.")


def _rows_of(copy: Path, scratch: Path) -> dict[str, int]:
    with duckdb_engine(copy, scratch).connect() as connection:
        return copying.counts(connection)


def _pack(archive: Path, manifest: Manifest, copy: Path, log: Path) -> None:
    told = {"kind": KIND, **asdict(manifest), "taken_at": manifest.taken_at.astimezone(UTC).isoformat()}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(MANIFEST, json.dumps(told, indent=1))
        packed.write(copy, STORE)
        if log.exists():
            packed.write(log, AUDIT)


# Reading one ----------------------------------------------------------------------------------------------------


def manifest_of(path: Path) -> Manifest:
    """What a backup says of itself; its files are not read. Raises BadFile where it is none."""
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
                raise KeyError(MANIFEST)
            told = json.loads(packed.read(MANIFEST))
        if told.pop("kind") != KIND:
            raise KeyError(KIND)
        return Manifest(**{**told, "taken_at": datetime.fromisoformat(told["taken_at"])})
    except FileNotFoundError:
        raise BadFile(f"There is no file {path}.") from None
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, OSError) as wrong:
        raise BadFile(f"{path.name} is no backup of CX Council, or it is damaged. Nothing was changed.") from wrong


@contextmanager
def unpacked(path: Path, beside: Store) -> Iterator[tuple[Store, Manifest]]:
    """A backup's store, verified and brought up to date, with its audit log, in the work folder of the store beside
    which it is unpacked; gone when the block ends, unless it was moved.

    A store's own file that was put aside is taken, too: it says less of itself, but it must open as a store.
    Raises BadFile where the file is no backup or is damaged, StoreUnavailable where a newer version made it.
    """
    bare = _is_store(path, beside)
    manifest = None if bare else _known_manifest(path)
    folder = beside.work_folder.absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = Store(str(folder / f"{uuid.uuid4().hex}.duckdb"))
    try:
        if manifest is None:
            shutil.copyfile(path, found.location)
            manifest = _found_in(path, found)
        else:
            _unpack_all(path, found, manifest)
        with found.reading():
            """Opening brings an older store up to date."""
        yield found, manifest
    except OSError as error:
        raise StoreUnavailable(
            f"The backup could not be unpacked: {error.strerror or error}. Nothing was changed."
        ) from error
    finally:
        shutil.rmtree(found.work_folder, ignore_errors=True)
        for ending in ("", ".wal", ".audit"):
            Path(f"{found.location}{ending}").unlink(missing_ok=True)


def _known_manifest(path: Path) -> Manifest:
    manifest = manifest_of(path)
    if manifest.schema not in migrating.known():
        raise StoreUnavailable(
            f"{path.name} was made by a newer version of CX Council ({manifest.version}, tables {manifest.schema}; this"
            f" version knows {migrating.HEAD}). Use that version. Nothing was changed."
        )
    return manifest


def _is_store(path: Path, beside: Store) -> bool:
    """Whether the file is a store's own; never the one that is in use, which only DuckDB may open."""
    if beside.path and path.resolve() == beside.path.resolve():
        raise BadValue(f"{path} is the store itself. Name a backup of it.")
    if not path.is_file():
        raise BadFile(f"There is no file {path}.")
    with path.open("rb") as stream:
        return stream.read(12)[8:] == b"DUCK"


def _found_in(path: Path, found: Store) -> Manifest:
    """What can be said of a bare store's file."""
    taken_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with _opened(path, found) as connection:
        schema = migrating.revision(connection) or ""
        return Manifest(taken_at, "", schema, copying.counts(connection), "", path.stat().st_size, "", 0, 0)


def _unpack_all(path: Path, found: Store, manifest: Manifest) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            _unpack(packed, STORE, Path(found.location), manifest.store_sha256, manifest.store_bytes)
            if manifest.audit_sha256:
                _unpack(packed, AUDIT, Path(f"{found.location}.audit"), manifest.audit_sha256, manifest.audit_bytes)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError) as damaged:
        raise BadFile(f"{path.name} is damaged: not all of it can be read. Nothing was changed.") from damaged
    with _opened(path, found) as connection:
        if copying.counts(connection) != dict(manifest.rows):
            raise BadFile(f"{path.name} does not hold the rows that it says it holds. Nothing was changed.")
    if problems := audit.problems(found):
        raise BadFile(f"{path.name}: {problems[0]} Nothing was changed.")


@contextmanager
def _opened(path: Path, found: Store) -> Iterator[Connection]:
    """The unpacked store as it is, whatever version made it."""
    try:
        with duckdb_engine(Path(found.location), found.work_folder).connect() as connection:
            yield connection
    except StoreUnavailable as wrong:
        raise BadFile(f"{path.name} holds a store that cannot be opened. Nothing was changed.") from wrong


def _unpack(packed: zipfile.ZipFile, member: str, target: Path, sha256: str, size: int) -> None:
    """Write a member out while it is hashed; never more than the manifest says that it holds."""
    digest, done = hashlib.sha256(), 0
    with packed.open(member) as source, target.open("wb") as out:
        target.chmod(0o600)
        while block := source.read(_BLOCK):
            done += len(block)
            if done > size:
                break
            digest.update(block)
            out.write(block)
    if done != size or digest.hexdigest() != sha256:
        raise zipfile.BadZipFile(member)


def _is_backup(path: Path) -> bool:
    try:
        manifest_of(path)
    except BadFile:
        return False
    return True


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def listed(folder: Path) -> tuple[tuple[Path, Manifest | None], ...]:
    """The backups in a folder, the newest first; without a manifest where the file says none."""
    found: list[tuple[Path, Manifest | None]] = []
    for path in folder.glob(f"*{ENDING}") if folder.is_dir() else ():
        try:
            found.append((path, manifest_of(path)))
        except BadFile:
            found.append((path, None))
    return tuple(sorted(found, key=_when, reverse=True))


def _when(one: tuple[Path, Manifest | None]) -> Any:
    path, manifest = one
    return manifest.taken_at.timestamp() if manifest else path.stat().st_mtime
