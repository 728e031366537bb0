"""群机器人: the groups that get an organisation's messages too; adding one, trying it, switching it off."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from luoshi.ledger.actions import Refusal
from luoshi.ledger.actions.delivering import add_hook, stop_hook, try_hook
from luoshi.ledger.checking_choices import HookForm
from luoshi.ledger.models import Hook
from luoshi.ledger.queries.checking import HookRow, hook_rows, visible_hooks
from luoshi.office.delivery_words import address_words, explain_delivery
from luoshi.office.doors import asker
from luoshi.office.forms.delivery import AddHookForm, WhyForm
from luoshi.office.tables import Cell, Head, Table, said, workbook
from luoshi.office.tabs import SENDING, tabs_for
from luoshi.people.abilities import Ability, Kind, NotAllowed, Standing, require, standings
from luoshi.people.models import OFFICE, User


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Every robot with what came of its last message."""
    user = asker(request)
    _require(user, Ability.SEE)
    context = {
        "here": "home",
        "tab": "hooks",
        "tabs": tabs_for(user, SENDING),
        "rows": [(row, address_words(row.hook.address)) for row in hook_rows(user)],
        "may_set": _may(user, Ability.SET),
    }
    return render(request, "office/messages/hooks.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook. Addresses stay as short as on the page: whoever has one whole can send."""
    user = asker(request)
    _require(user, Ability.SEE)
    heads = (
        Head(_("Name of the group"), 24), Head(_("Organisation"), 24), Head(_("Robot"), 10),
        Head(_("Address of the robot"), 36), Head(_("Last message"), 18), Head(_("State"), 8),
    )  # fmt: skip
    table = Table("hooks", _("Group robots"), heads, tuple(_line(row) for row in hook_rows(user)))
    return workbook(table, f"{table.title}-{timezone.localdate():%Y%m%d}")


def _line(row: HookRow) -> tuple[Cell, ...]:
    last = pgettext("robot", "on") if row.hook.is_active else pgettext("robot", "off")
    arrived = "" if row.last is None else _("arrived") if row.last.succeeded else _("was not taken")
    return (
        said(row.hook.label), said(str(row.hook.owner)), Cell(row.hook.get_form_display()),
        Cell(address_words(row.hook.address)), Cell(arrived), Cell(last),
    )  # fmt: skip


class Add(View):
    """GET shows the form; POST adds a robot, or says what is wrong with its address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        _require(asker(request), Ability.SET)
        return self._show(request, AddHookForm(by=asker(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        _require(asker(request), Ability.SET)
        form = AddHookForm(request.POST, by=asker(request))
        if not form.is_valid():
            return self._show(request, form, 422)
        values = form.cleaned_data
        try:
            add_hook(
                by=asker(request), owner=values["owner"], form=HookForm(values["form"]), label=values["label"],
                address=values["address"], secret=values["secret"], at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("address", explain_delivery(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The robot was added. Send it a test message now."))
            return redirect("hooks")
        return self._show(request, form, 422)

    def _show(self, request: HttpRequest, form: AddHookForm, status: int = 200) -> HttpResponse:
        context = {"here": "home", "form": form, "title": _("Add a group robot"), "button": _("Add it")}
        return render(request, "office/messages/hook.html", context, status=status)


@require_POST
def attempt(request: HttpRequest, hook_id: int) -> HttpResponse:
    """Send a message that says nothing but that it arrives."""
    try:
        try_hook(by=asker(request), hook=_found(request, hook_id), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, explain_delivery(refusal), extra_tags="bad")
    else:
        messages.success(request, _("A test message is on its way. Its answer stands here in a minute."))
    return redirect("hooks")


class Stop(View):
    """GET asks for the reason; POST switches the robot off."""

    def get(self, request: HttpRequest, hook_id: int) -> HttpResponse:
        """The form."""
        return self._show(request, self._subject(request, hook_id), WhyForm())

    def post(self, request: HttpRequest, hook_id: int) -> HttpResponse:
        """Switch it off."""
        hook, form = self._subject(request, hook_id), WhyForm(request.POST)
        if not form.is_valid():
            return self._show(request, hook, form, 422)
        stop_hook(by=asker(request), hook=hook, at=timezone.now(), why=form.cleaned_data["why"])
        messages.success(request, _("Nothing more is sent to “%(name)s”.") % {"name": hook.label})
        return redirect("hooks")

    def _subject(self, request: HttpRequest, hook_id: int) -> Hook:
        hook = _found(request, hook_id)
        require(asker(request), Ability.SET, hook)
        return hook

    def _show(self, request: HttpRequest, hook: Hook, form: WhyForm, status: int = 200) -> HttpResponse:
        context = {"here": "home", "form": form, "hook": hook, "title": _("Switch a group robot off"),
                   "button": _("Switch it off")}  # fmt: skip
        return render(request, "office/messages/hook.html", context, status=status)


def _found(request: HttpRequest, hook_id: int) -> Hook:
    return visible_hooks(asker(request)).get(pk=hook_id)


def _may(user: User, ability: Ability) -> bool:
    return Standing.GOVERNED in standings(user, ability, Kind.HOOK)


def _require(user: User, ability: Ability) -> None:
    if not _may(user, ability):
        raise NotAllowed(user, ability, OFFICE)
