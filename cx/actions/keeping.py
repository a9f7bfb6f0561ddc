"""Keeping what the company has: backups, the way back from them, and erasing a person for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cx.actions import acting
from cx.domain.errors import UnknownName
from cx.domain.roles import Action, Actor
from cx.store import audit, backups, comment_counts, erasing
from cx.store.backups import Manifest
from cx.store.erasing import Erased
from cx.store.opening import Connection, Store
from cx.store.work_folder import COPIES

__all__ = ["Erasure", "Manifest", "Restored", "back_up", "erase", "restore"]


@dataclass(frozen=True, slots=True)
class Restored:
    """manifest: of the backup. aside: where what stood there before is kept; None where nothing did.

    kept_log: the audit log that was there goes on, because it holds all that the backup's holds. erased: people who
    were erased after the backup was taken, and are erased again.
    """

    manifest: Manifest
    aside: Path | None
    kept_log: bool
    erased: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """erased: what was taken out. copies: files beside the store, made before, that may still hold the person."""

    erased: Erased
    copies: tuple[Path, ...]


def back_up(store: Store, actor: Actor, target: Path, at: datetime) -> tuple[Path, Manifest]:
    """Write a backup that has proved itself to a file, or under a name of the day into a folder; where, and what it
    holds. Others read and write meanwhile. An earlier backup of that name gives way once the new one is whole.

    at: UTC. Raises NotPermitted, BadValue where another file stands there, StoreUnavailable.
    """
    acting.check(store, actor, Action.BACK_UP, "", at)
    place = target / f"cx-{at:%Y%m%d-%H%M%S}{backups.ENDING}" if target.is_dir() else target
    backups.check_target(store, place)
    with backups.taken(store, at) as (archive, manifest):
        acting.note(store, actor, Action.BACK_UP, manifest.store_sha256[:16], at)
        backups.put(archive, place)
    return place, manifest


def restore(store: Store, actor: Actor, source: Path, at: datetime) -> Restored:
    """Put a backup in the store's place, after it was verified; what was there is kept beside it.

    People who were erased since the backup are erased again. at: UTC.
    Raises NotPermitted, BadFile where the file is no sound backup, StoreUnavailable where a newer version made it or
    the store stays in use; nothing is changed then.
    """
    acting.check(store, actor, Action.RESTORE, "", at)
    with backups.unpacked(source, store) as (found, manifest):
        kept_log = audit.goes_on_from(store, found)
        since = audit.objects_of(store, Action.ERASE_PERSON, manifest.taken_at) if kept_log else ()
        erased = sum(not _take_out(found, key, actor, at).nothing for key in since)
        acting.note(store if kept_log else found, actor, Action.RESTORE, manifest.store_sha256[:16], at)
        aside = backups.place_for_replaced(store, at)
        store.give_way_to(found, _whatever_it_holds, aside=aside, even_damaged=True)
        if not kept_log:
            audit.take_place(store, found, aside.with_name(f"{aside.name}.audit"))
    return Restored(manifest, aside if aside.exists() else None, kept_log, erased)


def erase(store: Store, actor: Actor, respondent: str, at: datetime) -> Erasure:
    """Take a person out of the store for good, and write its file anew so that nothing is left in free blocks.

    respondent: as a file named them: an e-mail address, a customer number. at: UTC.
    Raises NotPermitted, UnknownName where the store holds nothing of such a person.
    """
    with store.reading() as connection:
        key = erasing.key_of(connection, respondent)
    if not key:
        raise UnknownName("No file ever said who answered, so nobody can be found here by who they are.")
    with acting.acting(store, actor, Action.ERASE_PERSON, key, at) as connection:
        erased = erasing.erase(connection, key, actor.id, at, written=respondent)
        if erased.nothing:
            raise UnknownName(f"The store holds nothing of '{respondent}'. Write them as the file did that named them.")
        for record in erased.copied:
            acting.record(store, actor, Action.MAINTAIN, f"{record} erased words", "done", at)
    _finish(store)
    return Erasure(erased, tuple(sorted(path for kind in COPIES for path in store.work_folder.glob(kind))))


def _take_out(store: Store, key: str, actor: Actor, at: datetime) -> Erased:
    with store.writing() as connection:
        erased = erasing.erase(connection, key, actor.id, at)
    _finish(store)
    return erased


def _finish(store: Store) -> None:
    comment_counts.settle(store)
    store.rewrite()


def _whatever_it_holds(_connection: Connection) -> None:
    """A restore replaces any store: it is kept aside."""
