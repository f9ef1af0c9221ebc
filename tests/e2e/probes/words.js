// What a person reads or hears, each with its language and where it stands; an attribute, and the title of the page,
// is one string that cannot change its language halfway.
() => {
  const hidden = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
  const read = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label"];
  const found = [];
  const tell = (words, at, whole) => {
    const text = words.replace(/\s+/g, " ").trim();
    if (!text) return;
    const language = (at.closest("[lang]") || document.documentElement).lang;
    const where = `${at.tagName.toLowerCase()} ${at.id || at.getAttribute("class") || ""}`;
    found.push({ text, language, where, whole: whole || at.tagName === "TITLE" });
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!hidden.has(node.parentElement.tagName)) tell(node.data, node.parentElement, false);
  }
  for (const name of read) {
    for (const part of document.querySelectorAll(`[${name}]`)) tell(part.getAttribute(name), part, true);
  }
  for (const button of document.querySelectorAll("input[type=submit], input[type=button]")) tell(button.value, button, true);
  return found;
}
