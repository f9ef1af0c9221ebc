// Conveniences only: every page is whole without this file.
"use strict";

for (const box of document.querySelectorAll("[data-copy]")) {
  const words = box.textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy-button";
  button.textContent = "Sao chép";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Đã sao chép";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(box);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      button.textContent = "Đã chọn, hãy nhấn Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Sao chép"; }, 2500);
  });
  box.previousElementSibling.append(button);
}

const chosen = document.querySelector(".block.chosen");
if (chosen && !location.hash && chosen.getBoundingClientRect().top > innerHeight * 0.8) {
  chosen.scrollIntoView({ block: "center" });
}
