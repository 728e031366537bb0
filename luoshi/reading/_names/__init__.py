"""Named things: lists of them, and what tells a name (青蓑卫生院) from a kind of thing (口袋公园)."""

from luoshi.reading._names._kinds import (
    has_phase,
    is_facility,
    is_marked,
    is_named,
    is_of_a_kind,
    is_phase,
    is_place,
    is_site,
    is_unlike_a_kind,
    lies_at_named,
    without_size,
)
from luoshi.reading._names._lists import as_others, split_names, split_things
from luoshi.reading._names._things import named_things, names_nothing, stand_side_by_side, things_in

__all__ = [
    "as_others",
    "has_phase",
    "is_facility",
    "is_marked",
    "is_named",
    "is_of_a_kind",
    "is_phase",
    "is_place",
    "is_site",
    "is_unlike_a_kind",
    "lies_at_named",
    "named_things",
    "names_nothing",
    "split_names",
    "split_things",
    "stand_side_by_side",
    "things_in",
    "without_size",
]
