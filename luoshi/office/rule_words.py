"""The office's rules in words: what each threshold is, and the rule of the lamps in sentences. No database."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.ledger.checking_choices import ColourChoice
from luoshi.ledger.lamps import Rule
from luoshi.ledger.thresholds import Thresholds
from luoshi.office.lamp_words import points_words

THRESHOLDS: Mapping[str, Promise] = {
    "yellow_points": gettext_lazy("Yellow from so many points behind"),
    "red_points": gettext_lazy("Red above so many points behind"),
    "fresh_days": gettext_lazy("Days for which a figure counts as fresh"),
    "unverified_days": gettext_lazy("Days for which an unverified figure counts"),
    "silent_months": gettext_lazy("Red after so many months without a report"),
    "report_day": gettext_lazy("Day of the month by which the report is due"),
    "near_days": gettext_lazy("Days before the due day"),
    "approx_points": gettext_lazy("Points short at which “about” still counts as reached"),
    "sign_days": gettext_lazy("Working days to sign for a duty"),
    "refuse_days": gettext_lazy("Working days to refuse a duty"),
    "rule_days": gettext_lazy("Working days for the office to rule on a refusal"),
    "most_refusals": gettext_lazy("Refusals before the final ruling"),
    "late_days": gettext_lazy("Days after the due day"),
    "on_the_day": gettext_lazy("Remind on the due day"),
    "monthly_days": gettext_lazy("Days before the report day"),
    "answer_days": gettext_lazy("Working days to answer a supervision notice"),
    "notice_on_red": gettext_lazy("A red lamp opens a supervision notice"),
    "on_site_always": gettext_lazy("Every ending is verified on site"),
    "on_site_milestones": gettext_lazy("Endings with milestones are verified on site"),
    "evidence": gettext_lazy("An application needs evidence"),
    "verified": gettext_lazy("The figure must be verified first"),
    "most_requests": gettext_lazy("Extra reports a month, at most"),
    "most_visits": gettext_lazy("Visits a month, at most"),
}


def value_words(value: object) -> str:
    """A threshold as people read it: yes, 15, 7 and 3, 10."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple | list):
        return "、".join(str(each) for each in value)
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def differing(before: Thresholds, after: Thresholds) -> list[tuple[str, str, str]]:
    """What is not the same: the name of the threshold, its value before and after."""
    old, new = before.to_json(), after.to_json()
    return [
        (str(THRESHOLDS[name]), value_words(old[name]), value_words(new[name]))
        for name in old
        if old[name] != new[name]
    ]


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
