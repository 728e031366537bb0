"""Organisations, posts and users as sheets in the form in which they can come in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from luoshi.people.abilities import Ability, abilities
from luoshi.people.batches import SHEETS, known_posts, organisation_values
from luoshi.people.contacts import masked_phone, open_phone
from luoshi.people.importing import KIND_WORDS, Sheet
from luoshi.people.models import ImportSheet, User
from luoshi.people.queries.scope import visible_organisations, visible_posts, visible_users
from luoshi.sheets import Column, Value, write_csv, write_xlsx

FIRST_WORDS = {kind: word for word, kind in reversed(KIND_WORDS.items())}


def export_sheet(user: User, sheet: ImportSheet, form: Literal["xlsx", "csv"], today: date) -> bytes:
    """Everything of this sort that the user may take away. Closed ones stay behind: they cannot come in again."""
    layout = SHEETS[sheet]
    rows = {
        ImportSheet.ORGANISATIONS: _organisation_rows,
        ImportSheet.POSTS: _post_rows,
        ImportSheet.USERS: _user_rows,
    }[sheet](user, layout, today)
    return write_sheet(layout, rows, form)


def blank_sheet(sheet: ImportSheet, form: Literal["xlsx", "csv"]) -> bytes:
    """The headings alone, to be filled in."""
    return write_sheet(SHEETS[sheet], iter(()), form)


def write_sheet(layout: Sheet, rows: Iterator[list[Value]], form: Literal["xlsx", "csv"]) -> bytes:
    """The bytes."""
    columns = [Column(each.heading + ("*" if each.required else ""), each.width) for each in layout.columns]
    return write_csv(columns, rows) if form == "csv" else write_xlsx(columns, rows, title=layout.title)


def _organisation_rows(user: User, layout: Sheet, today: date) -> Iterator[list[Value]]:
    organisations = visible_organisations(user, Ability.EXPORT).filter(closed_on=None).select_related("parent")
    for each in organisations:
        values = organisation_values(each) | {"类型": FIRST_WORDS[each.kind]}
        yield [values[heading] for heading in layout.headings]


def _post_rows(user: User, layout: Sheet, today: date) -> Iterator[list[Value]]:
    visible = set(visible_posts(user, Ability.EXPORT).filter(closed_on=None).values_list("code", flat=True))
    for code, known in known_posts(user, today).items():
        if code in visible:
            yield [known.values[heading] for heading in layout.headings]


def _user_rows(user: User, layout: Sheet, today: date) -> Iterator[list[Value]]:
    """Telephone numbers in full only for those who may see them."""
    for each in visible_users(user, Ability.EXPORT):
        full = Ability.SEE_CONTACT in abilities(user, each)
        phone = open_phone(each) if full else masked_phone(each)
        yield [each.username, each.display_name, each.organisation.code, phone, each.email]
