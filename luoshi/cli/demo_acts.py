"""What can be done in the demo's casework: one function for each verb of ``demo/matters.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from luoshi.cli.demo_logins import ShownCode
from luoshi.matters.actions import (
    Application,
    PartyDraft,
    add_document,
    add_note,
    answer_party,
    ask_opinions,
    ask_review,
    dispatch_matter,
    draft_document,
    give_feedback,
    give_opinion,
    grant_time,
    merge_matters,
    open_matter,
    open_part,
    pause_matter,
    record_agreement,
    record_visit,
    refuse_matter,
    reopen_matter,
    rule_on_refusal,
    sign_matter,
    take_outcome,
)
from luoshi.matters.models import Matter, Opinion
from luoshi.mechanisms.stages import Opener, OutcomeKind, Purpose
from luoshi.people.abilities import Role
from luoshi.people.models import Organisation, User
from luoshi.workdays import day_of


class Scene:
    """The demo district while its casework is played: who acts for whom, and the matters opened so far."""

    def __init__(
        self, places: Mapping[str, Organisation], people: Sequence[User], declared: Sequence[Mapping[str, Any]]
    ) -> None:
        self.places, self.declared = places, declared
        self.supervisor = next(user for user in people if Role.SUPERVISOR in user.roles)
        self.leader = next(user for user in people if Role.LEADER in user.roles)
        self.reporters = {user.organisation_id: user for user in reversed(people) if Role.REPORTER in user.roles}
        self.parents = {each.pk: each.parent_id for each in places.values()}
        self.opened: dict[int, int] = {}
        self.codes: list[ShownCode] = []

    def matter(self, number: int) -> Matter:
        """A matter as it is now."""
        return Matter.objects.select_related("organisation").get(pk=self.opened[number])

    def worker(self, matter: Matter) -> User:
        """Whoever handles what stands with an organisation: its own, of the next one up, or the supervisor."""
        return self.worker_of(matter.organisation_id)

    def worker_of(self, here: int | None) -> User:
        """The reporter of an organisation or of the nearest one over it."""
        while here is not None:
            if here in self.reporters:
                return self.reporters[here]
            here = self.parents[here]
        return self.supervisor


def _open(scene: Scene, number: int, _words: str, at: datetime) -> None:
    told = scene.declared[number]
    opener = Opener(told["opener"])
    parties = [_party(scene, kind, given) for kind, given in told.get("parties", {}).items()]
    application = Application(
        mechanism=told["mechanism"], opener=opener, place=scene.places[told["place"]], values=told["values"],
        parties=parties, grade=told.get("grade", ""),
    )  # fmt: skip
    by = scene.supervisor if opener is Opener.STAFF else None
    opened = open_matter(by=by, application=application, at=at)
    scene.opened[number] = opened.matter.pk
    if told.get("code_shown"):
        scene.codes.append(ShownCode(opened.matter.code, opened.query_code, opened.matter.title))


def _party(scene: Scene, kind: str, given: Sequence[str]) -> PartyDraft:
    """Name, telephone and, of an organisation of the district, its code."""
    organisation = scene.places[given[2]] if len(given) > 2 else None
    return PartyDraft(kind, given[0], phone=given[1], organisation=organisation)


def _dispatch(scene: Scene, number: int, words: str, at: datetime) -> None:
    to = scene.places[words] if words else None
    dispatch_matter(by=scene.supervisor, matter=scene.matter(number), at=at, to=to)


def _sign(scene: Scene, number: int, _words: str, at: datetime) -> None:
    matter = scene.matter(number)
    sign_matter(by=scene.worker(matter), matter=matter, at=at)


def _visit(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter = scene.matter(number)
    record_visit(by=scene.worker(matter), matter=matter, on=day_of(at), text=words, at=at)


def _call_back(scene: Scene, number: int, words: str, at: datetime) -> None:
    record_visit(by=scene.supervisor, matter=scene.matter(number), on=day_of(at), text=words, at=at)


def _answer(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter = scene.matter(number)
    answer_party(by=scene.worker(matter), matter=matter, text=words, at=at)


def _note(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter = scene.matter(number)
    add_note(by=scene.worker(matter), matter=matter, text=words, at=at)


def _agree(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter, (form, terms) = scene.matter(number), words.split(" ", 1)
    worker, written = scene.worker(matter), form == "written"
    record_agreement(by=worker, matter=matter, on=day_of(at), written=written, terms=terms, at=at)


def _file(scene: Scene, number: int, words: str, at: datetime) -> None:
    """From its template if it has one, else as a plain text."""
    matter = scene.matter(number)
    wanted = next(each for each in matter.mechanism.documents if each.name == words)
    worker = scene.worker(matter)
    if wanted.text:
        draft_document(by=worker, matter=matter, kind=words, text="详见卷内材料。", at=at)
    else:
        name, content = f"{wanted.title}.txt", f"{wanted.title}\n{matter.title}\n".encode()
        add_document(by=worker, matter=matter, name=name, content=content, kind=words, at=at)


def _pause(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter, (reason, caused_by) = scene.matter(number), words.split(" ", 1)
    pause_matter(by=scene.worker(matter), matter=matter, reason=reason, caused_by=caused_by, at=at)


def _ask(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter, asked = scene.matter(number), [scene.places[code] for code in words.split("+")]
    ask_opinions(by=scene.worker(matter), matter=matter, organisations=asked, at=at)


def _opinion(scene: Scene, number: int, words: str, at: datetime) -> None:
    code, text = words.split(" ", 1)
    organisation = scene.places[code]
    asked = Opinion.objects.select_related("step__matter").get(
        step__matter=scene.opened[number], organisation=organisation, given_at=None
    )
    give_opinion(by=scene.worker_of(organisation.pk), opinion=asked, text=text, at=at)


def _part(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter, (code, title) = scene.matter(number), words.split(" ", 1)
    open_part(by=scene.worker(matter), matter=matter, organisation=scene.places[code], title=title, at=at)


def _extend(scene: Scene, number: int, words: str, at: datetime) -> None:
    length, why = words.split(" ", 1)
    clock = scene.matter(number).clocks.select_related("matter").get(purpose=Purpose.HANDLE, state="running")
    grant_time(by=scene.leader, clock=clock, length=int(length), why=why, at=at)


def _refuse(scene: Scene, number: int, words: str, at: datetime) -> None:
    matter = scene.matter(number)
    refuse_matter(by=scene.worker(matter), matter=matter, why=words, at=at)


def _rule(scene: Scene, number: int, words: str, at: datetime) -> None:
    code, why = words.split(" ", 1)
    to = None if code == "-" else scene.places[code]
    rule_on_refusal(by=scene.supervisor, matter=scene.matter(number), why=why, to=to, at=at)


def _leave(kind: OutcomeKind) -> Callable[[Scene, int, str, datetime], None]:
    """A way out of a stage. Of a result the first word is its class, of passing on it may be the organisation."""

    def leave(scene: Scene, number: int, words: str, at: datetime) -> None:
        matter, result_class, organisation, why = scene.matter(number), "", None, words
        first, _, rest = words.partition(" ")
        if kind is OutcomeKind.RESOLVE:
            result_class, why = first, rest
        elif first in scene.places:
            organisation, why = scene.places[first], rest
        take_outcome(
            by=scene.worker(matter), matter=matter, kind=kind, organisation=organisation, result_class=result_class,
            why=why, at=at,
        )  # fmt: skip

    return leave


def _merge(scene: Scene, number: int, words: str, at: datetime) -> None:
    title, why = words.split(" ", 1)
    into = next(place for place, told in enumerate(scene.declared) if told["values"]["subject"] == title)
    merge_matters(by=scene.supervisor, matter=scene.matter(number), into=scene.matter(into), why=why, at=at)


def _feedback(scene: Scene, number: int, words: str, at: datetime) -> None:
    give_feedback(by=None, matter=scene.matter(number), answer=words, at=at)


def _review(scene: Scene, number: int, words: str, at: datetime) -> None:
    ask_review(by=None, matter=scene.matter(number), why=words, at=at)


def _reopen(scene: Scene, number: int, words: str, at: datetime) -> None:
    reopen_matter(by=scene.supervisor, matter=scene.matter(number), why=words, at=at)


ACTS: Mapping[str, Callable[[Scene, int, str, datetime], None]] = {
    "open": _open,
    "dispatch": _dispatch,
    "sign": _sign,
    "refuse": _refuse,
    "rule": _rule,
    "visit": _visit,
    "visitback": _call_back,
    "answer": _answer,
    "note": _note,
    "agree": _agree,
    "file": _file,
    "pause": _pause,
    "extend": _extend,
    "ask": _ask,
    "opinion": _opinion,
    "part": _part,
    "merge": _merge,
    "feedback": _feedback,
    "review": _review,
    "reopen": _reopen,
    **{kind.value: _leave(kind) for kind in OutcomeKind if kind is not OutcomeKind.PAUSE},
}
