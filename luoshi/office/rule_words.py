"""The rule of the lamps in sentences. Language as active; no database."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.ledger.checking_choices import ColourChoice
from luoshi.ledger.lamps import Rule
from luoshi.office.lamp_words import points_words


def rule_lines(rule: Rule) -> list[tuple[str, str]]:
    """Each colour with what lights it, the worst first, with the rule's own thresholds."""
    facts = {
        "yellow": points_words(rule.yellow_points),
        "red": points_words(rule.red_points),
        "months": rule.silent_months,
        "day": rule.report_day,
        "near": rule.near_days,
    }
    return [
        (
            ColourChoice.RED.value,
            _(
                "overdue and not reached; or more than %(red)s points behind the path; "
                "or no report for %(months)s months running (each month's is due by day %(day)s)"
            )
            % facts,
        ),
        (ColourChoice.YELLOW.value, _("from %(yellow)s to %(red)s points behind the path") % facts),
        (ColourChoice.BLUE.value, _("on its path, and due within %(near)s days") % facts),
        (ColourChoice.GREEN.value, _("less than %(yellow)s points behind the path, or reached") % facts),
        (ColourChoice.GREY.value, _("not started, or ended")),
    ]


def figure_lines(rule: Rule) -> list[str]:
    """Which figure counts."""
    facts = {"unverified": rule.unverified_days, "fresh": rule.fresh_days}
    return [
        _("A reported figure counts for %(unverified)s days while it waits to be verified; then only verified ones do.")
        % facts,
        _("It is compared with the plan of the day it tells of, at most %(fresh)s days back.") % facts,
        _("Points are hundredths of the way from where the path starts to the goal."),
    ]
