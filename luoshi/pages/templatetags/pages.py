"""Filters that all pages share."""

from __future__ import annotations

from django import template

from luoshi.pages import words

register = template.Library()
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("end", words.end)
