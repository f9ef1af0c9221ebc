// Conveniences only: the table of contents stands open where there is room for it beside the text.
"use strict";

const roomy = matchMedia("(min-width: 80rem)");
const folds = document.querySelectorAll("details[data-fold]");
const fit = () => { for (const fold of folds) fold.open = roomy.matches; };
fit();
if (roomy.addEventListener) roomy.addEventListener("change", fit);

// The line of the article that is read is brought into sight inside a long table of contents.
const own = document.querySelector(".contents .here > a");
const frame = own?.closest("nav");
if (frame && frame.scrollHeight > frame.clientHeight) {
  frame.scrollTop = own.offsetTop - frame.clientHeight / 3;
}
