"""One matter as its page shows it: steps, clocks with their working, the file, what the asker may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.journal.models import Line
from luoshi.journal.queries import lines_of
from luoshi.matters.actions._hand import has_in_hand
from luoshi.matters.actions._ticking import limit_of, rearm
from luoshi.matters.actions.parties import is_shielded_from, read_party
from luoshi.matters.choices import ClockState, NoteKind
from luoshi.matters.models import (
    Agreement,
    Clock,
    Document,
    Incident,
    Matter,
    Note,
    Opinion,
    Party,
    Recusal,
    Step,
    Visit,
)
from luoshi.matters.queries.calendar import current_calendar
from luoshi.matters.queries.scope import visible_matters
from luoshi.mechanisms.stages import Mechanism, Outcome, StageLimit
from luoshi.people.abilities import Ability, NotAllowed, abilities, require
from luoshi.people.models import User
from luoshi.secrecy import Sensitive, mask
from luoshi.workdays import Due


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock, its rule, and how its last day was reached (None while it stands still)."""

    clock: Clock
    limit: StageLimit
    due: Due | None


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party with its data masked; ``name`` is "" for whom it is shielded from."""

    party: Party
    title: str
    name: str
    id: str
    phone: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A document of the file. What a party brought is open to whoever may open the party's data, as that is; for
    others its name is masked but for the ending.
    """

    document: Document
    name: str
    from_party: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything about one matter that this user may see."""

    matter: Matter
    mechanism: Mechanism
    steps: tuple[Step, ...]
    clocks: tuple[ClockView, ...]
    parties: tuple[PartyView, ...]
    notes: tuple[Note, ...]
    opinions: tuple[Opinion, ...]
    documents: tuple[PaperView, ...]
    visits: tuple[Visit, ...]
    agreements: tuple[Agreement, ...]
    incidents: tuple[Incident, ...]
    parts: tuple[Matter, ...]
    timeline: tuple[Line, ...]
    outcomes: tuple[Outcome, ...]  # the ways out that the asker may take now
    may: frozenset[Ability]
    in_hand: bool

    @property
    def refused(self) -> Step | None:
        """The open step, if its organisation refused it and nobody has ruled on that yet."""
        here = next((each for each in self.steps if each.ended_at is None), None)
        return here if here and here.refused_at and not here.signed_at else None


def matter_page(user: User, code: str) -> MatterPage:
    """The matter with this code. Raises Matter.DoesNotExist outside the user's scope, as for one that is not there."""
    matter = (
        visible_matters(user)
        .select_related("version", "organisation", "place", "government", "parent", "merged_into")
        .get(code=code)
    )
    mechanism, may = matter.mechanism, abilities(user, matter)
    recused = Recusal.objects.filter(matter=matter, user=user).exists()
    in_hand = Ability.WORK in may and has_in_hand(user, matter) and not recused
    stage = mechanism.by_name.get(matter.stage)
    return MatterPage(
        matter=matter,
        mechanism=mechanism,
        steps=tuple(matter.steps.select_related("organisation", "handler", "signed_by", "ended_by")),
        clocks=tuple(clock_views(matter)),
        parties=_parties(user, matter, mechanism, hidden=recused),
        notes=tuple(matter.notes.select_related("by")),
        opinions=tuple(Opinion.objects.filter(step__matter=matter).select_related("organisation", "clock", "step")),
        documents=_papers(user, matter, may, recused=recused),
        visits=tuple(matter.visits.select_related("by")),
        agreements=tuple(matter.agreements.all()),
        incidents=tuple(matter.incidents.all()),
        parts=tuple(matter.parts.select_related("organisation")),
        timeline=tuple(lines_of(matter)),
        outcomes=stage.outcomes if stage and in_hand and matter.status == "open" else (),
        may=may,
        in_hand=in_hand,
    )


def clock_views(matter: Matter) -> list[ClockView]:
    """Every clock of a matter with its working, by the calendar as it is now."""
    calendar, views = current_calendar(), []
    for clock in matter.clocks.select_related("step", "organisation").prefetch_related("pauses"):
        stands = clock.state == ClockState.PAUSED
        found = None if stands else rearm(clock, matter, calendar, until=clock.ended_at).due
        views.append(ClockView(clock, limit_of(clock, matter.mechanism, matter), found))
    return views


def _parties(user: User, matter: Matter, mechanism: Mechanism, *, hidden: bool) -> tuple[PartyView, ...]:
    """Masked. Who belongs to the accused's side, or stands aside, sees that there is a party and no more."""
    titles = {each.name: each.title for each in mechanism.parties}
    hidden = hidden or is_shielded_from(user, matter)
    return tuple(
        _masked(party, titles.get(party.kind, party.kind), hidden=hidden and not party.shielded)
        for party in matter.parties.all()
    )


def paper_of(user: User, document_id: int) -> Document:
    """A document that the user may take away. Raises Document.DoesNotExist outside their scope, or NotAllowed."""
    filed = Document.objects.select_related("matter").get(pk=document_id, matter__in=visible_matters(user))
    require(user, Ability.EXPORT, filed.matter)
    if is_from_party(filed):
        require(user, Ability.OPEN_PARTY, filed.matter)
        if _stands_apart(user, filed.matter):
            raise NotAllowed(user, Ability.OPEN_PARTY, filed.matter)
    return filed


def is_from_party(document: Document) -> bool:
    """Did it come with the matter? Everything else was put in by somebody."""
    return document.by_id is None


def _stands_apart(user: User, matter: Matter) -> bool:
    return Recusal.objects.filter(matter=matter, user=user).exists() or is_shielded_from(user, matter)


def _papers(user: User, matter: Matter, may: frozenset[Ability], *, recused: bool) -> tuple[PaperView, ...]:
    views: list[PaperView] = []
    closed = recused or Ability.OPEN_PARTY not in may or is_shielded_from(user, matter)
    for each in matter.documents.select_related("by"):
        brought = is_from_party(each)
        name = f"***.{each.name.rpartition('.')[2]}" if brought and closed else each.name
        views.append(PaperView(each, name, brought, Ability.EXPORT in may and not (brought and closed)))
    return tuple(views)


def _masked(party: Party, title: str, *, hidden: bool) -> PartyView:
    if hidden or party.forgotten_at is not None:
        return PartyView(party, title, "", "", "")
    found = read_party(party)
    return PartyView(
        party,
        title,
        mask(Sensitive.NAME, found.name),
        mask(Sensitive.ID_NUMBER, found.id) if found.id else "",
        mask(Sensitive.PHONE, found.phone) if found.phone else "",
    )


@dataclass(frozen=True, slots=True)
class PublicState:
    """What a party sees of its own matter: never internal notes, never who else is in it."""

    code: str
    title: str
    status: str
    stage: str
    organisation: str
    opened_at: datetime
    due_at: datetime | None
    steps: tuple[tuple[datetime, str, str], ...]  # when, stage, organisation
    words: tuple[tuple[datetime, str, bool], ...]  # when, text, from the party itself
    result: str
    scale: tuple[str, ...]  # what it may answer now; empty when it may not
    may_ask_review: bool


def public_state(matter: Matter, at: datetime) -> PublicState:
    """The matter as its party may see it."""
    mechanism = matter.mechanism
    stage = mechanism.by_name.get(matter.stage)
    result = next((each.title for each in mechanism.classes if each.name == matter.result_class), "")
    open_windows = set(matter.clocks.filter(state=ClockState.RUNNING, ends_at__gt=at).values_list("purpose", flat=True))
    return PublicState(
        code=matter.code,
        title=matter.title,
        status=matter.status,
        stage=stage.title if stage else "",
        organisation=str(matter.organisation or ""),
        opened_at=matter.opened_at,
        due_at=matter.due_at,
        steps=tuple(
            (step.dispatched_at, mechanism.stage(step.stage).title, str(step.organisation))
            for step in matter.steps.select_related("organisation")
        ),
        words=tuple(
            (note.at, note.text, note.kind == NoteKind.FROM_PARTY)
            for note in matter.notes.exclude(kind=NoteKind.INTERNAL)
        ),
        result=result,
        scale=_scale(matter, mechanism, open_windows),
        may_ask_review=bool(mechanism.reopens_to) and matter.status == "closed" and "review" in open_windows,
    )


def _scale(matter: Matter, mechanism: Mechanism, open_windows: set[str]) -> tuple[str, ...]:
    if mechanism.feedback is None or matter.status != "closed" or matter.feedback:
        return ()
    windowed = any(each.purpose == "feedback" for each in mechanism.limits)
    return mechanism.feedback.scale if "feedback" in open_windows or not windowed else ()
