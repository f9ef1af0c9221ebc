// Conveniences only: every page is whole without this file.
"use strict";

const words = JSON.parse(document.body.dataset.words);
const say = (sentence) => { document.getElementById("loi-nhan").textContent = sentence; };

// Copying: a button beside each box of words that are made to be copied.
async function copy(box, text) {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
    return words.copied;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(box);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    say(words.select);
    return words.select;
  }
}

for (const box of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy-button";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    button.textContent = await copy(box, box.textContent);
    setTimeout(() => { button.textContent = words.copy; }, 2500);
  });
  box.previousElementSibling.append(button);
}

const chosen = document.querySelector(".block.chosen");
if (chosen && !location.hash && chosen.getBoundingClientRect().top > innerHeight * 0.8) {
  chosen.scrollIntoView({ block: "center" });
}

// Keys. An item is whatever bears data-item: j and k walk through them, Enter opens the link in its heading, else its
// first, c copies its data-citation. A person can turn them off (/tuy-chon), as WCAG 2.1.4 asks.
const items = () => [...document.querySelectorAll("[data-item]")];
const current = () => document.activeElement?.closest("[data-item]");

function walk(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(current());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus();
}

const keys = {
  "/": () => {
    const box = document.querySelector("#q") ?? document.querySelector("#hoi-nhanh");
    box?.focus();
    box?.select();
  },
  j: () => walk(1),
  k: () => walk(-1),
  c: () => {
    const box = current() ?? document.querySelector("[data-citation]");
    if (box?.dataset.citation) copy(box, box.dataset.citation); else say(words.nothing);
  },
  p: () => print(),
  "?": () => { location.href = "/tro-giup#phim"; },
};

if (document.body.dataset.shortcuts === "on") {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = document.activeElement;
    if (at?.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (event.key === "Enter" && at?.matches("[data-item]")) {
      (at.querySelector("h2 a[href], h3 a[href]") ?? at.querySelector("a[href]"))?.click();
      return;
    }
    const does = keys[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  });
}
