"""Who may enter which door: written out a second time, plainly, and without looking at the program's own table.

Nothing of luoshi is imported here. Places, people and things are names and dictionaries; the only idea is the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

PARENT = {
    "city": None,
    "city-bureau": "city",
    "county": "city",
    "office": "county",
    "water": "county",
    "housing": "county",
    "town": "county",
    "village": "town",
    "neighbour": "city",
}
GOVERNMENTS = {"city", "county", "town", "neighbour"}

SUPERVISING = {"supervisor"}
READING = {"supervisor", "leader", "approver", "auditor"}  # everything of their own government, and take it away
LOOKING = {"viewer", "deputy"}  # the same, on the screen only
REPORTING = {"reporter"}  # what their own organisation is charged with
BUSINESS = READING | LOOKING | REPORTING
ADMINISTERING = {"system_admin", "security_admin", "audit_admin"}
ALL = BUSINESS | ADMINISTERING


class Answer(StrEnum):
    """What happens at a door."""

    OPEN = "open"  # the page, a form that is not filled in yet, or a redirect to where the work is done
    FORBIDDEN = "forbidden"  # 403: they know of the thing, but may not do this
    ABSENT = "absent"  # 404: as if there were no such thing
    LOGIN = "login"  # nobody is signed in
    SHOWING = "showing"  # 405: nothing can be sent here


@dataclass(frozen=True)
class Person:
    """Somebody who asks: where they work and what they are there for. No place: nobody is signed in."""

    name: str
    place: str = ""
    roles: frozenset[str] = field(default=frozenset())
    active: bool = True


@dataclass(frozen=True)
class Thing:
    """An object: whose it is, who is charged with it, and whatever else a door asks about."""

    name: str
    owner: str
    charged: tuple[str, ...] = ()
    replaced: bool = False
    given_out: bool = False  # a commitment that units have to sign for
    person: str = ""  # the user name, of a thing that is a person
    holder: str = ""  # who has this very part of a commitment


def line_up(place: str) -> list[str]:
    """The place and everything over it."""
    line = [place]
    while PARENT[line[-1]] is not None:
        line.append(PARENT[line[-1]])
    return line


def government_of(place: str) -> str:
    return next(each for each in line_up(place) if each in GOVERNMENTS)


def governs(person: Person, place: str) -> bool:
    """Is the place the person's government, or under it?"""
    return government_of(person.place) in line_up(place)


def looks_up(person: Person, place: str) -> bool:
    """Is the place over the person, beyond their own government?"""
    return place in line_up(person.place) and not governs(person, place)


def is_charged(person: Person, thing: Thing) -> bool:
    """Is the person's organisation, or one under it, among those charged?"""
    return any(person.place in line_up(each) for each in thing.charged)


def has(person: Person, roles: set[str]) -> bool:
    return person.active and bool(person.roles & roles)


# Reports


def sees_report(person: Person, report: Thing) -> bool:
    if governs(person, report.owner):
        return has(person, BUSINESS)
    return looks_up(person, report.owner) and has(person, READING | REPORTING)


def takes_report(person: Person, report: Thing) -> bool:
    return sees_report(person, report) and has(person, READING | REPORTING)


def keeps_report(person: Person, report: Thing) -> bool:
    return governs(person, report.owner) and has(person, SUPERVISING)


# Commitments


def sees_commitment(person: Person, commitment: Thing) -> bool:
    charged = is_charged(person, commitment)
    if governs(person, commitment.owner):
        if commitment.replaced:
            return has(person, READING)
        return has(person, READING | LOOKING) or (charged and has(person, REPORTING))
    if looks_up(person, commitment.owner) and charged:
        return has(person, READING) or (not commitment.replaced and has(person, REPORTING))
    return False


def takes_commitment(person: Person, commitment: Thing) -> bool:
    return sees_commitment(person, commitment) and has(person, READING | REPORTING)


def keeps_commitment(person: Person, commitment: Thing) -> bool:
    return not commitment.replaced and governs(person, commitment.owner) and has(person, SUPERVISING)


def alters_commitment(person: Person, commitment: Thing) -> bool:
    """What has been given out is altered no more: it is adjusted, with a reason."""
    return not commitment.given_out and keeps_commitment(person, commitment)


# Journal


def audits(person: Person) -> bool:
    return has(person, {"auditor", "audit_admin"})


def reads_line(person: Person, line: Thing) -> bool:
    """A line is owned by where its actor works."""
    return audits(person) and governs(person, line.owner)


# Registers: one set for the office, records kept by organisations


def sees_pack(person: Person, _pack: Thing) -> bool:
    return has(person, BUSINESS | {"system_admin"})


def sees_register(person: Person, _register: Thing) -> bool:
    return has(person, BUSINESS)


def is_own(person: Person, thing: Thing) -> bool:
    """Kept by the person's organisation, or by one under it?"""
    return person.place in line_up(thing.owner)


def sees_record(person: Person, record: Thing) -> bool:
    return (governs(person, record.owner) and has(person, READING)) or (
        is_own(person, record) and has(person, REPORTING)
    )


def keeps_record(person: Person, record: Thing) -> bool:
    return (governs(person, record.owner) and has(person, SUPERVISING)) or (
        is_own(person, record) and has(person, REPORTING)
    )


def approves_record(person: Person, record: Thing) -> bool:
    """Decides what a second person has to."""
    return governs(person, record.owner) and has(person, {"approver"})


# Matters


def sees_matter(person: Person, matter: Thing) -> bool:
    """An approver, like a reporter, sees what their own organisation has a hand in."""
    charged, units = is_charged(person, matter), REPORTING | {"approver"}
    if governs(person, matter.owner):
        return has(person, SUPERVISING | {"leader", "auditor"}) or (charged and has(person, units))
    return charged and has(person, SUPERVISING | units)


def works_matter(person: Person, matter: Thing) -> bool:
    return sees_matter(person, matter) and has(person, SUPERVISING | REPORTING)


def takes_matter_away(person: Person, matter: Thing) -> bool:
    return sees_matter(person, matter) and has(person, SUPERVISING | REPORTING | {"auditor"})


def steers_matter(person: Person, matter: Thing) -> bool:
    return governs(person, matter.owner) and has(person, SUPERVISING)


def grants_time(person: Person, matter: Thing) -> bool:
    if not governs(person, matter.owner):
        return False
    return has(person, SUPERVISING | {"leader"}) or (is_charged(person, matter) and has(person, {"approver"}))


def looks_back(_person: Person, _matter: Thing) -> bool:
    """Only a closed matter can be looked back on."""
    return False


# People


def sees_organisation(person: Person, organisation: Thing) -> bool:
    return governs(person, organisation.owner) and has(person, ALL)


def keeps_organisation(person: Person, organisation: Thing) -> bool:
    return governs(person, organisation.owner) and has(person, {"system_admin"})


def sees_user(person: Person, user: Thing) -> bool:
    if user.person == person.name:
        return has(person, ALL)
    watching = ADMINISTERING | {"supervisor", "auditor"}
    return governs(person, user.owner) and has(person, watching)


def keeps_user(person: Person, user: Thing) -> bool:
    return user.person != person.name and keeps_organisation(person, user)


def grants_to(person: Person, user: Thing) -> bool:
    return user.person != person.name and governs(person, user.owner) and has(person, {"security_admin"})


# Checking: whoever sees a commitment sees what hangs on it


def holds(person: Person, thing: Thing) -> bool:
    """Does the person's organisation, or one under it, have this very part?"""
    return sees_commitment(person, thing) and person.place in line_up(thing.holder)


def keeps_messages(person: Person, message: Thing) -> bool:
    """Looks after the outbox of their government."""
    return governs(person, message.owner) and has(person, {"supervisor", "system_admin"})


def sees_hook(person: Person, hook: Thing) -> bool:
    return governs(person, hook.owner) and has(person, {"supervisor", "system_admin"})


def works_on(person: Person, thing: Thing) -> bool:
    return holds(person, thing) and has(person, {"reporter", "approver"})


def speaks_for(person: Person, thing: Thing) -> bool:
    """Refuses a duty, applies for a commitment's end."""
    return holds(person, thing) and has(person, {"approver"})


def supervises(person: Person, thing: Thing) -> bool:
    return governs(person, thing.owner) and has(person, SUPERVISING)


def proposes(person: Person, thing: Thing) -> bool:
    return works_on(person, thing) or supervises(person, thing)


def signs(person: Person, thing: Thing) -> bool:
    return governs(person, thing.owner) and has(person, {"leader"})
