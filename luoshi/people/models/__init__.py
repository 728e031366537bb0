"""Organisations in one tree, posts in them, and the people who work there."""

from __future__ import annotations

from luoshi.people.models.batch import ImportBatch, ImportSheet
from luoshi.people.models.channel import Channel, ChannelToken
from luoshi.people.models.login import LoginFailure
from luoshi.people.models.office import OFFICE, Office
from luoshi.people.models.organisation import GOVERNMENTS, Organisation, OrganisationKind, OrganisationQuerySet
from luoshi.people.models.past import Merger, OrganisationName, OrganisationPlace
from luoshi.people.models.post import Holding, Post
from luoshi.people.models.user import RoleChoice, RoleGrant, User, UserManager

__all__ = [
    "GOVERNMENTS",
    "OFFICE",
    "Channel",
    "ChannelToken",
    "Holding",
    "ImportBatch",
    "ImportSheet",
    "LoginFailure",
    "Merger",
    "Office",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationPlace",
    "OrganisationQuerySet",
    "Post",
    "RoleChoice",
    "RoleGrant",
    "User",
    "UserManager",
]
