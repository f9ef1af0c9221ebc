// What is wrong with letters as a font draws them: none drawn, drawn as the box of a missing letter, or as another one.
([letters, styles]) => {
  const canvas = document.createElement("canvas");
  canvas.width = 96;
  canvas.height = 96;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (letter, font) => {
    pen.clearRect(0, 0, 96, 96);
    pen.font = font;
    pen.fillText(letter, 24, 64);
    return pen.getImageData(0, 0, 96, 96).data.filter((_, at) => at % 4 === 3).join("");
  };
  const wrong = [];
  for (const [part, size] of styles) {
    const style = getComputedStyle(document.querySelector(part));
    const font = `${style.fontStyle} ${style.fontWeight} ${size}px ${style.fontFamily}`;
    const empty = drawn(" ", font);
    const boxes = new Set(["\u0378", "\uffff", "\ue001", "\u{e0ff0}"].map(one => drawn(one, font)));
    const seen = new Map();
    for (const letter of letters) {
      const image = drawn(letter, font);
      if (image === empty) wrong.push(`${part}: ${letter} is not drawn`);
      else if (boxes.has(image)) wrong.push(`${part}: ${letter} is drawn as a box`);
      else if (seen.has(image)) wrong.push(`${part}: ${letter} is drawn as ${seen.get(image)}`);
      seen.set(image, letter);
    }
  }
  return wrong;
}
