"""The parts that reports are made of: what a page shows, already worded and already hidden where it must be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cx.domain.accounts import Held, Standing
from cx.domain.bridge import Bridge
from cx.domain.process import Limits
from cx.domain.rates import ResponseRate
from cx.domain.series import Point, Series
from cx.domain.slices import Slice
from cx.domain.surveys import Event
from cx.domain.tables import Table
from cx.narrative.badges import Badge as Badge
from cx.narrative.badges import Tone as Tone


class State(StrEnum):
    """What a page can say: READY has figures; the others have a sentence and a next step instead."""

    READY = "ready"
    NO_ANSWERS = "no_answers"
    NO_SURVEY_CHOSEN = "no_survey_chosen"
    NOTHING_IN_SCOPE = "nothing_in_scope"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Link:
    """Another page with the filters it opens with. page: its address, such as 'trends'."""

    page: str
    query: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its likely range, its verdict, eight periods and what follows from it.

    value: as shown, '39' or a dash where nothing may be shown. range: 'likely 37 to 41'. caption: n and period.
    survey: its name. asked: the survey and who asked. metric: the version of the registered metric that it shows, ''
    where none is. restated: what today's answers say of a closed figure, in brief;
    '' where they say the same.
    """

    name: str
    value: str
    range: str
    badges: tuple[Badge, ...]
    so_what: str
    caption: str
    survey: str
    asked: str
    spark: tuple[Point, ...] = ()
    link: Link | None = None
    restated: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What needs attention, with where to look. name: the group. finding: what is the matter, to be read behind it."""

    tone: Tone
    name: str
    finding: str
    link: Link | None = None

    @property
    def text(self) -> str:
        return f"{self.name} {self.finding}"


@dataclass(frozen=True, slots=True)
class TrendPart:
    """A trend over time. title: its finding. caption: n, period, survey, who asked. alt: what it shows, for the ear.

    restated: a line for each marked period whose closed figure today's answers no longer give.
    notes: how the figures are made, where it is not the usual way.
    """

    title: str
    caption: str
    alt: str
    series: tuple[Series, ...]
    events: tuple[Event, ...]
    breaks: tuple[Event, ...]
    table: Table
    restated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenewalsRow:
    """Accounts that said the same. name: as the screen calls them. held: None where too few. told: held, in words."""

    standing: Standing
    name: str
    held: Held | None
    told: str


@dataclass(frozen=True, slots=True)
class RenewalsPart:
    """Revenue up for renewal by what its accounts said. notes: which days, and what the figures leave out."""

    title: str
    caption: str
    alt: str
    rows: tuple[RenewalsRow, ...]
    table: Table
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BridgePart:
    """What moved a score between two periods. bridge: None where it cannot be told, `reason` then says why.

    moved: whether the change is a rise or a fall; the parts of any other are of interest, not good or bad news.
    """

    title: str
    caption: str
    alt: str
    field_label: str
    before_label: str
    after_label: str
    bridge: Bridge | None
    moved: bool
    reason: str
    table: Table


@dataclass(frozen=True, slots=True)
class GridPart:
    """Every group of one field over the same periods."""

    title: str
    caption: str
    alt: str
    field: str
    field_label: str
    series: tuple[Series, ...]
    badges: tuple[tuple[str, Badge], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class DistributionPart:
    """How many gave each score from 0 to 10. counts: None where hidden."""

    title: str
    caption: str
    alt: str
    counts: tuple[int, ...] | None
    table: Table


@dataclass(frozen=True, slots=True)
class ProcessPart:
    """Signal or noise. limits: None below eight periods, `reason` then says so."""

    title: str
    caption: str
    alt: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    limits: Limits | None
    reason: str
    table: Table


@dataclass(frozen=True, slots=True)
class RatePart:
    """Response rate over time; None where nobody sent the number of people asked."""

    title: str
    caption: str
    alt: str
    labels: tuple[str, ...]
    rates: tuple[ResponseRate | None, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group's response rate; None where it may not be shown. badge: against the rest of those asked."""

    name: str
    rate: ResponseRate | None
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class GroupRatesPart:
    """Which groups answer and which do not. whole: the rate of all. notes: what that may do to the score.

    groups: most asked first; without any, `reason` says why.
    """

    title: str
    caption: str
    alt: str
    groups: tuple[GroupRate, ...]
    whole: ResponseRate | None
    notes: tuple[str, ...]
    reason: str
    table: Table


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence at the top of a page. as_of: up to when there are answers. asked: the survey and who asked.

    response: how many were asked and how many answered, in words. heard: how much of the revenue that is.
    warnings: stale answers, a change of method.
    restated: the closed figure, today's, and why they differ; '' where they do not.
    """

    state: State
    sentence: str
    next_step: str = ""
    as_of: str = ""
    asked: str = ""
    response: str = ""
    heard: str = ""
    restated: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a filter can take: its key in the address and its label."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the shared filters offer, and what the page fell back to where the address named nothing.

    grouping: (field, label, values) for each field that this survey's answers carry. chosen_*: keys.
    """

    surveys: tuple[Choice, ...]
    chosen_survey: str
    periods: tuple[Choice, ...]
    chosen_period: str
    grouping: tuple[tuple[str, str, tuple[str, ...]], ...]
    scope: Slice
    demo: bool
    company_name: str
