"""Who may do what. What is not listed here is denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cx.domain.slices import Slice


class Role(StrEnum):
    """What a person is in the programme; a person may have several."""

    EMPLOYEE = "employee"
    EXECUTIVE = "executive"
    LEADER = "leader"
    OWNER = "owner"
    ANALYST = "analyst"
    LEGAL = "legal"
    IR = "ir"
    CX_LEADER = "cx_leader"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What the audit log calls a change, or the reading of something that is not for everybody."""

    IMPORT = "import"
    UNDO_IMPORT = "undo import"
    MAINTAIN = "maintain"
    """Load or edit a table that people keep by hand."""
    CHANGE_SETTINGS = "change settings"
    BACK_UP = "back up"
    RESTORE = "restore"
    ERASE_PERSON = "erase person"
    CLOSE_PERIOD = "close period"
    REOPEN_PERIOD = "reopen period"
    EDIT_THEMES = "edit themes"
    PIN_QUOTE = "pin quote"
    READ_COMMENTS = "read comments"
    READ_PERSONAL_DATA = "read personal data"
    EXPORT_COMMENTS = "export comments"
    READ_DRAFT = "read draft"
    SAVE_DRAFT = "save draft"
    REVIEW_DRAFT = "review draft"
    AGREE_DRAFT = "agree to draft"
    """Legal's or investor relations' word on one for outside."""
    APPROVE_DRAFT = "approve draft"
    RELEASE_DRAFT = "release draft"
    WITHDRAW_DRAFT = "withdraw draft"
    EXPIRE_DRAFT = "expire draft"
    EXPORT_DRAFT = "export draft"
    READ_ACCOUNTS = "read accounts"
    """See customers' accounts by name, not only in groups."""
    EDIT_STRATEGY = "edit strategy"
    EDIT_SIGNAL = "edit signal"
    EDIT_BENCHMARKS = "edit benchmarks"
    EDIT_COUNCIL = "edit council"
    """The council's members, meetings, agenda, decisions, actions and calendar."""
    EXPORT_PACK = "export pack"
    EXPORT_RECORDS = "export records"
    """Take a whole list away as a file: records, names, refused rows, the audit log."""
    EDIT_PROJECT = "edit project"
    UPDATE_PROJECT = "update project"
    """Tell how a project stands: its updates, milestones and spend."""
    EDIT_TRAINING = "edit training"
    EDIT_STANDARDS = "edit standards"
    READ_TRAINING_NAMES = "read training names"
    """See who is overdue by name, and why small groups are exempt."""
    LEAVE_DEMO = "leave demo"
    CHANGE_ROLE = "change role"
    READ_AUDIT_LOG = "read audit log"
    OPEN_PAGE = "open page"
    """Only refusals of it are recorded."""
    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"


_CX_LEADER = frozenset({Role.CX_LEADER})
_ANALYST = frozenset({Role.CX_LEADER, Role.ANALYST})
_READERS = frozenset({Role.CX_LEADER, Role.ANALYST, Role.EXECUTIVE, Role.LEADER})
_SPEAKERS = frozenset({Role.CX_LEADER, Role.LEADER})
_DRAFT_READERS = frozenset({Role.CX_LEADER, Role.LEADER, Role.LEGAL, Role.IR})
_FIGURES = _READERS | {Role.OWNER}
_ANYBODY = frozenset(Role)

ALLOWED: Mapping[Action, frozenset[Role]] = {
    Action.IMPORT: _ANALYST,
    Action.UNDO_IMPORT: _ANALYST,
    Action.MAINTAIN: _ANALYST,
    Action.CHANGE_SETTINGS: _CX_LEADER,
    Action.BACK_UP: _CX_LEADER,
    Action.RESTORE: _CX_LEADER,
    Action.ERASE_PERSON: _CX_LEADER,
    Action.CLOSE_PERIOD: _CX_LEADER,
    Action.REOPEN_PERIOD: _CX_LEADER,
    Action.EDIT_THEMES: _ANALYST,
    Action.PIN_QUOTE: _ANALYST,
    Action.READ_COMMENTS: _READERS,
    Action.READ_PERSONAL_DATA: _CX_LEADER,
    Action.EXPORT_COMMENTS: _READERS,
    Action.READ_DRAFT: _DRAFT_READERS,
    Action.SAVE_DRAFT: _SPEAKERS,
    Action.REVIEW_DRAFT: _SPEAKERS,
    Action.AGREE_DRAFT: frozenset({Role.LEGAL, Role.IR}),
    Action.APPROVE_DRAFT: _CX_LEADER,
    Action.RELEASE_DRAFT: _CX_LEADER,
    Action.WITHDRAW_DRAFT: _SPEAKERS,
    Action.EXPIRE_DRAFT: _CX_LEADER,
    Action.EXPORT_DRAFT: _DRAFT_READERS,
    Action.READ_ACCOUNTS: _ANALYST,
    Action.EDIT_STRATEGY: _CX_LEADER,
    Action.EDIT_SIGNAL: _CX_LEADER,
    Action.EDIT_BENCHMARKS: _ANALYST,
    Action.EDIT_COUNCIL: _CX_LEADER,
    Action.EXPORT_PACK: _READERS,
    Action.EXPORT_RECORDS: _FIGURES | {Role.AUDITOR},
    Action.EDIT_PROJECT: _CX_LEADER,
    Action.UPDATE_PROJECT: frozenset({Role.CX_LEADER, Role.OWNER}),
    Action.EDIT_TRAINING: _CX_LEADER,
    Action.EDIT_STANDARDS: _CX_LEADER,
    Action.READ_TRAINING_NAMES: _CX_LEADER,
    Action.LEAVE_DEMO: _CX_LEADER,
    Action.CHANGE_ROLE: _CX_LEADER,
    Action.READ_AUDIT_LOG: frozenset({Role.CX_LEADER, Role.AUDITOR}),
    Action.OPEN_PAGE: _ANYBODY,
    Action.SIGN_IN: _ANYBODY,
    Action.SIGN_OUT: _ANYBODY,
}
FOR_ANY_ROLE = frozenset({Action.OPEN_PAGE, Action.SIGN_IN, Action.SIGN_OUT})
"""What comes with having a role at all; which pages may be opened, `PAGES` says."""

ONLY_THEIRS: Mapping[Action, frozenset[Role]] = {Action.UPDATE_PROJECT: frozenset({Role.OWNER})}
"""Roles that may do something only with what is theirs by the list of leaders."""

PAGES: Mapping[str, frozenset[Role]] = {
    "overview": _FIGURES,
    "trends": _FIGURES,
    "voice": _READERS,
    "benchmarks": _FIGURES,
    "answers": _READERS,
    "signals": _READERS,
    "projects": _FIGURES,
    "meetings": _READERS,
    "training": _READERS,
    "standards": _READERS,
    "speaking-points": _DRAFT_READERS,
    "for-everyone": _ANYBODY - {Role.AUDITOR},
    "imports": _ANALYST,
    "settings": _CX_LEADER,
    "access": frozenset({Role.CX_LEADER, Role.AUDITOR}),
}
"""Which roles may open a page, by its address. A page that is not listed is denied to everybody."""

_AT_HAND = frozenset({"overview", "trends", "benchmarks", "projects", "speaking-points", "for-everyone"})
"""Pages at the top of an executive's menu; the rest stands under More."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. id: as the audit log names them, never a person's name or address.

    leader_id: as the company's list of leaders has them, '' for others. areas: the groups that they answer for there;
    the empty slice is the whole company.
    """

    id: str
    roles: frozenset[Role]
    leader_id: str = ""
    areas: tuple[Slice, ...] = ()

    def may(self, action: Action) -> bool:
        return not self.roles.isdisjoint(ALLOWED.get(action, frozenset()))

    def may_with(self, action: Action, leader_id: str) -> bool:
        """Whether they may do it with what that leader answers for; '' is nobody's in particular."""
        theirs = bool(leader_id) and leader_id == self.leader_id
        only_theirs = frozenset() if theirs else ONLY_THEIRS.get(action, frozenset())
        return not self.roles.isdisjoint(ALLOWED.get(action, frozenset()) - only_theirs)

    def may_open(self, page: str) -> bool:
        """page: its address."""
        return not self.roles.isdisjoint(PAGES.get(page, frozenset()))

    def has_at_hand(self, page: str) -> bool:
        """Whether a page stands at the top of their menu: all do for whoever runs the programme."""
        return not self.roles.isdisjoint(_ANALYST | {Role.AUDITOR}) or page in _AT_HAND


SINGLE_USER = Actor("single user", _CX_LEADER)
"""Whoever sits at the machine, where nobody signs in."""

COMMAND_LINE = Actor("command line", _CX_LEADER)
"""Whoever can run commands on the machine can do anything with the store."""

NOBODY = Actor("nobody", frozenset())
"""Somebody who has not signed in, or who has no role."""
