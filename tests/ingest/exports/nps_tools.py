"""Exports of tools that ask nothing but the 0-10 question: one answer a row, by the names of their interfaces."""

from __future__ import annotations

from tests.ingest.exports.export import Export, text


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


NPS_TOOLS: tuple[Export, ...] = (
    _delighted(),
    _asknicely(),
    _retently(),
    _wootric(),
    *_hubspot(),
    _zendesk(),
)
