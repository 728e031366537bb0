"""Writing a record: a new one, a correction, a withdrawal, a merge."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from luoshi.mechanisms import Problem, Raw
from luoshi.office.doors import asker
from luoshi.office.register_words import refusal_words
from luoshi.office.views.registers.record import context_of, page_of
from luoshi.office.views.registers.table import register_of
from luoshi.pages.addresses import read_whole
from luoshi.pages.schema_forms import draw, problem_words, read_values
from luoshi.people.abilities import Ability, require
from luoshi.people.models import Organisation, User
from luoshi.people.queries import visible_organisations
from luoshi.registers.actions import add_record, correct_record, merge_records, withdraw_record
from luoshi.registers.actions._writing import Written
from luoshi.registers.errors import BadValues, DuplicateRecord, Refusal
from luoshi.registers.models import Record, Register
from luoshi.registers.queries import RecordPage, visible_records


class Add(View):
    """A new record of a register."""

    def get(self, request: HttpRequest, register_id: int) -> HttpResponse:
        """The empty form."""
        register = register_of(asker(request), register_id)
        self._require(asker(request), register)
        return self._show(request, register, {}, (), 200)

    def post(self, request: HttpRequest, register_id: int) -> HttpResponse:
        """Write it, or say what does not fit where."""
        user = asker(request)
        register = register_of(user, register_id)
        self._require(user, register)
        raw = read_values(register.declared.schema, request.POST)
        owner = owner_from(user, request.POST.get("owner", ""))
        try:
            written = add_record(by=user, register=register, owner=owner, raw=raw, at=timezone.now())
        except BadValues as refusal:
            return self._show(request, register, raw, refusal.problems, 422)
        except DuplicateRecord as refusal:
            return self._show(
                request, register, raw, (), 409, refused=refusal_words(refusal), existing=refusal.existing
            )
        except Refusal as refusal:
            return self._show(request, register, raw, (), 422, refused=refusal_words(refusal))
        return done(request, written, register)

    def _require(self, user: User, register: Register) -> None:
        require(user, Ability.ADD, Record(register=register, owner=user.organisation))

    def _show(
        self,
        request: HttpRequest,
        register: Register,
        raw: dict[str, Raw],
        problems: tuple[Problem, ...],
        status: int,
        **more: Any,
    ) -> HttpResponse:
        context = {
            "here": "registers",
            "register": register,
            "groups": draw(register.declared.schema, raw, {}, problems),
            "owners": owners_for(asker(request)),
            "owner": request.POST.get("owner") or str(asker(request).organisation_id),
            "has_problems": bool(problems),
        } | more
        return render(request, "office/registers/add.html", context, status=status)


class Correct(View):
    """The whole record again, with a reason."""

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """The form as the record stands."""
        user = asker(request)
        page = page_of(user, record_id)
        require(user, Ability.CORRECT, page.record)
        return self._show(request, page, dict(page.record.values), (), 200)

    def post(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Append the correction, or say why not."""
        user = asker(request)
        page = page_of(user, record_id)
        require(user, Ability.CORRECT, page.record)
        schema = page.record.register.declared.schema
        raw = read_values(schema, request.POST)
        raw = {name: each for name, each in raw.items() if each or name not in page.record.sealed}
        seen = read_whole(request.POST.get("expected_version", "")) or 0
        why = request.POST.get("why", "")
        try:
            written = correct_record(
                by=user, record=page.record, expected_version=seen, raw=raw, at=timezone.now(), why=why
            )
        except BadValues as refusal:
            return self._show(request, page, raw, refusal.problems, 422)
        except Refusal as refusal:
            return self._show(request, page, raw, (), 409, refused=refusal_words(refusal))
        return done(request, written, page.record.register)

    def _show(
        self,
        request: HttpRequest,
        page: RecordPage,
        raw: dict[str, Any],
        problems: tuple[Problem, ...],
        status: int,
        **more: Any,
    ) -> HttpResponse:
        masked = {name: str(value) for name, value in page.record.masked.items()}
        context = context_of(asker(request), page) | {
            "groups": draw(page.record.register.declared.schema, raw, masked, problems),
            "why": request.POST.get("why", ""),
            "has_problems": bool(problems),
            "expected_version": request.POST.get("expected_version") or page.record.version_count,
        }
        return render(request, "office/registers/correct.html", context | more, status=status)


class Withdraw(View):
    """It should never have been: with a reason, it counts no more."""

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """The form."""
        page = page_of(asker(request), record_id)
        require(asker(request), Ability.WITHDRAW, page.record)
        return render(request, "office/registers/withdraw.html", context_of(asker(request), page))

    def post(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Withdraw it, or say why not."""
        user = asker(request)
        page = page_of(user, record_id)
        require(user, Ability.WITHDRAW, page.record)
        seen, why = read_whole(request.POST.get("expected_version", "")) or 0, request.POST.get("why", "")
        try:
            written = withdraw_record(by=user, record=page.record, expected_version=seen, at=timezone.now(), why=why)
        except Refusal as refusal:
            context = context_of(user, page) | {"refused": refusal_words(refusal), "why": why}
            return render(request, "office/registers/withdraw.html", context, status=409)
        return done(request, written, page.record.register)


class Merge(View):
    """It is the same fact as another record: it points there and counts no more."""

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """The form, with the records that look alike."""
        page = page_of(asker(request), record_id)
        require(asker(request), Ability.MERGE, page.record)
        context = context_of(asker(request), page) | {"into": request.GET.get("into", "")}
        return render(request, "office/registers/merge.html", context)

    def post(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Merge it, or say why not."""
        user = asker(request)
        page = page_of(user, record_id)
        require(user, Ability.MERGE, page.record)
        target = visible_records(user).filter(pk=read_whole(request.POST.get("into", "")) or 0).first()
        seen, why = read_whole(request.POST.get("expected_version", "")) or 0, request.POST.get("why", "")
        refused = _("There is no such record.") if target is None else ""
        if target is not None:
            try:
                written = merge_records(
                    by=user, record=page.record, into=target, expected_version=seen, at=timezone.now(), why=why
                )
                return done(request, written, page.record.register)
            except Refusal as refusal:
                refused = refusal_words(refusal)
        context = context_of(user, page) | {"refused": refused, "why": why, "into": request.POST.get("into", "")}
        return render(request, "office/registers/merge.html", context, status=409)


def owners_for(user: User) -> list[Organisation]:
    """Who may keep a record that this user writes."""
    return [each for each in visible_organisations(user) if each.pk in user.charge_ids or each.pk in user.governed_ids]


def owner_from(user: User, chosen: str) -> Organisation:
    """The chosen organisation, or the user's own."""
    return visible_organisations(user).filter(pk=read_whole(chosen) or 0).first() or user.organisation


def done(request: HttpRequest, written: Written, register: Register) -> HttpResponse:
    """To the record, with what should be looked at again; or to the table, when a second person has to approve."""
    titles = {each.name: each.title for each in register.declared.schema.fields}
    for warning in written.warnings:
        messages.warning(request, f"{titles.get(warning.field, warning.field)}：{problem_words(warning)}")
    if written.request is not None:
        messages.success(request, _("This waits for a second person's approval."))
    else:
        messages.success(request, _("Saved."))
    return redirect("record", written.record.pk) if written.record else redirect("register", register.pk)
