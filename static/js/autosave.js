"use strict";
// What is typed is sent to the page's own address every few seconds, and kept there as a draft.
(() => {
  const EVERY = 4000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = form.querySelector(".autosaved");
  let changed = false;
  let leaving = false;
  let sending = false;

  const save = async () => {
    if (!changed || sending || leaving) return;
    changed = false;
    sending = true;
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") data.append(name, value);
    }
    data.set("autosave", "1");
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST", body: data, redirect: "manual", credentials: "same-origin",
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        changed = true;
        status.textContent = form.dataset.signedOut;
      } else if (answer.ok || answer.status === 413) {
        status.textContent = await answer.text();
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      changed = true;
      status.textContent = form.dataset.failed;
    } finally {
      sending = false;
    }
  };

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", () => { changed = true; });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      leaving = true;
      return;
    }
    event.preventDefault(); // the browser would show its own page in place of what was typed
    status.textContent = form.dataset.failed;
  });
  window.setInterval(save, EVERY);
})();
