"""A sync: a warehouse that holds the answers is asked for their counts, and only what changed comes into the store."""

from __future__ import annotations

import json
import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, ChoiceNeeded, CxError
from cx.settings import Environment
from cx.store import company, syncing
from cx.store.leaving_demo import put_demo_aside
from cx.store.opening import Store
from cx.store.syncing import SyncedSurvey
from cx.store.warehouse.bringing import Known, bring
from cx.store.warehouse.connecting import named
from cx.store.warehouse.mapped import Mapped

__all__ = ["Synced", "named", "read_mapping", "sync"]


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did. source: the warehouse and its table, without a password. days: that were asked for anew.

    asked_at: UTC.
    """

    source: str
    surveys: tuple[SyncedSurvey, ...]
    days: int
    asked_at: datetime

    def lines(self) -> Iterator[str]:
        """In words for the person who runs it."""
        for one in self.surveys:
            name = one.survey_id or "no survey named"
            if one.import_id is None:
                yield f"{name}: nothing has changed in {self.source}."
                continue
            refused = f", {one.rejected:,} rows refused" if one.rejected else ""
            yield (
                f"{name}: {one.accepted:,} new answers, {one.updated:,} changed, {one.removed:,} gone"
                f"{refused}. This is import {one.import_id}."
            )

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "asked_at": self.asked_at.isoformat(timespec="seconds"),
            "days": self.days,
            "surveys": [asdict(one) for one in self.surveys],
        }


def read_mapping(path: Path) -> Mapped:
    """Raises BadFile where it is no TOML, BadValue where it says what cannot be."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"There is no mapping file {path} that can be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(f"{path.name} is no mapping file: {error}. docs/warehouse.md shows one.") from error
    return Mapped.of(told)


def sync(
    store: Store,
    url: str,
    mapped: Mapped | None = None,
    *,
    by: str = "command line",
    today: date | None = None,
    replace: bool = False,
    replace_demo: bool = False,
) -> Synced:
    """Bring the store up to what the warehouse says; all of it or nothing.

    mapped: None takes the mapping of the last sync from there. replace: what it says now holds, though it be less.
    Raises ChoiceNeeded (nothing changed, the message names the option), BadValue, and SourceUnavailable.
    """
    zone, demo, mapped = _before(store, named(url), mapped)
    if demo:
        with _own_store(store, replace_demo=replace_demo) as own:
            return sync(own, url, mapped, by=by, today=today, replace=replace)
    source = f"{named(url)} {mapped.table}"
    kept = json.dumps({**json.loads(mapped.as_json()), "time_zone": zone}, ensure_ascii=False, sort_keys=True)
    at = datetime.now(UTC)
    known = Known(replace=replace)
    if store.exists():
        with store.reading() as connection:
            known = syncing.known(connection, source, kept, replace=replace)
    with _scratch(store) as scratch:
        brought = bring(url, mapped, known, scratch, zone=zone, today=today or Environment().day(zone))
        with store.writing(scratch=scratch) as connection:
            done = syncing.commit(connection, syncing.Sync(source, kept, brought, by, at, replace))
    return Synced(source, tuple(done), brought.days, at)


def _before(store: Store, source: str, mapped: Mapped | None) -> tuple[str, bool, Mapped]:
    """The company's time zone, whether the store holds the demo company, and the mapping that holds."""
    zone, demo, before = "UTC", False, ""
    if store.exists():
        with store.reading() as connection:
            zone, demo = company.load(connection).time_zone, company.is_demo(connection)
            before = "" if mapped else syncing.remembered(connection, source)
    if before:
        told = json.loads(before)
        del told["time_zone"]
        mapped = Mapped.of(told)
    if mapped is None:
        raise ChoiceNeeded(
            f"{source} was never synced. Say which table and columns hold the answers: pass --mapping FILE, a TOML file"
            " as docs/warehouse.md shows it.",
            ("--mapping FILE",),
        )
    return zone, demo, mapped


@contextmanager
def _own_store(store: Store, *, replace_demo: bool) -> Iterator[Store]:
    """A store without the demo company, in its place when the block ends."""
    if not replace_demo:
        raise ChoiceNeeded(
            "This store holds the demo company; your answers must not mix with its. Pass --replace-demo to start a"
            " store of your own (the demo is moved aside), or set CX_STORE to another place.",
            ("--replace-demo",),
        )
    if store.path is None:
        raise CxError("The demo company is on a database server. Set CX_STORE to an empty database for your answers.")
    with store.fresh() as own:
        yield own
        put_demo_aside(store, own, datetime.now(UTC))


@contextmanager
def _scratch(store: Store) -> Iterator[Path]:
    folder = store.work_folder.absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{uuid.uuid4().hex}.duckdb"
    try:
        yield path
    finally:
        for left in folder.glob(f"{path.stem}*"):
            left.unlink(missing_ok=True)
