"""Writing the journal, and sealing its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from luoshi.journal.digests import FIRST, Algorithm, Json, Scheme, canonical, digest_root
from luoshi.journal.models import Head, Line, Root
from luoshi.journal.origins import current_origin
from luoshi.statements import Statement, ask, insert_rows

ONE_DAY = timedelta(days=1)
_LAST = """
SELECT number, digest FROM journal_line WHERE subject_type = %s AND subject_id = %s ORDER BY number DESC LIMIT 1
"""
SAME_CHAIN = {"subject_type": OuterRef("subject_type"), "subject_id": OuterRef("subject_id")}


class DayStillOpen(Exception):  # noqa: N818  reads better where it is caught
    """A day is sealed only once it is over."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"{day} is not over")


class DayPassedOver(Exception):  # noqa: N818  reads better where it is caught
    """A later day is sealed already; whatever this one still held was sealed with it."""

    def __init__(self, day: date, last: date) -> None:
        self.day, self.last = day, last
        super().__init__(f"{day} comes before {last}, which is sealed")


@transaction.atomic(savepoint=False)
def record(
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    at: datetime,
    why: str = "",
    data: Mapping[str, Json] | None = None,
) -> Line:
    """Append one line to the subject's chain. ``by`` is None for what the program does of itself.

    Called inside the action that it records, after the subject's row is locked. Should two writers meet all the
    same, the unique number makes the second one fail as a whole.
    """
    (last,) = ask([end_of_chain(type(subject), subject.pk)])
    line = next_line(by=by, action=action, subject=subject, at=at, why=why, data=data, last=last)
    insert_rows([line])
    return line


def end_of_chain(model: type[models.Model], pk: int) -> Statement:
    """Asks for number and digest of the last line about one thing."""
    return Statement(_LAST, [model._meta.label_lower, pk], is_frequent=True)


def next_line(
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject: models.Model,
    at: datetime,
    last: Sequence[tuple[int, str]],
    why: str = "",
    data: Mapping[str, Json] | None = None,
) -> Line:
    """The line that follows ``last``, the answer to ``end_of_chain`` or nothing. Not saved."""
    number, digest = next(iter(last), (0, FIRST))
    line = Line(
        at=at,
        actor_id=by.pk if by else None,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        number=number + 1,
        why=why.replace("\0", "\ufffd"),
        data=canonical(dict(data or {})),
        origin=current_origin(),
        scheme=_scheme(),
        previous_digest=digest,
    )
    line.digest = line.computed_digest()
    return line


@transaction.atomic
def seal_day(*, day: date, at: datetime) -> Root:
    """Seal every line up to the day's end that no earlier day has sealed. A sealed day gives its root again.

    A line whose instant lies in a day already sealed is sealed with the next one. Raises DayStillOpen, or
    DayPassedOver when a later day is sealed. Of two sealers at once the second fails as a whole on the number.
    """
    if timezone.localdate(at) <= day:
        raise DayStillOpen(day)
    _wait_for_writers()
    last = Root.objects.order_by("-number").first()
    if last is not None and day <= last.day:
        sealed = Root.objects.filter(day=day).first()
        if sealed is None:
            raise DayPassedOver(day, last.day)
        return sealed
    grown = list(_grown_chains(_unsealed(last, day)))
    root = Root(
        number=last.number + 1 if last else 1,
        day=day,
        at=at,
        lines=sum(head.number - sealed for head, sealed in grown),
        through=Line.objects.aggregate(highest=Max("pk"))["highest"] or 0,
        scheme=_scheme(),
        previous_digest=last.digest if last else FIRST,
    )
    root.digest = digest_root(root.words(), (head.words() for head, _sealed in grown))
    root.save(force_insert=True)
    for head, _sealed in grown:
        head.root = root
    Head.objects.bulk_create((head for head, _sealed in grown), batch_size=1000)
    return root


def seal_days(*, until: date, at: datetime) -> Iterator[Root]:
    """Seal each day from the first open one to ``until``, one transaction a day. Safe to run again and to break off.

    Days on which nothing was written get a root too: it says so for good.
    """
    last = Root.objects.order_by("-number").first()
    first = Line.objects.order_by("at").first()
    day = last.day + ONE_DAY if last else timezone.localdate(first.at) if first else until + ONE_DAY
    while day <= until:
        yield seal_day(day=day, at=at)
        day += ONE_DAY


def _scheme() -> str:
    return Scheme.by(Algorithm(settings.LUOSHI_DIGEST)).value


def _wait_for_writers() -> None:
    """No line may be under way: one with a key below ``through`` that came later would be passed over.

    SQLite has one writer at a time, and this transaction is it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_line IN SHARE MODE")


def _unsealed(last: Root | None, day: date) -> QuerySet[Line]:
    """Lines up to the day's end that no root holds: what the last sealed day left over, and what came after it."""
    lines = Line.objects.filter(at__lt=_end_of(day))
    if last is None:
        return lines
    sealed = Head.objects.filter(**SAME_CHAIN, number__gte=OuterRef("number"))
    return lines.filter(Q(at__gte=_end_of(last.day)) | Q(pk__gt=last.through)).exclude(Exists(sealed))


def _grown_chains(lines: QuerySet[Line]) -> Iterator[tuple[Head, int]]:
    """The new head of each chain that has any of these lines, and the number up to which it was sealed before."""
    later = lines.filter(**SAME_CHAIN, number__gt=OuterRef("number"))
    before = Head.objects.filter(**SAME_CHAIN).order_by("-number").values("number")[:1]
    rows = lines.filter(~Exists(later)).order_by()
    for subject_type, subject_id, number, digest, sealed in rows.values_list(
        "subject_type", "subject_id", "number", "digest", Subquery(before)
    ).iterator(chunk_size=2000):
        head = Head(subject_type=subject_type, subject_id=subject_id, number=number, digest=digest)
        yield head, sealed or 0


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))
