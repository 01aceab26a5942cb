"use strict";
// A PDF is compared with the issued ones by its SHA-256. It is read here and goes nowhere.
(() => {
  const place = document.getElementById("file-check");
  if (!place || !window.crypto || !window.crypto.subtle) return; // the sentence for that stays

  const part = (name) => place.querySelector(`[data-${name}]`);
  const input = document.getElementById("own-pdf");
  const result = part("result");
  const known = (name) => place.dataset[name].split(" ").filter(Boolean);
  part("without").hidden = true;
  part("with").hidden = false;

  const answerTo = (digest) => {
    if (known("valid").includes(digest)) return "valid";
    return known("replaced").includes(digest) ? "replaced" : "other";
  };

  const digestOf = async (file) => {
    const bytes = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
  };

  let asked = 0;
  const compare = async (file) => {
    if (!file) return;
    const now = ++asked; // of two files chosen one after the other the later one is answered
    part("name").textContent = file.name;
    result.textContent = result.dataset.reading;
    try {
      const digest = await digestOf(file);
      if (now !== asked) return;
      const answer = place.querySelector(`template[data-answer=${answerTo(digest)}]`);
      result.replaceChildren(answer.content.cloneNode(true));
    } catch {
      if (now === asked) result.textContent = result.dataset.unreadable;
    }
  };

  input.addEventListener("change", () => {
    const file = input.files[0];
    input.value = ""; // the same name may be chosen again after the file was changed
    compare(file);
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    compare(event.dataTransfer.files[0]);
  });
})();
