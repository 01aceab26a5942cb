"use strict";
// Working in a list by keys, and choosing rows of a page for what is done to several at once. Focus
// goes to the link of a row, so a screen reader says which it is, Enter opens it, Tab goes on.
(() => {
  const typing = (target) =>
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const table = () => document.querySelector("#rows table.dense");
  const rows = () => [...table().tBodies[0].rows];
  const link = (row) => row.querySelector("th a[href], a[href]");
  // The record of a row: what its first link leads to, unless the row says otherwise.
  const record = (row) => row.dataset.row || /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(link(row).href)[0];

  // A phone shows a row as a card; its roles keep it a row of a table for screen readers.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const name = () => {
    for (const part of document.querySelectorAll("#rows table.stack, #rows table.stack *")) {
      const role = part.scope ? (part.scope === "row" ? "rowheader" : "columnheader") : roles[part.tagName];
      if (role) part.setAttribute("role", role);
    }
  };
  name();
  document.addEventListener("htmx:afterSettle", name);

  const go = (to) => {
    const all = rows();
    const row = all[Math.max(0, Math.min(to, all.length - 1))];
    const target = row && link(row);
    if (!target) return;
    target.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const bar = () => document.getElementById("chosen");
  const boxes = () => [...document.querySelectorAll("#rows .chosen-row")];
  const ticked = () => boxes().filter((box) => box.checked);

  const count = () => {
    const many = ticked().length;
    bar().querySelector("[data-count]").textContent = many;
    for (const button of bar().querySelectorAll("[data-needs-rows]")) button.disabled = !many;
    const all = bar().querySelector("[data-all]");
    all.checked = many > 0 && many === boxes().length;
    all.indeterminate = many > 0 && many < boxes().length;
  };

  // The boxes are made here and their bar is fetched: without scripts nobody could gather rows, and
  // a page stays light. Who is quick with the keys waits for the one bar that is on its way.
  let coming = null;
  const begin = () => (coming ??= prepare().finally(() => (coming = null)));

  const prepare = async () => {
    const place = document.querySelector("#rows [data-choosing]");
    if (!place || boxes().length) return;
    if (!bar()) await htmx.ajax("GET", place.dataset.choosing, { target: place, swap: "innerHTML" });
    if (!bar() || boxes().length) return;
    for (const row of rows()) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.className = "form-check-input chosen-row";
      box.name = "row";
      box.value = record(row);
      box.setAttribute("form", "chosen");
      box.setAttribute("aria-label", row.cells[0].textContent.trim());
      row.cells[0].prepend(box);
    }
    bar().hidden = false;
    count();
  };

  const end = () => {
    for (const box of boxes()) box.remove();
    bar().hidden = true;
  };

  const toggle = async (row) => {
    await begin();
    const box = row.querySelector(".chosen-row");
    if (!box) return;
    box.checked = !box.checked;
    row.classList.toggle("on", box.checked);
    count();
  };

  const keys = {
    j: (at) => go(at + 1),
    k: (at) => go(at - 1),
    ArrowDown: (at) => go(at + 1),
    ArrowUp: (at) => go(at - 1),
    Home: () => go(0),
    End: () => go(Infinity),
    x: (at, row) => row && toggle(row),
    " ": (at, row) => row && toggle(row),
  };

  document.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!table() || typing(event.target) || event.target.closest(".dropdown-menu, dialog")) return;
    const row = event.target.closest("#rows tbody tr");
    const outside = !row && !event.target.closest("#rows .scroll") && event.target !== document.body;
    // Away from the table only j leads into it: the other keys scroll the page as everywhere.
    if (!row && (event.key !== "j" || (outside && event.target.closest("a, button, summary")))) return;
    if (event.target.matches(".chosen-row") && event.key === " ") return;
    event.preventDefault();
    act(row ? rows().indexOf(row) : -1, row);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-choose-rows]")) {
      begin().then(() => boxes()[0]?.focus());
    }
    if (event.target.closest("[data-choose-none]")) end();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("#chosen [data-all]")) {
      for (const box of boxes()) {
        box.checked = event.target.checked;
        box.closest("tr").classList.toggle("on", box.checked);
      }
    } else if (event.target.matches(".chosen-row")) {
      event.target.closest("tr").classList.toggle("on", event.target.checked);
    } else return;
    count();
  });
})();
