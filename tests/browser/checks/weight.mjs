// What a page and everything that it asks for weighs, compressed as a server would send it.

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { fileOf } from "../site.mjs";

export const WEIGHT_CHECKS = ["weight"];

const MOST_BYTES = 60_000;
const MOST_BYTES_OF_SCRIPT = 10_000;
/** With the page itself. */
const MOST_REQUESTS = 9;

const zipped = new Map();
function weightOf(site, file) {
  const whole = path.join(site.folder, file);
  if (!zipped.has(whole)) zipped.set(whole, zlib.gzipSync(fs.readFileSync(whole)).length);
  return zipped.get(whole);
}

/** Weighs every page by what it names, though a browser may not ask for all of it: an icon, a feed. */
export function weighAll(site, problems) {
  for (const page of site.pages) {
    const named = [...page.html.matchAll(/<(?:link|img|script|source|iframe|object|embed)\b[^>]*?\s(?:href|src|data)="([^"#:]+)"/g)];
    const files = named.map(([, link]) => [link, fileOf(site, page, link.split("?")[0]) ?? ""]);
    weigh(site, page, files, (check, says) => problems.push({ check, page: page.file, says }));
  }
}

/** Weighs what the browser did ask for. */
export function weighAsked(site, server, page, asked, refuse) {
  const files = asked.map((url) => {
    const way = decodeURIComponent(new URL(url).pathname);
    const root = decodeURIComponent(new URL(server.address({ file: "index.html" })).pathname).replace(/index\.html$/, "");
    return [url, way.slice(root.length).replace(/(^|\/)$/, "$1index.html")];
  });
  weigh(site, page, files, (check, says) => refuse(check, `in the browser: ${says}`));
}

/** `named` is each address and the file that it leads to. One file that is asked for under two addresses is sent twice. */
function weigh(site, page, named, refuse) {
  const sent = new Map([["", page.file], ...named.filter(([, file]) => site.files.has(file) && file !== page.file)]);
  const sum = (files) => files.reduce((bytes, file) => bytes + weightOf(site, file), 0);
  const bytes = sum([...sent.values()]);
  const script = sum([...sent.values()].filter((file) => file.endsWith(".js")));
  // The whole report, as it is and as it was published, is for paper, and holds every chart of a quarter.
  if (bytes > MOST_BYTES && !["whole report", "quarter: as-published"].includes(page.kind)) refuse("weight", `${bytes} bytes in all; ${MOST_BYTES} are allowed`);
  if (script > MOST_BYTES_OF_SCRIPT) refuse("weight", `${script} bytes of script; ${MOST_BYTES_OF_SCRIPT} are allowed`);
  if (sent.size > MOST_REQUESTS) refuse("weight", `${sent.size} requests; ${MOST_REQUESTS} are allowed`);
}
