// At 400% on a screen of 1280 by 1024, a page has 320 by 256 pixels: all that it says is still there, and nothing stays in the way.

import { overflowing } from "./looks.mjs";

export const ZOOM_CHECKS = ["zoom"];

const ZOOMED = { width: 320, height: 256 };

/** What can be read at the size that the window has. */
export const readable = (window) => window.evaluate(read);

/** Zooms in, and compares with what could be read before. */
export async function zoomIn({ window, refuse }, before) {
  await window.setViewportSize(ZOOMED);
  const now = new Set(await readable(window));
  const lost = before.filter((text) => !now.has(text));
  for (const text of lost) refuse("zoom", `at 400% it no longer says "${text}"`);
  for (const says of await window.evaluate(overflowing)) refuse("zoom", `at 400% ${says}`);
  for (const says of await window.evaluate(staying)) refuse("zoom", `at 400% ${says}`);
}

// The functions below run in the page.

/**
 * Every text in sight, once. Three things are told in another way on a narrow screen: a chart has a drawing of its own for it;
 * heads of columns stand beside each cell (`data-label`), but where it says itself what it is; and of the way back, the last step is left, which leads to the others.
 */
function read() {
  const speakForThemselves = ".wide, .spark, .index td:nth-child(2)";
  const elsewhere = ".chart-box svg, .chart-box .soft, .named, .cards thead, .crumbs";
  const seen = inPage.texts().filter(({ element }) => !element.closest(elsewhere) && inPage.isSeen(element));
  const found = new Set(seen.map(({ says }) => says));
  for (const table of document.querySelectorAll("table.cards")) {
    if (!inPage.isSeen(table)) continue;
    const isWide = inPage.isSeen(table.tHead.rows[0]);
    const heads = [...table.tHead.querySelectorAll("th")].map((head) => inPage.spaced(head.textContent));
    for (const cell of table.querySelectorAll(`td:not(${speakForThemselves}, :empty)`)) {
      const beside = getComputedStyle(cell, "::before");
      if (isWide || (beside.display !== "none" && beside.content !== "none" && cell.dataset.label)) found.add(`${heads[cell.cellIndex]} (head of a column)`);
    }
  }
  for (const box of document.querySelectorAll(".chart-box")) {
    const drawings = [...box.querySelectorAll("svg.chart")].filter(inPage.isSeen);
    if (drawings.length > 0) found.add(`a chart: ${box.closest("figure").querySelector("figcaption b").textContent}`);
  }
  return [...found];
}

/** What stays where it is while the page is scrolled, and takes up too much of it. */
function staying() {
  const most = (innerWidth * innerHeight) / 5;
  return [...document.body.querySelectorAll("*")].flatMap((element) => {
    if (!["fixed", "sticky"].includes(getComputedStyle(element).position) || !inPage.isSeen(element)) return [];
    const box = element.getBoundingClientRect();
    return box.width * box.height > most ? [`${inPage.name(element)} stays in the way`] : [];
  });
}
