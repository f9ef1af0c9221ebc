// Conveniences of an answer: the page is whole without this file.
"use strict";

(() => {
  const status = document.getElementById("loi-nhan");
  let left = null; // the number in the answer from which a passage was opened

  // A number in the answer opens its passage: the browser brings it into view, in the column of the law; here it is
  // highlighted, takes the focus, and is told aloud.
  function open(passage) {
    for (const other of document.querySelectorAll(".passage.shown")) other.classList.remove("shown");
    passage.classList.add("shown");
    passage.focus({ preventScroll: true });
    status.textContent = passage.querySelector("h3").textContent.replace(/\s+/g, " ").trim();
  }

  // Back to where the passage was opened from.
  function back() {
    for (const other of document.querySelectorAll(".passage.shown")) other.classList.remove("shown");
    if (left) left.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link.matches("a.ref")) return;
    left = link;
    if (link.hash === location.hash) follow(); // no event tells of that
  });

  function follow() {
    const passage = location.hash.startsWith("#trich-") && document.getElementById(location.hash.slice(1));
    if (passage) open(passage); else back();
  }
  addEventListener("hashchange", follow);
  if (location.hash.startsWith("#trich-")) follow();

  // Feedback goes its way without leaving the page.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form.feedback:not([data-plain])") || !event.submitter) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set(event.submitter.name, event.submitter.value);
    const buttons = [...form.querySelectorAll("button")];
    for (const button of buttons) button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      const kept = answer.ok && told.kept;
      tell(form, told.said ?? told.detail, kept);
      if (kept) return;
    } catch {
      form.dataset.plain = ""; // the network, or an answer that is none: the way without a script
      for (const button of buttons) button.disabled = false;
      event.submitter.click();
      return;
    }
    for (const button of buttons) button.disabled = false;
  });

  function tell(form, sentence, good) {
    let line = form.querySelector(".thanks, .wrong");
    if (!line) {
      line = document.createElement("p");
      form.append(line);
    }
    line.className = good ? "thanks" : "wrong";
    line.textContent = sentence;
    status.textContent = sentence;
  }
})();
