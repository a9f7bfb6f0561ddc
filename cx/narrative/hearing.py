"""Sentences about what customers say."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM
from cx.narrative.wording import EXPLORED

HOW_TO_IMPORT = "Import the survey with its comments on the Imports page."
IN_WAREHOUSE = "What customers wrote and rated stays in the warehouse: a sync brings counts of answers, nothing else."
HOW_TO_READ_HERE = "To read comments here, import this survey as files instead of syncing it."

_SCORES = {
    "": "Any score",
    "detractors": "Detractors, 0 to 6",
    "passives": "Passives, 7 and 8",
    "promoters": "Promoters, 9 and 10",
}


def finding(found: Sequence[str], comments: int, when: str) -> str:
    """What matters most and what changed; where nothing may be said of either, that there is something to read.

    found: clauses without a full stop, the most important first; '' is left out.
    """
    clauses = [clause for clause in found if clause]
    if len(clauses) > 1 and all(EXPLORED in clause for clause in clauses):  # said once, of all of them
        clauses = [*(clause.replace(EXPLORED, "") for clause in clauses), f"all of this is {EXPLORED.strip(' ()')}"]
    if clauses:
        return " ".join(f"{clause[:1].upper()}{clause[1:]}." for clause in clauses)
    if not comments:
        return f"Nobody wrote a comment in {when}."
    verb = "says" if comments == 1 else "say"
    return f"{comments:,} comment{'' if comments == 1 else 's'} of {when} {verb} why they scored as they did."


def example(sample: str) -> str:
    """One voice of those who are unhappy, in their words, which hold the word that tells them apart most."""
    return f"An unhappy customer: “{sample.strip()}”"


def scores(key: str) -> str:
    """What a choice of scores is called."""
    return _SCORES.get(key) or f"Score {key}"


def kind(score: int) -> str:
    return "promoter" if score >= PROMOTER_FROM else "passive" if score >= PASSIVE_FROM else "detractor"


def found(how_many: int, when: str, *, searched: bool = False, scores: str = "", at_least: bool = False) -> str:
    """How many comments there are to read."""
    narrowed = f" of {_whose(scores)}" if scores else ""
    if not how_many:
        return f"No comment{narrowed} in {when} holds these words" if searched else f"No comments{narrowed} in {when}"
    counted = f"{'Over ' if at_least else ''}{how_many:,} comment{'' if how_many == 1 else 's'}{narrowed} in {when}"
    return f"{counted} {'holds' if how_many == 1 else 'hold'} these words" if searched else counted


NOT_YOUR_AREA = "You read the comments of your own area; none of it lies in this group"


def hidden(when: str, scores: str = "") -> str:
    """Why comments are not shown."""
    whose = f"from {_whose(scores)} " if scores else ""
    return f"Too few answers {whose}in {when} to show what they wrote"


def _whose(scores: str) -> str:
    return scores if scores in _SCORES else f"those who gave {scores}"
