"""What a reader asked to see."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.periods import Grain
from cx.domain.slices import EVERYBODY, Slice


@dataclass(frozen=True, slots=True)
class View:
    """The shared filters of every page, as they stand in its address.

    survey_id: '' is the primary survey, else the only one. period: a key, '' is the last period with answers.
    scope: the group; the empty slice is everybody.
    """

    survey_id: str = ""
    grain: Grain = Grain.QUARTER
    period: str = ""
    scope: Slice = EVERYBODY
