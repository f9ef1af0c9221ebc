"""Questions put to a page in the browser; each gives the lines of what is wrong, none when all is well."""

# Elements in which a person reads or hears words, and the words; a page's own title stands for the page.
WORDS = r"""() => {
  const hidden = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"]);
  const found = [];
  const tell = (words, at) => {
    const text = words.replace(/\s+/g, " ").trim();
    if (text) found.push({ text, language: (at.closest("[lang]") || document.documentElement).lang,
                           where: at.tagName.toLowerCase() + (at.id ? "#" + at.id : "") + (at.className && at.className.baseVal === undefined ? "." + at.className : "") });
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!hidden.has(node.parentElement.tagName)) tell(node.data, node.parentElement);
  }
  for (const name of ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt", "label"]) {
    for (const part of document.querySelectorAll(`[${name}]`)) tell(part.getAttribute(name), part);
  }
  for (const part of document.querySelectorAll("input[type=submit], input[type=button], input[type=reset]")) tell(part.value, part);
  return found;
}"""

# WCAG 2.5.8: what is touched is at least 24 by 24 pixels, unless it stands in a line of text or its label is touched.
SMALL_TARGETS = r"""() => {
  const parts = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  const seen = part => part.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !part.closest(".unseen") && !part.matches(".skip");
  const inText = part => {
    if (part.tagName !== "A" || getComputedStyle(part).display !== "inline") return false;
    const around = part.parentElement.closest("p, li, dd, dt, td, th, figcaption, caption, h1, h2, h3, h4, blockquote, label, legend, summary, div");
    const rest = around.textContent.replace(part.textContent, "").replace(/[\s·|,;.()]+/g, "");
    return rest.length > 0;
  };
  const small = [];
  for (const part of parts) {
    if (!seen(part) || inText(part)) continue;
    const boxes = [part, ...(part.labels || [])].map(one => one.getBoundingClientRect());
    if (boxes.some(box => box.width >= 23.9 && box.height >= 23.9)) continue;
    small.push(`${boxes[0].width.toFixed(1)}x${boxes[0].height.toFixed(1)} ${part.outerHTML.replace(/\s+/g, " ").slice(0, 110)}`);
  }
  return small;
}"""

# What stands wider than the page, where the page scrolls sideways; what scrolls within itself may be wider.
SIDEWAYS = r"""() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const scrolls = part => { for (let at = part.parentElement; at && at !== document.body; at = at.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true; return false; };
  const wide = [...document.querySelectorAll("body *")]
    .filter(part => part.getBoundingClientRect().right > page.clientWidth + 0.5 && !scrolls(part))
    .map(part => part.outerHTML.replace(/\s+/g, " ").slice(0, 110));
  return [`${page.scrollWidth} > ${page.clientWidth}: ${wide.slice(-2).join(" … ")}`];
}"""

# Where the focus is, whether it can be seen, and whether something lies over it; null when it left the page.
FOCUS = r"""() => {
  const part = document.activeElement;
  if (!part || part === document.body || part === document.documentElement) return null;
  const style = getComputedStyle(part);
  const shown = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  const box = [...part.getClientRects()].find(one => one.width && one.height) || part.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const free = over && (part.contains(over) || over.contains(part) || [...(part.labels || [])].some(one => one.contains(over)));
  if (!part.dataset.walked) { part.dataset.walked = "1"; part.dataset.first = "1"; } else { delete part.dataset.first; }
  const name = part.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  return { again: !part.dataset.first, wrong: !inside ? `out of sight: ${name}` : !shown ? `no outline: ${name}`
    : !free ? `covered by ${over ? over.outerHTML.replace(/\s+/g, " ").slice(0, 60) : "nothing"}: ${name}` : "" };
}"""
