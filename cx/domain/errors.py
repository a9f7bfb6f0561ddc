"""Everything this package raises on purpose.

CxError                     exit status 2: refused, nothing changed
├── BadFile                 a file that cannot be read as the table it should be
├── BadValue                a value outside its range or closed set
│   └── BadRecord           a form that cannot be kept, with what is wrong by field
├── UnknownName             a survey, period, import or setting that does not exist
├── NotPermitted            something that none of a person's roles may do
├── StoreUnavailable        the store is busy, broken, missing or made by a newer version
│   └── StoreDamaged        its file cannot be opened as a store
└── ChoiceNeeded            exit status 3: nothing changed, the message names the option to pass

A message says what happened, where, and what would mend it, in words for the person who holds the file.
"""

from __future__ import annotations

from collections.abc import Mapping


class CxError(Exception):
    """Refused; nothing was changed."""

    exit_status = 2


class BadFile(CxError):
    """A file that cannot be read as the table it should be."""


class BadValue(CxError):
    """A value outside its range or closed set."""


class BadRecord(BadValue):
    """A form that cannot be kept. problems: what is wrong, by field; '' is the record as a whole."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{problem.rstrip('.')}." for problem in problems.values()))
        self.problems = dict(problems)


class UnknownName(CxError):
    """A name that nothing in the store answers to."""


class NotPermitted(CxError):
    """Something that none of a person's roles may do."""


class StoreUnavailable(CxError):
    """The store is busy, broken, missing or made by a newer version."""


class StoreDamaged(StoreUnavailable):
    """The store's file is damaged, or is no store at all."""


class ChoiceNeeded(CxError):
    """More than one reading is possible and only the person who holds the file can choose.

    options: what may be passed on the command line, such as "--dates dmy"; the page offers the same choices.
    """

    exit_status = 3

    def __init__(self, message: str, options: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.options = options
