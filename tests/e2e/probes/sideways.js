// What stands wider than the page, where the page scrolls sideways; what scrolls within itself may be wider.
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const scrolls = part => { for (let at = part.parentElement; at && at !== document.body; at = at.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true; return false; };
  const wide = [...document.querySelectorAll("body *")]
    .filter(part => part.getBoundingClientRect().right > page.clientWidth + 0.5 && !scrolls(part))
    .map(part => part.outerHTML.replace(/\s+/g, " ").slice(0, 110));
  return [`${page.scrollWidth} > ${page.clientWidth}: ${wide.slice(-2).join(" … ")}`];
}
