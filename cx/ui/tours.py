"""Two minutes in the app for each of its four users: where to look, and what for."""

from __future__ import annotations

from dataclasses import dataclass

from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.ui import navigation
from cx.ui.navigation import Place


@dataclass(frozen=True, slots=True)
class Step:
    """place: where it is done; None for what holds on every page."""

    place: Place | None
    words: str


@dataclass(frozen=True, slots=True)
class Tour:
    """whose: the role, as the reader would call it. leaves_with: what they came for."""

    whose: str
    leaves_with: str
    steps: tuple[Step, ...]


EXECUTIVE = Tour(
    "Executive",
    "Where we stand, whether the change is real, how far from the main competitor, and what needs a decision.",
    (
        Step(navigation.OVERVIEW, "The sentence at the top is the one to repeat. Under it: who was asked, and when."),
        Step(
            navigation.TRENDS,
            "Rose and fell are said only where chance is a poor explanation; no clear change where it is a good one.",
        ),
        Step(
            navigation.BENCHMARKS,
            "Us beside every competitor in six dimensions. A word in place of a number is a judgement.",
        ),
        Step(navigation.PROJECTS, "What is red stands first, with its reason, its money and what it asks of you."),
        Step(None, "The address keeps what you chose: copy it, and others see what you see."),
    ),
)
CX_LEADER = Tour(
    "CX leader",
    "A finished pack for the council: what moved and why, the scorecard, projects, decisions and overdue actions.",
    (
        Step(navigation.TRENDS, "What moved, and whether customers scored differently or other customers answered."),
        Step(navigation.ANSWERS, "Six questions, one answer each. Renew what is due for review; see money by the gap."),
        Step(navigation.PROJECTS, "Red and amber first. Ask the owners for an update, or tell one yourself."),
        Step(
            navigation.MEETINGS,
            "The agenda builds itself, six decisions at most. Move what you like, then take the pack as slides.",
        ),
        Step(navigation.SPEAKING, "Approve and release what leaders will say; it is withdrawn if its data are undone."),
        Step(navigation.SETTINGS, "Close the quarter once it is told: later answers then stand beside it."),
    ),
)
LEADER = Tour(
    "Leader",
    "Five to seven true sentences about your own area, and a list of what not to say.",
    (
        Step(
            navigation.SPEAKING, "Choose yourself, who will listen, and the period. The bad news is among the points."
        ),
        Step(navigation.SPEAKING, "Each sentence has its figures one click away; questions to expect stand below."),
        Step(navigation.SPEAKING, "Edit as you would speak. What no fact backs is marked as you write."),
        Step(navigation.VOICE, "Choose your area beside the page: what goes with its score, and what people wrote."),
        Step(navigation.FOR_EVERYONE, "One page for your people, to print or send: what customers need, what we do."),
    ),
)
ANALYST = Tour(
    "Analyst",
    "This week's export imported in a minute, every refused row with its reason, nothing counted twice.",
    (
        Step(navigation.IMPORTS, "Drop the export. Nothing is loaded before you have seen how it was read."),
        Step(navigation.IMPORTS, "Choose only what the file does not prove: day or month first, which column, scale."),
        Step(navigation.IMPORTS, "Refused rows stand with line and reason. Load; the same file again adds nothing."),
        Step(navigation.TRENDS, "See that the new answers are there. Few answers are marked, fewer than five hidden."),
        Step(navigation.STANDARDS, "Surveys that ask another question than the registered one are named here."),
    ),
)
TOURS = (EXECUTIVE, CX_LEADER, LEADER, ANALYST)


_OF_ROLE = {Role.CX_LEADER: CX_LEADER, Role.ANALYST: ANALYST, Role.LEADER: LEADER}


def first_for(actor: Actor) -> Tour:
    """The tour that opens by itself; who sits alone at the machine has every role, and begins as an executive."""
    mine = {} if actor == SINGLE_USER else _OF_ROLE
    return next((tour for role, tour in mine.items() if role in actor.roles), EXECUTIVE)
