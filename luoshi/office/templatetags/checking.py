"""Words of checking for templates."""

from __future__ import annotations

from django import template

from luoshi.office import goal_words

register = template.Library()
register.filter("goal_words", goal_words.goal_words)
register.filter("judged", goal_words.judged)
