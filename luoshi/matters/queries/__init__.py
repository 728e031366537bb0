"""Every read of casework that leaves the app, cut to what the asker may see."""

from __future__ import annotations

from luoshi.matters.queries.calendar import current_calendar
from luoshi.matters.queries.desk import DeskFilter, DeskPage, desk_page, owed_opinions
from luoshi.matters.queries.mechanisms import live_mechanism
from luoshi.matters.queries.overview import (
    ClosedFigure,
    FunnelRow,
    PlaceRow,
    by_place,
    closed_facts,
    closed_figure,
    closed_matters,
    contested_matters,
    funnel,
    open_incidents,
    overdue_matters,
    returned_matters,
)
from luoshi.matters.queries.scope import live_matters, visible_matters

__all__ = [
    "ClosedFigure", "DeskFilter", "DeskPage", "FunnelRow", "PlaceRow", "by_place", "closed_facts", "closed_figure",
    "closed_matters", "contested_matters", "current_calendar", "desk_page", "funnel", "live_matters", "live_mechanism",
    "open_incidents", "overdue_matters", "owed_opinions", "returned_matters", "visible_matters",
]  # fmt: skip
