"""Pinned quotes as they are kept, each with the comment that it was taken from, as far as that is still there."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from cx.domain.errors import UnknownName
from cx.domain.quotes import Consent, Quote
from cx.domain.slices import Slice
from cx.store import row_scope
from cx.store.comments import ANSWER, Written, written
from cx.store.schema import quotes, responses


def pinned(connection: Connection) -> tuple[tuple[Quote, Written | None], ...]:
    """Every quote with its answer as it stands now, the newest first; None where the answer is gone.

    Of answers that the reader may see only: of a quote whose answer is gone, that is not known.
    """
    same = (responses.c.survey_id == quotes.c.survey_id) & (responses.c.response_id == quotes.c.response_id)
    rows = connection.execute(
        select(quotes, *(column.label(f"now_{column.name}") for column in ANSWER))
        .select_from(quotes.outerjoin(responses, same))
        .where(row_scope.comments(connection))
        .order_by(quotes.c.pinned_at.desc(), quotes.c.response_id)
    ).mappings()
    return tuple(
        (
            _quote(row),
            written([row[f"now_{column.name}"] for column in ANSWER]) if row["now_score"] is not None else None,
        )
        for row in rows
    )


def pinned_answers(connection: Connection, survey_id: str) -> frozenset[str]:
    """The answers of a survey whose comments are pinned."""
    return frozenset(connection.execute(select(quotes.c.response_id).where(quotes.c.survey_id == survey_id)).scalars())


def pin(connection: Connection, quote: Quote) -> None:
    """Keep a quote, in the place of an earlier one of the same answer."""
    unpin(connection, quote.survey_id, quote.response_id)
    connection.execute(
        insert(quotes).values(
            survey_id=quote.survey_id,
            response_id=quote.response_id,
            text=quote.text,
            scope=quote.scope.canonical(),
            period=quote.period,
            pinned_by=quote.pinned_by,
            pinned_at=quote.pinned_at.astimezone(UTC).replace(tzinfo=None),
            consent=quote.consent.value,
            evidence=quote.evidence,
            note=quote.note,
        )
    )


def change_consent(
    connection: Connection, survey_id: str, response_id: str, consent: Consent, evidence: str, note: str
) -> None:
    """Raises UnknownName where no such quote is pinned."""
    changed = connection.execute(
        update(quotes)
        .where(quotes.c.survey_id == survey_id, quotes.c.response_id == response_id)
        .values(consent=consent.value, evidence=evidence, note=note)
        .returning(quotes.c.response_id)
    ).all()
    if not changed:
        raise UnknownName("This quote is no longer pinned. Reload the page.")


def unpin(connection: Connection, survey_id: str, response_id: str) -> None:
    connection.execute(delete(quotes).where(quotes.c.survey_id == survey_id, quotes.c.response_id == response_id))


def _answer(row: RowMapping) -> Written | None:
    return None if row["now_score"] is None else written([row[f"now_{column.name}"] for column in ANSWER])


def _quote(kept: RowMapping) -> Quote:
    moment: datetime = kept["pinned_at"]
    return Quote(
        kept["survey_id"],
        kept["response_id"],
        kept["text"],
        Slice.parse(kept["scope"]),
        kept["period"],
        kept["pinned_by"],
        moment.replace(tzinfo=UTC),
        Consent(kept["consent"] or Consent.UNKNOWN),
        kept["evidence"],
        kept["note"],
    )
