"use strict";
// What every page does: htmx set up, with the CSRF token, the question before a grave act, errors first.
(() => {
  const cookie = (name) => {
    const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  };
  // The cookie is not readable where it is HttpOnly; every form carries the token too.
  const token = () => {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return (field && field.value) || cookie("csrftoken");
  };

  // Nothing is evaluated or styled in the page, no page is kept in the browser, and of what the
  // server refuses only a form with its faults (422) is shown.
  Object.assign(htmx.config, {
    allowEval: false,
    includeIndicatorStyles: false,
    historyRestoreAsHxRequest: false,
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });

  document.addEventListener("htmx:configRequest", (event) => {
    // Read at the time of the request: signing in again elsewhere changes it.
    event.detail.headers["X-CSRFToken"] = token();
  });

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.ask;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  const problems = document.getElementById("problems");
  if (problems) problems.focus();

  for (const box of document.querySelectorAll("[data-show-password]")) {
    box.addEventListener("change", () => {
      const target = document.getElementById(box.dataset.showPassword);
      target.type = box.checked ? "text" : "password";
    });
  }
})();
