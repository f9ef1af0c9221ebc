// WCAG 2.5.8: what is touched is at least 24 by 24 pixels, unless it stands in a line of text or its label is touched.
() => {
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
}
