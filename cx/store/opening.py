"""The store: where the company's answers are kept, opened for each use and closed after it."""

from __future__ import annotations

import os
import shutil
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

import duckdb
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, OperationalError

from cx.domain.access import EVERY_ROW, Rows
from cx.domain.errors import StoreDamaged, StoreUnavailable
from cx.settings import Environment
from cx.store import copying, engine, entering, making, migrating, once, row_scope, server, turnstile
from cx.store.bringing import brought
from cx.store.doors import Door, door_of
from cx.store.engine import duckdb_engine, is_full, refusal
from cx.store.files import attached, copied, file_of, keep, log_of, stamp
from cx.store.work_folder import sweep

__all__ = ["ABSENT", "Connection", "Store", "open_store"]

ABSENT = "absent"
_VERSION = "cx_version"
_writers: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
_writes: Counter[str] = Counter()


class Store:
    """A store at a path, or at a SQLAlchemy URL.

    location: as given. name: the same without a password, for messages. path: its file; None where it is a database
    server. rows: what its reader may see row by row.
    """

    def __init__(self, location: str, rows: Rows = EVERY_ROW) -> None:
        self.location = location
        self.path = file_of(location)
        self.name = location if self.path else server.named(location)
        self._files = (str(self.path), str(log_of(self.path))) if self.path else ()
        self.rows = rows
        self._draft: making.Draft | None = None

    def for_reader(self, rows: Rows) -> Store:
        """The same store as somebody may see it: every connection keeps to these rows."""
        return Store(self.location, rows)

    def __repr__(self) -> str:
        return f"Store({self.name!r})"

    @property
    def work_folder(self) -> Path:
        """Scratch, spill and safety copies; the only folder that the store's connection can reach."""
        path = self.path or Path("data/server")
        return path.with_name(f"{path.name}.work")

    def exists(self) -> bool:
        if self.path is not None:
            return self.path.exists()
        with self._connected() as connection:
            return migrating.revision(connection) is not None

    def version(self) -> str:
        """A text that changes whenever the store does, so that what was computed from it can be kept under it.

        For a file it comes from `os.stat` of it and of its log, which opens nothing; 'absent' where there is none.
        """
        if self.path is None:
            with self._connected() as connection:
                return server.version(connection) or ABSENT
        return "|".join(filter(None, map(stamp, self._files))) or ABSENT

    def writes_here(self) -> int:
        """A number that grows whenever this process has written to the store, not when another has."""
        return _writes[self._place]

    def state(self, connection: Connection) -> str:
        """Names the store and the version of it that a connection sees, for what is kept of what it read.

        Of a file, the version before it was opened: what is read may be newer than its name, and then nobody asks for
        that name again; it is never older.
        """
        version = connection.info[_VERSION] if self.path else server.writings(connection)
        return f"{self.location} {version}"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent picture of the store; nothing can be written through it.

        An older store is brought up to date first. Raises StoreUnavailable where it is absent, busy, newer or broken.
        """
        with self.copying() as connection:
            if self.path is None:
                options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                yield once.unchanging(connection.execution_options(**options))
                return
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("BEGIN TRANSACTION READ ONLY")
            yield once.unchanging(connection)

    @contextmanager
    def still(self) -> Iterator[Store]:
        """The store as it is now: all that is read of it in the block is of one picture, opened once."""
        with self.reading() as connection:
            yield _Still(self, connection)

    @contextmanager
    def copying(self) -> Iterator[Connection]:
        """A connection to the store as it is, brought up to date first; others read and write meanwhile.

        Raises StoreUnavailable as `reading` does.
        """
        if not self.exists():
            raise StoreUnavailable(
                f"There is no store at {self.name} yet. Import a survey export (python -m cx import responses FILE)"
                " or make the demo company (python -m cx demo)."
            )
        with self._connected() as connection:
            if not migrating.is_current(connection):
                with self._writer():
                    self._migrate(connection)
            yield connection

    @contextmanager
    def writing(self, scratch: Path | None = None) -> Iterator[Connection]:
        """One transaction: kept when the block ends, undone when it raises. Makes the store on first use.

        scratch: a DuckDB file in the work folder, readable as the database `scratch` meanwhile. It is attached here
        because DuckDB cannot let go of it inside a transaction, and would keep it open for later readers.
        """
        with self._writer():
            sweep(self.work_folder, time.time())
            if self.path is not None and not self.path.exists():
                self._make(self.path)
            with self._transaction(scratch) as connection:
                yield connection

    @contextmanager
    def made_ahead(self) -> Iterator[Store]:
        """This store. Where there is none, one is made meanwhile, which the first writing has only to put in place."""
        if self.path is None or self.path.exists():
            yield self
            return
        with making.drafted(self.work_folder.absolute()) as draft:
            ahead = Store(self.location, self.rows)
            ahead._draft = draft
            yield ahead

    @contextmanager
    def fresh(self) -> Iterator[Store]:
        """A store to fill and then put in this one's place; gone when the block ends, unless it took that place."""
        path = self.work_folder / f"{uuid.uuid4().hex}.duckdb"
        made = Store(str(path))
        try:
            yield made
        finally:
            shutil.rmtree(made.work_folder, ignore_errors=True)
            for file in (log_of(path), path):
                file.unlink(missing_ok=True)

    @contextmanager
    def held_open(self) -> Iterator[None]:
        """Made, and its file kept open meanwhile, so that each use need not open it anew.

        Only for a store that nobody but this process knows yet: other processes cannot open it.
        """
        with self.writing():
            """Opening for writing makes it."""
        with self._connected():
            yield

    def give_way_to(
        self,
        other: Store,
        provided: Callable[[Connection], None],
        *,
        aside: Path | None = None,
        even_damaged: bool = False,
        is_only_writer: bool = False,
    ) -> None:
        """Put another store's file in this one's place at once: readers find the old store or the new, never none.

        provided: raises where what is stored here by now must stay. aside: where the old file is kept; None drops it.
        even_damaged: also where the old file cannot be opened; it is kept with its log. is_only_writer: the caller is.
        A link to a file elsewhere is replaced itself; that file stays as it is.
        Raises StoreUnavailable where either is a database server, or this one stays in use.
        """
        if self.path is None or other.path is None:
            raise StoreUnavailable(f"The store {self.name} is a database server: no file can take its place.")
        with other._settled():
            """All that it holds stands in its file now."""
        with nullcontext() if is_only_writer else self.only_writer(), self._alone():
            if not self.path.exists():
                self._put_stray_log_aside(self.path)
                with suppress(FileExistsError):  # another process was faster: its store is asked like any other
                    os.link(other.path, self.path)
                    return
            try:
                with self._settled() as connection:  # while it is open here, no other process can open it
                    provided(connection)
                    if aside is not None:
                        keep(self.path, aside)
                    other.path.replace(self.path)
            except StoreDamaged:
                if not even_damaged or aside is None:
                    raise
                keep(self.path, aside)
                with suppress(FileNotFoundError):
                    log_of(self.path).replace(log_of(aside))
                other.path.replace(self.path)

    def copy_to(self, other: Store) -> str:
        """Copy this store's file while nobody has it open; the version that was copied. For the only writer."""
        if self.path is None or other.path is None:
            raise StoreUnavailable(f"The store {self.name} is a database server: it has no file.")
        with self._alone():
            with self._settled():
                """All that it holds stands in its file now."""
            copied(self.path, other.path)
            return self.version()

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing that was deleted is left in it where blocks are free.

        Raises StoreUnavailable where the store stays in use. A database server frees its space by itself.
        """
        if self.path is None:
            return
        made = self.work_folder.absolute() / f"{uuid.uuid4().hex}.duckdb"
        with self.only_writer(), self._alone():
            try:
                with self._settled() as connection:  # while it is open here, no other process can open it
                    copying.copy(connection, made)
                    made.replace(self.path)
            finally:
                made.unlink(missing_ok=True)

    @contextmanager
    def _settled(self) -> Iterator[Connection]:
        """An open connection with all that was written in the file and nothing in its log.

        A log that stayed beside another store's file would be replayed into it.
        """
        with self._connected() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("CHECKPOINT")
            yield connection

    @contextmanager
    def _transaction(self, scratch: Path | None) -> Iterator[Connection]:
        with self._connected() as connection:
            if not migrating.is_current(connection):
                self._migrate(connection)
            with self._begun(connection, scratch):
                yield connection
                # A statement that failed and was caught has ended the transaction; committing would then keep nothing
                # and say nothing.
                connection.execute(select(1))

    @contextmanager
    def _begun(self, connection: Connection, scratch: Path | None) -> Iterator[None]:
        """A transaction in which `scratch` can be read: an attached file of DuckDB's, a schema of a server's."""
        if self.path is not None:
            with attached(connection, scratch), connection.begin():
                yield
            return
        with connection.begin():
            server.write_alone(connection)
            with brought(connection, scratch) if scratch else nullcontext():
                yield

    def _migrate(self, connection: Connection) -> None:
        if self.path is not None:
            migrating.migrate(connection, self.work_folder)
            return
        with server.migrating_alone(connection):
            migrating.migrate(connection, None)
            with connection.begin():
                server.complete(connection)

    def _make(self, path: Path) -> None:
        self._put_stray_log_aside(path)
        drafted = nullcontext(self._draft) if self._draft else making.drafted(self.work_folder.absolute())
        with drafted as draft, suppress(FileExistsError):  # another process was faster: its store is as good
            os.link(draft(), path)

    def _put_stray_log_aside(self, path: Path) -> None:
        """The log of a store that was deleted would be replayed into the one that is about to be made."""
        self.work_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            log_of(path).rename(self.work_folder / f"stray-{uuid.uuid4().hex}.wal")

    def _engine(self) -> Engine:
        if self.path is None:
            return server.server_engine(self.location)
        return duckdb_engine(self.path.absolute(), self.work_folder.absolute())

    @contextmanager
    def _writer(self) -> Iterator[None]:
        with self.only_writer(), self._turn():
            yield

    @contextmanager
    def only_writer(self) -> Iterator[None]:
        """Nobody else writes meanwhile: DuckDB refuses the second of two updates of a row.

        Raises StoreUnavailable where somebody else writes longer than one waits.
        """
        refused = f"The store {self.name} is being written to. Try again in a moment."
        lock = _writers[self._place]
        if not lock.acquire(timeout=engine.PATIENCE):
            raise StoreUnavailable(refused)
        try:
            with self._only_process() as alone:
                if not alone:
                    raise StoreUnavailable(refused)
                yield
        finally:
            _writes[self._place] += 1
            lock.release()

    def _only_process(self) -> AbstractContextManager[bool]:
        return turnstile.only_writer(self.path.absolute(), engine.PATIENCE) if self.path else nullcontext(True)

    def _turn(self) -> AbstractContextManager[None]:
        return turnstile.held(self.path.absolute(), engine.PATIENCE) if self.path else nullcontext()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody of this process has the file open, and nobody of another can open it first."""
        with self._turn(), self._door.alone(engine.PATIENCE) as alone:
            if not alone:
                raise StoreUnavailable(f"The store {self.name} is in use. Try again in a moment.")
            yield

    @property
    def _door(self) -> Door:
        return door_of(self._place)

    @property
    def _place(self) -> str:
        return str(self.path.absolute() if self.path else self.location)

    def _opened(self) -> AbstractContextManager[Connection]:
        opens = self._engine()
        return entering.entered(self._door, opens, self.path.absolute()) if self.path else opens.connect()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        version = self.version() if self.path else ""
        try:
            with self._opened() as connection:
                connection.info[_VERSION] = version
                row_scope.hold(connection, self.rows)
                yield connection
        except DBAPIError as error:
            if self.path is None and isinstance(error, OperationalError):
                raise StoreUnavailable(server.in_words(error, self.location)) from error
            if self.path is None or not _lost(error.orig):
                raise
            raise refusal(error.orig or error, self.path) from error


class _Still(Store):
    """A store while one reading of it goes on."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store.location, store.rows)
        self._version = store.version() if store.path is None else str(connection.info[_VERSION])
        self._connection = connection

    def version(self) -> str:
        return self._version

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        yield self._connection


def open_store(location: str | None = None) -> Store:
    """The store at a path or URL; without one, where CX_STORE says."""
    return Store(location or Environment().store)


def _lost(error: BaseException | None) -> bool:
    """Whether the store itself failed (disk, memory, damage), not the statement."""
    if isinstance(error, duckdb.TransactionException):
        return is_full(error)
    return isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.OutOfMemoryException)
