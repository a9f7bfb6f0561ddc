"""Sentences about projects: how each stands and why, what is the matter, and what it did to the score of its group."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.effect import FEWEST_MONTHS_AFTER, Effect, Found
from cx.domain.project_status import Aspect, Finding, Reason, Standing, Weakness
from cx.domain.projects import Project, Stage, Status
from cx.narrative import money, numbers
from cx.narrative.badges import Badge, Tone
from cx.narrative.strategy import day, listed

STAGES = {
    Stage.PROPOSED: "proposed",
    Stage.PLANNED: "planned, not begun",
    Stage.RUNNING: "running",
    Stage.LIVE: "live",
    Stage.CLOSED: "closed",
    Stage.STOPPED: "stopped",
}
_TONES = {Status.RED: Tone.WORSE, Status.AMBER: Tone.UNCLEAR, Status.GREEN: Tone.BETTER}


def status(found: Standing) -> tuple[Badge, ...]:
    """The status that is shown, and the derived one beside a status set by hand."""
    if found.shown is None:
        return ()
    if found.said is None:
        return (Badge(_TONES[found.shown], found.shown.capitalize()),)
    badges = [Badge(_TONES[found.said], f"{found.said.capitalize()}, set by hand")]
    if found.derived:
        badges.append(Badge(_TONES[found.derived], f"{found.derived.capitalize()} by the figures"))
    return tuple(badges)


def why(found: Standing, currency: str) -> str:
    """The reasons for the derived status in one sentence; all is well where it is green."""
    if found.derived is None:
        return ""
    if found.derived is Status.GREEN:
        told = [reason(one, currency) for one in found.reasons if one.aspect is not Aspect.UPDATE]
    else:
        told = [reason(one, currency) for one in found.worst]
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def reason(one: Reason, currency: str) -> str:
    """One aspect in a few words."""
    value, of = one.value or 0.0, one.of or 0.0
    cash, takes = numbers.money(value, currency), numbers.money(of, currency)
    days, more = numbers.counted(round(value), "day"), numbers.percent(value / of - 1 if of else 0.0)
    return {
        Finding.ON_TIME: "on time",
        Finding.LATE: f"goes live {days} later than planned",
        Finding.NO_DATE: "no day of going live is planned",
        Finding.MILESTONES_MET: "no milestone is late",
        Finding.MILESTONE_LATE: f"the milestone “{one.name}” is {days} late",
        Finding.WITHIN_BUDGET: f"will cost {cash} of {takes}",
        Finding.OVER_BUDGET: f"will cost {cash} instead of {takes}, {more} more",
        Finding.OVER_GRANT: f"{cash} is spent or under contract, and {takes} was granted",
        Finding.NOT_FUNDED: f"none of {takes} is granted",
        Finding.PARTLY_FUNDED: f"{cash} of {takes} is granted",
        Finding.STAFFED: f"{value:.3g} of {money.people(of)} are assigned",
        Finding.NOT_STAFFED: f"none of {money.people(of)} is assigned",
        Finding.PARTLY_STAFFED: f"{value:.3g} of {money.people(of)} are assigned",
        Finding.RECENT: f"told of {days} ago",
        Finding.STALE: f"the last update is {days} old",
        Finding.NEVER_TOLD: "nobody has told how it stands",
        Finding.WORKED: "its group rose more than elsewhere",
        Finding.WORSENED: "its group fell against elsewhere",
        Finding.NO_EFFECT: "it moves nothing that matters",
    }[one.finding]


def warning(found: Weakness) -> str:
    return {
        Weakness.FEW_FUNCTIONS: "fewer than two functions take part",
        Weakness.NOT_FUNDED: "no money",
        Weakness.NOT_STAFFED: "no people",
        Weakness.NO_TARGET: "no measurable target",
        Weakness.STALE: "no recent update",
        Weakness.NO_OWNER: "no owner",
    }[found]


def too_many(carried: int, at_once: int) -> str:
    """'' where the council can carry them."""
    if carried <= at_once:
        return ""
    return (
        f"{numbers.said(carried).capitalize()} projects are planned or running at once; the council can carry"
        f" {numbers.said(at_once)}."
    )


# The portfolio ------------------------------------------------------------------------------------------------------


def headline(standings: Sequence[tuple[Project, Standing]], carried: int, at_once: int) -> str:
    """How many are red or amber, which are red, and whether there are too many."""
    judged = [(project, found.shown) for project, found in standings if found.shown]
    if not judged:
        return "No project is under way." if standings else "No improvement project is written down yet."
    red = [project.name for project, shown in judged if shown is Status.RED]
    amber = sum(shown is Status.AMBER for _, shown in judged)
    total = numbers.counted(len(judged), "project")
    if not red and not amber:
        first = f"All {total} are on track" if len(judged) > 1 else "The one project is on track"
    else:
        told = [f"{listed([f'“{name}”' for name in red])} {'is' if len(red) == 1 else 'are'} red"] if red else []
        told += [f"{numbers.said(amber)} {'is' if amber == 1 else 'are'} amber"] if amber else []
        first = f"Of {total}, {' and '.join(told)}"
    more = f"; {numbers.said(carried)} at once are more than the {numbers.said(at_once)} that the council can carry"
    return f"{first}{more if carried > at_once else ''}."


def attention(project: Project, found: Standing, currency: str) -> str:
    """What waits for the council, or why it is red."""
    return f"asks: {project.asks}" if project.asks else f"is red: {why(found, currency)[:-1]}"


# Money, people, target ----------------------------------------------------------------------------------------------


def funds(project: Project, currency: str) -> str:
    if not project.budget and not project.spend:
        return "No budget"
    told = [f"{numbers.money(project.spent, currency)} spent"]
    if project.granted is not None:
        told.append(f"{numbers.money(project.granted, currency)} granted")
    if project.budget:
        told.append(f"budget {numbers.money(project.budget, currency)}")
    if project.cost_expected and project.budget and round(project.cost_expected) != round(project.budget):
        told.append(f"expected to cost {numbers.money(project.cost_expected, currency)}")
    return ", ".join(told)


def staff(project: Project) -> str:
    if not project.people_needed:
        return f"{money.people(project.people_assigned)} assigned" if project.people_assigned else "No people planned"
    lacks = f"; lacks {listed(project.skills_missing)}" if project.skills_missing else ""
    return f"{project.people_assigned or 0:.3g} of {money.people(project.people_needed)} assigned{lacks}"


def target(project: Project) -> str:
    """'NPS of support from 18 to 34 by 30 Sep 2026; 36 at the last update'."""
    if not project.measurable:
        return project.target or "No target"
    start = f" from {project.target_from:g}" if project.target_from is not None else ""
    by = f" by {day(project.target_on)}" if project.target_on else ""
    now = f"; {project.measured:g} at the last update" if project.measured is not None else ""
    return f"{project.target_metric}{start} to {project.target_value:g}{by}{now}"


# The effect ---------------------------------------------------------------------------------------------------------


def effect(found: Effect, group: str) -> str:
    """What it did, in one sentence. group: the answers that it is to move."""
    difference = found.difference
    if difference is not None and found.found.told:
        likely = numbers.between(difference.low, difference.high)
        moved = {
            Found.WORKED: f"{group} gained {numbers.points(difference.value)} more than elsewhere, likely {likely}.",
            Found.WORSENED: f"{group} lost {numbers.points(difference.value)} against elsewhere, likely {likely}.",
            Found.NOTHING: f"No effect that matters on {group}: {likely}, compared with elsewhere.",
            Found.UNCLEAR: f"No clear effect on {group}: {likely}, compared with elsewhere.",
        }
        return moved[found.found]
    return {
        Found.TOO_EARLY: f"Too early to tell: fewer than {numbers.said(FEWEST_MONTHS_AFTER)} whole months of answers"
        " since it went live.",
        Found.TOO_FEW: f"Too few answers on {group} to tell.",
        Found.MOVED_BEFORE: f"Not told: {group} moved against elsewhere before the project could have worked.",
        Found.UNCHECKED: "Not told: there are too few answers from before it was chosen to check the comparison.",
        Found.NOT_LIVE: "Not live yet.",
        Found.NO_GROUP: "It names no group of answers that it is to move.",
        Found.NO_REST: "No other answers are left to compare with.",
    }[found.found]


def effect_brief(found: Effect) -> str:
    """For a table and a badge."""
    if found.difference is not None:
        words = {
            Found.WORKED: f"{numbers.signed(found.difference.value)} points",
            Found.WORSENED: f"{numbers.signed(found.difference.value)} points",
            Found.NOTHING: "no effect that matters",
            Found.UNCLEAR: "no clear effect",
        }
        return words[found.found]
    return {
        Found.TOO_EARLY: "too early",
        Found.TOO_FEW: "too few answers",
        Found.MOVED_BEFORE: "moved before",
        Found.UNCHECKED: "cannot be checked",
        Found.NOT_LIVE: "not live yet",
        Found.NO_GROUP: "no group named",
        Found.NO_REST: "nothing to compare with",
    }[found.found]


def per_money(gained: tuple[float, float, float] | None, each: str) -> str:
    """What it gained for the money spent on it; '' where that cannot be told."""
    if gained is None:
        return ""
    value, low, high = gained
    return f"{value:.1f} points for each {each} spent, likely {low:.1f} to {high:.1f}."
