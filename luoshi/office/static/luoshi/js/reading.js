// The reading view: a mark in the text and its row in the list are two sides of one thing.
// Without this script both are plain links to each other.
"use strict";
(() => {
  const reader = document.querySelector(".reader");
  const text = document.getElementById("text");
  const list = document.getElementById("rows");
  if (!reader || !text || !list || !window.htmx) return;

  const narrow = window.matchMedia("(max-width: 62rem)");
  const outline = document.querySelector(".outline"); // above the text where there is no room beside it
  if (window.getComputedStyle(outline).position !== "sticky") outline.querySelector("details").open = false;
  const markOf = (number) => document.getElementById(`m${number}`);
  const rowOf = (number) => document.getElementById(`r${number}`);
  const numberOf = (element) => element.id.slice(1);
  const partOf = (target) => target.closest("#text mark, #rows .row");
  const pair = (element) => [markOf(numberOf(element)), rowOf(numberOf(element))].filter(Boolean);
  let chosen = null; // the number that is open

  // hovering
  let hot = [];
  function heat(element) {
    const next = element ? pair(element) : [];
    for (const each of hot) each.classList.remove("hot");
    for (const each of next) each.classList.add("hot");
    hot = next;
  }
  reader.addEventListener("mouseover", (event) => heat(partOf(event.target)));
  reader.addEventListener("mouseleave", () => heat(null));
  reader.addEventListener("focusin", (event) => heat(partOf(event.target)));

  // choosing
  function show(element, box) {
    if (!element) return;
    const seen = element.getBoundingClientRect();
    const frame = box && box.scrollHeight > box.clientHeight ? box.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const lid = box ? 90 : 130; // the bars that stick to the top
    if (seen.top < frame.top + lid || seen.bottom > frame.bottom - 20) {
      element.scrollIntoView({ block: seen.height > (frame.bottom - frame.top) / 2 ? "start" : "center", behavior: "instant" });
    }
  }
  function close() {
    const row = chosen && rowOf(chosen);
    if (!row) return;
    row.classList.remove("on", "open");
    row.querySelector(".more").replaceChildren();
    markOf(chosen)?.classList.remove("on");
    chosen = null;
  }
  function open(number) {
    if (chosen === number) return Promise.resolve();
    close();
    const row = rowOf(number);
    if (!row) return Promise.resolve();
    chosen = number;
    row.classList.add("on", "open");
    markOf(number)?.classList.add("on");
    const address = reader.dataset.row.replace("/0/", `/${row.dataset.id}/`);
    return window.htmx.ajax("GET", address, { target: row.querySelector(".more"), swap: "innerHTML" });
  }
  function choose(number, from) {
    const opened = open(number);
    const side = document.getElementById("side");
    if (narrow.matches) opened.then(() => markOf(number)?.scrollIntoView({ block: "start", behavior: "instant" }));
    else if (from !== "text") show(markOf(number), null);
    if (from !== "rows" && !narrow.matches) show(rowOf(number), side);
    return opened;
  }
  reader.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("[data-shut]")) {
      const row = event.target.closest(".row");
      close();
      row.querySelector(".row-t").focus({ preventScroll: true });
      return;
    }
    const inside = event.target.closest(".more, .why, label, summary, button");
    const part = partOf(event.target);
    if (inside || !part) return;
    if (!window.getSelection().isCollapsed) return;
    event.preventDefault();
    const from = part.matches("mark") ? "text" : "rows";
    if (chosen === numberOf(part) && from === "rows") close();
    else choose(numberOf(part), from);
  });

  // after a change: the mark follows its row, and the tally follows the rows
  function recount() {
    const rows = [...list.querySelectorAll(".row")];
    const count = (status) => rows.filter((row) => row.classList.contains(status)).length;
    const figures = { proposed: count("proposed"), confirmed: count("confirmed") };
    figures.live = figures.proposed + figures.confirmed;
    for (const place of document.querySelectorAll("[data-count]")) place.textContent = figures[place.dataset.count];
    const all = document.querySelector("[data-all]");
    if (all) all.hidden = figures.proposed === 0;
  }
  document.body.addEventListener("htmx:afterSettle", () => {
    if (!chosen) return;
    const row = rowOf(chosen);
    const mark = markOf(chosen);
    row?.classList.add("on", "open");
    if (row && mark) mark.className = `${["proposed", "confirmed", "rejected"].find((each) => row.classList.contains(each)) || ""} on`;
    recount();
    const first = row?.querySelector(".desk [autofocus], .desk .note");
    if (first) {
      first.setAttribute("tabindex", first.getAttribute("tabindex") || "-1");
      first.focus({ preventScroll: true });
      show(first, document.getElementById("side"));
    }
  });
  document.body.addEventListener("luoshi:moved", (event) => {
    window.history.replaceState(null, "", `#r${event.detail.number}`);
    window.location.reload();
  });

  // keys
  const rowsShown = () => [...list.querySelectorAll(".row")].filter((row) => row.getClientRects().length);
  function step(by) {
    const rows = rowsShown();
    if (!rows.length) return;
    const here = rows.findIndex((row) => numberOf(row) === chosen);
    const row = rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1)];
    row.querySelector(".row-t").focus({ preventScroll: true }); // at once: of two quick keys the later one has the last word
    choose(numberOf(row), "keys");
  }
  function press(act) {
    const button = chosen && rowOf(chosen)?.querySelector(`[data-act="${act}"]`);
    if (button) button.click();
  }
  let advance = false;
  document.body.addEventListener("htmx:afterSettle", () => {
    if (!advance) return;
    advance = false;
    step(1);
  });
  const keysOn = document.getElementById("keys-on");
  const stored = window.localStorage.getItem("luoshi-keys");
  if (stored === "off") keysOn.checked = false;
  keysOn.addEventListener("change", () => window.localStorage.setItem("luoshi-keys", keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const row = chosen && rowOf(chosen);
      const desk = row?.querySelector(".desk");
      if (desk && desk.childElementCount) desk.replaceChildren();
      else close();
      row?.querySelector(".row-t").focus({ preventScroll: true });
      return;
    }
    if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "r") document.getElementById("why-on").click();
    else if (key === "t" && chosen) markOf(chosen)?.querySelector(".n").focus();
    else if (key === "c") {
      advance = Boolean(chosen && rowOf(chosen)?.querySelector('[data-act="c"]'));
      press("c");
    } else if ("esmxa".includes(key)) press(key);
    else return;
    event.preventDefault();
  });

  // arriving at #r12 or #m12
  const arrived = /^#[rm](\d+)$/.exec(window.location.hash);
  if (arrived) choose(arrived[1], "address");
})();
