// Runs Lighthouse on the largest page of each kind, three times each, and takes the median of every score.
// Where two runs give a score twice, the third could not change it, and is saved.

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { someOfEachKind, readSite, serve } from "./site.mjs";

const RUNS = 3;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const CHROME = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
/** Pages that are not to be found: search engines are told so, which costs them that score. */
const NOT_TO_BE_FOUND = new Set(["404", "embed"]);

const [modules, ...folders] = process.argv.slice(2);
const run = promisify(execFile);

async function scores(address) {
  const cli = path.join(modules, "node_modules/lighthouse/cli/index.js");
  const options = [address, "--quiet", "--output=json", `--only-categories=${CATEGORIES.join(",")}`, `--chrome-flags=${CHROME}`];
  const { stdout } = await run(process.execPath, [cli, ...options], { maxBuffer: 64 << 20 });
  const { categories, audits } = JSON.parse(stdout);
  const failed = CATEGORIES.flatMap((name) =>
    categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9).map(({ id }) => id),
  );
  return { scores: CATEGORIES.map((name) => Math.round(categories[name].score * 100)), failed };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

let isLess = false;
for (const folder of folders) {
  const site = readSite(folder);
  const server = await serve(site);
  for (const page of someOfEachKind(site, 1)) {
    const runs = [];
    while (runs.length < 2 || (runs.length < RUNS && CATEGORIES.some((_, at) => runs[0].scores[at] !== runs[1].scores[at])))
      runs.push(await scores(server.address(page)));
    const medians = CATEGORIES.map((_, at) => (runs.length === 2 ? runs[0].scores[at] : median(runs.map((one) => one.scores[at]))));
    const asked = NOT_TO_BE_FOUND.has(page.kind) ? medians.slice(0, 3) : medians;
    const less = asked.some((score) => score < 100);
    isLess ||= less;
    const why = less ? `  ${[...new Set(runs.flatMap((one) => one.failed))].join(", ")}` : "";
    console.log(`${medians.join(" / ")}  ${page.kind} (${page.file})${why}`);
  }
  await server.close();
}
process.exit(isLess ? 1 : 0);
