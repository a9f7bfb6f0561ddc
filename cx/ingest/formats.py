"""The exports that are known by name: how each is recognized, and which of its columns is what.

Names are compared without regard to case, underscores and runs of spaces. Sources: real files and vendors' schemas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cx.ingest.headers import plain

TIMESTAMPS = (
    "timestamp",
    "horodateur",
    "zeitstempel",
    "marca temporal",
    "marca de tiempo",
    "informazioni cronologiche",
    "carimbo de data/hora",
    "tijdstempel",
    "tidsstämpel",
    "tidstämpel",
    "tidsstempel",
    "aikaleima",
    "sygnatura czasowa",
    "časové razítko",
    "časová značka",
    "időbélyeg",
    "időbélyegző",
    "marcaj de timp",
    "marca de temps",
    "zaman damgası",
    "χρονική σήμανση",
    "отметка времени",
    "позначка часу",
    "タイムスタンプ",
    "타임스탬프",
    "时间戳记",
    "時間戳記",
)
"""What Google Forms calls its first column, by language of the form."""

PREVIEWS = ("1", "survey preview", "2", "survey test", "9", "preview spam", "17", "offline survey preview")
SPAM = ("8", "spam", "12", "imported spam")
"""Qualtrics' Status by number or name; 0 is a usual answer, 4 an imported and 16 an offline one."""

NO = ("0", "false", "no", "")
UNFINISHED = ("0", "false", "falsch", "faux", "falso", "onwaar", "nee", "falskt", "nej")
"""Qualtrics' Finished, in the languages of its accounts; where another is used, Progress tells it."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows that a format marks as no answer, by a column named as one of `where`.

    keep: `values` mark the rows to keep, not those to refuse.
    """

    where: tuple[str, ...]
    values: tuple[str, ...]
    reason: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """An export known by name.

    needs: each group names one column, by any of its names; all groups must be there. header_rows: how many records the
    header takes. fields: field -> names of its column, the best first. in_utc: names of date columns without zone that
    are UTC. latest: several rows of one id are versions of one answer.
    """

    name: str
    label: str
    needs: tuple[tuple[str, ...], ...] = ()
    first: tuple[str, ...] = ()
    header_rows: int = 1
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_utc: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    id_fallback: tuple[str, ...] = ()
    latest: bool = False
    unescape: bool = False


FORMATS: tuple[Format, ...] = (
    Format(
        "qualtrics",
        "Qualtrics",
        needs=(("startdate",), ("enddate",), ("responseid",), ("finished", "progress"), ("recordeddate", "status")),
        header_rows=3,
        fields={
            "response_id": ("responseid",),
            "responded_at": ("recordeddate", "enddate"),
            "respondent": ("recipientemail",),
        },
        set_aside=(
            SetAside(("status",), PREVIEWS, "preview answer"),
            SetAside(("distributionchannel",), ("preview", "test"), "preview answer"),
            SetAside(("status",), SPAM, "marked as spam"),
            SetAside(("finished",), UNFINISHED, "unfinished answer"),
            SetAside(("progress",), ("100", "100.0", "100,0", "100%", ""), "unfinished answer", keep=True),
        ),
    ),
    Format(
        "qualtrics-legacy",
        "Qualtrics (legacy)",
        needs=(("v1",), ("v2",), ("v3",), ("v8",), ("v9",), ("v10",)),
        header_rows=2,
        fields={"response_id": ("v1",), "responded_at": ("v9", "v8"), "respondent": ("v5",)},
        set_aside=(
            SetAside(("v7",), PREVIEWS, "preview answer"),
            SetAside(("v7",), SPAM, "marked as spam"),
            SetAside(("v10",), UNFINISHED, "unfinished answer"),
        ),
    ),
    Format(
        "surveymonkey",
        "SurveyMonkey",
        needs=(("respondent id", "respondentid"), ("collector id", "collectorid"), ("end date", "enddate")),
        header_rows=2,
        fields={
            "response_id": ("respondent id", "respondentid"),
            "responded_at": ("end date", "enddate", "start date", "startdate"),
            "respondent": ("email address", "emailaddress"),
        },
    ),
    Format(
        "typeform",
        "Typeform",
        needs=(("#",), ("network id",), ("submit date (utc)",)),
        fields={"response_id": ("#",), "responded_at": ("submit date (utc)",)},
        in_utc=("submit date (utc)",),
        set_aside=(SetAside(("response type",), ("partial", "started"), "unfinished answer"),),
    ),
    Format(
        "formbricks",
        "Formbricks",
        needs=(("no.",), ("response id",), ("timestamp",), ("finished",), ("survey id",)),
        fields={"response_id": ("response id",), "responded_at": ("timestamp",), "respondent": ("user id",)},
        set_aside=(SetAside(("finished",), NO, "unfinished answer"),),
    ),
    Format(
        "posthog",
        "PostHog",
        needs=(("event",), ("timestamp",), ("$survey id", "properties.$survey id")),
        fields={
            "response_id": ("$survey submission id", "properties.$survey submission id", "uuid"),
            "responded_at": ("timestamp",),
            "respondent": ("distinct id",),
        },
        id_fallback=("uuid",),
        set_aside=(
            SetAside(("event",), ("survey sent",), "another event than an answer", keep=True),
            SetAside(
                ("$survey partially completed", "properties.$survey partially completed"),
                ("true",),
                "unfinished answer",
            ),
            SetAside(("$survey completed", "properties.$survey completed"), ("false",), "unfinished answer"),
        ),
        latest=True,
    ),
    Format(
        "asknicely",
        "AskNicely",
        needs=(("response id",), ("answer",), ("responded",)),
        fields={
            "response_id": ("response id",),
            "responded_at": ("responded",),
            "score": ("answer",),
            "comment": ("comment",),
            "respondent": ("email",),
        },
        set_aside=(
            SetAside(("question type",), ("nps", ""), "answer to another question", keep=True),
            SetAside(("responded",), ("0",), "not answered"),
            SetAside(("answer",), ("",), "not answered"),
        ),
        unescape=True,
    ),
    Format(
        "retently",
        "Retently",
        needs=(("id",), ("customerid", "campaignid"), ("createddate",), ("score",)),
        fields={
            "response_id": ("id",),
            "responded_at": ("createddate",),
            "score": ("score",),
            "comment": ("comment",),
            "respondent": ("email", "customerid"),
        },
        set_aside=(
            SetAside(("isbogus",), ("true", "1", "yes"), "marked as bogus"),
            SetAside(("metricstype",), ("nps", ""), "answer to another question", keep=True),
        ),
    ),
    Format(
        "wootric",
        "Wootric",
        needs=(("id",), ("created at",), ("score",), ("end user id", "excluded from calculations", "origin url")),
        fields={
            "response_id": ("id",),
            "responded_at": ("created at",),
            "score": ("score",),
            "comment": ("text",),
            "respondent": ("end user id", "email"),
        },
        set_aside=(
            SetAside(("excluded from calculations",), ("true", "1", "yes"), "excluded from calculations"),
            SetAside(("completed",), ("false", "0", "no"), "unfinished answer"),
        ),
    ),
    Format(
        "hubspot",
        "HubSpot",
        needs=(
            ("hs value", "rating"),
            ("hs submission timestamp", "hs createdate", "date"),
            ("hs object id", "feedback sentiment"),
        ),
        fields={
            "response_id": ("hs object id", "record id"),
            "responded_at": ("hs submission timestamp", "hs createdate", "date"),
            "score": ("hs value", "rating"),
            "comment": ("hs content", "response"),
        },
        set_aside=(SetAside(("hs survey type", "survey type"), ("nps", ""), "answer to another question", keep=True),),
    ),
    Format(
        "zendesk",
        "Zendesk",
        needs=(("id",), ("delivery id", "recipient id"), ("rating",), ("rated at",)),
        fields={
            "response_id": ("id",),
            "responded_at": ("rated at",),
            "score": ("rating",),
            "comment": ("comment",),
            "respondent": ("user email", "recipient id"),
        },
        set_aside=(SetAside(("rating",), ("",), "not answered"),),
    ),
    Format(
        "delighted",
        "Delighted",
        needs=(("id",), ("score",), ("created at",), ("permalink", "survey type", "person")),
        fields={
            "response_id": ("id",),
            "responded_at": ("created at",),
            "score": ("score",),
            "comment": ("comment",),
            "respondent": ("email", "person"),
        },
        set_aside=(SetAside(("survey type",), ("nps", ""), "answer to another question", keep=True),),
    ),
    Format(
        "microsoft-forms",
        "Microsoft Forms",
        needs=(("id",), ("start time",), ("completion time",), ("email",), ("name",)),
        fields={"response_id": ("id",), "responded_at": ("completion time",)},
    ),
    Format("google-forms", "Google Forms", first=TIMESTAMPS, fields={"responded_at": TIMESTAMPS}),
    Format(
        "generic",
        "a table with one answer a row",
        fields={
            "response_id": ("response id", "responseid", "id", "submission id", "submissionid", "answer id"),
            "respondent": ("respondent",),
            "responded_at": (
                "responded at",
                "response date",
                "date",
                "timestamp",
                "submitted at",
                "submission date",
                "completed at",
                "answered at",
                "created at",
                *TIMESTAMPS[1:],
            ),
            "comment": ("comment", "comments", "verbatim", "feedback", "commentaire", "kommentar", "comentario"),
        },
    ),
)
BY_NAME: Mapping[str, Format] = {known.name: known for known in FORMATS}


def recognize(names: Sequence[str]) -> Format:
    """The export that a header belongs to; the generic table where it is none of them."""
    found = {plain(name) for name in names}
    head = plain(names[0]) if names else ""
    for known in FORMATS:
        if known.first and head in known.first:
            return known
        if known.needs and all(any(_same(name) in found for name in group) for group in known.needs):
            return known
    return BY_NAME["generic"]


def _same(name: str) -> str:
    return plain(name)
