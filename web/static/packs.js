"use strict";
// Ease on top of forms that work without it: items can be dragged to their place, and long quotations print whole.
(() => {
  const list = document.querySelector("[data-sortable]");
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.long-quote")) part.open = true;
  });
  if (!list) return;
  let dragged = null;
  const items = () => [...list.children];
  const unmark = () => items().forEach((item) => item.classList.remove("drop-before", "drop-after", "dragged"));
  const under = (event) => event.target.closest && event.target.closest("[data-sortable] > li");
  const after = (item, event) => {
    const box = item.getBoundingClientRect();
    return event.clientY > box.top + box.height / 2;
  };
  for (const item of items()) {
    const handle = item.querySelector(".item-head");
    handle.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && !event.target.closest("a, button, summary")) item.draggable = true;
    });
    item.addEventListener("dragend", () => { item.draggable = false; unmark(); dragged = null; });
  }
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest ? event.target.closest("[data-sortable] > li") : null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    dragged.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    const item = under(event);
    if (!dragged || !item) return;
    event.preventDefault();
    items().forEach((one) => one.classList.remove("drop-before", "drop-after"));
    if (item !== dragged) item.classList.add(after(item, event) ? "drop-after" : "drop-before");
  });
  list.addEventListener("drop", (event) => {
    const item = under(event);
    if (!dragged || !item || item === dragged) return;
    event.preventDefault();
    const order = items().filter((one) => one !== dragged);
    const place = order.indexOf(item) + (after(item, event) ? 2 : 1);
    const form = dragged.querySelector("form.order");
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "cho";
    field.value = String(place);
    form.append(field);
    form.submit();
  });
})();
