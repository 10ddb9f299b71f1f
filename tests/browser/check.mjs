// Checks built sites, and first that every check can refuse: the folder `bad` must fail each one, for every fault that
// `bad/faults.md` names.
//
//   node check.mjs [--every-page] SITE_FOLDER...

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { FILE_CHECKS, checkFiles } from "./checks/files.mjs";
import { NU_CHECKS, checkWithNu } from "./checks/nu.mjs";
import { BROWSER_CHECKS, checkInBrowser, startBrowser } from "./checks/browser.mjs";
import { neverAsked } from "./checks/questions.mjs";
import { readSite, readTable } from "./site.mjs";

const CHECKS = [...FILE_CHECKS, ...NU_CHECKS, ...BROWSER_CHECKS];
const BAD = path.join(path.dirname(fileURLToPath(import.meta.url)), "bad");
/** So many problems of one check are enough to see what is wrong. */
const SHOWN = 12;
/** In the browser, so many pages of each kind stand for the others; files are all read. */
const PER_KIND = 3;

/** Every problem of a site: `{ check, page, says }`. What the Nu checker says comes when it has read all sites. */
async function problemsOf(site, nu, browser, perKind, asked) {
  if (site.pages.length === 0) return [{ check: "links", page: site.folder, says: "there is no page in this folder" }];
  const seen = await checkInBrowser(site, browser, perKind, asked);
  return [...checkFiles(site), ...(await nu)(site), ...seen];
}

/** Faults of the bad pages that no check has seen, and checks that no fault is there for. */
function blindness(problems) {
  const faults = readTable(path.join(BAD, "faults.md")).map(([page, check, says]) => ({ page, check, says: says.replaceAll("`", "") }));
  const isSeen = (fault) =>
    problems.some(({ check, page, says }) => check === fault.check && page.split(":")[0] === fault.page && says.includes(fault.says));
  const passed = faults.filter((fault) => !isSeen(fault));
  const unproven = CHECKS.filter((check) => !faults.some((fault) => fault.check === check));
  return [
    ...passed.map(({ check, page, says }) => `The check "${check}" let bad/${page} pass: it does not see "${says}".`),
    ...unproven.map((check) => `The check "${check}" is not proven: bad/faults.md has no fault for it.`),
  ];
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
  const bad = readSite(BAD);
  const sites = folders.map(readSite);
  const nu = checkWithNu([bad, ...sites]);
  const asked = new Set();
  const badly = await problemsOf(bad, nu, browser, Infinity, new Set());
  for (const says of blindness(badly)) {
    console.log(says);
    refused = true;
  }
  for (const site of sites) {
    const problems = await problemsOf(site, nu, browser, perKind, asked);
    report(site, problems);
    refused ||= problems.length > 0;
  }
  const kinds = new Set(sites.filter(({ isRead }) => isRead).flatMap(({ pages }) => pages.map(({ kind }) => kind)));
  for (const says of neverAsked(kinds, asked)) {
    console.log(`questions.md: ${says}`);
    refused = true;
  }
} finally {
  await browser.close();
}
process.exit(refused ? 1 : 0);
