// Whether everything has the room that it needs: no figure ends on another line than it begins, nothing leaves its box or
// lies over its neighbour, no label of a chart meets another one, a point or a line, charts use their height, and nothing
// covers what a small picture shows.

import { NARROW, WIDE } from "./looks.mjs";

export const FIT_CHECKS = ["figures", "boxes", "charts", "small pictures"];

/** Two phones, a small tablet, a wide screen; and a narrow window whose reader has doubled the size of text. */
const SCREENS = [
  ["320 px", NARROW, ""],
  ["390 px", { width: 390, height: 844 }, ""],
  ["768 px", { width: 768, height: 900 }, ""],
  ["1280 px", WIDE, ""],
  ["640 px, text at 200%", { width: 640, height: 900 }, "html { font-size: 200% !important; }"],
];

/** Looks at the page that the window shows, with what is folded unfolded. */
export async function lookForRoom({ window, refuse }) {
  for (const [at, viewport, style] of SCREENS) {
    await window.setViewportSize(viewport);
    await window.evaluate(adopt, style);
    for (const [check, says] of await window.evaluate(crowded)) refuse(check, `${at}: ${says}`);
    for (const says of await window.evaluate(charts)) refuse("charts", `${at}: ${says}`);
    for (const says of await window.evaluate(smallPictures)) refuse("small pictures", `${at}: ${says}`);
  }
  await window.evaluate(adopt, "");
}

// The functions below run in the page.

function adopt(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

function crowded() {
  const found = [];
  const refuse = (check, says) => found.push([check, says]);
  // Figures, as a reader knows them: digits with their sign or bracket before them, and their unit after them.
  const FIGURE = /(?<![\w.,:-])\(?[-+\u2212]?£?\d(?:[\d,.:/]*\d)?(?:%|bn|m)?\)?(?: (?:million|billion|thousand|per cent|per [\d,]+|percentage points?|days?|weeks?|months?)\b)?/g;
  const figures = [];
  for (const { says, pieces } of runs()) {
    for (const { 0: figure, index } of says.matchAll(FIGURE)) {
      if (figure.length < 3) continue;
      const range = document.createRange();
      const piece = (at) => pieces.findLast(({ start }) => start <= at);
      const [first, last] = [piece(index), piece(index + figure.length - 1)];
      range.setStart(first.text, index - first.start);
      range.setEnd(last.text, index + figure.length - last.start);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (lines.length === 0) continue;
      const element = first.text.parentElement;
      if (lines.some(({ top }) => top > lines[0].bottom - 2)) refuse("figures", `"${figure}" takes more than one line in ${inPage.name(element)}`);
      figures.push({ says: figure, box: range.getBoundingClientRect(), element });
    }
  }

  // A long figure has smaller letters where it is alone, not where it is part of a sentence.
  const lettersOf = (element) => parseFloat(getComputedStyle(element).fontSize);
  for (const figure of document.querySelectorAll(":is(p, li, dd, figcaption) .figure:not(.big *)")) {
    const sentence = figure.parentElement;
    const isAlone = sentence.textContent.length < figure.textContent.length + 12;
    if (!isAlone && lettersOf(figure) < 0.75 * lettersOf(sentence)) refuse("figures", `"${figure.textContent}" is smaller than its sentence in ${inPage.name(sentence)}`);
  }

  // A figure stays in the box round it, and off the figures of the boxes beside it.
  const BOX = ".tile, .members > li, .ratings li, .facts div, .answer, td, th, dd, .strip li";
  for (const { says, box, element } of figures) {
    const holder = element.closest(BOX)?.getBoundingClientRect();
    if (holder && (box.right > holder.right + 1 || box.left < holder.left - 1)) refuse("boxes", `"${says}" leaves ${inPage.name(element.closest(BOX))}`);
  }
  const root = document.scrollingElement;
  for (const element of document.body.querySelectorAll("*")) {
    // What is hidden from sight alone is one pixel high.
    const isBox = Math.min(element.clientWidth, element.offsetHeight) > 1 && element.scrollWidth > element.clientWidth + 1;
    if (isBox && !element.closest("svg, .scroll, pre") && inPage.isSeen(element)) refuse("boxes", `${inPage.name(element)} holds ${element.scrollWidth} px in ${element.clientWidth}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("svg, .scroll, pre, .skip") || !inPage.isSeen(element)) continue;
    const { left, right } = element.getBoundingClientRect();
    if (right > root.clientWidth + 1 || left < -1) {
      refuse("boxes", `${inPage.name(element)} leaves the page`);
      break;
    }
  }

  /** What can be seen of each line of words, whatever elements it goes through: its pieces, and where each starts in it. */
  function runs() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const blocks = new Map();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const element = text.parentElement;
      if (element.closest("svg, script, style, noscript, code, pre")) continue;
      let block = element;
      // A unit in smaller letters may be on a line of its own.
      while (block.localName !== "small" && getComputedStyle(block).display === "inline") block = block.parentElement;
      if (!blocks.has(block)) blocks.set(block, { says: "", pieces: [] });
      const run = blocks.get(block);
      const isSeen = inPage.isSeen(element);
      if (isSeen) run.pieces.push({ text, start: run.says.length });
      run.says += isSeen ? text.data : " ";
    }
    return [...blocks.values()].filter(({ says }) => /\d/.test(says));
  }

  return found;
}

function charts() {
  const found = [];
  for (const svg of document.querySelectorAll("svg.chart:not([aria-hidden])")) {
    if (!inPage.isSeen(svg)) continue;
    const title = svg.querySelector("title").textContent.slice(0, 40);
    const refuse = (says) => found.push(`${says} in "${title}"`);
    const whole = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map(inPage.letters);
    const scale = whole.width / svg.viewBox.baseVal.width;
    const at = (x, y) => ({ x: whole.left + x * scale, y: whole.top + y * scale });
    const places = (path) => path.getAttribute("d").split(/(?=M)/).filter(Boolean).map((outline) => {
      const probe = path.cloneNode();
      probe.setAttribute("d", outline);
      svg.append(probe);
      const { x, y, width, height } = probe.getBBox();
      probe.remove();
      const [low, high] = [at(x, y), at(x + width, y + height)];
      return { box: { left: low.x, top: low.y, right: high.x, bottom: high.y }, probe };
    });
    // Points along a path take long to work out, and most labels are nowhere near it.
    const goesThrough = ({ box: around, probe }, box) => {
      if (!inPage.meets(around, box, -0.5)) return false;
      const length = probe.getTotalLength();
      const steps = Math.ceil(length / 6);
      const points = Array.from({ length: steps + 1 }, (_, step) => probe.getPointAtLength((length * step) / steps)).map(({ x, y }) => at(x, y));
      return points.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
    };
    const marks = [...svg.querySelectorAll(".mark")].flatMap(places);
    const runs = [...svg.querySelectorAll(".run, .months")].flatMap(places);
    const goals = [...svg.querySelectorAll(".goalline, .tolline, .benchmark")].flatMap(places);
    texts.forEach(({ says, role, box }, at) => {
      const told = (what) => refuse(`"${says}" (${role}) ${what}`);
      const isOn = (line) => goesThrough(line, box);
      if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1) told("leaves the drawing");
      for (const other of texts.slice(at + 1)) if (inPage.meets(box, other.box, 0.5)) told(`meets "${other.says}"`);
      if (marks.some((mark) => inPage.meets(box, mark.box, 0.5))) told("lies on a point");
      if (runs.some(isOn)) told("lies on the line");
      if (goals.some(isOn)) told("lies on a line that figures are compared with");
      const middle = (box) => (box.left + box.right) / 2;
      // Both are drawn from one place; the browser's own rounding of letters moves their boxes by up to two pixels.
      const isUnder = (other) => other.role === "t-period" && Math.abs(middle(other.box) - middle(box)) < 2;
      if (role === "t-year" && !texts.some(isUnder)) told("is not right under its period");
    });

    // Figures and targets take two fifths of the height. What is all alike, within a fiftieth of its size, does not.
    const grid = svg.querySelector(".grid");
    if (!grid) continue;
    const height = (boxes) => Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
    const middles = marks.map(({ box }) => ({ top: (box.top + box.bottom) / 2, bottom: (box.top + box.bottom) / 2 }));
    const compared = [...svg.querySelectorAll(".goalline, .benchmark")].flatMap(places);
    const share = height([...runs, ...compared].map(({ box }) => box).concat(middles)) / height(places(grid).map(({ box }) => box));
    const ticks = texts.filter(({ role }) => role === "t-tick").map(({ says }) => Number(says.replaceAll("\u2212", "-").replace(/[^-\d.]/g, "")));
    const [low, high] = [Math.min(...ticks), Math.max(...ticks)];
    const isAlike = share * (high - low) <= Math.max(high, -low) / 50;
    if (share < 0.39 && !isAlike) refuse(`figures and targets take ${Math.round(share * 100)}% of the height`);
  }
  return found;
}

/** Pictures of tiles and bars: numbers lie in their part and off each other, and nothing is drawn over what is filled. */
function smallPictures() {
  const found = [];
  for (const svg of document.querySelectorAll("svg:is(.picture, .split, .targets)")) {
    if (!inPage.isSeen(svg)) continue;
    const refuse = (says) => found.push(`${says} in ${inPage.name(svg)}`);
    const texts = [...svg.querySelectorAll("text")].filter(inPage.isSeen).map(inPage.letters);
    const shapes = [...svg.querySelectorAll("path, rect")].map((shape) => ({ shape, box: shape.getBoundingClientRect() }));
    texts.forEach(({ says, role, box }, at) => {
      // The carets of a narrow range touch each other.
      const others = texts.slice(at + 1).filter((other) => other.role !== "caret" || role !== "caret");
      for (const other of others) if (inPage.meets(box, other.box, 0.5)) refuse(`"${says}" meets "${other.says}"`);
      const holds = (part) => part.left < box.left + 1 && part.right > box.right - 1;
      if (!svg.matches(".targets") && shapes.some(({ box: part }) => inPage.meets(box, part, 0.5) && !holds(part))) refuse(`"${says}" leaves its part`);
    });
    if (!svg.matches(".proportion, .dots, .parts, .split")) continue;
    shapes.forEach(({ shape, box }, at) => {
      if (shape.matches(".empty")) return;
      const over = shapes.slice(at + 1).find((other) => inPage.meets(box, other.box, 0.5));
      if (over) refuse(`${inPage.name(over.shape)} covers ${inPage.name(shape)}`);
    });
  }
  return found;
}
