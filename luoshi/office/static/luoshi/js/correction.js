// The correction form: add a target by copying the blank one, grey out what does not fit a milestone.
"use strict";
(() => {
  function fit(card) {
    const kind = card.querySelector("select[name$='-kind']");
    if (!kind) return;
    for (const each of card.querySelectorAll("[data-for]")) each.hidden = each.dataset.for !== kind.value;
  }
  function prepare(root) {
    for (const card of root.querySelectorAll(".target-form")) fit(card);
    for (const button of root.querySelectorAll("[data-add-target]")) button.hidden = false;
  }
  document.addEventListener("change", (event) => {
    const card = event.target.closest(".target-form");
    if (card) fit(card);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-target]");
    if (!button) return;
    const form = button.closest("form");
    const total = form.querySelector("[name$='-TOTAL_FORMS']");
    const blank = form.querySelector("template").content.cloneNode(true);
    const index = total.value;
    for (const each of blank.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace("__prefix__", index));
      }
    }
    total.value = Number(index) + 1;
    button.before(blank);
    prepare(form);
    button.previousElementSibling.querySelector("input:not([type=hidden]), select").focus();
  });
  document.body.addEventListener("htmx:load", (event) => prepare(event.target));
  prepare(document);
})();
