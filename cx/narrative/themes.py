"""Sentences about themes and words. Mentioning goes with a score; none says that it causes one."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.rates import ResponseRate
from cx.domain.themes import Effect, ScoreChange, Volume, VolumeChange
from cx.domain.verdict import Relation
from cx.narrative import numbers
from cx.narrative.badges import Badge, Tone
from cx.narrative.wording import EXPLORED

_EFFECTS = {
    Relation.AHEAD: (Tone.BETTER, "Goes with higher scores"),
    Relation.BEHIND: (Tone.WORSE, "Goes with lower scores"),
    Relation.LEVEL: (Tone.STEADY, "Goes with the usual scores"),
    Relation.UNCLEAR: (Tone.UNCLEAR, "No clear link with the score"),
}
_CHANGES = {
    Relation.ROSE: (Tone.BETTER, "Score rose from"),
    Relation.FELL: (Tone.WORSE, "Score fell from"),
    Relation.STEADY: (Tone.STEADY, "Score steady, from"),
    Relation.UNCLEAR: (Tone.UNCLEAR, "No clear change of score from"),
}
_VOLUMES = {
    Volume.MORE: "mentioned more often",
    Volume.LESS: "mentioned less often",
    Volume.STEADY: "mentioned as often",
    Volume.UNCLEAR: "no clear change in how often",
}


def effect_badge(effect: Effect) -> Badge:
    if effect.relation is None:
        return Badge(Tone.NONE, "Not compared", effect.reason)
    tone, words = _EFFECTS[effect.relation]
    found = effect.difference
    detail = (
        f"Those who mention it scored {numbers.score(effect.mention.value)},"
        f" the others {numbers.score(effect.others.value)}: likely {numbers.between(found.low, found.high)}."
    )
    return Badge(tone, words, detail)


def score_badge(change: ScoreChange, when: str) -> Badge:
    if change.relation is None or change.then is None:
        return Badge(Tone.NONE, f"Score not compared with {when}", change.reason)
    tone, words = _CHANGES[change.relation]
    return Badge(tone, f"{words} {numbers.score(change.then.value)} in {when}")


def volume_words(change: VolumeChange | None) -> str:
    """What may be said of how often a theme is mentioned; neither good nor bad by itself."""
    if change is None or change.volume is None:
        return "not compared"
    return _VOLUMES[change.volume]


def share(rate: ResponseRate | None) -> str:
    return "hidden" if rate is None else numbers.percent(rate.rate / 100)


def finding(told: Sequence[tuple[str, Effect | None, VolumeChange | None]], then: str, *, explored: bool) -> str:
    """The theme that pulls the score down most, and the one whose share rose most; only what the verdicts allow, '' for
    nothing.
    """
    low = [(name, effect) for name, effect, _ in told if effect is not None and effect.relation is Relation.BEHIND]
    more = [(name, volume) for name, _, volume in told if volume is not None and volume.volume is Volume.MORE]
    clauses = []
    if low:
        name, effect = min(low, key=lambda one: (one[1].pull, one[0]))
        clauses.append(
            f"Those who mention {_inside(name)} score {numbers.score(effect.mention.value)},"
            f" the others {numbers.score(effect.others.value)}"
        )
    if more:
        name, _ = max(more, key=lambda one: (one[1].z, one[0]))
        clauses.append(f"{_inside(name) if clauses else name} is mentioned more often than in {then}")
    return "; ".join(clauses) + (EXPLORED if explored and clauses else "")


def _inside(name: str) -> str:
    """A name within a sentence: small, unless it is short for something."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def untagged(rate: ResponseRate | None) -> str:
    if rate is None:
        return ""
    return f"{numbers.percent(rate.rate / 100)} of comments mention none of the themes."


def pull(effect: Effect) -> str:
    """'39 with them, 45 without'."""
    return f"{numbers.score(effect.everybody.value)} with them, {numbers.score(effect.others.value)} without"


def words_title(promoters: Sequence[str], detractors: Sequence[str]) -> str:
    """What each side writes more than the other, the surest two of each."""
    told = [
        f"{who} write {_quoted(phrases[:2])}"
        for who, phrases in (("Promoters", promoters), ("detractors", detractors))
        if phrases
    ]
    if not told:
        return "No words tell promoters from detractors here"
    text = "; ".join(told)
    return text[:1].upper() + text[1:]


def _quoted(phrases: Sequence[str]) -> str:
    return " and ".join(f"“{phrase}”" for phrase in phrases)
