"""How many people were invited to answer, as far as anybody sent it: as counts, or as the people themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy import Connection, Date, Subquery, case, cast, func, literal, null, select, union_all

from cx.domain.periods import Span
from cx.domain.slices import EVERYBODY, FIELDS, Slice
from cx.store.asked import Asked, Group
from cx.store.months import first_of, month_span, months_of
from cx.store.schema import invitations, invited_summary, response_summary
from cx.store.tallies import answered_days


class Invitations:
    """One survey's invitations over one open connection; what several questions need is looked up once."""

    def __init__(self, connection: Connection, survey_id: str) -> None:
        self._connection = connection
        self._survey_id = survey_id

    def invited(
        self,
        spans: Sequence[Span],
        *,
        by: Sequence[str] = (),
        where: Slice = EVERYBODY,
        own_brand: str | None = None,
        once: bool = True,
    ) -> dict[tuple[int, Group], int | None]:
        """How many people were invited in each span and group; None, or no entry for a group, where it is not known.

        It is known where every month of the span that has invitations gives the asked fields in each of its rows, and
        every month of it that has answers has invitations. They are counted by the month: a span that cuts one short
        has its count only where no answer came after the cut.
        once: in a span that knows of persons, whoever was invited in several months counts once, in the group of their
        latest invitation there; counts that somebody sent are added up as they are.
        """
        asked = Asked(self._survey_id, tuple(by), where, own_brand)
        complete = self._months_complete(asked.fields) if self._months else {}
        rows = self._counted(asked) if self._months else []
        found: dict[tuple[int, Group], int | None] = {}
        for index, span in enumerate(spans):
            if not self._is_known(span, complete):
                if not by:
                    found[index, ()] = None
                continue
            if not by:
                found[index, ()] = 0
            months = set(months_of(span))
            persons = once and self.of_persons(span)
            for month, again, group, count in rows:
                if month in months and not (persons and again in months):
                    found[index, group] = (found.get((index, group)) or 0) + count
        return found

    def of_persons(self, span: Span) -> bool:
        """Whether all invitations of the span are known person by person."""
        sent = [month for month in months_of(span) if month in self._months]
        return bool(sent) and all(self._months[month] for month in sent)

    def fields(self, span: Span) -> tuple[str, ...]:
        """The fields that every invitation of the span gives; none where it is not known how many were asked."""
        if not self._months:
            return ()
        return tuple(field for field in FIELDS if self._is_known(span, self._months_complete((field,))))

    @cached_property
    def _months(self) -> dict[date, bool]:
        """Each month with invitations, and whether they are known person by person."""
        counts = select(invitations.c.month, literal(0).label("persons"))
        people = select(invited_summary.c.month, literal(1).label("persons"))
        both = union_all(
            counts.where(invitations.c.survey_id == self._survey_id).distinct(),
            people.where(invited_summary.c.survey_id == self._survey_id).distinct(),
        ).subquery()
        rows = self._connection.execute(select(both.c.month, func.max(both.c.persons)).group_by(both.c.month))
        return {month: bool(persons) for month, persons in rows}

    @cached_property
    def _last_answer(self) -> date | None:
        answered = answered_days(self._connection, self._survey_id, own_brand=None)
        return answered.last if answered else None

    @cached_property
    def _answered_unasked(self) -> frozenset[date]:
        """Months that have answers and no invitations."""
        kept = response_summary.c
        months = self._connection.execute(select(kept.month).where(kept.survey_id == self._survey_id).distinct())
        return frozenset(months.scalars()) - self._months.keys()

    def _is_known(self, span: Span, complete: Mapping[date, bool]) -> bool:
        months = months_of(span)
        sent = [month for month in months if month in self._months]
        if first_of(span.first) != span.first or not sent or not all(complete.get(month, False) for month in sent):
            return False
        cut_short = month_span(span.last).last != span.last
        if cut_short and self._last_answer is not None and self._last_answer > span.last:
            return False
        return self._answered_unasked.isdisjoint(months)

    def _months_complete(self, fields: Iterable[str]) -> dict[date, bool]:
        """Each month with invitations, and whether every row of it gives the fields (no brand is our own brand)."""
        wanted = [field for field in fields if field != "brand"]
        return {month: all(given[field] for field in wanted) for month, given in self._given.items()}

    @cached_property
    def _given(self) -> dict[date, dict[str, bool]]:
        """Each month with invitations, and which fields every row of it gives.

        A row that says that nobody was invited gives nothing to any group.
        """
        rows = _both()
        given = (
            func.min(case((rows.c[field] != "", 1), (rows.c.invited == 0, 1), else_=0)).label(field) for field in FIELDS
        )
        known = select(rows.c.month, *given).where(rows.c.survey_id == self._survey_id).group_by(rows.c.month)
        return {
            month: {field: bool(every) for field, every in zip(FIELDS, marks, strict=True)}
            for month, *marks in self._connection.execute(known)
        }

    def _counted(self, asked: Asked) -> list[tuple[date, date | None, Group, int]]:
        """Month, month of the same people's next invitation, group, and how many."""
        rows = _both()
        groups = [rows.c.month, rows.c.again_month, *asked.groups(rows)]
        found = self._connection.execute(
            select(*groups, func.sum(rows.c.invited)).where(*asked.conditions(rows)).group_by(*groups)
        )
        return [(month, again, tuple(group), int(count)) for month, again, *group, count in found]


def _both() -> Subquery:
    """Counts that were sent, and counts of the people who were; one survey's month has one or the other."""
    sent = invitations.c
    counted = invited_summary.c
    fields = [sent[field] for field in FIELDS]
    return union_all(
        select(sent.survey_id, sent.month, cast(null(), Date).label("again_month"), *fields, sent.invited),
        select(
            counted.survey_id,
            counted.month,
            counted.again_month,
            *(counted[field] for field in FIELDS),
            counted.invited,
        ),
    ).subquery("both")
