"use strict";
// What every page does: the CSRF token for htmx, the question before a grave act, errors first.
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
