// Elements in which a person reads or hears words, and the words; a page's own title stands for the page.
() => {
  const hidden = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
  const read = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label"];
  const found = [];
  const tell = (words, at) => {
    const text = words.replace(/\s+/g, " ").trim();
    if (!text) return;
    const language = (at.closest("[lang]") || document.documentElement).lang;
    found.push({ text, language, where: `${at.tagName.toLowerCase()} ${at.id || at.getAttribute("class") || ""}` });
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!hidden.has(node.parentElement.tagName)) tell(node.data, node.parentElement);
  }
  for (const name of read) {
    for (const part of document.querySelectorAll(`[${name}]`)) tell(part.getAttribute(name), part);
  }
  for (const button of document.querySelectorAll("input[type=submit], input[type=button]")) tell(button.value, button);
  return found;
}
