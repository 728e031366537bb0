"""Every page of the URL table, looked at by a supervisor and a grid worker: on a phone, elder mode, double type."""

from __future__ import annotations

import re

import pytest
from addresses import addresses_of, latin_names
from casework import enter

PHONE = {"width": 390, "height": 844}
LOOK = """() => {
  document.documentElement.style.fontSize = "200%";
  const skip = document.querySelector("a.skip");
  skip?.focus();
  const quiet = "code, pre, kbd, script, style, option, textarea, [lang=en], [aria-hidden=true] *, .me";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    if (text && !walker.currentNode.parentElement.closest(quiet)) words.push(text);
  }
  const root = document.documentElement;
  return {
    over: root.scrollWidth - root.clientWidth,
    heads: document.querySelectorAll("h1").length,
    skips: document.activeElement === skip && !!document.querySelector(skip.hash),
    words,
  };
}"""
# Words of a sentence in a row, or a word of the program's own such as no_superior: nothing that a Chinese page says.
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}|^[a-z]+_[a-z_]+$|^[a-z]{3,}$|^[A-Z][a-z]+( [a-z]+)?$")
SAID = {"luoshi", "xlsx", "csv", "Word"}


# A grid worker has no part in the account; of the steps of a matter, all drawn by one template, each sees some.
LIMITED = ("due", "inbox", "checking", "matters", "registers", "calculator", "bring", "ask", "")
STEPS = {"ducha": "dispatch note merge extend incident", "wangge": "sign escalate resolve document opinion"}


@pytest.mark.parametrize(("who", "rooms", "least"), [("ducha", None, 60), ("wangge", LIMITED, 20)])
def test_every_page_fits_has_one_heading_and_speaks_chinese(open_window, site, who, rooms, least) -> None:
    page = open_window(**PHONE)
    enter(page, site, who)
    page.context.add_cookies([{"name": "luoshi_size", "value": "large", "url": site.address}])
    faults, seen, said = [], 0, SAID | latin_names(site.home)
    for name, address in addresses_of(site.home, rooms, STEPS[who].split()):
        answer = page.goto(address, wait_until="domcontentloaded")
        assert answer is not None
        assert answer.status < 500, address
        if answer.status != 200:
            continue
        seen += 1
        found = page.evaluate(LOOK)
        faults += [f"{name} {address}: {fault}" for fault in _faults(found, said)]
    assert faults == []
    assert seen >= least


def _faults(found, said):
    if found["over"] > 0:
        yield f"hangs over by {found['over']}"
    if found["heads"] != 1:
        yield f"{found['heads']} headings"
    if not found["skips"]:
        yield "no way to skip to the content"
    for words in found["words"]:
        if ENGLISH.search(words) and words not in said:
            yield f"speaks English: {words}"
