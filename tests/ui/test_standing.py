"""Pages show one version of the store; a change from elsewhere is worked out while readers see what they saw."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, cast

import pytest

from cx.reports.opening import Store
from cx.ui import standing
from cx.ui.standing import Moved, Standing, Wanted

DEADLINE = 30


class Changing:
    """A store that is changed from here or from elsewhere. asked: how often its figure was worked out."""

    def __init__(self) -> None:
        self.figure, self.writes, self.asked = 1, 0, 0

    def version(self) -> str:
        return f"with {self.figure}"

    def writes_here(self) -> int:
        return self.writes

    def change(self, *, here: bool) -> None:
        self.figure += 1
        self.writes += here

    def read(self) -> int:
        self.asked += 1
        return self.figure


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Changing:
    monkeypatch.setattr(standing, "QUIET", 0.01)
    return Changing()


def standing_of(store: Changing) -> Standing:
    return Standing(cast(Store, store))


def wanted(made: Callable[[], Any]) -> Wanted:
    return Wanted("figure", made, {})


def soon(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + DEADLINE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    return true()


def test_a_report_is_worked_out_once_a_version(store: Changing) -> None:
    kept = standing_of(store)
    for figure in (1, 1, 2, 2):
        if figure != store.figure:
            store.change(here=True)
        assert kept.report(wanted(store.read), kept.shown()) == figure
    assert store.asked == 2


def test_what_this_process_writes_is_shown_at_once_also_within_a_run(store: Changing) -> None:
    kept = standing_of(store)
    run = kept.shown()
    assert kept.report(wanted(store.read), run) == 1
    store.change(here=True)
    assert kept.report(wanted(store.read), run) == 2
    assert kept.shown().behind_since is None


def test_after_a_change_from_elsewhere_one_alone_waits_and_many_see_what_they_saw(store: Changing) -> None:
    kept = standing_of(store)
    may_end = threading.Event()

    def slowly() -> int:
        found = store.read()
        assert found == 1 or may_end.wait(DEADLINE)
        return found

    before = kept.shown()
    assert kept.report(wanted(slowly), before) == 1
    store.change(here=False)
    one_of_many = kept.shown(before.version.number, alone=False)
    assert one_of_many.behind_since is not None
    assert kept.report(wanted(slowly), one_of_many) == 1
    alone = kept.shown(before.version.number, alone=True)
    assert alone.behind_since is None
    assert kept.shown(alone.version.number, alone=False).version == alone.version, "nobody is brought back"
    may_end.set()
    assert kept.report(wanted(slowly), alone) == 2
    assert soon(lambda: kept.shown(before.version.number, alone=False).version == alone.version)
    assert store.asked == 2


def test_nobody_is_shown_as_of_one_version_what_was_worked_out_while_it_changed(store: Changing) -> None:
    kept = standing_of(store)
    run = kept.shown()

    def meanwhile() -> int:
        store.change(here=False)
        return store.read()

    with pytest.raises(Moved):
        kept.report(wanted(meanwhile), run)
    with pytest.raises(Moved):
        kept.report(wanted(store.read), run)
    assert kept.report(wanted(store.read), kept.shown()) == 2
