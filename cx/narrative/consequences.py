"""What a point means for whoever hears it, and what comes next: at most two sentences behind the one with the figures.

They hold no number and no comparing word: nothing here says more than the fact does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cx.domain.verdict import Relation
from cx.narrative.beyond import RATINGS
from cx.narrative.facts import BAD, GOOD, Audience, Fact, Kind, Silence

Sentences = tuple[str, ...]
TEAM, COUNCIL, EXTERNAL = Audience.TEAM, Audience.COUNCIL, Audience.EXTERNAL


def consequences(fact: Fact, audience: Audience) -> Sentences:
    """What it means, then what comes next; none where a fact stands for itself."""
    told = _TOLD.get(fact.kind)
    return told(fact, audience) if told else ()


def _who(fact: Fact) -> str:
    return "partners" if fact.source and fact.source.audience == "partner" else "customers"


# Scores ---------------------------------------------------------------------------------------------------------------


def _change(fact: Fact, audience: Audience) -> Sentences:
    if fact.relation is Relation.FELL:
        fewer = f"On balance, fewer of these {_who(fact)} would recommend us"
        return {
            TEAM: (
                f"{fewer} than did then, and that is ours to mend.",
                "Tell me what you hear from them, the unpleasant things first.",
            ),
            COUNCIL: (
                f"{fewer}, and I would rather you hear it from me.",
                "At the next close I come back with what we did about it, and with what they say then.",
            ),
            EXTERNAL: (f"{fewer}, and we say so.", "We go on asking them the same question."),
        }[audience]
    if fact.relation is Relation.ROSE:
        more = f"On balance, more of these {_who(fact)} would recommend us"
        return {
            TEAM: (
                f"{more} than did then; before we take the credit, let us find out what they liked.",
                "Tell me what you did differently, so that others can try it.",
            ),
            COUNCIL: (
                f"{more}; why, the score alone does not say.",
                "Before we spend on more of the same, let us learn which part of it they liked.",
            ),
            EXTERNAL: (f"{more}.", "What brought it about, the score alone does not say."),
        }[audience]
    return _no_change(fact, audience) if fact.own else ()


def _no_change(fact: Fact, audience: Audience) -> Sentences:
    one = _who(fact)[:-1]
    if fact.relation is Relation.STEADY:
        return {
            TEAM: (
                "So what you do every day holds, and nobody should read a trend into it.",
                f"What would make a {one} more willing to recommend us, you know sooner than I do.",
            ),
            COUNCIL: (
                "It gives us no reason to change course here, and none to claim progress.",
                "If we want another answer from them, we have to do something else.",
            ),
            EXTERNAL: ("We read no trend into it.", "We go on asking the same question."),
        }[audience]
    if fact.relation is Relation.UNCLEAR:
        return {
            TEAM: (
                "If somebody tells you otherwise, that may be chance: wait with me for more answers.",
                f"Until then, what one {one} tells you in person is worth more than the score.",
            ),
            COUNCIL: (
                "I ask you to decide nothing on it yet, for it may be chance.",
                f"Until more answers are in, I go by what {one}s write and say.",
            ),
            EXTERNAL: ("The difference may be chance, so we claim none.", "When the answers show one, we say so."),
        }[audience]
    return ()


def _cause(fact: Fact, audience: Audience) -> Sentences:
    if not fact.detail:
        return ("Before we act on it, we have to look at who answered and who did not.",)
    return {
        TEAM: (
            "So that is where we look first; why they scored us so, I want to hear from you.",
            "If you look after any of them, come and see me this week.",
        ),
        COUNCIL: (
            "So that is where money and people count first; why they scored so, the score itself does not say.",
            "I ask each of you what your part of the company does for them today.",
        ),
        EXTERNAL: (
            "It tells us where to look first; it does not tell us why.",
            "The why has to come from what they tell us in their own words.",
        ),
    }[audience]


def _year(fact: Fact, audience: Audience) -> Sentences:
    if fact.moved:
        return ("It is the same season in both, so the time of year does not explain it.",)
    return ("So over a year, too, there is nothing to claim.",) if audience is not TEAM else ()


def _rest(fact: Fact, audience: Audience) -> Sentences:
    if audience is EXTERNAL:
        return ("We name it beside the rest, so that nobody takes one part of the company for the whole.",)
    if fact.relation is Relation.BEHIND:
        ask = {
            TEAM: "If you know somebody there, ask how they go about it.",
            COUNCIL: "I ask those who do it otherwise to lend us somebody who knows how.",
        }
        return (
            "Colleagues elsewhere in the company show what can be done, and I want us to learn from them.",
            ask[audience],
        )
    if fact.relation is Relation.AHEAD:
        return (
            "Whoever wants to see how we work is welcome to come and look.",
            "What works should be on paper, so that it can be copied.",
        )
    return ()


def _target(fact: Fact, audience: Audience) -> Sentences:
    if fact.relation is Relation.BELOW_TARGET:
        return {
            TEAM: ("We set it ourselves, so I do not talk it away.", "What stands in the way of it, tell me plainly."),
            COUNCIL: (
                "We agreed on it ourselves; I would rather explain the distance than move the mark.",
                "If you see a way to it that I do not, say so now.",
            ),
            EXTERNAL: ("We set it ourselves, and we are not there.", "What we do about it, we say when it is done."),
        }[audience]
    return ("We set it ourselves, and this time we are there.",) if fact.relation is Relation.ABOVE_TARGET else ()


_APART = "It is another survey than our own, so its scores stand apart from those."


def _gap(fact: Fact, audience: Audience) -> Sentences:
    if fact.relation is Relation.UNCLEAR:
        return {
            TEAM: ("So if somebody says that either is in front, they know more than the market told us.",),
            COUNCIL: ("I claim nothing against them until the market's answers carry it.",),
            EXTERNAL: ("So we make no claim about it.", _APART),
        }[audience]
    if audience is EXTERNAL:
        return "Both scores come from one survey, asked the same way of both.", _APART
    if fact.relation is Relation.BEHIND:
        last = {
            TEAM: f"What they do that we do not, our {_who(fact)} can tell you.",
            COUNCIL: "What it takes to change that belongs on our agenda.",
        }
        return "Both scores come from one survey, so there is no arguing with the order.", last[audience]
    return (
        "Both scores come from one survey, asked the same way of both.",
        "They read their scores, too, so it is no reason to rest.",
    )


def _method(fact: Fact, audience: Audience) -> Sentences:
    del fact, audience
    return (
        "It is one figure for many answers, and it tells what people say, not what they buy.",
        "Not everybody whom we ask answers, so each score has a range around it.",
    )


def _asked(fact: Fact, audience: Audience) -> Sentences:
    del audience
    return (f"Those {_who(fact)} who did not answer may see us differently.",)


def _silence(fact: Fact, audience: Audience) -> Sentences:
    if not fact.own:
        return ()
    if audience is EXTERNAL:
        return ("We make no claim about it.",)
    first = "Whatever I said of it would be a guess, and I would rather not."
    if fact.detail in ("", Silence.FEW):
        return first, "If you want more to go by, help me to get more answers."
    return (first,)


# Beside the score ----------------------------------------------------------------------------------------------------


def _driver(fact: Fact, audience: Audience) -> Sentences:
    answers_for_it = ("I ask each of you who answers for it in your area.",) if audience is COUNCIL else ()
    if fact.metric not in RATINGS:
        return "Nobody has shown that one brings the other, but it is where I would look.", *answers_for_it
    if fact.relation in GOOD:
        return ("It is one of the things that go with the score, so it is worth keeping.",)
    worse = "tell me what you see there" if audience is TEAM else "it deserves a closer look than the score alone"
    return f"It is one of the things that go with the score, so {worse}.", *answers_for_it


def _need(fact: Fact, audience: Audience) -> Sentences:
    if fact.relation in BAD:
        return {
            TEAM: (
                "They told us that it matters to them, so it is part of our work.",
                "Where you see a quick way to serve it, take it and tell me.",
            ),
            COUNCIL: ("They told us that it matters to them; to win, match or concede it is ours to choose.",),
            EXTERNAL: (),
        }[audience]
    return ("They notice it, and it matters to them, so let us keep it so.",) if audience is TEAM else ()


def _metric(fact: Fact, audience: Audience) -> Sentences:
    if audience is TEAM:
        return "It is ours to run, and the council looks at it, too.", "What slows us there, you know sooner than I do."
    first = "That is no proof of a cause, but it is why I bring it here instead of leaving it with its department."
    if fact.own:
        return first, "At the next meeting I tell you what it takes."
    return (first, f"I ask {fact.owner} to tell us at the next meeting what it takes.") if fact.owner else (first,)


def _effect(fact: Fact, audience: Audience) -> Sentences:
    del fact, audience
    return (
        "It is measured beside groups that no project was to reach, so it is more than the general drift.",
        "Other things may have helped, so I do not claim all of it for us.",
    )


# Records --------------------------------------------------------------------------------------------------------------


def _funding(fact: Fact, audience: Audience) -> Sentences:
    if fact.metric == "people_committed":
        return ("Use them: that is what they are there for.",)
    if audience is not COUNCIL:
        return ()
    if fact.detail:
        return (
            "The plan was made with that in it, so what we owe it is a yes, or a word on what it leaves out.",
            "Please let us settle today which of the two it is.",
        )
    return ("So nothing is missing there that was planned, and I answer for what comes of it.",) if fact.own else ()


def _project(fact: Fact, audience: Audience) -> Sentences:
    if audience is TEAM:
        if fact.value:
            return ("What holds it back, I want to know from whoever sees it.",)
        return ("If it touches your work, tell me before that day.",)
    if fact.detail.startswith("to be decided"):
        return ("That decision is for this council, and it does not get easier by waiting.",)
    if fact.wrong and fact.owner:
        takes = f"ask {fact.owner} to tell us what it takes" if not fact.own else "tell you what it takes"
        return (f"I {takes} to bring it back to its plan.",)
    return ()


def _step_done(fact: Fact, audience: Audience) -> Sentences:
    del fact
    return ("My thanks go to everybody who worked on it.",) if audience is TEAM else ()


def _training(fact: Fact, audience: Audience) -> Sentences:
    if audience is TEAM:
        return ("If you are among the others, take the time; I stand in for you with whoever asks.",)
    return ("It is mine to put right.",) if fact.wrong else ()


def _signal(fact: Fact, audience: Audience) -> Sentences:
    if audience is TEAM:
        return ("If you hear customers speak of it, tell me.",)
    return ("I ask that we settle here who answers it.",) if fact.wrong else ()


def _statement(fact: Fact, audience: Audience) -> Sentences:
    del fact
    return ("If something you are asked to do does not serve that, ask why.",) if audience is TEAM else ()


def _promised(fact: Fact, audience: Audience) -> Sentences:
    """An answer or a goal that does not stand."""
    del audience
    return ("It is mine to bring back to you in order.",) if fact.wrong else ()


_TOLD: Mapping[Kind, Callable[[Fact, Audience], Sentences]] = {
    Kind.CHANGE: _change,
    Kind.CAUSE: _cause,
    Kind.YEAR: _year,
    Kind.REST: _rest,
    Kind.TARGET: _target,
    Kind.GAP: _gap,
    Kind.METHOD: _method,
    Kind.ASKED: _asked,
    Kind.SILENCE: _silence,
    Kind.DRIVER: _driver,
    Kind.NEED: _need,
    Kind.METRIC: _metric,
    Kind.EFFECT: _effect,
    Kind.FUNDING: _funding,
    Kind.PROJECT: _project,
    Kind.STEP_DONE: _step_done,
    Kind.TRAINING: _training,
    Kind.SIGNAL: _signal,
    Kind.STATEMENT: _statement,
    Kind.ANSWER: _promised,
    Kind.GOAL: _promised,
}
