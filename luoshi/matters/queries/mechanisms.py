"""Mechanisms in force."""

from __future__ import annotations

from luoshi.matters.choices import VersionStatus
from luoshi.matters.models import MechanismVersion
from luoshi.mechanisms.stages import Mechanism


def live_mechanism(name: str) -> Mechanism | None:
    """The mechanism of this name as new matters get it; None if no version is live."""
    version = MechanismVersion.objects.filter(name=name, status=VersionStatus.LIVE).defer("files").first()
    return version.mechanism if version else None
