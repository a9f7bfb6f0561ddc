"""Words of an erased person that others copied: into minutes, an agenda, a saved draft, or the history of any of them.

Found is what was copied to the letter: a whole comment, or a sentence of one, as it was written or masked. What
somebody put in words of their own is not; nor are a few words that anybody might have said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, Select, String, Table, select, update

from cx.domain.masking import masked
from cx.store.maintained import MAINTAINED
from cx.store.schema import approvals, drafts, points, quotes, record_versions

FEWEST_WORDS, FEWEST_LETTERS = 4, 20
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+|\s*[\r\n]+\s*")


def take_out(connection: Connection, comments: Iterable[str], instead: str) -> tuple[str, ...]:
    """Put `instead` in the place of every copy; the records that held one, by table and key."""
    wanted = copies_of(comments)
    if not wanted:
        return ()
    return tuple(place for table in _tables() for place in _out_of(connection, table, wanted, instead))


def copies_of(comments: Iterable[str]) -> tuple[str, ...]:
    """What a copy of these comments would look like, the longest first; as JSON keeps it, too.

    >>> copies_of(["Fine.", "I waited eleven days for it. Write to ana@example.com about that."])[2:4]
    ('Write to ana@example.com about that.', 'Write to [e-mail] about that.')
    """
    found = set()
    for comment in comments:
        for form in (comment, masked(comment)):
            for spaced in (form.strip(), " ".join(form.split())):
                found |= {spaced, *_SENTENCE_ENDS.split(spaced)}
    telling = {text for text in found if len(text) >= FEWEST_LETTERS and len(text.split()) >= FEWEST_WORDS}
    kept = {json.dumps(text, ensure_ascii=plain)[1:-1] for text in telling for plain in (False, True)}
    return tuple(sorted(telling | kept, key=lambda text: (-len(text), text)))


def _tables() -> Iterator[Table]:
    """Where people write, and what keeps that; tables of people without a key of their own hold no such words."""
    yield from (kept.table for kept in MAINTAINED.values() if kept.table.primary_key.columns)
    yield from (quotes, drafts, points, approvals, record_versions)


def _out_of(connection: Connection, table: Table, wanted: Sequence[str], instead: str) -> Iterator[str]:
    key = list(table.primary_key.columns)
    texts = [column for column in table.columns if isinstance(column.type, String) and not column.primary_key]
    found: Select[tuple[str, ...]] = select(*key, *texts)
    for row in connection.execute(found).mappings().all() if texts else ():
        changed = {column.name: _without(row[column.name], wanted, instead) for column in texts if row[column.name]}
        changed = {name: text for name, text in changed.items() if text != row[name]}
        if changed:
            this = [column == row[column.name] for column in key]
            connection.execute(update(table).where(*this).values(changed))
            yield " ".join([table.name, *(str(row[column.name]) for column in key)])


def _without(text: str, wanted: Sequence[str], instead: str) -> str:
    for copy in wanted:
        text = text.replace(copy, instead)
    return text
