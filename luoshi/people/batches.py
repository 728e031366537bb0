"""The rows of an import as they are kept, and the plan that they make against what is there now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from luoshi.people.abilities import Ability
from luoshi.people.contacts import open_phone
from luoshi.people.importing import (
    ORGANISATIONS,
    POSTS,
    USERS,
    KnownOrganisation,
    KnownPost,
    KnownUser,
    Plan,
    Sheet,
    plan_organisations,
    plan_posts,
    plan_users,
)
from luoshi.people.models import ImportBatch, ImportSheet, Organisation, Post, User
from luoshi.people.queries.posts import holders_on
from luoshi.people.queries.scope import visible_organisations, visible_posts, visible_users
from luoshi.secrecy import seal, unseal
from luoshi.sheets import Row, Table

CONTEXT = "people.import.rows"
SHEETS: Mapping[str, Sheet] = {
    ImportSheet.ORGANISATIONS: ORGANISATIONS,
    ImportSheet.POSTS: POSTS,
    ImportSheet.USERS: USERS,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read from the sheet."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def seal_rows(table: Table) -> str:
    """The table as the database keeps it."""
    rows = [[row.number, dict(row.cells), sorted(row.merged), sorted(row.formulas)] for row in table.rows]
    return seal(json.dumps([table.headings, rows], ensure_ascii=False), settings.LUOSHI_KEYRING, context=CONTEXT)


def open_rows(batch: ImportBatch) -> Rows:
    """The rows again. Raises CannotUnseal when the key is gone."""
    headings, rows = json.loads(unseal(batch.rows_sealed, settings.LUOSHI_KEYRING, context=CONTEXT))
    return Rows(
        tuple(headings),
        tuple(Row(number, cells, frozenset(merged), frozenset(formulas)) for number, cells, merged, formulas in rows),
    )


def plan_of(batch: ImportBatch, by: User, today: date) -> Plan:
    """What carrying the batch out would do now."""
    kept = open_rows(batch)
    match batch.sheet:
        case ImportSheet.ORGANISATIONS:
            return plan_organisations(kept.rows, kept.headings, known_organisations(by), today)
        case ImportSheet.POSTS:
            users = set(visible_users(by).values_list("username", flat=True))
            return plan_posts(kept.rows, kept.headings, known_posts(by, today), open_places(by), users)
        case _:
            return plan_users(kept.rows, kept.headings, known_users(by), open_places(by))


def known_organisations(by: User) -> dict[str, KnownOrganisation]:
    """Every organisation by its code; only those that ``by`` keeps say what they are."""
    kept = set(visible_organisations(by, Ability.CORRECT).values_list("pk", flat=True))
    return {
        each.code: KnownOrganisation(organisation_values(each), each.pk in kept, each.closed_on is not None)
        for each in Organisation.objects.select_related("parent")
    }


def organisation_values(each: Organisation) -> dict[str, str | int | date | None]:
    """As the sheet has it."""
    return {
        "编码": each.code,
        "上级编码": each.parent.code if each.parent else None,
        "类型": each.kind,
        "名称": each.name,
        "简称": each.short_name,
        "排序": each.order,
        "设立日期": each.opened_on,
    }


def known_posts(by: User, today: date) -> dict[str, KnownPost]:
    """Every post by its code."""
    kept = set(visible_posts(by, Ability.CORRECT).values_list("pk", flat=True))
    posts = list(Post.objects.select_related("organisation"))
    filled = holders_on([post.pk for post in posts], today)
    known = {}
    for post in posts:
        proper = filled[post.pk].proper
        values: dict[str, str | int | date | None] = {
            "岗位编码": post.code,
            "单位编码": post.organisation.code,
            "岗位名称": post.title,
            "排序": post.order,
            "任职人用户名": proper.user.username if proper else None,
            "任职日期": proper.since if proper else None,
        }
        known[post.code] = KnownPost(values, post.pk in kept, post.closed_on is not None)
    return known


def known_users(by: User) -> dict[str, KnownUser]:
    """Every user by name; telephone numbers of those whom ``by`` keeps."""
    kept = set(visible_users(by, Ability.CORRECT).values_list("pk", flat=True))
    known = {}
    for user in User.objects.select_related("organisation"):
        values: dict[str, str | int | date | None] = {
            "用户名": user.username,
            "姓名": user.display_name,
            "单位编码": user.organisation.code,
            "电话": open_phone(user) if user.pk in kept else None,
            "电子邮箱": user.email,
        }
        known[user.username] = KnownUser(values, user.pk in kept)
    return known


def open_places(by: User) -> dict[str, bool]:
    """Codes of all organisations: may ``by`` put people and posts there now?"""
    open_ones = visible_organisations(by, Ability.ADD).filter(closed_on=None)
    kept = set(open_ones.values_list("code", flat=True))
    return {code: code in kept for code in Organisation.objects.values_list("code", flat=True)}
