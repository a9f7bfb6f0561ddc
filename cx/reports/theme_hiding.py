"""Which figures of themes may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cx.domain.periods import Window
from cx.domain.samples import Group, hidden_parts
from cx.domain.slices import Slice
from cx.domain.themes import Spoken
from cx.reports.figures import Figures
from cx.store import theme_tallies
from cx.store.comment_counts import EVERY
from cx.store.once import once

Cell = tuple[Group, str]
"""Values of some fields, and a period of any length."""
Counts = Mapping[Cell, int]


@dataclass(slots=True)
class Visible:
    """One survey's themes: neither who mentions one nor who does not may be a small group, nor be worked out from the
    months, quarters and groups beside them.
    """

    figures: Figures
    _counts: dict[Group, Mapping[str, Counts]] = field(default_factory=dict)
    _hidden: dict[tuple[str, Group], frozenset[Cell]] = field(default_factory=dict)

    @classmethod
    def of(cls, figures: Figures) -> Visible:
        return once(figures.connection, (cls, figures.survey, figures.answered), lambda: cls(figures))

    def is_hidden(self, scope: Slice, theme: str, window: Window, spoken: Spoken) -> bool:
        fewest = self.figures.company.hide_below
        if any(0 < tally.n < fewest for tally in (spoken.mention, spoken.others)):
            return True
        fields = tuple(name for name, _ in scope)
        cell = tuple(value for _, value in scope), window.period.key
        return cell in self._of(theme, fields)

    def _of(self, theme: str, fields: Group) -> frozenset[Cell]:
        if (theme, fields) not in self._hidden:
            every = self._counted(fields).get(EVERY, {})
            mention = self._counted(fields).get(theme, {})
            others = {cell: n - mention.get(cell, 0) for cell, n in every.items()}
            totals = [self._of(theme, fields[:place] + fields[place + 1 :]) for place in range(len(fields))]
            figures = self.figures
            fewest, wholes, spared = figures.company.hide_below, figures.wholes(), figures.newest()
            hidden: frozenset[Cell] = frozenset()
            for counts in (mention, others):
                if any(0 < n < fewest for n in counts.values()):
                    hidden |= hidden_parts(counts, fewest, wholes, totals, spared=spared)
            self._hidden[theme, fields] = hidden
        return self._hidden[theme, fields]

    def _counted(self, fields: Group) -> Mapping[str, Counts]:
        if fields not in self._counts:
            company, survey = self.figures.company, self.figures.survey
            found = theme_tallies.monthly(self.figures.connection, survey.survey_id, fields, company.own_brand)
            self._counts[fields] = {
                theme: {(group, f"{month:%Y-%m}"): n for (group, month), n in counts.items()}
                for theme, counts in found.items()
            }
        return self._counts[fields]
