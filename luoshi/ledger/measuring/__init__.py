"""Targets that take their figure from a measure over registers.

``suggesting`` (pure) ranks measures for a target, ``binding`` writes which one it takes, ``posting`` posts the figure
into the books whenever it has changed, ``figures`` shows what is under it.
"""
