// Whether figures in a column of a table end under each other, so that their digits can be compared.

export const COLUMN_CHECKS = ["columns"];

/** Looks at the page that the window shows, where its tables are not cards. */
export async function lookAtColumns({ window, refuse }) {
  for (const says of await window.evaluate(columns)) refuse("columns", says);
}

/** Runs in the page. */
function columns() {
  const FIGURE = /^[-+\u2212]?£?\d[\d,.]*(%|m|bn)?( (per [\d,]+|days?|weeks?|months?|million|thousand))?( \[\w\])?$/;
  const SHORTHAND = /^(\[\w\]|none|not due|not reported)$/;
  // What is beside a figure in its cell: words of lesser weight, and what only screen readers are told.
  const alone = (cell) => {
    const copy = cell.cloneNode(true);
    for (const aside of copy.querySelectorAll("svg, .soft, .hidden")) aside.remove();
    return inPage.spaced(copy.textContent);
  };
  const found = [];
  for (const table of document.querySelectorAll("table:not(.risk-grid)")) {
    if (!inPage.isSeen(table) || getComputedStyle(table).display !== "table") continue;
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    for (const head of table.tHead?.rows[0]?.cells ?? []) {
      const cells = rows.map((row) => row.cells[head.cellIndex]).filter((cell) => cell?.localName === "td" && alone(cell));
      const figures = cells.filter((cell) => FIGURE.test(alone(cell)));
      if (figures.length === 0 || !cells.every((cell) => figures.includes(cell) || SHORTHAND.test(alone(cell)))) continue;
      const isLeft = (cell) => !["right", "end"].includes(getComputedStyle(cell).textAlign);
      const left = [...cells, head].find(isLeft);
      if (left) found.push(`"${inPage.spaced(left.textContent)}" in the column "${inPage.spaced(head.textContent)}" is not at the right, and its figures do not end under each other`);
    }
  }
  return found;
}
