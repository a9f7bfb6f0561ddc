"""A survey's monthly tallies, asked for once for each set of fields and added up from there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cx.domain.periods import FiscalCalendar, Grain, Period, Span
from cx.domain.slices import EVERYBODY, FIELDS, Slice
from cx.domain.tally import Tally, total
from cx.store import tallies
from cx.store.opening import Connection

Group = tuple[str, ...]

SHARED_FIELDS = 2
"""Up to so many fields together are asked for with all their values; beyond, only the values wanted are."""


@dataclass(slots=True)
class Monthly:
    """One group's answers by the first day of the month, each person once in a month.

    repeated: answers of one month whose person next answered in another, by both months; not twice in a longer span.
    """

    answers: dict[date, Tally] = field(default_factory=dict)
    repeated: dict[tuple[date, date], Tally] = field(default_factory=dict)

    def take_away(self, month: date, twice: Tally) -> None:
        """Leave out answers of persons who answered again in the same month."""
        self.answers[month] -= twice
        if not self.answers[month].n:
            del self.answers[month]

    def within(self, span: Span) -> Tally:
        """The tally of a span of whole months."""
        first = span.first.replace(day=1)
        counted = total(tally for month, tally in self.answers.items() if first <= month <= span.last)
        twice = [tally for (month, again), tally in self.repeated.items() if first <= month and again <= span.last]
        return counted - total(twice) if twice else counted


@dataclass(slots=True)
class Cube:
    """Tallies of one survey over one open connection.

    answered: first and last day with answers. own_brand: as in `cx.store.tallies`.
    """

    connection: Connection
    survey_id: str
    own_brand: str
    answered: Span
    _known: dict[tuple[Group, Slice], dict[Group, Monthly]] = field(default_factory=dict)
    _alone: dict[tuple[Span, Group, Slice], dict[Group, Tally]] = field(default_factory=dict)
    _months: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        calendar = FiscalCalendar()
        first, last = (calendar.period_of(day, Grain.MONTH) for day in (self.answered.first, self.answered.last))
        self._months = calendar.sequence(first, last)

    @property
    def months(self) -> tuple[Period, ...]:
        """Every calendar month from the first with answers to the last."""
        return self._months

    def tallies(
        self, spans: Sequence[Span], by: Group = (), where: Slice = EVERYBODY
    ) -> dict[tuple[int, Group], Tally]:
        """The tally of each span (by its index) and group that has answers: months added up, days asked for.

        Who answered in several months of a span counts once in it.
        """
        found: dict[tuple[int, Group], Tally] = {}
        cut = [i for i, span in enumerate(spans) if not self._is_whole(span)]
        for group, monthly in self.parts(by, where).items():
            for i, span in enumerate(spans):
                if i not in cut and (tally := monthly.within(span)).n:
                    found[i, group] = tally
        if cut:
            days = self._of_spans([spans[i] for i in cut], [by], where)[by]
            found |= {(cut[i], group): tally for (i, group), tally in days.items()}
        return found

    def few(self, spans: Sequence[Span], by: Group, where: Slice) -> dict[tuple[int, Group], Tally]:
        """The same for whoever needs no other span: where the months are not known yet, only these are asked for."""
        if self._asked_as(by, where) in self._known:
            return self.tallies(spans, by, where)
        self.ask_few(spans, [by], where)
        return {
            (i, group): tally for i, span in enumerate(spans) for group, tally in self._alone[span, by, where].items()
        }

    def ask_few(self, spans: Sequence[Span], each: Iterable[Group], where: Slice) -> None:
        """Ask in one question for what `few` will be asked for by each of several sets of fields."""
        for sets in self._by_brand(by for by in each if self._asked_as(by, where) not in self._known):
            unknown = [
                span for span in dict.fromkeys(spans) if any((span, by, where) not in self._alone for by in sets)
            ]
            if not unknown:
                continue
            self._alone |= {(span, by, where): {} for span in unknown for by in sets}
            for by, found in self._of_spans(unknown, sets, where).items():
                for (i, group), tally in found.items():
                    self._alone[unknown[i], by, where][group] = tally

    def ask(self, each: Iterable[Group]) -> None:
        """Ask in one question for the months by each of several sets of fields: half of what as many questions take."""
        ordered = dict.fromkeys(self._asked_as(by, EVERYBODY)[0] for by in each)
        for sets in self._by_brand(by for by in ordered if (by, EVERYBODY) not in self._known):
            self._ask(sets, EVERYBODY)

    @staticmethod
    def _by_brand(each: Iterable[Group]) -> list[list[Group]]:
        """Sets of fields without the brand and sets with it: these count other answers."""
        found: dict[bool, list[Group]] = {}
        for by in each:
            found.setdefault("brand" in by, []).append(by)
        return [*found.values()]

    def _of_spans(
        self, spans: Sequence[Span], each: Sequence[Group], where: Slice, *, every_answer: bool = False
    ) -> dict[Group, dict[tuple[int, Group], Tally]]:
        return tallies.tallies_by_each(
            self.connection,
            self.survey_id,
            spans,
            each=each,
            where=where,
            own_brand=self.own_brand,
            every_answer=every_answer,
        )

    def monthly(self, by: Group, where: Slice = EVERYBODY) -> dict[Group, dict[date, Tally]]:
        """Each group's tallies by the first day of the month; they do not add up where somebody answered again."""
        return {group: found.answers for group, found in self.parts(by, where).items()}

    def parts(self, by: Group, where: Slice = EVERYBODY) -> dict[Group, Monthly]:
        """Each group's months."""
        fields, condition = self._asked_as(by, where)
        if condition:
            return self._asked(by, where)
        wanted = {name: value or self.own_brand if name == "brand" else value for name, value in where}
        groups: dict[Group, Monthly] = {}
        for values, monthly in self._asked(fields, EVERYBODY).items():
            named = dict(zip(fields, values, strict=True))
            if all(named[name] == value for name, value in wanted.items()):
                groups[tuple(named[name] for name in by)] = monthly
        return groups

    @staticmethod
    def _asked_as(by: Group, where: Slice) -> tuple[Group, Slice]:
        """By which fields, and where, the months are asked for: few fields together with all their values."""
        fields = tuple(sorted({*by, *where.as_dict()}, key=FIELDS.index))
        return (fields, EVERYBODY) if len(fields) <= SHARED_FIELDS else (by, where)

    def _asked(self, by: Group, where: Slice) -> dict[Group, Monthly]:
        if (by, where) not in self._known:
            self._ask([by], where)
        return self._known[by, where]

    def _ask(self, each: Sequence[Group], where: Slice) -> None:
        spans = [month.span for month in self._months]
        for by, found in self._of_spans(spans, each, where, every_answer=True).items():
            groups = self._known[by, where] = {}
            for (i, group), tally in found.items():
                groups.setdefault(group, Monthly()).answers[spans[i].first] = tally
        if not tallies.has_repeats(self.connection, self.survey_id):
            return
        repeated = tallies.repeated_by_each(
            self.connection, self.survey_id, each=each, where=where, own_brand=self.own_brand
        )
        for by, twice in repeated.items():
            groups = self._known[by, where]
            for (month, again, group), tally in twice.items():
                if month == again:
                    groups[group].take_away(month, tally)
                else:
                    groups[group].repeated[month, again] = tally

    def _is_whole(self, span: Span) -> bool:
        """Whether no month with answers is cut by the span."""
        starts = span.first.day == 1 or span.first <= self.answered.first
        after = date.fromordinal(span.last.toordinal() + 1)
        return starts and (after.day == 1 or span.last >= self.answered.last)
