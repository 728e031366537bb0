// Small courtesies on every form: say that work is under way, and send once.
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
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
