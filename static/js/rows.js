"use strict";
// Rows of a form: added from the <template> beside them, taken out by their DELETE field.
// Without this file the same buttons send the form, and the server does it.
(() => {
  const add = (kind) => {
    const total = kind.querySelector("input[name$=-TOTAL_FORMS]");
    const index = Number(total.value);
    if (index >= Number(kind.dataset.cap)) return false; // the server says why
    const template = kind.querySelector("template");
    const copy = template.content.cloneNode(true).querySelector(".form-row");
    for (const node of [copy, ...copy.querySelectorAll("*")]) {
      for (const attribute of [...node.attributes]) {
        attribute.value = attribute.value
          .replaceAll("__prefix__", index)
          .replaceAll("__number__", index + 1);
      }
    }
    const number = copy.querySelector(".row-number");
    if (number) number.textContent = index + 1;
    for (const words of copy.querySelectorAll("button .visually-hidden")) {
      words.textContent = words.textContent.replace("__number__", index + 1);
    }
    kind.querySelector(".row-list").append(copy);
    total.value = index + 1;
    if (window.htmx) window.htmx.process(copy);
    const first = copy.querySelector("input:not([type=hidden]), select, textarea");
    if (first) first.focus();
    return true;
  };

  const remove = (button) => {
    const row = button.closest(".form-row");
    const mark = row.querySelector("input[name$=-DELETE]");
    if (!mark) return false;
    mark.value = "on";
    row.classList.add("d-none");
    const kind = row.closest("[data-rows]");
    kind.querySelector("button[name=add_row]").focus();
    kind.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=add_row], button[name=remove_row]");
    if (!button) return;
    const kind = button.closest("[data-rows]");
    if (button.name === "add_row" ? add(kind) : remove(button)) event.preventDefault();
  });

  // A choice that was found moves to the chosen ones, so that the next search does not lose it.
  document.addEventListener("change", (event) => {
    const found = event.target.closest(".picker .found");
    if (!found || !event.target.checked) return;
    const picker = found.closest(".picker");
    const chosen = picker.querySelector(".chosen");
    if (!("many" in picker.dataset)) chosen.replaceChildren();
    chosen.append(event.target.closest("label"));
    found.replaceChildren();
    const search = picker.querySelector("input[type=search]");
    search.value = "";
    event.target.focus();
  });
})();
