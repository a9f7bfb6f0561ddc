"""What people do with comments: pin one as a quote, change its consent, take it down, read or take away comments."""

from __future__ import annotations

from datetime import date, datetime

from cx.actions.acting import acting, check, note
from cx.domain.errors import BadValue, UnknownName
from cx.domain.masking import masked
from cx.domain.quotes import LONGEST_QUOTE, Consent, Quote, is_excerpt
from cx.domain.roles import Action, Actor
from cx.domain.tables import Table
from cx.reports import verbatims
from cx.reports.verbatims import Search
from cx.reports.view import View
from cx.store import quotes
from cx.store.opening import Store


def pin(
    store: Store,
    actor: Actor,
    view: View,
    response_id: str,
    text: str,
    *,
    today: date,
    at: datetime,
    consent: Consent = Consent.UNKNOWN,
    evidence: str = "",
    note: str = "",
) -> Quote:
    """Keep a comment, or its own words with an ellipsis for what is left out, as a quote of the view's group.

    Raises NotPermitted; UnknownName where the comment is none that the view may show; BadValue where the text is not
    the comment's own words, masked, or is too long, or where a granted consent has no evidence.
    """
    check(store, actor, Action.PIN_QUOTE, response_id, at)
    found = verbatims.readable(store, view, today, response_id)
    if found is None:
        raise UnknownName("This comment can no longer be shown here. Reload the page.")
    said = masked(" ".join(text.split()))
    if not is_excerpt(said, masked(found.answer.text)):
        raise BadValue(
            "A quote has to be the customer's own words. Shorten it only by leaving words out, with … in their place."
        )
    if len(said) > LONGEST_QUOTE:
        raise BadValue(f"The quote has {len(said):,} letters; at most {LONGEST_QUOTE} can be read out. Shorten it by …")
    _check_consent(consent, evidence)
    quote = Quote(
        survey_id=found.survey_id,
        response_id=response_id,
        text=said,
        scope=view.scope,
        period=found.period,
        pinned_by=actor.id,
        pinned_at=at,
        consent=consent,
        evidence=evidence.strip(),
        note=note.strip(),
    )
    with acting(store, actor, Action.PIN_QUOTE, _name(found.survey_id, response_id), at) as connection:
        quotes.pin(connection, quote)
    return quote


def change_consent(
    store: Store, actor: Actor, quote: Quote, consent: Consent, *, evidence: str, note: str, at: datetime
) -> None:
    """Raises NotPermitted; BadValue where a granted consent has no evidence; UnknownName where it is unpinned."""
    _check_consent(consent, evidence)
    with acting(store, actor, Action.PIN_QUOTE, _name(quote.survey_id, quote.response_id), at) as connection:
        quotes.change_consent(connection, quote.survey_id, quote.response_id, consent, evidence.strip(), note.strip())


def unpin(store: Store, actor: Actor, quote: Quote, *, at: datetime) -> None:
    with acting(store, actor, Action.PIN_QUOTE, _name(quote.survey_id, quote.response_id), at) as connection:
        quotes.unpin(connection, quote.survey_id, quote.response_id)


def as_written(store: Store, actor: Actor, view: View, response_id: str, *, today: date, at: datetime) -> str:
    """A comment with the personal data in it, recorded before it is shown. Raises NotPermitted, and UnknownName where
    the view may not show it."""
    found = verbatims.readable(store, view, today, response_id)
    if found is None:
        check(store, actor, Action.READ_PERSONAL_DATA, response_id, at)
        raise UnknownName("This comment can no longer be shown here. Reload the page.")
    note(store, actor, Action.READ_PERSONAL_DATA, _name(found.survey_id, response_id), at)
    return found.answer.text


def taken_away(store: Store, actor: Actor, view: View, search: Search, *, today: date, at: datetime) -> Table:
    """The comments that a search finds, masked, to leave the dashboard as a file; recorded before it is made."""
    note(store, actor, Action.EXPORT_COMMENTS, view.survey_id or "primary survey", at)
    return verbatims.table(store, view, today, search)


def _check_consent(consent: Consent, evidence: str) -> None:
    if consent is Consent.GRANTED and not evidence.strip():
        raise BadValue("Say what proves the consent: an e-mail with its date, a release form, a recorded call.")


def _name(survey_id: str, response_id: str) -> str:
    return f"{survey_id}/{response_id}"
