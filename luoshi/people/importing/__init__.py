"""Organisations, posts and users from a sheet: checked row by row, compared with what is there, told before it is done.

Pure. The shell (``people.actions.importing``) gives what is known, shows the plan, and carries it out as a whole.
"""

from __future__ import annotations

from luoshi.people.importing._faults import FaultCode, RowFault
from luoshi.people.importing._lines import Line, Sheet, read_lines
from luoshi.people.importing._organisations import KIND_WORDS, ORGANISATIONS, KnownOrganisation, plan_organisations
from luoshi.people.importing._plan import Plan, Step
from luoshi.people.importing._posts import POSTS, KnownPost, plan_posts
from luoshi.people.importing._users import USERS, KnownUser, plan_users

__all__ = [
    "KIND_WORDS",
    "ORGANISATIONS",
    "POSTS",
    "USERS",
    "FaultCode",
    "KnownOrganisation",
    "KnownPost",
    "KnownUser",
    "Line",
    "Plan",
    "RowFault",
    "Sheet",
    "Step",
    "plan_organisations",
    "plan_posts",
    "plan_users",
    "read_lines",
]
