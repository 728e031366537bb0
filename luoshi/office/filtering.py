"""The account's filter: from an address, to an address, and as lists to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from luoshi.ledger.queries import NO_LEAD, AccountFilter, Facet, Facets
from luoshi.ledger.queries.checking import LampFilter
from luoshi.pages.addresses import read_whole

NUMBERS = frozenset({"report", "section", "organisation"})
LONGEST_SEARCH = 100
DEEPEST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a list, with how many rows it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool
    depth: int = 0

    @property
    def indent(self) -> str:
        """Spaces before the label, for trees."""
        return "\u3000" * self.depth


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of the filter."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_set(self) -> bool:
        """Does it filter?"""
        return any(option.chosen and option.value for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    words: str
    address: str


def filter_from(query: Mapping[str, str]) -> AccountFilter:
    """What the address asks for. Nonsense does not filter."""
    wanted = AccountFilter(
        report=read_whole(query.get("report", "")),
        section=read_whole(query.get("section", "")),
        organisation=read_whole(query.get("organisation", "")),
        kind=_words(query, "kind"),
        unit=_words(query, "unit"),
        modality=_words(query, "modality"),
        status=_words(query, "status"),
        text=_words(query, "text", LONGEST_SEARCH),
        order=_words(query, "order") or "number",
        page=min(read_whole(query.get("page", "")) or 1, DEEPEST_PAGE),
    )
    return replace(wanted, section=None) if wanted.report is None else wanted


def _words(query: Mapping[str, str], name: str, most: int = 40) -> str:
    """Short words without NUL, which PostgreSQL cannot be asked for."""
    return query.get(name, "").replace("\0", "").strip()[:most]


def query_of(wanted: AccountFilter | LampFilter, **changes: object) -> str:
    """The address's query for this filter with some fields changed; the first page unless a page is given."""
    changed = replace(wanted, **{"page": 1, **changes})  # type: ignore[arg-type]
    usual = type(wanted)()
    pairs = {each.name: getattr(changed, each.name) for each in fields(usual)}
    return urlencode({name: value for name, value in pairs.items() if value != getattr(usual, name)})


def choices_of(facets: Facets, wanted: AccountFilter) -> list[Choice]:
    """Every list of the filter, the chosen value always among its options."""
    lists: list[tuple[str, str, Iterable[Facet], str]] = [
        ("report", _("Report"), facets.reports, _("all reports")),
        ("section", _("Section"), facets.sections, _("all sections")),
        ("kind", _("Kind"), facets.kinds, _("all kinds")),
        ("unit", _("Unit"), facets.units, _("all units")),
        ("organisation", _("Organisation"), facets.organisations, _("all organisations")),
        ("modality", _("Modality"), facets.modalities, _("firm and strived for")),
        ("status", _("Status"), facets.statuses, _("to confirm and confirmed")),
    ]
    shown = [each for each in lists if each[0] != "section" or wanted.report is not None]
    return [_choice(name, label, found, everything, wanted) for name, label, found, everything in shown]


def _choice(name: str, label: str, found: Iterable[Facet], everything: str, wanted: AccountFilter) -> Choice:
    value = getattr(wanted, name)
    chosen = "" if value is None else str(value)
    options = [
        Option(str(each.value), _label(name, each), each.count, str(each.value) == chosen, each.depth) for each in found
    ]
    return choice_among(name, label, everything, options, Option(chosen, chosen, 0, chosen=True))


def choice_among(name: str, label: str, everything: str, options: list[Option], asked: Option) -> Choice:
    """A list that begins with no choice at all; what was asked for is in it even if nothing has that value now."""
    if asked.value and not any(each.chosen for each in options):
        options = [*options, asked]
    return Choice(name, label, (Option("", everything, None, not asked.value), *options))


def _label(name: str, facet: Facet) -> str:
    if name == "organisation" and facet.value == NO_LEAD:
        return _("nobody leads yet")
    return facet.label.rstrip("。")


def chips_of(choices: Iterable[Choice], wanted: AccountFilter) -> list[Chip]:
    """The filters that are set, each with the way out of it."""
    usual = AccountFilter()
    chips = set_chips(choices, lambda name: query_of(wanted, **{name: getattr(usual, name)}))
    if wanted.text:
        chips.append(Chip(_("Search"), wanted.text, query_of(wanted, text="")))
    return chips


def set_chips(choices: Iterable[Choice], without: Callable[[str], str]) -> list[Chip]:
    """The lists that filter; ``without`` gives the address with one of them, by name, no longer set."""
    return [
        Chip(choice.label, option.label, without(choice.name))
        for choice in choices
        for option in choice.options
        if option.chosen and option.value
    ]
