// Small courtesies: say that work is under way and send once; say when something asked for did not come.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target;
  const busy = form.dataset.busy;
  if (!busy || event.defaultPrevented) return;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  const button = event.submitter || form.querySelector("button");
  button.textContent = busy;
  button.setAttribute("aria-live", "polite");
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // the session has ended: what came is the sign-in page, which belongs in the whole window
  if (new URL(event.detail.xhr.responseURL, window.location.href).pathname.startsWith("/login/")) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});
for (const all of document.querySelectorAll("[data-all]")) {
  // one tick for all of a list; without this script there is no such box
  const boxes = () => all.closest("form").querySelectorAll(`input[name="${all.dataset.all}"]`);
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
}
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    document.querySelector("[data-trouble]").hidden = false;
  });
}
document.addEventListener("htmx:beforeRequest", () => {
  const trouble = document.querySelector("[data-trouble]");
  if (trouble) trouble.hidden = true;
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
