"""Projects on the first page: how many are on track, what money is at stake, and whether any waits for a decision."""

from __future__ import annotations

from cx.domain.projects import Project, Status
from cx.narrative import numbers
from cx.narrative import projects as wording
from cx.narrative.badges import Badge, Tone
from cx.reports.parts import Link, Notice, Tile
from cx.reports.projects import Held

PAGE = Link("projects")


def project_tile(held: Held) -> Tile | None:
    """None where no project is under way."""
    if not held.open:
        return None
    by_status = {status: [one for one in held.open if _shown(held, one) is status] for status in Status}
    red, amber, green = (len(by_status[status]) for status in (Status.RED, Status.AMBER, Status.GREEN))
    at_stake = sum(one.budget or 0.0 for status in (Status.RED, Status.AMBER) for one in by_status[status])
    behind = red + amber
    stake = f"{numbers.money(at_stake, held.company.currency)} at stake in the other {numbers.said(behind)}"
    badges = tuple(
        Badge(tone, f"{numbers.said(count).capitalize()} {status}")
        for status, count, tone in ((Status.RED, red, Tone.WORSE), (Status.AMBER, amber, Tone.UNCLEAR))
        if count
    )
    waiting = len(held.waiting())
    return Tile(
        name="Projects on track",
        value=f"{green} of {len(held.open)}",
        range=stake if behind and at_stake else "",
        badges=badges,
        so_what=f"{numbers.said(waiting).capitalize()} need{'s' if waiting == 1 else ''} a decision."
        if waiting
        else "",
        caption="By schedule, money, people, updates and effect",
        survey="",
        asked="A status is derived, and a status set by hand stands beside it",
        link=PAGE,
    )


def decisions(held: Held) -> str:
    """How many wait, as the first sentence of the company says it; '' where none does."""
    waiting = held.waiting()
    return (
        f"{numbers.counted(len(waiting), 'decision').capitalize()} wait{'s' if len(waiting) == 1 else ''}."
        if waiting
        else ""
    )


def project_notice(held: Held) -> Notice | None:
    """The project that needs a decision most, and how many others do; None where none does."""
    waiting = held.waiting()
    if not waiting:
        return None
    first, others = waiting[0], len(waiting) - 1
    finding = wording.attention(first, held.standings[first.project_id], held.company.currency)
    more = f" {numbers.counted(others, 'more project').capitalize()} wait{'' if others > 1 else 's'}." if others else ""
    page = PAGE if others else Link(PAGE.page, (("project", first.project_id),))
    return Notice(Tone.WORSE, first.name, f"{finding.rstrip('.')}.{more}", page)


def _shown(held: Held, one: Project) -> Status | None:
    return held.standings[one.project_id].shown
