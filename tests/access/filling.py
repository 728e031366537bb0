"""Fills in the forms of a page as a person would: what the page brings along, and something fitting for the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

WORDS = "经核对情况属实"
FITTING = {"date": "2026-03-02", "number": "1", "tel": "13900001111", "email": "clerk@example.org"}


@dataclass
class Form:
    """One form: where it goes, and its fields with what would be sent."""

    action: str = ""
    method: str = "get"
    fields: dict[str, list[str]] = field(default_factory=dict)


class Filler(HTMLParser):
    """Reads the forms of a page. Of radios, checks and options the first that says something is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str = ""

    def handle_starttag(self, tag, attrs):
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self._form is not None and self._select and given.get("value"):
            kept = self._form.fields.get(self._select, [])
            if not kept or "selected" in given:
                self._form.fields[self._select] = [given["value"]]

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _field(self, tag, given):
        name, fields, kind = given["name"], self._form.fields, given.get("type", "text")
        if tag == "select":
            self._select = name
            fields.setdefault(name, [])
        elif tag == "textarea":
            fields[name] = [WORDS]
        elif tag == "input" and kind in ("radio", "checkbox"):
            if not fields.get(name) or ("checked" in given and kind == "radio"):
                fields[name] = [given.get("value", "on")]
        elif tag == "input" and kind != "file":
            fields[name] = [given.get("value") or ("" if kind == "hidden" else FITTING.get(kind, WORDS))]


def filled(page: str, action: str) -> dict[str, list[str]]:
    """The page's form for this address as it would be sent."""
    filler = Filler()
    filler.feed(page)
    forms = [each for each in filler.forms if each.method == "post" and each.action in ("", action)]
    return {name: values for name, values in forms[0].fields.items() if values} if forms else {}
