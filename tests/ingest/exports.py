"""One small export of each survey tool, as it writes them, with what must be read from it.

Written after `formats.md` of the tools' own files and schemas: header rows, line ends, clocks and the rows that are no
answers to the question are the tool's; the people and comments are made up.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import Any

RECOMMEND = "How likely are you to recommend us to a friend or colleague?"
Answer = tuple[str, str, int]
"""Id, moment in the company's zone (UTC here) and score, as stored."""


@dataclass(frozen=True, slots=True)
class Export:
    """One file. known: the format it is recognized as. columns: field -> column that must be found unasked.
    answers: exactly what is stored. reasons: of the rows that are not. options: what its holder has to say."""

    name: str
    content: bytes
    known: str
    columns: dict[str, str]
    answers: tuple[Answer, ...]
    reasons: dict[str, int] = field(default_factory=dict)
    suffix: str = ".csv"
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def text(*rows: tuple[object, ...], line_end: str = "\n", encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=line_end, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)


def workbook(*rows: tuple[Any, ...], clock: str = "m/d/yy hh:mm:ss") -> bytes:
    """A workbook whose moments are real dates in the format that its maker shows."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": clock})
    sheet = book.add_worksheet("Form1")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def _typeform() -> tuple[Export, Export]:
    question = "How likely are you to recommend {{field:01G}}\nto a friend or colleague?"
    why = "What is the *main* reason\r\nfor your score?"
    clocks = ("Start Date (UTC)", "Stage Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags", "Ending")
    begun, done = "2024-05-14 23:58:12", "2024-05-15 00:03:59"
    new = text(
        ("#", question, why, "Phone", "Response Type", *clocks),
        ("g0abc", 9, "Fast,\nand kind", "'+91 22 5550 0101", "completed", begun, "", done, "938f4331f1", "", ""),
        ("g0abd", 0, "", "", "completed", begun, "", done, "938f4331f2", "", ""),
        ("g0abe", 8, "", "", "partial", begun, done, "", "938f4331f3", "", ""),
        ("g0abf", "", "", "", "partial", begun, done, "", "938f4331f4", "", ""),
        ("g0abg", 10, "", "", "started", begun, done, "", "938f4331f5", "", ""),
    )
    old = text(
        ("#", "Your role", RECOMMEND, "Start Date (UTC)", "Submit Date (UTC)", "Network ID"),
        ("c4ca4238a0b9", "Buyer", 10, begun, done, "b8a81a4f0c"),
        ("c81e728d9d4c", "", 6, begun, done, "b8a81a4f0d"),
    )
    at = "2024-05-15 00:03:59"
    found = {"response_id": "#", "responded_at": "Submit Date (UTC)"}
    return (
        Export(
            "Typeform",
            new,
            "typeform",
            {**found, "score": " ".join(question.split())},
            (("g0abc", at, 9), ("g0abd", at, 0)),
            {"unfinished answer": 3},
        ),
        Export(
            "Typeform, older",
            old,
            "typeform",
            {**found, "score": RECOMMEND},
            (("c4ca4238a0b9", at, 10), ("c81e728d9d4c", at, 6)),
        ),
    )


def _formbricks(name: str, moments: tuple[str, str], stored: tuple[str, str]) -> Export:
    question = f"1. {RECOMMEND}"
    head = ("No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)", "User ID", "Tags")
    more = (
        "source",
        "country",
        "userAgent - browser",
        question,
        "2. Which do you use?",
        "2. Which do you use? - Option ID",
    )
    seen = ("app", "DE", "Firefox")
    one, two = moments
    content = text(
        (*head, *more),
        (1, "clx01", one, "Yes", "svy", "in1", "ana@example.com", "", *seen, 10, "Web", "o1"),
        (2, "clx02", two, "Yes", "svy", "in2", "", "vip", *seen, 3, "App", "o2"),
        (3, "clx03", two, "No", "svy", "in3", "", "", *seen, 9, "", ""),
        (4, "clx04", two, "No", "svy", "in4", "", "", *seen, "", "", ""),
        (5, "clx05", two, "No", "svy", "in5", "", "", *seen, "", "", ""),
    )
    found = {"response_id": "Response ID", "responded_at": "Timestamp", "score": question, "respondent": "User ID"}
    answers = (("clx01", stored[0], 10), ("clx02", stored[1], 3))
    return Export(name, content, "formbricks", found, answers, {"unfinished answer": 3})


def _delighted() -> Export:
    head = (
        "id",
        "person",
        "survey_type",
        "score",
        "comment",
        "permalink",
        "created_at",
        "updated_at",
        "Delighted Source",
    )
    link = "https://app.delighted.com/r/"
    content = text(
        head,
        ("5435", "9876", "nps", 10, "All good", f"{link}1", 1715681400, 1715681500, "Email"),
        ("5436", "9877", "nps", 0, "", f"{link}2", 1715767199, 1715767300, "Web"),
        ("5437", "9878", "csat", 5, "", f"{link}3", 1715767199, 1715767300, "Web"),
        ("5438", "9879", "ces", 7, "", f"{link}4", 1715767199, 1715767300, "Web"),
        ("5439", "9880", "csat", 1, "", f"{link}5", 1715767199, 1715767300, "Web"),
    )
    found = {"response_id": "id", "responded_at": "created_at", "score": "score", "comment": "comment"}
    answers = (("5435", "2024-05-14 10:10:00", 10), ("5436", "2024-05-15 09:59:59", 0))
    return Export("Delighted", content, "delighted", found, answers, {"answer to another question": 3})


def _asknicely() -> Export:
    head = ("response_id", "person_id", "name", "email", "answer", "comment", "responded", "sent", "opened", "segment")
    content = text(
        (*head, "question_type"),
        (
            "71",
            "1",
            "Ana",
            "a@example.com",
            "9",
            "It&#39;s &lt;b&gt; &amp;amp; fine",
            "1715681400",
            "1715681000",
            "0",
            "A",
            "NPS",
        ),
        ("72", "2", "Ben", "b@example.com", "2", "", "1715767199", "1715681000", "1715767100", "B", "nps"),
        ("73", "3", "Eva", "e@example.com", "5", "", "1715767199", "1715681000", "0", "B", "5STAR"),
        ("74", "4", "Ian", "i@example.com", "4", "", "1715767199", "1715681000", "0", "B", "CSAT"),
        ("75", "5", "Uma", "u@example.com", "0", "", "0", "1715681000", "0", "B", "NPS"),
        ("76", "6", "Max", "m@example.com", "", "", "0", "1715681000", "0", "B", "NPS"),
    )
    found = {"response_id": "response_id", "responded_at": "responded", "score": "answer", "respondent": "email"}
    answers = (("71", "2024-05-14 10:10:00", 9), ("72", "2024-05-15 09:59:59", 2))
    reasons = {"answer to another question": 2, "not answered": 2}
    return Export("AskNicely", content, "asknicely", found, answers, reasons)


def _retently() -> Export:
    head = ("id", "customerId", "email", "companyName", "campaignId", "campaignName", "createdDate", "score", "comment")
    content = text(
        (*head, "ratingCategory", "metricsType", "isBogus"),
        (
            "65a1",
            "c1",
            "a@example.com",
            "Acme",
            "k",
            "Q2",
            "2024-05-14T10:10:00.000Z",
            10,
            "",
            "Promoter",
            "NPS",
            "false",
        ),
        (
            "65a2",
            "c2",
            "b@example.com",
            "Bolt",
            "k",
            "Q2",
            "2024-05-14T23:59:59.999Z",
            5,
            "No",
            "Detractor",
            "NPS",
            "false",
        ),
        (
            "65a3",
            "c3",
            "c@example.com",
            "Core",
            "k",
            "Q2",
            "2024-05-14T10:10:00.000Z",
            0,
            "",
            "Detractor",
            "NPS",
            "true",
        ),
        (
            "65a4",
            "c4",
            "d@example.com",
            "Dune",
            "k",
            "Q2",
            "2024-05-14T10:10:00.000Z",
            0,
            "",
            "Detractor",
            "NPS",
            "true",
        ),
        ("65a5", "c5", "e@example.com", "Edge", "k", "Q2", "2024-05-14T10:10:00.000Z", 4, "", "", "CSAT", "false"),
    )
    found = {"response_id": "id", "responded_at": "createdDate", "score": "score", "respondent": "email"}
    answers = (("65a1", "2024-05-14 10:10:00", 10), ("65a2", "2024-05-14 23:59:59.999", 5))
    reasons = {"marked as bogus": 2, "answer to another question": 1}
    return Export("Retently", content, "retently", found, answers, reasons)


def _wootric() -> Export:
    head = ("id", "created_at", "updated_at", "score", "text", "ip_address", "origin_url", "end_user_id", "survey_id")
    content = text(
        (*head, "completed", "excluded_from_calculations", "tags"),
        (
            101,
            "2024-05-14 10:10:00 -0700",
            "",
            9,
            "Good",
            "192.0.2.1",
            "https://a.example",
            7,
            55,
            "true",
            "false",
            "[]",
        ),
        (102, "2024-05-14 23:10:00 +0200", "", 6, "", "192.0.2.2", "https://a.example", 8, 55, "true", "false", "[]"),
        (103, "2024-05-14 10:10:00 -0700", "", 0, "", "192.0.2.3", "https://a.example", 9, 55, "true", "true", "[]"),
        (104, "2024-05-14 10:10:00 -0700", "", 1, "", "192.0.2.4", "https://a.example", 10, 55, "true", "true", "[]"),
        (
            105,
            "2024-05-14 10:10:00 -0700",
            "",
            "",
            "",
            "192.0.2.5",
            "https://a.example",
            11,
            55,
            "false",
            "false",
            "[]",
        ),
    )
    found = {"response_id": "id", "responded_at": "created_at", "score": "score", "comment": "text"}
    answers = (("101", "2024-05-14 17:10:00", 9), ("102", "2024-05-14 21:10:00", 6))
    reasons = {"excluded from calculations": 2, "unfinished answer": 1}
    return Export("Wootric", content, "wootric", found, answers, reasons)


def _hubspot() -> tuple[Export, Export]:
    head = ("hs_object_id", "hs_survey_id", "hs_survey_name", "hs_survey_type", "hs_submission_timestamp", "hs_value")
    content = text(
        (*head, "hs_response_group", "hs_sentiment", "hs_content", "hs_createdate"),
        ("901", "3", "Loyalty", "NPS", "2024-05-14T10:10:00.123Z", "10", "PROMOTER", "", "Helpful", ""),
        ("902", "3", "Loyalty", "NPS", "2024-05-15T10:10:00Z", "7", "PASSIVE", "", "", ""),
        ("903", "3", "Loyalty", "CSAT", "2024-05-15T10:10:00Z", "2", "PROMOTER", "", "", ""),
        ("904", "3", "Loyalty", "CSAT", "2024-05-15T10:10:00Z", "0", "DETRACTOR", "", "", ""),
        ("905", "3", "Loyalty", "CES", "2024-05-15T10:10:00Z", "7", "PROMOTER", "", "", ""),
    )
    found = {
        "response_id": "hs_object_id",
        "responded_at": "hs_submission_timestamp",
        "score": "hs_value",
        "comment": "hs_content",
    }
    answers = (("901", "2024-05-14 10:10:00.123", 10), ("902", "2024-05-15 10:10:00", 7))
    reasons = {"answer to another question": 3}
    shown = text(
        ("Record ID", "Survey ID", "Survey type", "Source", "Date", "Rating", "Feedback sentiment", "Response"),
        ("901", "3", "NPS", "Email", "2024-05-14 10:10", "10", "Promoter", "Helpful"),
        ("902", "3", "NPS", "Email", "2024-05-15 10:10", "7", "Passive", ""),
        ("903", "3", "CSAT", "Email", "2024-05-15 10:10", "2", "Promoter", ""),
        ("904", "3", "CES", "Email", "2024-05-15 10:10", "7", "Promoter", ""),
        ("905", "3", "CSAT", "Email", "2024-05-15 10:10", "0", "Detractor", ""),
    )
    labels = {"response_id": "Record ID", "responded_at": "Date", "score": "Rating", "comment": "Response"}
    dated = (("901", "2024-05-14 10:10:00", 10), ("902", "2024-05-15 10:10:00", 7))
    return (
        Export("HubSpot", content, "hubspot", found, answers, reasons),
        Export("HubSpot, names as shown", shown, "hubspot", labels, dated, reasons),
    )


def _zendesk() -> Export:
    head = (
        "id",
        "survey_id",
        "delivery_id",
        "recipient_id",
        "user_id",
        "rating",
        "comment",
        "delivered_at",
        "rated_at",
    )
    content = text(
        (*head, "user_email", "user_name", "survey_name"),
        (11, 2, 3, 4, 5, 10, "Great", "2024-05-13T10:00:00Z", "2024-05-14T10:10:00Z", "a@example.com", "A", "NPS"),
        (12, 2, 3, 6, 7, 3, "", "2024-05-13T10:00:00Z", "2024-05-14T10:11:00Z", "b@example.com", "B", "NPS"),
        (13, 2, 3, 8, 9, "", "", "2024-05-13T10:00:00Z", "", "c@example.com", "C", "NPS"),
        (14, 2, 3, 8, 9, "", "", "2024-05-13T10:00:00Z", "", "d@example.com", "D", "NPS"),
        (15, 2, 3, 8, 9, "", "", "2024-05-13T10:00:00Z", "", "e@example.com", "E", "NPS"),
    )
    found = {"response_id": "id", "responded_at": "rated_at", "score": "rating", "respondent": "user_email"}
    answers = (("11", "2024-05-14 10:10:00", 10), ("12", "2024-05-14 10:11:00", 3))
    return Export("Zendesk", content, "zendesk", found, answers, {"not answered": 3})


def _microsoft() -> tuple[Export, Export]:
    from datetime import datetime

    head = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time", RECOMMEND, "Why?")
    begun = datetime(2024, 5, 3, 10, 2, 0)
    done = datetime(2024, 5, 3, 10, 3, 59)
    book = workbook(
        head,
        (1, begun, done, "anonymous", None, None, 9, "Good"),
        (2, begun, done, "anonymous", None, None, 4, None),
    )
    lines = text(
        ("Id", *head[1:]),
        (1, "5/3/24 10:02:00", "5/3/24 10:03:59", "anonymous", "", "", 9, "Good – mostly"),
        (2, "5/14/24 9:02:00", "5/14/24 9:03:59", "anonymous", "", "", 4, "Déçu"),
        line_end="\r\n",
        encoding="cp1252",
    )
    found = {"responded_at": "Completion time", "score": RECOMMEND}
    return (
        Export(
            "Microsoft Forms, workbook",
            book,
            "microsoft-forms",
            {**found, "response_id": "ID"},
            (("1", "2024-05-03 10:03:59", 9), ("2", "2024-05-03 10:03:59", 4)),
            suffix=".xlsx",
        ),
        Export(
            "Microsoft Forms, Windows-1252",
            lines,
            "microsoft-forms",
            {**found, "response_id": "Id"},
            (("1", "2024-05-03 10:03:59", 9), ("2", "2024-05-14 09:03:59", 4)),
        ),
    )


def _surveymonkey() -> tuple[Export, Export]:
    people = ("IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1")
    rows = (
        ("Respondent ID", "Collector ID", "Start Date", "End Date", *people, RECOMMEND, "Which do you use?", "", ""),
        (*[""] * 9, "Response", "Web", "App", "Open-Ended Response"),
        (
            "114",
            "9",
            "05/14/2024 09:59:00 AM",
            "05/14/2024 12:05:00 PM",
            *[""] * 5,
            "10 - Extremely likely",
            "Web",
            "",
            "",
        ),
        ("115", "9", "05/03/2024 11:59:00 PM", "05/04/2024 12:05:09 AM", *[""] * 5, "6", "", "App", "Slow,\nvery"),
    )
    old = (("RespondentID", "CollectorID", "StartDate", "EndDate", *rows[0][4:]), *rows[1:])
    answers = (("114", "2024-05-14 12:05:00", 10), ("115", "2024-05-04 00:05:09", 6))
    return (
        Export(
            "SurveyMonkey, line ends CR",
            text(*rows, line_end="\r"),
            "surveymonkey",
            {
                "response_id": "Respondent ID",
                "responded_at": "End Date",
                "score": RECOMMEND,
                "respondent": "Email Address",
            },
            answers,
        ),
        Export(
            "SurveyMonkey, older",
            text(*old, line_end="\r\n"),
            "surveymonkey",
            {"response_id": "RespondentID", "responded_at": "EndDate", "score": RECOMMEND},
            answers,
        ),
    )


def _posthog(name: str, key: str, prefix: str, clock: tuple[str, str, str]) -> Export:
    first, later, last = clock
    own = (
        "$survey_id",
        "$survey_name",
        key,
        "$survey_submission_id",
        "$survey_completed",
        "$survey_partially_completed",
    )
    content = text(
        ("uuid", "event", "timestamp", "distinct_id", *(f"{prefix}{name}" for name in own)),
        ("u1", "survey shown", first, "d1", "s1", "NPS", "", "", "", ""),
        ("u2", "survey sent", first, "d1", "s1", "NPS", "3", "sub1", "false", "true"),
        ("u3", "survey sent", later, "d1", "s1", "NPS", "9", "sub1", "true", "false"),
        ("u4", "survey sent", last, "d1", "s1", "NPS", "8", "sub1", "true", "false"),
        ("u5", "survey sent", later, "d2", "s1", "NPS", "0", "", "true", "false"),
        ("u6", "survey dismissed", later, "d3", "s1", "NPS", "", "", "", ""),
        ("u7", "survey abandoned", later, "d4", "s1", "NPS", "", "", "", ""),
    )
    found = {"responded_at": "timestamp", "score": f"{prefix}{key}", "response_id": f"{prefix}$survey_submission_id"}
    answers = (("sub1", "2024-05-14 10:12:00", 8), ("u5", "2024-05-14 10:11:00", 0))
    reasons = {
        "another event than an answer": 3,
        "unfinished answer": 1,
        "earlier version of the same answer": 1,
    }
    return Export(name, content, "posthog", found, answers, reasons, options={"score_column": f"{prefix}{key}"})


def _qualtrics() -> Export:
    names = (
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "RecordedDate",
    )
    more = ("ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference")
    where = ("LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage")
    labels = (
        "Anfangsdatum",
        "Enddatum",
        "Antworttyp",
        "IP-Adresse",
        "Fortschritt",
        "Dauer (in Sekunden)",
        "Fertig",
        "Aufgezeichnet",
    )
    others = ("Antwort-ID", "Nachname", "Vorname", "E-Mail", "Referenz", "Breite", "Länge", "Kanal", "Sprache")
    ids = (
        "startDate",
        "endDate",
        "status",
        "ipAddress",
        "progress",
        "duration",
        "finished",
        "recordedDate",
        "_recordId",
    )
    rest = ("recipientLastName", "recipientFirstName", "recipientEmail", "externalDataReference", "locationLatitude")
    last = ("locationLongitude", "distributionChannel", "userLanguage", "QID1_NPS_GROUP", "QID1", "QID2_TEXT")
    question = "Wie wahrscheinlich ist es,\ndass Sie uns weiterempfehlen?"

    def row(
        number: int, status: object, progress: int, finished: object, channel: str, group: object, score: object
    ) -> tuple[object, ...]:
        clocks = (
            "2024-05-14 10:08:09",
            "2024-05-14 10:10:00",
            status,
            "192.0.2.1",
            progress,
            38,
            finished,
            "2024-05-14 10:10:01",
        )
        return (*clocks, f"R_{number}", "", "", "", "", 47.1, 7.2, channel, "DE", group, score, 'Alles\n"gut"')

    content = text(
        (*names, *more, *where, "Q1_NPS_GROUP", "Q1", "Q2"),
        (*labels, *others, f"{question} - Gruppe", question, "Warum?"),
        tuple(f'{{"ImportId":"{name}"}}' for name in (*ids, *rest, *last)),
        row(1, 0, 100, 1, "anonymous", 2, 8),
        row(2, "IP-Adresse", 100, "Wahr", "email", 3, 10),
        row(3, 1, 100, 1, "preview", 1, 1),
        row(4, "Umfragevorschau", 100, "Wahr", "preview", 1, 1),
        row(5, 0, 50, 0, "anonymous", 1, 2),
        row(6, 0, 66, "Falsch", "anonymous", "", ""),
        row(7, 8, 100, 1, "preview", 3, 9),
        encoding="utf-8-sig",
    )
    found = {"response_id": "ResponseId", "responded_at": "RecordedDate", "score": "Q1", "respondent": "RecipientEmail"}
    answers = (("R_1", "2024-05-14 10:10:01", 8), ("R_2", "2024-05-14 10:10:01", 10))
    reasons = {"preview answer": 3, "unfinished answer": 2}
    return Export("Qualtrics", content, "qualtrics", found, answers, reasons)


def _google(language: str, head: str, question: str, moments: tuple[str, str], stored: tuple[str, str]) -> Export:
    one, two = moments
    content = text((head, "E-Mail", question, "?"), (one, "", 9, "x"), (two, "", 2, "y"))
    found = {"responded_at": head, "score": question}
    answers = (("", stored[0], 9), ("", stored[1], 2))
    return Export(f"Google Forms, {language}", content, "google-forms", found, answers, options={"id": "row-hash"})


NOON = ("2024-05-14 10:10:00", "2024-05-03 22:10:09")
EXPORTS: tuple[Export, ...] = (
    *_typeform(),
    _formbricks(
        "Formbricks, days", ("Sat Jun 15 2024", "Sun Jun 16 2024"), ("2024-06-15 00:00:00", "2024-06-16 00:00:00")
    ),
    _formbricks(
        "Formbricks, moments",
        ("2024-06-15 10:00:00", "2024-06-16 23:59:59"),
        ("2024-06-15 10:00:00", "2024-06-16 23:59:59"),
    ),
    _delighted(),
    _asknicely(),
    _retently(),
    _wootric(),
    *_hubspot(),
    _zendesk(),
    *_microsoft(),
    *_surveymonkey(),
    _posthog(
        "PostHog, keys by number",
        "$survey_response",
        "",
        ("2024-05-14T10:10:00.123456Z", "2024-05-14T10:11:00Z", "2024-05-14T10:12:00.000000Z"),
    ),
    _posthog(
        "PostHog, keys by question",
        "$survey_response_0190aab3-77ae-0000-2b2d-9f9bbd2c1c33",
        "properties.",
        ("2024-05-14 10:10:00.123456+00:00", "2024-05-14 12:11:00+02:00", "2024-05-14 10:12:00.000000+00:00"),
    ),
    _qualtrics(),
    _google("English", "Timestamp", RECOMMEND, ("5/14/2024 10:10:00", "5/3/2024 22:10:09"), NOON),
    _google(
        "German", "Zeitstempel", "Würden Sie uns weiterempfehlen?", ("14.05.2024 10:10:00", "03.05.2024 22:10:09"), NOON
    ),
    _google("French", "Horodateur", "Nous recommanderiez-vous ?", ("14/05/2024 10:10:00", "03/05/2024 22:10:09"), NOON),
    _google("Spanish", "Marca temporal", "¿Nos recomendaría?", ("14/05/2024 10:10:00", "3/05/2024 22:10:09"), NOON),
    _google(
        "Italian",
        "Informazioni cronologiche",
        "Ci consiglierebbe?",
        ("14/05/2024 10.10.00", "03/05/2024 22.10.09"),
        NOON,
    ),
    _google("Dutch", "Tijdstempel", "Zou u ons aanbevelen?", ("14-5-2024 10:10:00", "3-5-2024 22:10:09"), NOON),
    _google(
        "Portuguese", "Carimbo de data/hora", "Recomendaria?", ("14/05/2024 10:10:00", "03/05/2024 22:10:09"), NOON
    ),
    _google("Swedish", "Tidstämpel", "Rekommenderar du oss?", ("2024-05-14 10:10:00", "2024-05-03 22:10:09"), NOON),
    _google("Polish", "Sygnatura czasowa", "NPS", ("14.05.2024 10:10:00", "03.05.2024 22:10:09"), NOON),
    _google("Japanese", "タイムスタンプ", "NPS (0–10)", ("2024/05/14 10:10:00", "2024/05/03 22:10:09"), NOON),
    _google(
        "its own CSV",
        "Timestamp",
        RECOMMEND,
        ("2024/05/14 12:10:00 PM GMT+2", "2024/05/03 3:10:09 PM GMT-7"),
        NOON,
    ),
    _google(
        "its own CSV, zone by name",
        "Timestamp",
        RECOMMEND,
        ("2024/05/14 12:10:00 PM MESZ", "2024/05/03 3:10:09 PM PDT"),
        NOON,
    ),
)
