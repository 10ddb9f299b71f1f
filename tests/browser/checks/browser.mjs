// What only a browser can tell. Every page is looked at wide and narrow, light and dark.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { chromium } from "playwright-core";
import { fileOf, largestOfEachKind, serve } from "../site.mjs";
import { printAll } from "./print.mjs";
import { searchAll } from "./search.mjs";
import { SCREENS, openQuestions } from "./questions.mjs";

export const BROWSER_CHECKS = [
  "axe",
  "overflow",
  "text spacing",
  "headings",
  "pictures",
  "keyboard",
  "motion",
  "console",
  "other hosts",
  "without script",
  "weight",
];

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LOOKS = [
  { width: 1280, height: 900, colorScheme: "light" },
  { width: 1280, height: 900, colorScheme: "dark" },
  { width: 320, height: 640, colorScheme: "light" },
  { width: 320, height: 640, colorScheme: "dark" },
];
const PAGES_AT_ONCE = 3;
const MOST_STOPS = 60;
const MOST_BYTES = 60_000;
const MOST_REQUESTS = 10;

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
}

/** Looks at some pages of each kind, the largest. What they were asked is added to `asked`. */
export async function checkInBrowser(site, browser, perKind, asked) {
  const server = site.opensFromDisk
    ? {
        origin: pathToFileURL(site.folder).href,
        address: (page) => pathToFileURL(path.join(site.folder, page.file)).href,
        close: () => {},
      }
    : await serve(site);
  const problems = [];
  const inWindow = (options, pages, look) => lookAtPages(browser, server, { options, pages, look }, problems);
  try {
    const pages = largestOfEachKind(site, perKind);
    for (const look of LOOKS) {
      const { width, height, colorScheme } = look;
      await inWindow({ viewport: { width, height }, colorScheme }, pages, (seen) => lookAt(seen, look));
    }
    const wide = { viewport: { width: 1280, height: 900 } };
    await inWindow(wide, largestOfEachKind(site, 1), tabThrough);
    await askAll(inWindow, pages, asked);
    await compareWithoutScript(inWindow, pages, problems);
    await printAll(inWindow, pages, problems);
    await searchAll(site, inWindow, server.address, problems);
    weigh(site, problems);
  } finally {
    await server.close();
  }
  return problems;
}

/** Asks each page what visitors ask of its kind, on a desk and on a phone. */
async function askAll(inWindow, pages, asked) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await inWindow({ viewport }, pages, async ({ window, refuse, page }) => {
      for (const says of await openQuestions(window, page.kind, screen, asked)) refuse("first screen", says);
    });
  }
}

/** Opens each page in a browser that has nothing in store, a few at a time, and that can ask for nothing but the site. */
async function lookAtPages(browser, server, { options, pages, look }, problems) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const waiting = [...pages];
  const worker = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      const window = await context.newPage();
      const refuse = (check, says) => problems.push({ check, page: page.file, says });
      await watch(window, server, refuse);
      await window.goto(server.address(page), { waitUntil: "load" });
      await look({ window, refuse, page });
      await window.close();
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  await context.close();
}

async function watch(window, server, refuse) {
  await window.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(server.origin) || url.startsWith("data:")) return route.continue();
    refuse("other hosts", `it asks for ${url}`);
    return route.abort();
  });
  window.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) refuse("console", message.text());
  });
  window.on("pageerror", (error) => refuse("console", String(error)));
}

async function lookAt({ window, refuse }, { width, colorScheme }) {
  const at = `${width} px, ${colorScheme}`;
  // What is folded away is part of the page.
  await window.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  for (const says of await axe(window)) refuse("axe", `${at}: ${says}`);
  for (const says of await window.evaluate(overflowing)) refuse("overflow", `${at}: ${says}`);
  if (colorScheme === "dark") return;
  for (const says of await window.evaluate(headings)) refuse("headings", says);
  for (const says of await window.evaluate(pictures)) refuse("pictures", says);
  for (const says of await window.evaluate(moving)) refuse("motion", says);
  await window.evaluate(adopt, SPACING);
  for (const says of await window.evaluate(overflowing)) refuse("text spacing", `${at}: ${says}`);
  for (const says of await window.evaluate(cutOff)) refuse("text spacing", `${at}: ${says}`);
}

async function axe(window) {
  await window.evaluate(AXE);
  const found = await window.evaluate(
    (tags) =>
      globalThis.axe.run(document, {
        runOnly: { type: "tag", values: tags },
        // Not yet on by default, though its tag is asked for.
        rules: { "target-size": { enabled: true } },
        resultTypes: ["violations"],
        // It would ask for the stylesheet again, which a page on a disk may not do.
        preload: false,
      }),
    TAGS,
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(" ")})`),
  );
}

/** What readers may set to make text easier to read (WCAG 1.4.12). */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }`;

// The functions below run in the page.

/** What a reader sets is theirs to set: unlike an element, this is no part of the page, and its policy lets it be. */
function adopt(style) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}

/** What has to be scrolled sideways. A table of an author's own may, in a box of its own that takes focus. */
function overflowing() {
  const root = document.scrollingElement;
  const found = [];
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.tagName.toLowerCase() + (element.className.baseVal ?? element.className ? `.${element.className.baseVal ?? element.className}` : ""));
    found.push(`the page is ${root.scrollWidth} px wide: ${wide.slice(0, 4).join(", ")}`);
  }
  for (const box of document.querySelectorAll("body *")) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    if (scrolls && box.scrollWidth > box.clientWidth + 1 && !box.matches(".scroll[tabindex], pre"))
      found.push(`a box .${box.className} holds ${box.scrollWidth} px in ${box.clientWidth}`);
  }
  return found;
}

/** Text that a box of fixed size cuts off. What is hidden from sight on purpose is one pixel large. */
function cutOff() {
  return [...document.body.querySelectorAll("*")]
    .filter((element) => !(element instanceof SVGElement) && element.clientHeight > 1)
    .filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowY))
    .filter((element) => element.scrollHeight > element.clientHeight + 1)
    .map((element) => `a ${element.tagName.toLowerCase()} cuts its text off`);
}

function headings() {
  const found = [];
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => ({
    level: Number(heading.tagName[1]),
    says: heading.textContent.trim(),
  }));
  const first = levels.filter(({ level }) => level === 1);
  if (first.length !== 1) found.push(`${first.length} headings of the first level`);
  let before = 0;
  for (const { level, says } of levels) {
    if (level > before + 1) found.push(`"${says}" is of level ${level} after one of level ${before}`);
    if (says === "") found.push(`a heading of level ${level} is empty`);
    before = level;
  }
  return found;
}

function pictures() {
  return [...document.querySelectorAll("svg")].flatMap((svg) => {
    if (svg.getAttribute("aria-hidden") === "true") return [];
    if (svg.getAttribute("role") !== "img") return ["a drawing is neither hidden nor a picture"];
    const has = (name) => svg.querySelector(`:scope > ${name}`)?.textContent.trim();
    return ["title", "desc"].filter((name) => !has(name)).map((name) => `a picture has no ${name}`);
  });
}

function moving() {
  return document.getAnimations().map((animation) => `something moves: ${animation.animationName ?? "a transition"}`);
}

/** With the keyboard: every stop is in sight and shows where it is; the first one leads past the navigation. */
async function tabThrough({ window, refuse, page }) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await window.keyboard.press("Tab");
    const seen = await window.evaluate(focused);
    if (!seen) return;
    // What is framed has no navigation to lead past.
    if (stop === 0 && page.kind !== "embed" && !seen.href?.startsWith("#")) refuse("keyboard", "the first stop leads nowhere within the page");
    if (!seen.outlined) refuse("keyboard", `"${seen.name}" does not show that it has the focus`);
    if (!seen.inSight) refuse("keyboard", `"${seen.name}" has the focus out of sight`);
  }
}

/** What has the focus; runs in the page. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    name: element.textContent.trim().slice(0, 40),
    href: element.getAttribute("href"),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inSight: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}

/** Whatever scripts add, a page says the same without them. */
async function compareWithoutScript(inWindow, pages, problems) {
  const said = { true: new Map(), false: new Map() };
  for (const javaScriptEnabled of [true, false]) {
    await inWindow({ javaScriptEnabled }, pages, async ({ window, page }) => {
      const text = await window.evaluate(() => document.body.innerText.trim());
      said[javaScriptEnabled].set(page.file, text);
    });
  }
  for (const { file } of pages) {
    const without = said.false.get(file);
    if (without === "" || without.length < said.true.get(file).length)
      problems.push({ check: "without script", page: file, says: "it says less without script" });
  }
}

/** What a page and everything that it asks for weighs, compressed as a server would send it. */
function weigh(site, problems) {
  const zipped = (file) => zlib.gzipSync(fs.readFileSync(path.join(site.folder, file))).length;
  for (const page of site.pages) {
    const asked = [...page.html.matchAll(/<(?:link|img|script|source|iframe)\b[^>]*?\s(?:href|src)="([^"#:]+)"/g)];
    const links = new Set(asked.map(([, link]) => link));
    const files = [...links].map((link) => fileOf(site, page, link.split("?")[0]) ?? "");
    const own = [page.file, ...files.filter((file) => site.files.has(file))];
    const bytes = own.reduce((sum, file) => sum + zipped(file), 0);
    const refuse = (says) => problems.push({ check: "weight", page: page.file, says });
    // The whole report is for paper, and holds every chart of a quarter.
    if (bytes > MOST_BYTES && page.kind !== "whole report") refuse(`${bytes} bytes in all; ${MOST_BYTES} are allowed`);
    if (own.length > MOST_REQUESTS) refuse(`${own.length} requests; ${MOST_REQUESTS} are allowed`);
  }
}
