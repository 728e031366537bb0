"""Every write to people and organisations.

``by`` is who does it. Where it may be None, None is the installation itself: ``luoshi init`` before anybody can sign
in, and commands of whoever owns the machine.
"""

from __future__ import annotations

from luoshi.people.actions.channels import Issued, issue_token, revoke_token, use_token
from luoshi.people.actions.importing import apply_import, prepare_import
from luoshi.people.actions.logins import forget_login_failures, record_login_failure, record_sign_in
from luoshi.people.actions.mergers import absorb_organisation
from luoshi.people.actions.organisations import (
    add_organisation,
    close_organisation,
    correct_organisation,
    move_organisation,
    rename_organisation,
    reopen_organisation,
)
from luoshi.people.actions.posts import add_post, appoint_holder, close_post, correct_post, end_holding
from luoshi.people.actions.roles import grant_role, revoke_role
from luoshi.people.actions.users import (
    add_user,
    change_password,
    correct_user,
    disable_user,
    enable_user,
    reset_password,
)

__all__ = [
    "Issued",
    "absorb_organisation",
    "add_organisation",
    "add_post",
    "add_user",
    "apply_import",
    "appoint_holder",
    "change_password",
    "close_organisation",
    "close_post",
    "correct_organisation",
    "correct_post",
    "correct_user",
    "disable_user",
    "enable_user",
    "end_holding",
    "forget_login_failures",
    "grant_role",
    "issue_token",
    "move_organisation",
    "prepare_import",
    "record_login_failure",
    "record_sign_in",
    "rename_organisation",
    "reopen_organisation",
    "reset_password",
    "revoke_role",
    "revoke_token",
    "use_token",
]
