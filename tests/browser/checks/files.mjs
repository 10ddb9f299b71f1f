// What can be told from the files alone: links, fragments, titles, markup that a strict site must not hold.

import { fileOf } from "../site.mjs";

export const FILE_CHECKS = ["links", "fragments", "orphans", "titles", "inline", "hosts named"];

const text = (html) => html.replace(/&amp;/g, "&").replace(/&#39;/g, "'").replace(/&quot;/g, '"');
const attributes = (html, name) =>
  [...html.matchAll(new RegExp(`<([a-z][a-z0-9]*)\\b[^>]*?\\s${name}="([^"]*)"`, "g"))].map(([, tag, value]) => ({
    tag,
    value: text(value),
  }));

export function checkFiles(site) {
  const problems = [];
  const ids = new Map(site.pages.map((page) => [page.file, new Set(attributes(page.html, "id").map((id) => id.value))]));
  const linked = new Set(["index.html", "404.html"]);
  for (const page of site.pages) {
    const refuse = (check, says) => problems.push({ check, page: page.file, says });
    const links = [...attributes(page.html, "href"), ...attributes(page.html, "src")];
    for (const { tag, value } of links) {
      if (/^(mailto|tel):/.test(value)) continue;
      if (/^[a-z]+:|^\/\//.test(value)) {
        // A reader may follow a link to another host; the page itself asks nothing of one.
        if (tag !== "a" && !/rel="canonical"/.test(page.html.match(new RegExp(`<${tag}[^>]*"${value}"[^>]*>`))?.[0] ?? ""))
          refuse("hosts named", `<${tag}> asks ${value}`);
        continue;
      }
      const [asked, fragment] = value.split("#");
      const way = asked.split("?")[0];
      const file = way === "" ? page.file : fileOf(site, page, way);
      if (way === "" && value === "") refuse("links", `a <${tag}> leads nowhere`);
      else if (file === null || !site.files.has(file)) refuse("links", `${value} is no file of the site`);
      else if (site.opensFromDisk && way.endsWith("/"))
        refuse("links", `${value} opens a folder where the site is opened from a disk`);
      else {
        linked.add(file);
        if (fragment && !ids.get(file)?.has(fragment)) refuse("fragments", `${value}: nothing there has that id`);
      }
    }
    for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
      for (const { value } of attributes(page.html, name)) {
        for (const id of value.split(/\s+/)) {
          if (!ids.get(page.file).has(id)) refuse("fragments", `${name}="${value}": nothing here has the id ${id}`);
        }
      }
    }
    if (/<style\b|\sstyle="/.test(page.html)) refuse("inline", "styles stand in the page");
    if (/<script(?![^>]*\ssrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/.test(page.html))
      refuse("inline", "a script stands in the page");
    if (/<[^>]+\son[a-z]+="/.test(page.html)) refuse("inline", "an attribute holds a script");
  }
  for (const { file } of site.pages.filter((page) => !linked.has(page.file))) {
    problems.push({ check: "orphans", page: file, says: "no page leads here" });
  }
  return [...problems, ...titles(site)];
}

function titles(site) {
  const problems = [];
  const known = new Map();
  for (const { file, html } of site.pages) {
    const title = /<title>([^<]*)<\/title>/.exec(html.split("</head>")[0])?.[1].trim() ?? "";
    if (title === "") problems.push({ check: "titles", page: file, says: "it has no title" });
    else if (known.has(title))
      problems.push({ check: "titles", page: file, says: `${known.get(title)} has the same title: ${title}` });
    else known.set(title, file);
  }
  return problems;
}
