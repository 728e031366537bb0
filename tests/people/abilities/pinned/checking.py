"""Duties, goals, entries, settlements, notices, rules, messages and robots."""

from __future__ import annotations

READ = {"see", "export"}
OURS = ("governed", "governed_charged", "governed_held")
ABOVE = ("above_charged", "above_held")
HELD = ("governed_held", "above_held")
KINDS = ("duty", "goal", "entry", "settlement", "notice")

WHOLE: dict[tuple[str, str, str], set[str]] = {}


def pin(roles, kinds, standings, may):
    WHOLE.update({(role, kind, standing): may for role in roles for kind in kinds for standing in standings})


pin(("supervisor", "leader", "auditor"), KINDS, (*OURS, *ABOVE), READ)
pin(("approver",), KINDS, (*OURS, *ABOVE), READ)
pin(("reporter",), KINDS, ("governed_charged", "governed_held", *ABOVE), READ)
pin(("viewer", "deputy"), KINDS, OURS, {"see"})

pin(("supervisor",), ("duty",), OURS, READ | {"rule"})
pin(("supervisor",), ("goal",), OURS, READ | {"propose", "approve", "request", "bind"})
pin(("supervisor",), ("entry", "settlement"), OURS, READ | {"verify"})
pin(("supervisor",), ("notice",), OURS, READ | {"close"})
pin(("leader",), ("goal",), OURS, READ | {"adjust"})
pin(("leader",), ("settlement",), OURS, READ | {"sign"})
pin(("reporter",), ("duty",), HELD, READ | {"sign_for"})
pin(("approver",), ("duty",), HELD, READ | {"sign_for", "refuse", "apply"})
pin(("reporter", "approver"), ("goal",), HELD, READ | {"report", "import", "propose"})
pin(("reporter", "approver"), ("notice",), HELD, READ | {"answer"})

pin(("supervisor",), ("lamp_rule",), ("governed",), READ | {"set"})
pin(("supervisor",), ("lamp_rule",), ("above",), READ)
pin(("leader", "reporter", "approver", "auditor"), ("lamp_rule",), ("governed", "above"), READ)
pin(("viewer", "deputy"), ("lamp_rule",), ("governed",), {"see"})
BUSINESS = ("supervisor", "reporter", "approver", "leader", "viewer", "deputy", "auditor")
pin((*BUSINESS, "system_admin", "security_admin", "audit_admin"), ("message",), ("own",), {"see"})
pin(("supervisor", "system_admin"), ("message",), ("governed",), {"see", "resend"})
pin(("system_admin",), ("hook",), ("governed",), {"see", "set"})
pin(("supervisor",), ("hook",), ("governed",), {"see"})
