// A built site as its files: which pages there are, of which kind, and where it is meant to be served.

import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".csv": "text/csv; charset=utf-8",
};

/** Kinds of pages by their address; what is none of these is a section of a quarter, or else a plain page. */
const KINDS = [
  ["home", /^index\.html$/],
  ["404", /^404\.html$/],
  ["quarter", /^\d{4}-\d{2}\/q[1-4]\/index\.html$/],
  ["whole report", /^\d{4}-\d{2}\/q[1-4]\/report\/index\.html$/],
  ["objective in a quarter", /^\d{4}-\d{2}\/q[1-4]\/objectives\/[^/]+\/index\.html$/],
  ["objective", /^objectives\/[^/]+\/index\.html$/],
  ["embed", /^embed\/[^/]+\/(chart|tile)\/index\.html$/],
  ["measure", /^measures\/[^/]+\/index\.html$/],
  ["report", /^reports\/[^/]+\/index\.html$/],
  ["list of quarters", /^quarters\/index\.html$/],
  ["list of objectives", /^objectives\/index\.html$/],
  ["list of measures", /^measures\/index\.html$/],
  ["list of measures by rating", /^measures\/by\/rating\/index\.html$/],
  ["list of reports", /^reports\/index\.html$/],
  ["list of questions", /^scrutiny\/index\.html$/],
  ["methods", /^methods\/index\.html$/],
  ["accessibility statement", /^accessibility\/index\.html$/],
  ["search", /^search\/index\.html$/],
  ["changes", /^changes\/index\.html$/],
  ["status", /^status\/index\.html$/],
];

/** The kind of a page: of the pages below a quarter, each section is one of its own. */
function kindOf(file) {
  // A further part of a long list.
  const list = /^(.+)\/part\/\d+\/index\.html$/.exec(file)?.[1];
  if (list) return `part of ${kindOf(`${list}/index.html`)}`;
  const known = KINDS.find(([, pattern]) => pattern.test(file))?.[0];
  const section = /^\d{4}-\d{2}\/q[1-4]\/([a-z-]+)\/index\.html$/.exec(file)?.[1];
  return known ?? (section ? `quarter: ${section}` : "plain page");
}

function filesBelow(folder, below = "") {
  const entries = fs.readdirSync(path.join(folder, below), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.name.startsWith(".")) return [];
    return entry.isDirectory() ? filesBelow(folder, name) : [name];
  });
}

/** The rows of the tables in a Markdown file that have something in backquotes: the cells of each, as they are written. */
export const readTable = (file) => readRows(fs.readFileSync(file, "utf8"));

/** The same of a text. */
export function readRows(text) {
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && line.includes("`"));
  return rows.map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

export function readSite(folder) {
  folder = path.resolve(folder);
  const files = filesBelow(folder).sort();
  const pages = files
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({
      file,
      html: fs.readFileSync(path.join(folder, file), "utf8"),
      kind: kindOf(file),
    }));
  const home = pages.find((page) => page.file === "index.html")?.html ?? "";
  const opensFromDisk = /href="[^":]*\/index\.html"/.test(home);
  // The page for any address is the one that knows where the site is meant to be served.
  const lost = pages.find((page) => page.file === "404.html")?.html ?? "";
  const base = /rel="stylesheet" href="(\/[^"]*?)assets\/[^"]*"/.exec(lost)?.[1] ?? "/";
  // Of a site whose own name is a word wider than a phone, no reader asks anything but that it fits.
  const isRead = !/<title>[^<]*[a-z]{40}/i.test(home);
  return { folder, files: new Set(files), pages, opensFromDisk, base, isRead };
}

/** Where a link leads, as a file of the site; nothing where it leaves it. */
export function fileOf(site, page, link) {
  const absolute = link.startsWith("/");
  if (absolute && !link.startsWith(site.base)) return null;
  const way = absolute ? link.slice(site.base.length) : path.posix.join(path.posix.dirname(page.file), link);
  const file = path.posix.normalize(way || ".");
  if (file.startsWith("..")) return null;
  if (file === "." || file === "./") return "index.html";
  return file.endsWith("/") ? `${file}index.html` : file;
}

/**
 * So many pages of each kind, that differ the most: the largest, in which the most can go wrong, the smallest, which tells of
 * what is not there, and others between them. Pages of about the same size are in the order of their addresses, so that a
 * small change of their texts does not change which of them are looked at.
 */
export function someOfEachKind(site, count) {
  const kinds = new Map(site.pages.map(({ kind }) => [kind, []]));
  for (const page of site.pages) kinds.get(page.kind).push(page);
  return [...kinds.values()].flatMap((pages) => {
    const size = ({ html }) => Math.round(Math.log2(html.length));
    pages.sort((a, b) => size(b) - size(a) || a.file.localeCompare(b.file));
    const steps = Math.min(count, pages.length) - 1;
    return pages.filter((_, at) => at === 0 || Array.from({ length: steps }, (_, step) => Math.round(((step + 1) * (pages.length - 1)) / steps)).includes(at));
  });
}

/** Serves a site on this machine alone, at a port that is free, and packed as hosts do it. */
export async function serve(site) {
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = asked.startsWith(site.base) ? asked.slice(site.base.length) : "";
    if (file === "" || file.endsWith("/")) file += "index.html";
    const known = asked.startsWith(site.base) && site.files.has(file);
    const sent = known ? file : "404.html";
    const body = site.files.has(sent) ? fs.readFileSync(path.join(site.folder, sent)) : Buffer.from("not found");
    const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(known ? 200 : 404, {
      "content-type": TYPES[path.extname(sent)] ?? "application/octet-stream",
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
    });
    response.end(isPacked ? zlib.gzipSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: (page) => origin + site.base + page.file.replace(/(^|\/)index\.html$/, "$1"),
    close: () => new Promise((done) => server.close(done)),
  };
}
