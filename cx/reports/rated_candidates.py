"""Ratings as candidates for a project: what goes with the score, and how those score who rate it low."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cx.domain.candidates import LOW, Problem
from cx.domain.driver_questions import questions
from cx.domain.drivers import fit
from cx.domain.periods import Window
from cx.domain.samples import Group, hidden_parts
from cx.domain.series import Shown
from cx.domain.slices import EVERYBODY, Slice
from cx.domain.tally import EMPTY
from cx.domain.themes import Spoken
from cx.reports.figures import Figures
from cx.store.rated_answers import has_ratings, low_and_others, rated_answers

Counted = Mapping[Group, Spoken]


@dataclass(slots=True)
class Rated:
    """The ratings of one survey and period that are shown to go with the score. problems: the weightiest first."""

    figures: Figures
    window: Window
    problems: tuple[Problem, ...]
    _counted: dict[Group, tuple[Counted, ...]] = field(default_factory=dict)
    _hidden: dict[tuple[int, Group], frozenset[Group]] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: Figures, window: Window) -> Rated:
        return cls(figures, window, _shown(figures, window))

    def spoken(self, scope: Slice) -> dict[str, Spoken]:
        """Of each rating, by its problem's key, who of a group rated it low, and the others; not what is hidden."""
        fields, values = tuple(name for name, _ in scope), tuple(value for _, value in scope)
        if self.figures.is_hidden(self.window.period, scope):
            return {}
        return {
            problem.key: self._of(fields)[place][values]
            for place, problem in enumerate(self.problems)
            if values in self._of(fields)[place] and values not in self._too_few(place, fields)
        }

    def _of(self, fields: Group) -> tuple[Counted, ...]:
        if fields not in self._counted:
            figures = self.figures
            found = low_and_others(
                figures.connection,
                figures.survey.survey_id,
                self.window.span,
                [problem.names for problem in self.problems],
                LOW,
                by=fields,
                own_brand=figures.company.own_brand,
            )
            places = range(len(self.problems))
            self._counted[fields] = tuple(
                {group: Spoken(*both) for (number, group), both in found.items() if number == place} for place in places
            )
        return self._counted[fields]

    def _too_few(self, place: int, fields: Group) -> frozenset[Group]:
        """Groups of which so few rated it low, or higher, that this could be told, or had as a total less the rest."""
        if (place, fields) not in self._hidden:
            fewest, period = self.figures.company.hide_below, self.window.period.key
            hidden: set[Group] = set()
            totals = [
                {(group, period) for group in self._too_few(place, fields[:at] + fields[at + 1 :])}
                for at in range(len(fields))
            ]
            for low in (True, False):
                counts = {
                    (group, period): (one.mention if low else one.others).n
                    for group, one in self._of(fields)[place].items()
                }
                if any(0 < n < fewest for n in counts.values()) or any(totals):
                    hidden |= {group for group, _ in hidden_parts(counts, fewest, {}, totals)}
            self._hidden[place, fields] = frozenset(hidden)
        return self._hidden[place, fields]


def _shown(figures: Figures, window: Window) -> tuple[Problem, ...]:
    """Ratings whose weight is more than a random predictor's, where the company's score may be told in full."""
    survey, company = figures.survey.survey_id, figures.company
    everybody = figures.tallies([window.span]).get((0, ()), EMPTY)
    if not has_ratings(figures.connection, survey) or figures.shown(everybody) is not Shown.FULL:
        return ()
    answers = rated_answers(figures.connection, survey, [window.span], where=EVERYBODY, own_brand=company.own_brand)
    if 0 not in answers:
        return ()
    asked = questions(answers[0])
    weighed = fit(answers[0], asked.used, asked.left_out, least=company.thin_below)
    drivers = weighed.drivers.drivers if weighed else ()
    # A rating that goes the other way, low with high scores, is no problem that could be mended.
    return tuple(Problem.of_rating(one.names, one.share) for one in drivers if one.shown and one.correlation > 0)
