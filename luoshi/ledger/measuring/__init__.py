"""Targets that take their figure from a measure over registers.

``suggesting`` (pure) ranks measures for a target, ``binding`` writes which one it takes, ``posting`` posts the figure
into the books whenever it has changed, ``figures`` shows what is under it.

Milestones that name things: ``naming`` (pure) finds the things and the stage, ``milestone_binding`` writes which they
are, ``milestone_posting`` posts how far they have come, ``milestones`` shows the records that say so.
"""
