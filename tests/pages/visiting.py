"""Opening a page as a reader does, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.opening import Store

PROJECT = Path(__file__).parents[2]
PAGES = {
    "overview": "pages/performance/overview.py",
    "trends": "pages/performance/trends.py",
    "voice": "pages/performance/voice.py",
    "benchmarks": "pages/strategy/benchmarks.py",
    "answers": "pages/strategy/answers.py",
    "signals": "pages/strategy/signals.py",
    "projects": "pages/council/projects.py",
    "meetings": "pages/council/meetings.py",
    "training": "pages/council/training.py",
    "standards": "pages/council/standards.py",
    "speaking-points": "pages/leaders/speaking_points.py",
    "for-everyone": "pages/leaders/for_everyone.py",
    "imports": "pages/data/imports.py",
    "settings": "pages/data/settings.py",
    "access": "pages/data/access.py",
}


def opened(monkeypatch: pytest.MonkeyPatch, store: Store, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("CX_STORE", store.location)
    monkeypatch.setenv("CX_TODAY", "2026-11-20")
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=90)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(PAGES[page]).run()
    return app


def words(app: AppTest) -> str:
    elements = (
        *app.title,
        *app.header,
        *app.subheader,
        *app.caption,
        *app.text,
        *app.markdown,
        *app.warning,
        *app.error,
    )
    return "\n".join(str(element.value) for element in elements).replace("\\", "")
