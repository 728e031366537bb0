// Words selected in the report become a commitment. The page counts UTF-16 units, the account code points.
"use strict";
(() => {
  const text = document.getElementById("text");
  const pick = document.getElementById("pick");
  if (!text || !pick) return;

  const codePoints = (words) => {
    let count = 0;
    for (const _ of words) count += 1;
    return count;
  };
  const foreign = (node) => node.parentElement.closest(".n, .why");

  // The offset in the report of a place in the page: the block's own offset and what stands before the place in it.
  function offsetOf(node, inner) {
    const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-o]");
    if (!block) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, inner);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let offset = Number(block.dataset.o);
    for (let each = walker.nextNode(); each; each = walker.nextNode()) {
      if (!before.intersectsNode(each)) break;
      if (foreign(each)) continue;
      offset += codePoints(each === before.endContainer ? each.data.slice(0, before.endOffset) : each.data);
    }
    return offset;
  }
  function words(range) {
    const copy = range.cloneContents();
    for (const each of copy.querySelectorAll(".n, .why")) each.remove();
    return copy.textContent;
  }
  function edge(range, atStart) {
    const node = atStart ? range.startContainer : range.endContainer;
    const inner = atStart ? range.startOffset : range.endOffset;
    const found = offsetOf(node, inner);
    if (found !== null || atStart) return found;
    // a triple click ends before the first character of the next paragraph's parent: take the last block before it
    const blocks = [...text.querySelectorAll("[data-o]")].filter((block) => range.intersectsNode(block));
    const last = blocks.filter((block) => range.comparePoint(block, 0) <= 0).pop();
    return last ? offsetOf(last, last.childNodes.length) : null;
  }

  function propose() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = edge(range, true);
    const end = edge(range, false);
    if (start === null || end === null || end - start < 2) return;
    const quote = words(range).trim();
    pick.elements.start.value = start;
    pick.elements.end.value = end;
    pick.elements.quote.value = quote;
    pick.querySelector(".pick-words").textContent = quote.replace(/\s*\n\s*/g, "");
    pick.hidden = false;
    place(range.getBoundingClientRect());
  }
  function place(box) {
    const width = pick.offsetWidth;
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(box.left + window.scrollX, 16), room - width - 16);
    const below = box.bottom + pick.offsetHeight + 16 < window.innerHeight;
    const top = window.scrollY + (below ? box.bottom + 10 : Math.max(box.top - pick.offsetHeight - 10, 70));
    pick.style.setProperty("left", `${left}px`);
    pick.style.setProperty("top", `${top}px`);
  }
  const drop = () => {
    pick.hidden = true;
  };

  document.addEventListener("mouseup", (event) => {
    if (!pick.contains(event.target)) window.setTimeout(propose);
  });
  document.addEventListener("touchend", (event) => {
    if (!pick.contains(event.target)) window.setTimeout(propose, 300);
  });
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey && !pick.contains(event.target)) propose();
  });
  document.addEventListener("mousedown", (event) => {
    if (!pick.contains(event.target)) drop();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drop();
  });
  pick.querySelector("[data-close]").addEventListener("click", drop);
})();
