// Checks built sites, and first that every check can refuse: the folder `bad` must fail each one.
//
//   node check.mjs [--every-page] SITE_FOLDER...

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { FILE_CHECKS, checkFiles } from "./checks/files.mjs";
import { NU_CHECKS, checkWithNu } from "./checks/nu.mjs";
import { BROWSER_CHECKS, checkInBrowser, startBrowser } from "./checks/browser.mjs";
import { PRINT_CHECKS } from "./checks/print.mjs";
import { QUESTION_CHECKS, neverAsked } from "./checks/questions.mjs";
import { SEARCH_CHECKS } from "./checks/search.mjs";
import { readSite } from "./site.mjs";

const CHECKS = [...FILE_CHECKS, ...NU_CHECKS, ...BROWSER_CHECKS, ...PRINT_CHECKS, ...QUESTION_CHECKS, ...SEARCH_CHECKS];
const BAD = path.join(path.dirname(fileURLToPath(import.meta.url)), "bad");
/** So many problems of one check are enough to see what is wrong. */
const SHOWN = 12;
/** In the browser, so many pages of each kind stand for the others; files are all read. */
const PER_KIND = 4;

/** Every problem of a site: `{ check, page, says }`. */
async function problemsOf(folder, browser, perKind, asked) {
  const site = readSite(folder);
  if (site.pages.length === 0) {
    return { site, problems: [{ check: "links", page: folder, says: "there is no page in this folder" }] };
  }
  const [nu, seen] = await Promise.all([checkWithNu(site), checkInBrowser(site, browser, perKind, asked)]);
  return { site, problems: [...checkFiles(site), ...nu, ...seen] };
}

function report(site, problems) {
  const kinds = new Set(site.pages.map((page) => page.kind));
  const way = site.opensFromDisk ? "opened from the disk" : `served below ${site.base}`;
  console.log(`${site.folder}: ${site.pages.length} pages of ${kinds.size} kinds, ${way}`);
  for (const check of CHECKS) {
    const found = problems.filter((problem) => problem.check === check);
    console.log(`  ${found.length === 0 ? "ok     " : "REFUSED"} ${check}${found.length ? `: ${found.length}` : ""}`);
    for (const { page, says } of found.slice(0, SHOWN)) console.log(`            ${page}: ${says}`);
    if (found.length > SHOWN) console.log(`            and ${found.length - SHOWN} more`);
  }
}

const given = process.argv.slice(2);
const folders = given.filter((word) => word !== "--every-page");
const perKind = given.length > folders.length ? Infinity : PER_KIND;
if (folders.length === 0 || folders.some((word) => word.startsWith("-"))) {
  console.error("usage: tests/browser/run [--every-page] SITE_FOLDER...");
  process.exit(2);
}

const missing = folders.filter((folder) => !fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory());
if (missing.length > 0) {
  console.error(`there is no folder ${missing.join(", ")}: build the site first`);
  process.exit(2);
}

const browser = await startBrowser();
let refused = false;
try {
  const bad = await problemsOf(BAD, browser, perKind, new Set());
  const blind = CHECKS.filter((check) => !bad.problems.some((problem) => problem.check === check));
  for (const check of blind) console.log(`The check "${check}" let the bad pages pass: it sees nothing.`);
  refused = blind.length > 0;
  const asked = new Set();
  const kinds = new Set();
  for (const folder of folders) {
    const { site, problems } = await problemsOf(folder, browser, perKind, asked);
    report(site, problems);
    refused ||= problems.length > 0;
    for (const { kind } of site.pages) kinds.add(kind);
  }
  for (const says of neverAsked(kinds, asked)) {
    console.log(`questions.md: ${says}`);
    refused = true;
  }
} finally {
  await browser.close();
}
process.exit(refused ? 1 : 0);
