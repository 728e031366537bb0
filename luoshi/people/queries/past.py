"""What organisations were called, and how the tree stood, on any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.people.dating import held_on
from luoshi.people.models import Organisation, OrganisationName, OrganisationPlace, User
from luoshi.people.queries.scope import visible_organisations


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation as it stood on a day. ``below`` counts those right under it, shown or not."""

    pk: int
    code: str
    kind: str
    name: str
    depth: int
    below: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A part of the tree on a day: the line from the top down to the root of this part, and what stands under it."""

    on: date
    line: tuple[tuple[int, str], ...]
    root: Node | None
    count: int


def names_on(organisations: Iterable[int], on: date) -> dict[int, str]:
    """The name that each of these organisations bore on the day; the first known one before there was any."""
    rows: dict[int, list[OrganisationName]] = defaultdict(list)
    for row in OrganisationName.objects.filter(organisation__in=list(organisations)).order_by("pk"):
        rows[row.organisation_id].append(row)
    return {pk: (held_on(names, on) or names[0]).name for pk, names in rows.items()}


def tree_on(user: User, on: date, *, root: int | None = None, levels: int = 2) -> Tree:
    """The tree as it stood on the day, from ``root`` (the user's government without one), ``levels`` deep.

    Four queries, whatever its size. Raises Organisation.DoesNotExist for a root that the user may not see.
    """
    visible = {each.pk: each for each in visible_organisations(user)}
    if not visible and root is None:
        return Tree(on, (), None, 0)
    top = user.government.pk if root is None else root
    if top not in visible:
        raise Organisation.DoesNotExist
    open_ones = {pk: each for pk, each in visible.items() if each.is_open(on)}
    parents = _parents_on(open_ones, on)
    names = names_on(open_ones, on)
    children: dict[int, list[int]] = defaultdict(list)
    for pk in open_ones:
        parent = parents.get(pk)
        if parent is not None:
            children[parent].append(pk)
    if top not in open_ones:
        return Tree(on, (), None, len(open_ones))
    line = _line_to(top, parents, open_ones)
    whole = _Whole(open_ones, names, children)
    return Tree(on, tuple((pk, names[pk]) for pk in line), whole.node(top, 0, levels), len(open_ones))


@dataclass(frozen=True, slots=True)
class _Whole:
    organisations: dict[int, Organisation]
    names: dict[int, str]
    children: dict[int, list[int]]

    def node(self, pk: int, depth: int, levels: int) -> Node:
        here = self.organisations[pk]
        below = self.children.get(pk, [])
        nodes = tuple(self.node(child, depth + 1, levels) for child in below) if depth < levels else ()
        return Node(pk, here.code, here.kind, self.names.get(pk, here.name), depth, len(below), nodes)


def _parents_on(organisations: Collection[int], on: date) -> dict[int, int | None]:
    rows: dict[int, list[OrganisationPlace]] = defaultdict(list)
    for row in OrganisationPlace.objects.filter(organisation__in=list(organisations)).order_by("pk"):
        rows[row.organisation_id].append(row)
    return {pk: (held_on(places, on) or places[0]).parent_id for pk, places in rows.items()}


def _line_to(top: int, parents: dict[int, int | None], open_ones: Collection[int]) -> Sequence[int]:
    """From the highest visible organisation down to the one over ``top``."""
    line: list[int] = []
    here = parents.get(top)
    while here is not None and here in open_ones and here not in line:
        line.append(here)
        here = parents.get(here)
    return line[::-1]
