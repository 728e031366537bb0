// Keeps what was typed into a long form on this device until it is saved. Sensitive fields are never kept.
"use strict";
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `luoshi-${form.dataset.draft}`;
  const note = form.querySelector("[data-draft-note]");
  const fields = () =>
    [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.autocomplete !== "off");
  const isChosen = (field) => field.type === "radio" || field.type === "checkbox";
  const kept = JSON.parse(window.localStorage.getItem(key) || "null");
  if (kept && !form.querySelector(".errors, .note.bad")) {
    for (const field of fields()) {
      const values = kept[field.name] || [];
      if (isChosen(field)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    note.hidden = false;
  }
  form.addEventListener("input", () => {
    const values = {};
    for (const field of fields()) {
      if (isChosen(field) ? field.checked : field.value) (values[field.name] ||= []).push(field.value);
    }
    window.localStorage.setItem(key, JSON.stringify(values));
  });
  form.addEventListener("submit", () => window.localStorage.removeItem(key));
}
