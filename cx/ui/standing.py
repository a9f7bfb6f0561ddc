"""Which version of the store the pages show, and the reports that are kept of it.

A page shows one version throughout. What somebody changes in the dashboard is shown at once. After a change from
elsewhere, such as an import from the command line, whoever reads alone waits for the new figures; many readers go on
seeing what they saw, and are told so, until what they asked for lately is worked out anew. Within a tab,
nobody is brought back to an earlier version than the one that they have seen.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from cx.reports.opening import ABSENT, Store

MOST_KEPT = 400
"""Reports of a few kilobytes each; a reader moves between some dozens."""
MOST_RENEWED, LATELY = 40, 600
"""Reports that are worked out for those who wait, and the seconds within which somebody must have asked for them."""
QUIET, LONGEST = 1.0, 300.0
"""Seconds without another change before that begins, and those after which it ends though changes go on."""

Found = TypeVar("Found")
Key = TypeVar("Key")


class Moved(Exception):
    """The store has changed, so that what the page shows can no longer be worked out: it begins anew."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report with all that it depends on but the store's version. name: tells it apart."""

    name: str
    report: Callable[..., Any]
    taken: dict[str, Any]

    def made(self) -> Any:
        return self.report(**self.taken)


@dataclass(frozen=True, slots=True)
class Version:
    """number: one more than that of the version before it."""

    text: str
    number: int


@dataclass(slots=True)
class Shown:
    """What one run of a page shows.

    writes: how often this process had written to the store by then. behind_since: UTC, when a newer version was
    noticed; None where this is the newest.
    """

    version: Version
    writes: int
    behind_since: datetime | None = None


class Standing:
    """One for each store in a process; any number of threads may ask."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changing = threading.Lock()
        self._kept: OrderedDict[tuple[str, str], Future[Any]] = OrderedDict()
        self._asked: OrderedDict[str, tuple[float, Wanted]] = OrderedDict()
        self._newest = self._standing = Version(ABSENT, 0)
        self._writes = 0
        self._behind_since: datetime | None = None
        """While what others ask for is worked out anew."""

    def shown(self, seen: int = 0, *, alone: bool = True) -> Shown:
        """What a run is to show. seen: the number of the version that its reader saw last. alone: nobody else reads."""
        newest, writes = self._look(), self._store.writes_here()
        with self._changing:
            if self._standing.text == ABSENT or writes != self._writes:
                self._standing, self._writes = newest, writes
            if newest.number <= self._standing.number:
                return Shown(self._standing, writes)
            if self._behind_since is None:
                self._behind_since = datetime.now(UTC)
                threading.Thread(target=self._renew, daemon=True).start()
            if alone or seen > self._standing.number:
                return Shown(newest, writes)
            return Shown(self._standing, writes, self._behind_since)

    def report(self, wanted: Wanted, shown: Shown) -> Any:
        """The report as of what is shown, worked out once however many ask.

        What this process has written since is shown at once. Raises Moved where others have, and it is not kept.
        """
        writes = self._store.writes_here()
        if writes != shown.writes:
            shown.version, shown.writes, shown.behind_since = self._look(), writes, None
        with self._changing:
            self._asked[wanted.name] = time.monotonic(), wanted
            _keep_last(self._asked, wanted.name, MOST_RENEWED)
        return self._report(wanted, shown.version.text)

    def exactly(self, made: Callable[[], Found], version: str) -> Found:
        """What is made, where it is certainly of that version. Raises Moved otherwise."""
        if self._store.version() == version:
            found = made()
            if self._store.version() == version:
                return found
        raise Moved

    def _look(self) -> Version:
        if self._store.version() != self._newest.text:
            with self._changing:  # looked at once more: another thread may have seen a newer one meanwhile
                text = self._store.version()
                if text != self._newest.text:
                    self._newest = Version(text, self._newest.number + 1)
        return self._newest

    def _report(self, wanted: Wanted, version: str) -> Any:
        key = version, wanted.name
        with self._changing:
            is_new = key not in self._kept
            found = self._kept.setdefault(key, Future())
            _keep_last(self._kept, key, MOST_KEPT)
        if is_new:
            try:
                found.set_result(self.exactly(wanted.made, version))
            except BaseException as error:
                found.set_exception(error)
                with self._changing:
                    self._kept.pop(key, None)
        return found.result()

    def _renew(self) -> None:
        until, version = time.monotonic() + LONGEST, self._newest
        try:
            while time.monotonic() < until:
                version = self._look()
                time.sleep(QUIET)
                if self._look() == version and self._renewed(version):
                    break
        finally:
            with self._changing:
                self._standing, self._behind_since = version, None

    def _renewed(self, version: Version) -> bool:
        """Whether all that was asked for lately could be worked out before the store changed again."""
        with self._changing:
            wanted = [one for at, one in reversed(self._asked.values()) if at > time.monotonic() - LATELY]
        for one in wanted:
            with suppress(Exception):  # whoever asks for it meets the same
                self._report(one, version.text)
            if self._look() != version:
                return False
        return True


def _keep_last(kept: OrderedDict[Key, Any], key: Key, most: int) -> None:
    """Count the key as the one used last, and let go of those used longest ago."""
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
