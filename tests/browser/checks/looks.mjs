// A page wide and narrow, light and dark: what axe finds, and whether anything has to be scrolled sideways or is cut off.

import fs from "node:fs";
import { createRequire } from "node:module";

export const LOOK_CHECKS = ["axe", "overflow", "text spacing"];

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 640 };
/** In this order, so that little changes from one to the next. */
const LOOKS = [
  { viewport: WIDE, colorScheme: "light" },
  { viewport: WIDE, colorScheme: "dark" },
  { viewport: NARROW, colorScheme: "dark" },
  { viewport: NARROW, colorScheme: "light" },
];

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What readers may set to make text easier to read (WCAG 1.4.12). */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }`;

/** Looks at the page that the window shows, with what is folded unfolded. */
export async function lookAtAll({ window, refuse }) {
  await window.evaluate(AXE);
  for (const { viewport, colorScheme } of LOOKS) {
    const at = `${viewport.width} px, ${colorScheme}`;
    await window.setViewportSize(viewport);
    await window.emulateMedia({ colorScheme });
    for (const says of await window.evaluate(axe, TAGS)) refuse("axe", `${at}: ${says}`);
    for (const says of await window.evaluate(overflowing)) refuse("overflow", `${at}: ${says}`);
    if (colorScheme === "dark") continue;
    await window.evaluate(adopt, SPACING);
    for (const says of await window.evaluate(overflowing)) refuse("text spacing", `${at}: ${says}`);
    for (const says of await window.evaluate(cutOff)) refuse("text spacing", `${at}: ${says}`);
    await window.evaluate(adopt, "");
  }
}

// The functions below run in the page.

async function axe(tags) {
  const found = await globalThis.axe.run(document, {
    runOnly: { type: "tag", values: tags },
    // Not yet on by default, though its tag is asked for.
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
    // It would ask for the stylesheet again, which a page on a disk may not do.
    preload: false,
  });
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(" ")})`));
}

/** What a reader sets is theirs to set: unlike an element, this is no part of the page, and its policy lets it be. */
function adopt(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}

/** What has to be scrolled sideways. A table of an author's own may, in a box of its own that takes focus. */
export function overflowing() {
  const root = document.scrollingElement;
  const found = [];
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
    found.push(`the page is ${root.scrollWidth} px wide: ${wide.slice(0, 4).map(inPage.name).join(", ")}`);
  }
  for (const box of document.querySelectorAll("body *")) {
    if (box.scrollWidth <= box.clientWidth + 1 || box.matches(".scroll[tabindex], pre")) continue;
    if (["auto", "scroll"].includes(getComputedStyle(box).overflowX))
      found.push(`a box .${box.className} holds ${box.scrollWidth} px in ${box.clientWidth}`);
  }
  return found;
}

/** Text that a box of fixed size cuts off. What is hidden from sight on purpose is one pixel large. */
function cutOff() {
  return [...document.body.querySelectorAll("*")]
    .filter((element) => !(element instanceof SVGElement) && element.clientHeight > 1)
    .filter((element) => element.scrollHeight > element.clientHeight + 1)
    .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowY))
    .map((element) => `a ${element.localName} cuts its text off`);
}
