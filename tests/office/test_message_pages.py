"""The Chinese catalogue is complete, and no English is left on a Chinese page."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = "English Word PDF HTML TXT MB UTF GB xlsx docx doc wps html txt"
KEYS = "Esc J K C E S M X A T R"
ALLOWED = {*NAMES.split(), *KEYS.split()}


def test_every_message_has_its_translation() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/messages.py", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def english_in(page: str) -> set[str]:
    """Latin words that a reader sees."""
    body = page[page.index("<body") :]
    body = re.sub(r"<(script|template)\b.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(r'<option value="[^"]*"[^>]*>[A-Za-z㎡%]+ \(\d+\)</option>', "", body)
    shown = re.sub(r"<[^>]+>", " ", body) + " ".join(re.findall(r'(?:title|aria-label|placeholder)="([^"]*)"', body))
    return set(re.findall(r"[A-Za-z]+", re.sub(r"&\w+;", "", shown))) - ALLOWED


def test_pages_are_wholly_chinese(desk, report, district, commitment_with) -> None:
    pipes = commitment_with("供热管网")
    desk.post(f"/commitments/{pipes.pk}/assign/", {"expected_revision": 1, "lead": district.housing.pk, "why": "分派"})
    steps = [
        f"/commitments/{pipes.pk}/{step}/" for step in ("correct", "split", "merge", "reject", "assign", "confirm")
    ]
    pages = [
        "/",
        "/reports/upload/",
        "/account/",
        f"/account/?report={report.pk}&kind=target",
        f"/reports/{report.pk}/",
    ]
    more = [f"/reports/{report.pk}/add/", f"/reports/{report.pk}/confirm/", f"/commitments/{pipes.pk}/", *steps]
    for address in (*pages, *more):
        names = {district.supervisor.display_name, "zhujian"}
        assert english_in(desk.get(address).text) <= names, address
