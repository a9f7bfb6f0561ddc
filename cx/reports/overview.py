"""The first page: where the score stands, whether it moved, how far the main competitor is, what needs attention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cx.domain.book import Against
from cx.narrative import accounts as words
from cx.reports import training
from cx.reports.accounts import heard
from cx.reports.attention import attention
from cx.reports.book import change
from cx.reports.bridges import best_field, bridge_part
from cx.reports.headlines import NO_STORE, headline, open_view
from cx.reports.parts import BridgePart, Headline, Notice, State, Tile, TrendPart
from cx.reports.project_tile import decisions, project_notice, project_tile
from cx.reports.projects import Held, held
from cx.reports.tiles import tiles
from cx.reports.trends import MOST, trend_part
from cx.reports.view import View
from cx.store.opening import Store


@dataclass(frozen=True, slots=True)
class Overview:
    """The parts are empty where the headline's state has no figures. attention: at most five, each with a link."""

    headline: Headline
    tiles: tuple[Tile, ...] = ()
    trend: TrendPart | None = None
    bridge: BridgePart | None = None
    attention: tuple[Notice, ...] = ()


def report(store: Store, view: View, today: date) -> Overview:
    if not store.exists():
        return Overview(NO_STORE)
    with store.reading() as connection:
        opened = open_view(store, connection, view, today)
        if isinstance(opened, Headline):
            return Overview(opened)
        top = headline(opened)
        if top.state is not State.READY:
            return Overview(top)
        verdict = change(opened.figures, opened.book, opened.windows, opened.scope, Against.PREVIOUS)
        field = best_field(opened.figures, opened.scope)
        found = heard(opened)
        under_way = Held() if opened.scope else held(connection, opened.programme)
        untrained = () if opened.scope else training.notice(connection, today)
        return Overview(
            headline=replace(
                top,
                sentence=" ".join(filter(None, (top.sentence, decisions(under_way)))),
                heard=words.heard(found.share_of_accounts, found.share_of_revenue) if found else "",
            ),
            tiles=(*tiles(opened), *filter(None, (project_tile(under_way),))),
            trend=trend_part(opened, verdict, MOST[view.grain]),
            bridge=bridge_part(opened.figures, opened.windows, field, opened.scope, verdict) if field else None,
            attention=attention(opened, found, (*filter(None, (project_notice(under_way),)), *untrained)),
        )
