"""Who gets in and what is on record, as the suites of access, acting, rows and the guard tell it, over a server."""

# ruff: noqa: F401 - tests and their fixtures, run again with this folder's `empty_store`

from __future__ import annotations

from tests.actions.test_access import (
    test_an_e_mail_is_one_person_however_it_is_written,
    test_there_is_exactly_one_cx_leader_who_can_only_hand_over,
)
from tests.actions.test_acting import (
    test_a_change_and_its_entry_are_kept_together,
    test_entries_made_at_once_follow_one_another,
)
from tests.ui.test_guard import (
    _secret,
    store,
    test_a_leader_signs_in_to_their_own_drafts_and_area,
    test_an_open_tab_ends_with_its_role,
    test_files_uploads_and_metrics_need_a_session,
    test_signing_out_ends_copied_cookies,
)
