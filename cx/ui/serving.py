"""`cx serve`: Streamlit as an application with the guard around it, started only where its secrets are good."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import config, runtime
from streamlit.runtime import memory_media_file_storage as media

from cx.domain.errors import BadValue
from cx.domain.roles import Role
from cx.reports import access
from cx.reports import settings as settings_report
from cx.reports.opening import Store
from cx.ui import errors, file_ids, sign_in
from cx.ui.guard import Guard

SCRIPT = Path(__file__).parents[2] / "app.py"


def run(store: Store, address: str, port: int) -> None:
    """Serve until it is stopped. Raises BadValue where it must not start, in words that say what would mend it."""
    made = application(store, address)
    uvicorn.run(
        made,
        host=address,
        port=port,
        access_log=False,  # it would hold what people filter by, and the codes of their sign-in
        server_header=False,
        log_level="warning",
        ws_max_size=64 * 1024 * 1024,
    )


def application(store: Store, address: str) -> st.App:
    """The guarded application; refused as `run` says."""
    check(store, address)
    file_ids.make_unguessable(media)
    errors.keep_texts_out_of_logs()
    auth = sign_in.section()
    guard = Middleware(
        Guard,
        store=store,
        signs_in=sign_in.configured(),
        https=sign_in.over_https(auth),
        base=str(config.get_option("server.baseUrlPath") or ""),
    )
    return st.App(SCRIPT, middleware=[guard], lifespan=_warm, on_script_error=errors.say_reference)


def check(store: Store, address: str) -> None:
    """Raise BadValue where the server must not start at this address with these secrets and this store."""
    if not sign_in.configured():
        if not sign_in.is_this_machine(address):
            raise BadValue(
                f"The server was not started: nobody signs in, so it may listen on this machine only, not on "
                f"{address}. Leave --address out, or configure sign-in in .streamlit/secrets.toml: docs/security.md."
            )
        return
    sign_in.check(sign_in.section())
    if store.exists() and settings_report.report(store).demo:
        raise BadValue(
            f"The server was not started: {store.location} holds the demo company, which nobody who signs in "
            "should take for their own. Name another store with CX_STORE, or import your own survey first."
        )
    if not any(Role.CX_LEADER in person.roles for person in access.persons(store)):
        raise BadValue(
            "The server was not started: nobody is the CX leader yet. Name them: "
            "python -m cx grant SOMEBODY@COMPANY cx_leader"
        )


@asynccontextmanager
async def _warm(_app: st.App) -> AsyncIterator[None]:
    """The first visitor may come by a deep link: the script runs once before anybody is let in."""
    await runtime.get_instance().does_script_run_without_error()
    yield
