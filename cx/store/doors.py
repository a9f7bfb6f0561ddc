"""Who has a store's file open in this process, so that it is put in another place only while nobody has.

DuckDB keeps one instance a path: whoever opened the path while an earlier holder is still in would get the file that
was there before, and its log would be written beside the new one.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Door:
    """The entrance to one file, through which any number of threads may pass, or one that is to be alone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside: defaultdict[int, int] = defaultdict(int)
        """Thread -> how often it came in and has not left; only threads that are inside."""
        self._waiting = 0

    def is_entered(self) -> bool:
        """Whether this thread is inside."""
        return threading.get_ident() in self._inside

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Come in, after whoever waits to be alone; a thread that is inside already comes in again at once."""
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting or me in self._inside)
            self._inside[me] += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._changed.notify_all()

    @contextmanager
    def alone(self, patience: float) -> Iterator[bool]:
        """Wait until nobody is inside and let only this thread in meanwhile; False where somebody stays.

        patience: seconds.
        """
        with self._changed:
            self._waiting += 1
            try:
                empty = self._changed.wait_for(lambda: not self._inside, patience)
            finally:
                self._waiting -= 1
                self._changed.notify_all()
            yield empty


_doors: defaultdict[str, Door] = defaultdict(Door)


def door_of(place: str) -> Door:
    """The one door of a place in this process."""
    return _doors[place]
