// Whether what is read is in the order in which it is seen: of two pieces of a page, the one that is read first is further up, or
// else on the same level and further to the left.

export const ORDER_CHECKS = ["order"];

/** Looks at the page that the window shows. Answers what is out of order. */
export const lookAtOrder = (window) => window.evaluate(outOfOrder);

/**
 * Runs in the page. Compares each block with the one that is read before it. Columns of running text are read as they are, and the
 * cells of a row may be one below the other.
 */
function outOfOrder() {
  const found = [];
  const isSeenFirst = (box, before) => {
    const isLevel = box.top < before.bottom - 1 && before.top < box.bottom - 1;
    return box.bottom <= before.top + 1 || (isLevel && box.right <= before.left + 1);
  };
  const isBlock = (element) => inPage.isSeen(element) && getComputedStyle(element).display !== "inline";
  for (const parent of document.querySelectorAll("main, main *:not(svg, svg *, tr)")) {
    const children = [...parent.children].map((child) => ({ child, box: child.getBoundingClientRect() }));
    const seen = children.filter(({ child, box }) => box.width > 1 && box.height > 1 && !(child instanceof SVGElement));
    for (const [at, { child, box }] of seen.entries()) {
      const before = seen[at - 1];
      if (!before || !isSeenFirst(box, before.box) || !isBlock(child) || !isBlock(before.child)) continue;
      const { columnCount, columnWidth } = getComputedStyle(parent);
      if (columnCount === "auto" && columnWidth === "auto") found.push(`${inPage.name(child)} is seen before ${inPage.name(before.child)}`);
    }
  }
  return found;
}
