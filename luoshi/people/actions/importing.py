"""Bringing in organisations, posts and users from a sheet: first kept and shown, then carried out as a whole."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from luoshi.journal.actions import record
from luoshi.people.abilities import Ability, require
from luoshi.people.actions.organisations import correct_organisation, move_organisation, rename_organisation
from luoshi.people.actions.posts import appoint_holder, correct_post
from luoshi.people.actions.users import correct_user
from luoshi.people.batches import SHEETS, plan_of, seal_rows
from luoshi.people.contacts import seal_phone
from luoshi.people.errors import AlreadyApplied, ImportFaults
from luoshi.people.importing import Plan, Step
from luoshi.people.models import (
    OFFICE,
    ImportBatch,
    ImportSheet,
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationPlace,
    Post,
    User,
)
from luoshi.sheets import read_table

LONGEST_NAME = 200


@transaction.atomic
def prepare_import(*, by: User, sheet: ImportSheet, file_name: str, data: bytes, at: datetime) -> ImportBatch:
    """Read the file and keep its rows; nothing else changes. Raises SheetError, NotAllowed."""
    require(by, Ability.IMPORT, OFFICE)
    form = SHEETS[sheet]
    table = read_table(data, headings=form.headings, required=form.required)
    batch = ImportBatch.objects.create(
        sheet=sheet,
        file_name=file_name.replace("\0", "")[-LONGEST_NAME:],
        file_digest=hashlib.sha256(data).hexdigest(),
        row_count=len(table.rows),
        rows_sealed=seal_rows(table),
        made_by=by,
        made_at=at,
    )
    record(by=by, action="import.prepared", subject=batch, at=at, data={"digest": batch.file_digest})
    return batch


@transaction.atomic
def apply_import(*, by: User, batch: ImportBatch, at: datetime) -> Plan:
    """Carry out what the rows say against what is there now. Raises ImportFaults, AlreadyApplied, NotAllowed."""
    require(by, Ability.IMPORT, OFFICE)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk, made_by=by)
    if batch.applied_at is not None:
        raise AlreadyApplied
    plan = plan_of(batch, by, timezone.localdate(at))
    if plan.faults:
        raise ImportFaults(len(plan.faults))
    carry_out = {ImportSheet.ORGANISATIONS: _organisations, ImportSheet.POSTS: _posts}.get(
        ImportSheet(batch.sheet), _users
    )
    carry_out(plan, batch, by, at)
    batch.applied_at = at
    batch.save(update_fields=["applied_at"])
    data = {"added": len(plan.adds), "changed": len(plan.changes), "same": plan.same}
    record(by=by, action="import.applied", subject=batch, at=at, data=data)
    return plan


def why_of(batch: ImportBatch) -> str:
    """The reason that rows made by an import carry."""
    return f"导入 {batch.file_name}（{batch.pk}）"


def _organisations(plan: Plan, batch: ImportBatch, by: User, at: datetime) -> None:
    placed = {each.code: each for each in Organisation.objects.all()}
    waiting = list(plan.adds)
    while waiting:  # one level of the tree after another: a parent must have its row first
        level = [step for step in waiting if str(step.values.get("上级编码")) in placed]
        made = Organisation.objects.bulk_create(
            [_organisation(step, placed[str(step.values["上级编码"])]) for step in level]
        )
        placed |= {each.code: each for each in made}
        _first_rows(made, why_of(batch), by, at)
        done = {step.key for step in level}
        waiting = [step for step in waiting if step.key not in done]
    for step in plan.changes:
        _change_organisation(step, placed, why_of(batch), by, at)


def _organisation(step: Step, parent: Organisation) -> Organisation:
    values = step.values
    return Organisation(
        code=step.key,
        parent=parent,
        kind=str(values["类型"]),
        name=str(values["名称"]),
        short_name=str(values.get("简称") or ""),
        order=int(str(values.get("排序") or 0)),
        opened_on=_day(step, "设立日期"),
    )


def _first_rows(made: list[Organisation], why: str, by: User, at: datetime) -> None:
    """Their names and places, which hold from the day on which they were opened."""
    OrganisationName.objects.bulk_create(
        OrganisationName(
            organisation=each,
            name=each.name,
            short_name=each.short_name,
            since=each.opened_on,
            why=why,
            recorded_at=at,
            recorded_by=by,
        )
        for each in made
    )
    OrganisationPlace.objects.bulk_create(
        OrganisationPlace(
            organisation=each, parent=each.parent, since=each.opened_on, why=why, recorded_at=at, recorded_by=by
        )
        for each in made
    )


def _change_organisation(step: Step, placed: dict[str, Organisation], why: str, by: User, at: datetime) -> None:
    organisation, new = placed[step.key], {heading: value for heading, (_, value) in step.changes.items()}
    today = timezone.localdate(at)
    if "类型" in new or "排序" in new:
        kind = OrganisationKind(str(new.get("类型", organisation.kind)))
        order = int(str(new.get("排序", organisation.order)))
        organisation = correct_organisation(by=by, organisation=organisation, kind=kind, order=order, at=at, why=why)
    if "上级编码" in new:
        parent = placed[str(new["上级编码"])]
        organisation = move_organisation(by=by, organisation=organisation, parent=parent, since=today, why=why, at=at)
    if "名称" in new or "简称" in new:
        name = str(new.get("名称", organisation.name))
        short = str(new.get("简称", organisation.short_name))
        rename_organisation(by=by, organisation=organisation, name=name, short_name=short, since=today, why=why, at=at)


def _posts(plan: Plan, batch: ImportBatch, by: User, at: datetime) -> None:
    places = {each.code: each for each in Organisation.objects.all()}
    made = [
        Post(
            code=step.key,
            organisation=places[str(step.values["单位编码"])],
            title=str(step.values["岗位名称"]),
            order=int(str(step.values.get("排序") or 0)),
        )
        for step in plan.adds
    ]
    Post.objects.bulk_create(made)
    posts = {each.code: each for each in Post.objects.select_related("organisation")}
    users = {each.username: each for each in User.objects.select_related("organisation")}
    for step in plan.changes:
        post, new = posts[step.key], {heading: value for heading, (_, value) in step.changes.items()}
        if "岗位名称" in new or "排序" in new:
            title, order = str(new.get("岗位名称", post.title)), int(str(new.get("排序", post.order)))
            correct_post(by=by, post=post, title=title, order=order, at=at, why=why_of(batch))
    for step in (*plan.adds, *plan.changes):
        holder, since = step.values.get("任职人用户名"), _day(step, "任职日期")
        if holder and since and (step.does == "add" or "任职人用户名" in step.changes):
            appoint_holder(by=by, post=posts[step.key], user=users[str(holder)], since=since, why=why_of(batch), at=at)


def _users(plan: Plan, batch: ImportBatch, by: User, at: datetime) -> None:
    """New accounts have no password, so nobody can sign in until an administrator sets one."""
    places = {each.code: each for each in Organisation.objects.all()}
    User.objects.bulk_create(
        User(
            username=step.key,
            display_name=str(step.values["姓名"]),
            organisation=places[str(step.values["单位编码"])],
            phone_sealed=seal_phone(str(step.values.get("电话") or "")),
            email=str(step.values.get("电子邮箱") or ""),
            password=make_password(None),
            must_change_password=True,
        )
        for step in plan.adds
    )
    known = {each.username: each for each in User.objects.filter(username__in=[step.key for step in plan.changes])}
    for step in plan.changes:
        user, new = known[step.key], {heading: value for heading, (_, value) in step.changes.items()}
        correct_user(
            by=by,
            user=user,
            display_name=str(new.get("姓名", user.display_name)),
            organisation=places[str(new["单位编码"])] if "单位编码" in new else user.organisation,
            phone=str(new["电话"]) if "电话" in new else None,
            email=str(new.get("电子邮箱", user.email)),
            at=at,
            why=why_of(batch),
        )


def _day(step: Step, heading: str) -> date | None:
    value = step.values.get(heading)
    return value if isinstance(value, date) else None
