"use strict";
// The form of a file: refused at once where that can be known here, progress while it is sent.
// Without this file the same form is sent as it is, and the server says the same words.
(() => {
  if (document.documentElement.dataset.uploads) return; // the piece may come several times
  document.documentElement.dataset.uploads = "on";

  const STARTS = [
    [0x25, 0x50, 0x44, 0x46, 0x2d], // %PDF-
    [0xff, 0xd8, 0xff], // JPEG
    [0x89, 0x50, 0x4e, 0x47], // PNG
    [0x52, 0x49, 0x46, 0x46], // WebP
    [0x50, 0x4b, 0x03, 0x04], // Word, Excel
  ];

  const formOf = (node) => node && node.closest && node.closest("form[data-upload]");
  const boxOf = (form) => form.querySelector("input[type=file]");

  const say = (form, words) => {
    const box = boxOf(form);
    const place = form.querySelector("#file-problem");
    place.replaceChildren();
    if (words) {
      const line = document.createElement("div");
      line.textContent = words;
      place.append(line);
    }
    box.classList.toggle("is-invalid", Boolean(words));
    box.setAttribute("aria-invalid", words ? "true" : "false");
  };

  const refusal = async (form, file) => {
    if (!file.size) return form.dataset.empty;
    if (file.size > Number(form.dataset.limit)) return form.dataset.tooLarge;
    const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
    const known = STARTS.some((bytes) => bytes.every((byte, at) => start[at] === byte));
    return known ? "" : form.dataset.other;
  };

  document.addEventListener("change", async (event) => {
    const form = formOf(event.target);
    if (!form || event.target !== boxOf(form)) return;
    const file = event.target.files[0];
    delete form.dataset.refused;
    const words = file ? await refusal(form, file) : "";
    if (words) form.dataset.refused = words;
    say(form, words);
  });

  const stopIfRefused = (event) => {
    const form = formOf(event.target);
    if (!form || !form.dataset.refused) return;
    event.preventDefault();
    say(form, form.dataset.refused);
    boxOf(form).focus();
  };
  document.addEventListener("submit", stopIfRefused);
  document.addEventListener("htmx:beforeRequest", stopIfRefused);

  const progress = (form, share, words) => {
    const place = form.querySelector("[data-progress]");
    place.classList.toggle("d-none", share === null);
    if (share === null) return;
    place.querySelector("progress").value = share;
    place.querySelector("[role=status]").textContent = words;
  };

  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = formOf(event.target);
    if (!form || !event.detail.lengthComputable || form.dataset.arrived) return;
    const share = Math.floor((100 * event.detail.loaded) / event.detail.total);
    if (share === 100) form.dataset.arrived = "yes"; // what follows is the answer coming back
    progress(form, share, share < 100 ? `${form.dataset.sending} ${share}%` : form.dataset.checking);
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event.target);
    if (!form || event.defaultPrevented) return;
    delete form.dataset.arrived;
    form.querySelector("button.btn-primary").disabled = true;
    progress(form, 0, `${form.dataset.sending} 0%`);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event.target);
    if (!form) return;
    form.querySelector("button.btn-primary").disabled = false;
    progress(form, null);
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status !== 422 && !(status >= 200 && status < 300)) say(form, form.dataset.failed);
  });

  // The form came back with words: htmx kept the box of the file (data-hx-preserve), and its state
  // follows them.
  document.addEventListener("htmx:afterSettle", () => {
    const form = document.querySelector("form[data-upload]");
    const place = form && form.querySelector("#file-problem");
    if (!place) return;
    const wrong = Boolean(place.textContent.trim());
    boxOf(form).classList.toggle("is-invalid", wrong);
    boxOf(form).setAttribute("aria-invalid", wrong ? "true" : "false");
    const first = form.querySelector(".er > div, .say.bad");
    if (first) first.scrollIntoView({ block: "center" });
  });
})();
