// Whether search finds what visitors look for, with the keyboard alone: `searches.md` has the table. And whether the list of
// measures can be narrowed by typing.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { readTable } from "../site.mjs";

export const SEARCH_CHECKS = ["search"];

const FILE = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "searches.md");
const SEARCH_PAGE = "search/index.html";
const LIST = "measures/index.html";
/** So far down the results a visitor looks. */
const LOOKED_AT = 3;
const MOST_STOPS = 30;
/** Milliseconds until a slow line brings a part of what is searched. */
const SLOW = 300;

/** The rows of the table: `{ council, by, typed, file }`. */
const SEARCHES = readTable(FILE)
  .map(([council, by, typed, file]) => ({ council, by, typed, file: file.replaceAll("`", "") }));

/** Tries every row that is about this site. What the page said wrongly goes to `refuse`. */
export async function searchAll(site, inWindow, problems) {
  const list = site.pages.filter(({ file, html }) => file === LIST && html.includes('id="narrow"'));
  await inWindow({}, list, async ({ window, open, refuse }) => {
    await open();
    const says = await narrow(window);
    if (says) refuse("search", says);
  });
  const page = site.pages.find(({ file }) => file === SEARCH_PAGE);
  const refuse = (says) => problems.push({ check: "search", page: SEARCH_PAGE, says });
  if (!page) return refuse("there is no search page");
  const home = site.pages.find(({ file }) => file === "index.html").html;
  const rows = SEARCHES.filter(({ council }) => home.includes(council));
  await inWindow({ viewport: { width: 1280, height: 900 } }, [page], async ({ window, open }) => {
    for (const row of rows) {
      await open();
      const says = await look(window, row);
      if (says) refuse(`"${row.typed}" (${row.by}): ${says}`);
    }
    if (rows.length > 0) {
      const says = await lookTooSoon(window, open, rows[0]);
      if (says) refuse(`"${rows[0].typed}", Enter before all has come: ${says}`);
    }
  });
}

async function look(window, { typed, file }) {
  const isField = () => document.activeElement?.matches("input[type=search]");
  for (let stop = 0; !(await window.evaluate(isField)); stop++) {
    if (stop === MOST_STOPS) return "the field cannot be reached with the keyboard";
    await window.keyboard.press("Tab");
  }
  await window.keyboard.type(typed);
  const settled = () => {
    const said = document.querySelector("[role=status]").textContent;
    const links = document.querySelectorAll("#results a").length;
    return said !== "" && document.activeElement?.value && (said.includes(document.activeElement.value) ? { links } : false);
  };
  const answered = await window.waitForFunction(settled, null, { timeout: 5000 }).catch(() => null);
  if (!answered) return "nothing is said of how many were found";
  // Words of comments come after the names.
  await window.waitForTimeout(150);
  const found = await window.evaluate(() => [...document.querySelectorAll("#results a")].map((link) => link.href));
  const at = found.findIndex((href) => isPage(href, file));
  if (at < 0 || at >= LOOKED_AT) return `it is ${at < 0 ? "not found" : `result ${at + 1}`}; first are ${found.slice(0, 3).join(", ")}`;
  const isRated = await window.evaluate((at) => [...document.querySelectorAll("#results a")][at].closest("li").querySelector(".status .shape") !== null, at);
  if (file.startsWith("measures/") && !isRated) return "its rating is not shown";
  await window.keyboard.press("Enter");
  for (let stop = 0; stop < at; stop++) await window.keyboard.press("Tab");
  await Promise.all([window.waitForURL((url) => isPage(String(url), file), { timeout: 5000 }), window.keyboard.press("Enter")]).catch(() => null);
  return isPage(window.url(), file) ? null : `the keyboard opens ${window.url()}`;
}

/** Types the name of the last measure above the list: it is left, and its group. What was typed is taken out again: all are back. */
async function narrow(window) {
  const rows = window.locator(".groups tbody tr");
  const shown = () => window.locator(".groups tbody tr:visible").count();
  const all = await rows.count();
  const name = (await rows.last().locator("a").first().textContent()).trim();
  await window.fill("#narrow", name.toUpperCase());
  const left = await shown();
  if (left === 0 || left === all || !(await rows.last().isVisible())) return `"${name}" leaves ${left} of ${all} measures`;
  const said = await window.locator("#narrowed").textContent();
  if (!said.startsWith(`${left} `)) return `of ${left} measures that are left it says "${said}"`;
  await window.fill("#narrow", "");
  return (await shown()) === all ? null : "not all measures are back";
}

/** Over a slow line results come in turns: who has gone on to them with Enter stays there. */
async function lookTooSoon(window, open, { typed }) {
  await window.route("**/search/*.js", async (route) => {
    await window.waitForTimeout(route.request().url().includes("/words-") ? SLOW : SLOW / 2);
    await route.continue();
  });
  await open();
  await window.focus("input[type=search]");
  await window.keyboard.type(typed);
  await window.keyboard.press("Enter");
  await window.waitForTimeout(2 * SLOW);
  await window.unroute("**/search/*.js");
  const isResult = await window.evaluate(() => document.activeElement?.matches("#results a"));
  return isResult ? null : "the focus is on no result";
}

/** Whether an address is that of a page, with or without the name of its file. */
function isPage(address, file) {
  const end = decodeURI(address).replace(/[?#].*$/, "").replace(/index\.html$/, "");
  return end.endsWith(`/${file.replace(/index\.html$/, "")}`);
}
