"""Reads of people and organisations, cut to what the asker may see."""

from __future__ import annotations

from luoshi.people.queries.logins import login_locked_until
from luoshi.people.queries.past import Node, Tree, names_on, tree_on
from luoshi.people.queries.posts import VACANT, Filled, holders_on, posts_held_by
from luoshi.people.queries.scope import visible_organisations, visible_posts, visible_users

__all__ = [
    "VACANT",
    "Filled",
    "Node",
    "Tree",
    "holders_on",
    "login_locked_until",
    "names_on",
    "posts_held_by",
    "tree_on",
    "visible_organisations",
    "visible_posts",
    "visible_users",
]
