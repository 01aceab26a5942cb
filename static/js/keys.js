"use strict";
// Keys that act alone. Whatever carries data-key="x" is reached by that key and named in the list
// under "?": a box or form gets the focus, anything else is pressed. Other scripts that listen to
// keys of their own are named by data-key-help="j / k". data-key-words says what the key does.
(() => {
  const off = "keysOff" in document.body.dataset;
  const list = document.getElementById("keys");
  const shown = (element) => element.getClientRects().length > 0;
  const words = (element) =>
    element.dataset.keyWords || element.getAttribute("aria-label") || element.textContent.trim();

  const fill = () => {
    const table = list.querySelector("dl");
    for (const row of table.querySelectorAll("[data-found]")) row.remove();
    for (const element of document.querySelectorAll("[data-key], [data-key-help]")) {
      const key = element.dataset.key || element.dataset.keyHelp;
      const row = document.createElement("div");
      row.dataset.found = "";
      row.append(document.createElement("dt"), document.createElement("dd"));
      row.firstChild.append(document.createElement("kbd"));
      row.firstChild.firstChild.textContent = key;
      row.lastChild.textContent = words(element);
      table.append(row);
    }
  };

  const open = async () => {
    list.showModal();
    if (!list.firstElementChild) {
      await htmx.ajax("GET", list.dataset.from, { target: list, swap: "innerHTML" });
    }
    if (list.firstElementChild) fill(); // or the server was not reached
  };

  const reach = (element) => {
    const box = element.matches("form")
      ? element.querySelector("input:not([type=hidden]), select, textarea")
      : element.matches("input, select, textarea") && element;
    if (!box) return element.click();
    box.focus();
    if (box.select) box.select();
  };

  const act = (event) => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (!plain || typing || event.key === " ") return;
    // Before all others: who has switched single keys off has switched off theirs too.
    if (off) return event.stopImmediatePropagation();
    const key = CSS.escape(event.key);
    const found = [...document.querySelectorAll(`[data-key="${key}"]`)].find(shown);
    if (event.key !== "?" && !found) return;
    event.preventDefault();
    if (found) reach(found);
    else open();
  };

  window.addEventListener("keydown", act, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-dialog=keys]")) open();
  });
})();
