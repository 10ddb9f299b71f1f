// How a page is put together for those who do not see it: language, landmarks, headings, tables, pictures.

export const STRUCTURE_CHECKS = ["language", "landmarks", "headings", "tables", "pictures"];

export async function lookAtStructure({ window, refuse, page }) {
  // What is framed is a part of somebody else's page: it has no head of its own.
  const banners = page.kind === "embed" ? 0 : 1;
  const found = await window.evaluate(structure, banners);
  for (const [check, says] of found) refuse(check, says);
  for (const says of await tablesForReaders(window)) refuse("tables", says);
}

/** Whether the browser tells screen readers of every table as one, though narrow screens show its rows as cards. */
export async function tablesForReaders(window) {
  const tables = await window.locator("table").count();
  if (tables === 0) return [];
  const session = await window.context().newCDPSession(window);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const count = (...roles) => nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value)).length;
  const told = { tables: count("table"), rows: count("row"), cells: count("cell", "gridcell", "rowheader", "columnheader") };
  const there = await window.evaluate(() => ({
    tables: document.querySelectorAll("table").length,
    rows: document.querySelectorAll("tr").length,
    cells: document.querySelectorAll("th, td").length,
  }));
  const { width } = window.viewportSize();
  return Object.keys(there)
    .filter((what) => told[what] !== there[what])
    .map((what) => `${width} px: screen readers are told of ${told[what]} ${what}; ${there[what]} are there`);
}

/** Runs in the page. */
function structure(banners) {
  const found = [];
  const refuse = (check, says) => found.push([check, says]);
  const all = (selector) => [...document.querySelectorAll(selector)];

  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) refuse("language", `it does not say in which language it is: lang="${document.documentElement.lang}"`);

  const ofPage = (selector) => all(selector).filter((element) => !element.parentElement.closest("article, aside, main, nav, section"));
  const must = (count, what, there) => there === count || refuse("landmarks", `${there} ${what} where there must be ${count}`);
  must(1, "main parts (<main>)", all("main, [role=main]").length);
  must(banners, "heads of the page (<header>)", ofPage("header, [role=banner]").length);
  must(1, "feet of the page (<footer>)", ofPage("footer, [role=contentinfo]").length);
  const navigations = all("nav, [role=navigation]");
  const labels = navigations.map((nav) => {
    const by = nav.getAttribute("aria-labelledby");
    return inPage.spaced(by ? (document.getElementById(by)?.textContent ?? "") : (nav.getAttribute("aria-label") ?? ""));
  });
  for (const [at, label] of labels.entries()) {
    if (navigations.length > 1 && label === "") refuse("landmarks", `of several navigations, one has no label: ${inPage.name(navigations[at])}`);
    else if (labels.indexOf(label) < at) refuse("landmarks", `two navigations are both labelled "${label}"`);
  }
  for (const { element, says } of inPage.texts()) {
    if (!element.closest("header, nav, main, footer, aside, [role], .skip")) refuse("landmarks", `no landmark holds "${says.slice(0, 60)}"`);
  }

  const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => ({ level: Number(heading.localName[1]), says: heading.textContent.trim() }));
  const first = levels.filter(({ level }) => level === 1);
  if (first.length !== 1) refuse("headings", `${first.length} headings of the first level`);
  let before = 0;
  for (const { level, says } of levels) {
    if (level > before + 1) refuse("headings", `"${says}" is of level ${level} after one of level ${before}`);
    if (says === "") refuse("headings", `a heading of level ${level} is empty`);
    before = level;
  }

  for (const table of all("table")) {
    const caption = inPage.spaced(table.caption?.textContent ?? "");
    const which = caption ? `the table "${caption.slice(0, 60)}"` : `a table of ${table.rows.length} rows`;
    if (!caption) refuse("tables", `${which} has no caption`);
    const heads = [...table.querySelectorAll("th")];
    if (heads.length === 0) refuse("tables", `${which} has no heads`);
    for (const head of heads) {
      if (!["col", "row", "colgroup", "rowgroup"].includes(head.getAttribute("scope")))
        refuse("tables", `${which}: the head "${inPage.spaced(head.textContent)}" does not say what it heads (scope)`);
      if (!inPage.spaced(head.textContent)) refuse("tables", `${which} has an empty head`);
    }
    const columns = table.tHead?.rows[0]?.cells.length ?? 0;
    for (const row of table.tBodies[0]?.rows ?? []) {
      if (row.cells.length !== columns && ![...row.cells].some((cell) => cell.colSpan > 1))
        refuse("tables", `${which}: a row has ${row.cells.length} cells under ${columns} heads`);
    }
  }

  for (const svg of all("svg")) {
    if (svg.getAttribute("aria-hidden") === "true") continue;
    if (svg.getAttribute("role") !== "img") refuse("pictures", "a drawing is neither hidden nor a picture");
    else for (const part of ["title", "desc"]) {
      if (!svg.querySelector(`:scope > ${part}`)?.textContent.trim()) refuse("pictures", `a picture has no ${part}`);
    }
  }
  return found;
}
