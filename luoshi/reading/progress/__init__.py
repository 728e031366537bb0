"""A department's prose about its work → which figures report on which targets. Pure, as all reading."""

from luoshi.reading.progress._model import Ground, GroundCode, Kind, Period, ProgressFigure, Role
from luoshi.reading.progress._read import read_progress

__all__ = ["Ground", "GroundCode", "Kind", "Period", "ProgressFigure", "Role", "read_progress"]
