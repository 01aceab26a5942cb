"use strict";
// Beside each box of a narrative: words of the glossary that go into it with one click or key.
// Without this script they are plain text to copy, as in the full list at the end of the page.
(() => {
  const MOST = 12;
  const lists = document.querySelectorAll("ul[data-terms-for]");
  if (!lists.length) return;

  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const glossary = [...document.querySelectorAll("tr[data-term]")].map((row) => {
    const words = {};
    for (const cell of row.querySelectorAll("[data-word]")) {
      const code = cell.lang;
      (words[code] = words[code] || []).push({
        text: cell.dataset.word, unchecked: "unchecked" in cell.dataset,
      });
    }
    return words;
  });

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const longestFirst = (one, other) => other.text.length - one.text.length;
  const vietnamese = glossary.flatMap((words) => (words.vi || []).map((word) => ({
    folded: fold(word.text), text: word.text, words,
  }))).sort(longestFirst);

  // Each word once, with the terms it may be; "điều kiện" holds a term and is none.
  const known = new Map(document.getElementById("glossary").dataset.compounds.split("|").map((text) => [text, []]));
  for (const one of vietnamese) known.set(one.text, [...(known.get(one.text) || []), one.words]);
  const patterns = [...known].map(([text, terms]) => ({
    text, terms, pattern: new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(text)}(?![\\p{L}\\p{N}_])`, "giu"),
  })).sort(longestFirst);

  // What a longer word takes is no shorter one any more.
  const inText = (text) => {
    const found = new Set();
    for (const { pattern, terms } of patterns) {
      const rest = text.replace(pattern, "\n");
      if (rest !== text) for (const words of terms) found.add(words);
      text = rest;
    }
    return found;
  };

  const insert = (box, text) => {
    const before = box.value.slice(0, box.selectionStart);
    const space = before && !/[\s“"(]$/.test(before) && /^[\p{L}\p{N}]/u.test(text)
      && !["lo", "zh", "km"].includes(box.lang) ? " " : "";
    box.setRangeText(space + text, box.selectionStart, box.selectionEnd, "end");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // The last words before the cursor, begun and not finished: "bien ban g" finds "biên bản ghi nhớ".
  const begun = (box) => {
    const typed = fold(box.value.slice(0, box.selectionStart).split(/[.,;:\n]/).pop()).trim();
    const words = typed.split(/\s+/);
    for (let from = Math.max(0, words.length - 4); from < words.length; from += 1) {
      const end = words.slice(from).join(" ");
      const found = end.length > 1
        ? vietnamese.filter((one) => one.folded.startsWith(end) && one.folded !== end) : [];
      if (found.length) return { end, found };
    }
    return null;
  };

  const complete = (box, text, end) => {
    // As many letters as were typed are replaced: folding keeps their number, marks fall away.
    let start = box.selectionStart;
    while (start > 0 && fold(box.value.slice(start, box.selectionStart)).trim() !== end) start -= 1;
    box.setSelectionRange(start, box.selectionStart);
    insert(box, text);
  };

  const button = (word, act, list) => {
    const item = document.createElement("li");
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-line btn-sm";
    const said = document.createElement("span");
    said.lang = word.code;
    said.textContent = word.text;
    made.append(said);
    if (word.unchecked) {
      const mark = document.createElement("span");
      mark.className = "nt";
      mark.textContent = ` (${list.dataset.unchecked})`;
      made.append(mark);
    }
    made.addEventListener("click", act);
    item.append(made);
    return item;
  };

  for (const list of lists) {
    const box = document.getElementById(list.dataset.termsFor);
    const beside = document.getElementById(list.dataset.termsBeside) || box;
    const code = box.lang;
    const usual = [...list.children].map((item) => ({
      text: item.dataset.word, code, unchecked: "unchecked" in item.dataset,
    }));

    const show = () => {
      let found = usual.map((word) => ({ word, act: () => insert(box, word.text) }));
      if (code === "vi") {
        const now = begun(box);
        const more = now ? now.found.map((one) => ({
          word: { text: one.text, code }, act: () => complete(box, one.text, now.end),
        })) : [];
        found = [...more, ...found];
      } else if (beside.value.trim()) {
        found = [...inText(beside.value)].flatMap((words) => words[code] || [])
          .map((word) => ({ word: { ...word, code }, act: () => insert(box, word.text) }));
      }
      list.replaceChildren(...found.slice(0, MOST).map((one) => button(one.word, one.act, list)));
    };

    let waiting = 0;
    const soon = () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(show, 250);
    };
    box.addEventListener("input", soon);
    if (beside !== box) beside.addEventListener("input", soon);
    if (code === "vi") box.addEventListener("keyup", soon);
    show();
  }
})();
