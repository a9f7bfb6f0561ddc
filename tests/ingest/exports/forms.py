"""Exports of tools that ask any question: the 0-10 answer stands among others, under its own words."""

from __future__ import annotations

from tests.ingest.exports.export import RECOMMEND, Export, text, workbook


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
FORMS: tuple[Export, ...] = (
    *_typeform(),
    _formbricks(
        "Formbricks, days", ("Sat Jun 15 2024", "Sun Jun 16 2024"), ("2024-06-15 00:00:00", "2024-06-16 00:00:00")
    ),
    _formbricks(
        "Formbricks, moments",
        ("2024-06-15 10:00:00", "2024-06-16 23:59:59"),
        ("2024-06-15 10:00:00", "2024-06-16 23:59:59"),
    ),
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
