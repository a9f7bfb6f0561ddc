"""What goes with the score, in sentences that claim an association and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cx.domain.driver_changes import DriverChange, Measure
from cx.domain.driver_questions import LeftOut
from cx.domain.drivers import Driver, Drivers
from cx.narrative import numbers
from cx.narrative.wording import EXPLORED

ASSOCIATION = "This is an association, not proof of cause."
MOST_NAMED = 3
NO_RATINGS = "No answer of this survey has ratings beside its score"
HOW_TO_IMPORT = (
    "Import the survey with its rating columns, on the Imports page under “Ratings beside the score”: this part then"
    " shows which of them go with the score."
)
TOO_FEW = "Too few answers with ratings to say what goes with the score"
WIDER = "Choose a longer period or a larger group: at least {least} answers must have every rating that is weighed."


def finding(drivers: Drivers, *, explored: bool) -> str:
    """'“Speed of support” goes with the score most'; several where nobody can tell which of them most."""
    shown = [f"“{named(driver.names)}”" for driver in drivers.drivers if driver.shown]
    end = EXPLORED if explored else ""
    if not shown:
        return f"No rating is shown to go with the score{end}"
    if len(shown) == 1:
        return f"{shown[0]} goes with the score; no other rating is shown to{end}"
    if drivers.leading == 1:
        return f"{shown[0]} goes with the score most{end}"
    if drivers.leading <= MOST_NAMED:
        return (
            f"{_listed(shown[: drivers.leading])} go with the score most; which of them most is too close to call{end}"
        )
    return f"{numbers.said(drivers.leading).capitalize()} ratings go with the score alike, too close to call{end}"


def together(drivers: Drivers) -> str:
    """How much all of them explain, and what that is not."""
    explained = drivers.explained
    weighed = numbers.counted(len(drivers.drivers), "rating")
    likely = f"likely {numbers.percent(explained.low)} to {numbers.percent(explained.high)}"
    return (
        f"Together {weighed} {'goes' if len(drivers.drivers) == 1 else 'go'} with"
        f" {numbers.percent(explained.value)} of the differences in the score, {likely}. {ASSOCIATION}"
    )


def not_shown(drivers: Drivers) -> str:
    """Which are drawn hollow; the one that is rated lowest of all by more than chance is said to be."""
    hollow = [driver for driver in drivers.drivers if not driver.shown]
    if not hollow:
        return ""
    lowest = rated_lowest(drivers.drivers)
    if lowest in hollow and lowest is not None:
        others = [named(driver.names) for driver in hollow if driver is not lowest]
        also = f" Nor {'is' if len(others) == 1 else 'are'} {_listed(others)}." if others else ""
        return f"{named(lowest.names)} is rated lowest, but is not shown to go with the score (hollow).{also}"
    return f"Not shown to go with the score (hollow): {_listed([named(one.names) for one in hollow])}."


def rated_lowest(drivers: Sequence[Driver]) -> Driver | None:
    """The driver whose likely range lies below every other's; None where scales differ or it is too close to call."""
    if len(drivers) < 2 or len({(one.question.low, one.question.high) for one in drivers}) > 1:
        return None
    first = min(drivers, key=lambda driver: driver.rating.value)
    return first if first.rating.high < min(one.rating.low for one in drivers if one is not first) else None


def moved(periods: Sequence[tuple[str, Sequence[DriverChange]]]) -> list[str]:
    """A sentence for each change that is one, against every period for which it is; one where nothing moved.

    periods: label of an earlier period, with the changes since.
    """
    found: dict[tuple[tuple[str, ...], Measure, bool], list[tuple[str, DriverChange]]] = {}
    for when, changes in periods:
        for one in changes:
            if one.changed:
                found.setdefault((one.names, one.measure, one.difference.value > 0), []).append((when, one))
    told = [_change(*key, against) for key, against in found.items()]
    still = [when for when, changes in periods if not any(one.changed for one in changes)]
    if still:
        told.append(f"No rating is shown to weigh or to be rated otherwise than in {' or '.join(still)}.")
    return told


def not_compared(when: str, reason: str) -> str:
    return f"Not compared with {when}: {reason}."


def against(found: Sequence[DriverChange]) -> str:
    """One driver's changes in a cell of a table."""
    told = [_brief(one) for one in found if one.changed]
    return "; ".join(told) or "no clear change"


def left_out(found: Sequence[LeftOut]) -> str:
    reasons = dict.fromkeys(one.reason for one in found)
    told = (f"{_listed([one.name for one in found if one.reason == reason])} ({reason})" for reason in reasons)
    return f"Not weighed: {'; '.join(told)}." if found else ""


def joined(drivers: Drivers) -> str:
    """Ratings that are nearly one question."""
    groups = [driver.names for driver in drivers.drivers if len(driver.names) > 1]
    if not groups:
        return ""
    told = "; ".join(_listed(names) for names in groups)
    return f"Answered so much alike that they count as one question, by their mean: {told}."


def resting_on(drivers: Drivers) -> str:
    """Which answers are weighed."""
    share = numbers.percent(drivers.complete)
    told = f"Weighed over {drivers.n:,} answers that have every rating, {share} of those with any."
    if drivers.sampled:
        told += f" They are a sample, drawn by lot from about {drivers.known:,}."
    return told


def backwards(drivers: Drivers) -> str:
    """Ratings whose high end goes with low scores, as of effort or of waiting."""
    names = [named(one.names) for one in drivers.drivers if one.shown and one.correlation < 0]
    return f"The higher, the lower the score: {_listed(names)}." if names else ""


def alt(drivers: Drivers) -> str:
    told = "; ".join(
        f"{named(one.names)}: {percent(one.importance.value)}"
        f" (likely {percent(one.importance.low)} to {percent(one.importance.high)}), rated {rating(one.rating.value)}"
        f"{'' if one.shown else ', not shown to go with it'}"
        for one in drivers.drivers
    )
    return f"Share of the differences in the score that goes with each rating, and how it is rated. {told}."


def named(names: Sequence[str]) -> str:
    """A driver by the names of its ratings."""
    return " / ".join(names)


def percent(share: float) -> str:
    """A weight: whole percent from 10 on, one decimal below, where a whole one would be nearly nothing.

    >>> percent(0.182), percent(0.0312)
    ('18%', '3.1%')
    """
    return numbers.percent(share) if share >= 0.0995 else f"{100 * share:.1f}%"


def rating(value: float) -> str:
    return f"{value:.1f}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _change(names: tuple[str, ...], measure: Measure, more: bool, against: Sequence[tuple[str, DriverChange]]) -> str:
    when = _listed([f"in {label} ({_ends(one)})" for label, one in against])
    if measure is Measure.RATING:
        return f"{named(names)} is rated {'higher' if more else 'lower'} than {when}."
    return f"{named(names)} goes with {'more' if more else 'less'} of the differences in the score than {when}."


def _brief(one: DriverChange) -> str:
    more = one.difference.value > 0
    if one.measure is Measure.RATING:
        return f"rated {'higher' if more else 'lower'}, {_ends(one)}"
    return f"weighs {'more' if more else 'less'}, {_ends(one)}"


def _ends(one: DriverChange) -> str:
    """'12%, from 5%'; two ends that look the same are told apart by more decimals."""
    for write in (percent if one.measure is Measure.IMPORTANCE else rating, _finely(one.measure)):
        now, then = write(one.now), write(one.then)
        if now != then:
            return f"{now}, from {then}"
    return "by very little"


def _finely(measure: Measure) -> Callable[[float], str]:
    return (lambda share: f"{100 * share:.2f}%") if measure is Measure.IMPORTANCE else (lambda value: f"{value:.2f}")
