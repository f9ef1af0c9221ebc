// Lines of text that lie closer together than their letters with stacked marks are high.
(letters) => {
  const pen = document.createElement("canvas").getContext("2d");
  const cramped = [];
  const seen = new Set();
  for (const part of document.querySelectorAll("main *, footer *, header *")) {
    const says = [...part.childNodes].some(node => node.nodeType === 3 && /\p{L}{2}/u.test(node.data));
    if (!says || !part.offsetParent || part.closest(".unseen, svg, [aria-hidden=true]")) continue;
    const style = getComputedStyle(part);
    const key = [style.fontStyle, style.fontWeight, style.fontSize, style.fontFamily, style.lineHeight].join();
    if (seen.has(key)) continue;
    seen.add(key);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const drawn = pen.measureText(letters);
    const high = drawn.actualBoundingBoxAscent + drawn.actualBoundingBoxDescent;
    const line = parseFloat(style.lineHeight);
    if (style.textTransform === "uppercase" || parseFloat(style.letterSpacing) > 0)
      cramped.push(`${style.textTransform} ${style.letterSpacing}: ${part.outerHTML.slice(0, 80)}`);
    if (line < high) cramped.push(`${line} < ${high.toFixed(1)}: ${part.outerHTML.replace(/\s+/g, " ").slice(0, 90)}`);
  }
  return cramped;
}
