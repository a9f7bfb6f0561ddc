"""What customers and partners write: sentences by where they are and how they scored, put together by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cx.demo.answers import Codes, Column
from cx.domain.tally import PASSIVE_FROM, PROMOTER_FROM

Sentences = tuple[str, ...]
ByClass = tuple[Sentences, Sentences, Sentences]
"""What detractors, passives and promoters say."""

JOURNEYS: Mapping[str, ByClass] = {
    "First 90 days": (
        (
            "Getting started with {product} took far longer than we were told.",
            "Three people gave us three different plans for the set-up of {product}.",
            "Eight weeks in and half of our team still cannot sign in.",
            "Nobody told us what we had to prepare before the first workshop.",
            "The migration guide for {product} stops where the hard part begins.",
        ),
        (
            "The start went well enough, though we had to ask for each next step.",
            "Set-up of {product} is fine; the training came two weeks too late.",
            "We are live, but later than planned.",
            "The kick-off was good, the follow-up less so.",
        ),
        (
            "We were live with {product} in nineteen days, as promised.",
            "Our onboarding lead knew our business before the first call.",
            "The first weeks were well planned; each of us knew what came next.",
            "Migrating to {product} was the smoothest change we made this year.",
        ),
    ),
    "Support": (
        (
            "I had to explain the same problem to four people.",
            "Our case on {product} was closed twice without an answer.",
            "Eleven days for a first useful reply is too long.",
            "The chat sends articles that we have read already.",
            "Nobody calls back when they said that they would.",
        ),
        (
            "The answer was right in the end, but it took a week.",
            "Friendly people, slow hand-over between teams.",
            "Simple questions on {product} are answered fast; hard ones wander.",
            "Support is decent during the day and thin at night.",
        ),
        (
            "One call and our problem with {product} was gone.",
            "They stayed on the line until it worked.",
            "Support found the cause before we had described it fully.",
            "Fast, calm and clear, at two in the morning.",
        ),
    ),
    "Using the product": (
        (
            "{product} slows down each month end, just when we need it.",
            "Reports in {product} cannot be exported the way our auditors ask.",
            "We lost work twice when {product} timed out.",
            "Half of the menu of {product} changes with each release.",
        ),
        (
            "{product} does its job; the search could be better.",
            "Solid, though the mobile version of {product} lags behind.",
            "Good tool, too many clicks for simple things.",
            "We use a third of {product} and like that third.",
        ),
        (
            "{product} saves my team a day a week.",
            "It simply works, every day.",
            "The new dashboards in {product} answer what I used to ask three people.",
            "Fast, clear, and our people learned {product} in an afternoon.",
        ),
    ),
    "Renewal": (
        (
            "The price went up by a fifth and nobody called before.",
            "We hear from our account manager once a year, before the renewal.",
            "The renewal quote listed modules of {product} that we never bought.",
        ),
        (
            "Renewing was easy; understanding the new price list was not.",
            "Fair terms in the end, after three rounds.",
            "We renewed {product} for one year and will look around.",
        ),
        (
            "A fair offer for {product}, early, without games.",
            "They showed us what we used and suggested a smaller plan.",
            "We renewed for three years and would do it again.",
        ),
    ),
    "Billing": (
        (
            "Each invoice for {product} has another mistake.",
            "Two months to correct one line of a bill.",
            "Our purchase order number is missing every single time.",
        ),
        (
            "Bills are right, but arrive after our close.",
            "The invoice is correct; reading it needs patience.",
            "Billing works, the portal for it is from another age.",
        ),
        (
            "Clear bills, and one person who answers when we ask.",
            "Splitting the invoice by department took one e-mail.",
            "The bill for {product} matches what we use, to the cent.",
        ),
    ),
    "Upgrades": (
        (
            "The upgrade of {product} broke two of our interfaces.",
            "We were told of the change on the day it happened.",
            "After the upgrade our own reports had to be built again.",
        ),
        (
            "The upgrade went through with a long weekend of work.",
            "Release notes for {product} are complete and hard to read.",
            "No trouble this time; last year was different.",
        ),
        (
            "The upgrade of {product} ran overnight and nobody noticed.",
            "A test system two months ahead: exactly what we needed.",
            "New features in {product} arrive with a plan to use them.",
        ),
    ),
    "Buying": (
        (
            "Four weeks for a quote, and then for the wrong edition.",
            "What sales promised about {product} is not in the contract.",
            "Legal review took longer than the evaluation.",
        ),
        (
            "Buying {product} was fine; comparing editions was hard.",
            "Good advice, a slow contract.",
            "The trial of {product} ended before we could finish our test.",
        ),
        (
            "They told us what we did not need to buy.",
            "The trial of {product} used our own data from day one.",
            "From first call to signature in three weeks.",
        ),
    ),
}

NEWS: Mapping[str, ByClass] = {
    "portal": (
        (
            "The new onboarding portal leaves us alone with a list of forty tasks.",
            "Since the portal came, nobody answers when we are stuck with {product}.",
            "We miss a person. The onboarding portal sends reminders, not help.",
            "Three weeks waiting for a first login, and the portal says 'in progress'.",
            "The portal closed our start-up project although half of it is open.",
        ),
        (
            "The onboarding portal is tidy, but a person to call would help.",
            "We managed with the portal, slower than hoped.",
            "The portal shows what to do and not how.",
        ),
        (
            "We got through the onboarding portal quickly, with help from a partner.",
            "The portal was fine for us; we know {product} from another company.",
        ),
    ),
    "engineer": (
        (
            "We have a named engineer now, but she covers too many customers.",
            "The named engineer is good; when he is away nobody knows our case.",
            "Our case on {product} still went through three teams.",
        ),
        (
            "The named engineer helps; nights are still slow.",
            "Better than last year: the same person answers twice.",
            "Our named engineer knows {product}; we would like more hours.",
        ),
        (
            "Our named engineer knows our set-up of {product} and it shows.",
            "Since we have one engineer of our own, problems end the same day.",
            "One person who knows us: support is a different world this year.",
            "Our engineer called before we had noticed the problem.",
        ),
    ),
}

PARTNERS: ByClass = (
    (
        "Deal registration takes so long that the customer has signed elsewhere.",
        "Your own sales team called our customer.",
        "Margins fall each year while targets rise.",
        "The partner portal is down when we quote, always on a Monday.",
        "Technical answers reach partners after customers.",
    ),
    (
        "A good product line, too much paperwork.",
        "Our partner manager is fine; she changes each year.",
        "Training is useful, the exam fees are not.",
        "Leads come, most of them cold.",
    ),
    (
        "Joint planning at the start of the year paid off for both.",
        "Certification helped us to win two large projects.",
        "Clear rules on who sells to whom, and they are kept.",
        "Our partner manager picks up the phone.",
        "Delivery kits save our consultants a week a project.",
    ),
)

OPENERS: ByClass = (
    ("Honestly, not good.", "Disappointing.", "Not what we expected.", "Once more.", "Sorry to say so."),
    ("Overall fine.", "Mostly good.", "Mixed.", "All in all, fine.", "It is all right."),
    ("Very happy.", "Great.", "Thank you!", "No complaints.", "Well done."),
)
CLOSERS: ByClass = (
    (
        "We are looking at alternatives.",
        "Please call us.",
        "This has to change before we renew.",
        "It used to be better.",
        "We raised it in March, June and September.",
    ),
    ("Room to improve.", "We will see next year.", "Others are no better.", "Keep going.", "A seven from us."),
    (
        "Keep it up.",
        "We tell others so.",
        'Our board called it "the easy one".',
        "We plan to extend it to two more sites.",
        "Best supplier we have.",
    ),
)

ALONE, OPENED, CLOSED = 0.45, 0.25, 0.22
"""Share of comments that are the sentence alone, with an opener, with a closer; the rest have both."""


def of_customers(
    rng: np.random.Generator, scores: Codes, journeys: Column, products: Column, news: Column, *, share: float
) -> Column:
    """Comments on a share of the answers, '' on the others; news: a key of NEWS where its story may be spoken of."""
    places = [
        NEWS[item] if item and told else JOURNEYS[journey]
        for item, told, journey in zip(news, rng.random(len(news)) < 0.7, journeys, strict=True)
    ]
    return _written(rng, scores, places, products, share)


def of_partners(rng: np.random.Generator, scores: Codes, *, share: float) -> Column:
    """Partners' comments on a share of the answers, '' on the others."""
    n = len(scores)
    return _written(rng, scores, [PARTNERS] * n, np.full(n, "", dtype=object), share)


def _written(
    rng: np.random.Generator, scores: Codes, places: Sequence[ByClass], products: Column, share: float
) -> Column:
    written = np.full(len(scores), "", dtype=object)
    classes = (scores >= PASSIVE_FROM).astype(int) + (scores >= PROMOTER_FROM)
    chance = rng.random((len(scores), 4))
    form = rng.random(len(scores))
    for i in np.flatnonzero(chance[:, 0] < share).tolist():
        kind = classes[i]
        parts = [_pick(places[i][kind], chance[i, 1]).format(product=products[i])]
        if ALONE <= form[i] < ALONE + OPENED or form[i] >= ALONE + OPENED + CLOSED:
            parts.insert(0, _pick(OPENERS[kind], chance[i, 2]))
        if form[i] >= ALONE + OPENED:
            parts.append(_pick(CLOSERS[kind], chance[i, 3]))
        written[i] = " ".join(parts)
    return written


def _pick(sentences: Sentences, chance: float) -> str:
    return sentences[int(chance * len(sentences))]
