// Where the focus is, whether it can be seen, and whether something lies over it; null when it left the page.
() => {
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
}
