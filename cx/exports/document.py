"""Drafts become Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cx.exports.table import file_name
from cx.reports.drafts import Audience, Draft

if TYPE_CHECKING:
    from docx.document import Document

WATERMARK = "DRAFT. NOT RELEASED. Not to be said or sent outside before the CX leader has approved it."
RELEASED = "released"
"""The status from which points for outside carry no watermark."""
NO_ADVICE = "The checks in this document are no legal advice."


def word_document(draft: Draft) -> bytes:
    """The points in the order of speech, what stands behind each, what not to say, the questions and the gates."""
    import docx as word  # only a download needs it; every start would pay for it

    made = word.Document()
    if draft.audience is Audience.EXTERNAL and draft.status != RELEASED:
        for section in made.sections:
            section.header.paragraphs[0].text = WATERMARK
    made.core_properties.title = f"Speaking points: {draft.leader_name}, {draft.period}"
    made.core_properties.author = ""
    made.add_heading(draft.headline or "Speaking points", level=1)
    day = f"as of {draft.as_of:%-d %B %Y}"
    made.add_paragraph(f"{draft.leader_name} · {draft.audience.value} · {draft.period} · {draft.status} · {day}")
    for point in draft.points:
        made.add_paragraph(point.text, style="List Number")
    if draft.legend:
        made.add_paragraph(draft.legend)
    if draft.longer != draft.text:
        made.add_heading(f"The longer form, {draft.seconds_longer} seconds", level=2)
        made.add_paragraph(draft.longer)
    _evidence(made, draft)
    _answers(made, draft)
    _gates(made, draft)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def bundle(drafts: Sequence[Draft]) -> bytes:
    """A zip with a document of each."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for draft in drafts:
            name = file_name(f"{draft.leader} {draft.audience.value} {draft.period}", "docx")
            made.writestr(name, word_document(draft))
    return file.getvalue()


def _evidence(made: Document, draft: Draft) -> None:
    made.add_heading("What stands behind each sentence", level=2)
    for number, point in enumerate(draft.points, 1):
        told = " ".join(part for part in (point.more, point.caution) if part)
        if told:
            made.add_paragraph(f"{number}. {told}")


def _answers(made: Document, draft: Draft) -> None:
    if draft.not_to_say:
        made.add_heading("What not to say", level=2)
    for unsaid in draft.not_to_say:
        made.add_paragraph(f"“{unsaid.text}” {unsaid.reason}", style="List Bullet")
    made.add_heading("Questions to expect", level=2)
    for one in draft.questions:
        paragraph = made.add_paragraph()
        paragraph.add_run(one.question).bold = True
        paragraph.add_run(f" {one.answer}")


def _gates(made: Document, draft: Draft) -> None:
    made.add_heading("Before it is released", level=2)
    for gate in draft.gates:
        made.add_paragraph(f"{'✓' if gate.passed else '✗'} {gate.reason}", style="List Bullet")
    made.add_paragraph(NO_ADVICE)
