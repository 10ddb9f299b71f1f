// What only a browser can tell: which checks there are, and in which order a page is put through them.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve, someOfEachKind } from "../site.mjs";
import { COLUMN_CHECKS, lookAtColumns } from "./columns.mjs";
import { FIT_CHECKS, lookForRoom } from "./fit.mjs";
import { FOCUS_CHECKS, lookAtFocus, tabThrough } from "./focus.mjs";
import { FORCED_CHECKS, forceColours } from "./forced.mjs";
import { LOOK_CHECKS, NARROW, WIDE, lookAtAll } from "./looks.mjs";
import { MOTION_CHECKS, lookForMotion } from "./motion.mjs";
import { ORDER_CHECKS, lookAtOrder } from "./order.mjs";
import { PRINT_CHECKS, printAll } from "./print.mjs";
import { QUESTION_CHECKS, SCREENS, openQuestions, tooLong } from "./questions.mjs";
import { SEARCH_CHECKS, searchAll } from "./search.mjs";
import { STRUCTURE_CHECKS, lookAtStructure, tablesForReaders } from "./structure.mjs";
import { WEIGHT_CHECKS, weighAll, weighAsked } from "./weight.mjs";
import { AT_MOST, inWindows } from "./window.mjs";
import { ZOOM_CHECKS, readable, zoomIn } from "./zoom.mjs";

export const BROWSER_CHECKS = [
  ...LOOK_CHECKS,
  ...FIT_CHECKS,
  ...ZOOM_CHECKS,
  ...ORDER_CHECKS,
  ...STRUCTURE_CHECKS,
  ...COLUMN_CHECKS,
  ...FOCUS_CHECKS,
  ...FORCED_CHECKS,
  ...MOTION_CHECKS,
  ...PRINT_CHECKS,
  "console",
  "other hosts",
  "without script",
  ...WEIGHT_CHECKS,
  ...QUESTION_CHECKS,
  ...SEARCH_CHECKS,
];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No page has to do with any other host, and none is found.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS, timeout: AT_MOST });
}

/** Looks at so many pages of each kind. What they were asked is added to `asked`. */
export async function checkInBrowser(site, browser, perKind, asked) {
  const server = site.opensFromDisk
    ? {
        origin: pathToFileURL(site.folder).href,
        address: (page) => pathToFileURL(path.join(site.folder, page.file)).href,
        close: () => {},
      }
    : await serve(site);
  const problems = [];
  const inWindow = (options, pages, look) => inWindows(browser, server, options, pages, look, problems);
  try {
    const pages = someOfEachKind(site, perKind);
    const withKeys = new Set(perKind === Infinity ? pages : someOfEachKind(site, 1));
    const said = new Map();
    await inWindow({}, pages, async (seen) => {
      said.set(seen.page.file, await lookAt(seen, site, server, withKeys, asked));
    });
    await inWindow({ javaScriptEnabled: false }, pages, async ({ window, refuse, page, open }) => {
      await window.setViewportSize(WIDE);
      await open();
      if ((await window.evaluate(text)) !== said.get(page.file)) refuse("without script", "it does not say the same without script");
    });
    await printAll(inWindow, pages, problems, site.isRead);
    await searchAll(site, inWindow, problems);
    weighAll(site, problems);
  } finally {
    await server.close();
  }
  return distinct(problems);
}

/** Puts a page through every check, and tells what it says. It is opened once; only the window changes around it. */
async function lookAt(seen, site, server, withKeys, asked) {
  const { window, refuse, page, open } = seen;
  await window.setViewportSize(WIDE);
  await window.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  weighAsked(site, server, page, await open(), refuse);
  const said = await window.evaluate(text);
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await window.setViewportSize(viewport);
    for (const says of await lookAtOrder(window)) refuse("order", `${screen}: ${says}`);
    if (!site.isRead) continue;
    for (const says of await openQuestions(window, page.kind, screen, asked)) refuse("first screen", says);
    for (const says of await tooLong(window, page.kind, screen)) refuse("length", says);
  }

  // What is folded away is part of the page.
  await window.setViewportSize(WIDE);
  await window.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  await lookAtStructure(seen);
  await lookAtColumns(seen);
  await lookForMotion(seen);
  const wide = await readable(window);
  if (withKeys.has(page)) await tabThrough(seen);
  await lookAtFocus(seen, "1280 px");
  await lookForRoom(seen);
  await lookAtAll(seen);
  for (const says of await tablesForReaders(window)) refuse("tables", says);
  if (withKeys.has(page)) await tabThrough(seen);
  await zoomIn(seen, wide);
  await lookAtFocus(seen, "at 400%");
  await window.setViewportSize(WIDE);
  await forceColours(seen);
  await lookAtFocus(seen, "forced colours");
  return said;
}

/** What a page says; runs in it. A word to those without script is no part of what it says to all. */
function text() {
  const asides = [...document.querySelectorAll("noscript")];
  for (const aside of asides) aside.remove();
  return document.body.innerText.replace(/\s+/g, " ").trim();
}

/** A page may show the same fault at several sizes, and is told of it once. */
function distinct(problems) {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
