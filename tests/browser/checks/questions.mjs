// Whether the first screen answers what readers ask, seen or heard, and whether a page is short enough: `questions.md` has the
// questions.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readRows } from "../site.mjs";

export const QUESTION_CHECKS = ["first screen", "length"];

const FILE = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "questions.md");
const READERS = ["resident", "councillor", "journalist", "screen-reader user"];
/** So many questions each of them asks of each kind of page, or more. */
const LEAST = 3;
/** So many words a screen reader says before its user gives up. */
const HEARD = 100;

/** The screens, by the name that the table gives them. */
export const SCREENS = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

/** What may be in the gaps of an answer. */
const GAPS = {
  number: "(?:\\d[\\d,./]*|no|none|one)",
  day: "\\d{1,2} [A-Z][a-z]+ \\d{4}",
  period: "[A-Z][a-z]+ to [A-Z][a-z]+ \\d{4}",
  words: "\\S.*",
};

/** An answer of the table as a pattern: one of several texts with gaps. */
function patternOf(says) {
  const gaps = (text) => text.replace(/[.*+?^$()[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, gap) => GAPS[gap]);
  return new RegExp(says.split(" / ").map(gaps).join("|"), "i");
}

/** The rows of the tables: `{ kind, who, question, on, where, says }`. */
const QUESTIONS = fs.readFileSync(FILE, "utf8").split(/^## /m).slice(1).flatMap((section) => {
  const kinds = section.split("\n", 1)[0].split(", ");
  const bare = (cell) => cell.replaceAll("`", "");
  return readRows(section).flatMap(([who, question, on, where, says]) => kinds.map((kind) => ({ kind, who: who.split(", "), question, on, where: bare(where), says: bare(says) })));
});

/** Asks a page in the window what its kind is asked on a screen, and once what is heard. Answers every question that stays open. */
export async function openQuestions(window, kind, screen, asked) {
  const rows = QUESTIONS.filter((row) => row.kind === kind);
  const seen = rows.filter(({ on }) => on === screen || on === "both");
  const heard = screen === "desk" ? rows.filter(({ on }) => on === "heard") : [];
  const answers = [...(await window.evaluate(inSight, seen.map(({ where }) => where))), ...(await hear(window, heard))];
  return [...seen, ...heard].flatMap(({ who, question, where, says }, at) => {
    const { state, said } = answers[at];
    if (state === "nowhere") return [];
    asked.add(`${kind}: ${question}`);
    const row = `${screen}: "${question}" (${who.join(", ")})`;
    if (state === "below") return [`${row} is answered below the first screen (${where})`];
    return said.some((text) => patternOf(says).test(text)) ? [] : [`${row} is not answered by ${where}: "${said.join("; ").slice(0, 80)}"`];
  });
}

/** What a screen reader says for each row: the first words, or the names of all that have the role, within the main part first. */
async function hear(window, rows) {
  if (rows.length === 0) return [];
  const main = await window.locator("main, body").last().evaluate((main) => main.innerText.replace(/\s+/g, " "));
  const namesIn = async (selector) => {
    const lines = (await window.locator(selector).last().ariaSnapshot()).split("\n");
    return lines.map((line) => /^\s*- '?(\w+) "(.*)"/.exec(line) ?? []).map(([, role, name]) => ({ role, name }));
  };
  const [inside, around] = [await namesIn("main, body"), await namesIn("body")];
  return rows.map(({ where }) => {
    if (where === "first words") return { said: [main.split(" ").slice(0, HEARD).join(" ")] };
    const named = (all) => all.filter(({ role }) => where.split(" / ").includes(role)).map(({ name }) => name);
    const said = named(inside);
    return { said: said.length > 0 ? said : named(around) };
  });
}

/**
 * The most that a page may be long in pixels: in all, and for each of its rows. Where something on it must begin, and the least
 * that a column is of the one beside it.
 */
const LENGTHS = {
  home: {
    phone: { page: 5500, begins: [".list", 900] },
    desk: { page: 3000, begins: [".list", 800], columns: 0.6 },
  },
  // 6,000 for thirty measures.
  "list of measures": { phone: { page: 1500, each: ["main tbody tr", 150] } },
  "list of measures by rating": { phone: { page: 1500, each: ["main tbody tr", 150] } },
};

/** The most that figures over time may be high on a phone, and on the narrowest: 24 quarters take less than 1,000 pixels. */
const PAST = { row: 39, around: 64 };
const NARROWEST = 320;

/** Answers in which ways a page in the window is too long on a screen. */
export async function tooLong(window, kind, screen) {
  const most = LENGTHS[kind]?.[screen];
  const found = [];
  if (screen === "phone") {
    for (const width of [NARROWEST, SCREENS.phone.width]) {
      await window.setViewportSize({ ...SCREENS.phone, width });
      for (const says of await window.evaluate(longTables, PAST)) found.push(`${width} px: ${says}`);
    }
  }
  if (!most) return found;
  const { page, rows, top, short } = await window.evaluate(lengths, most);
  const allowed = most.page + rows * (most.each?.[1] ?? 0);
  if (page > allowed) found.push(`${screen}: the page is ${page} px long, more than ${allowed}`);
  if (most.begins && top > most.begins[1]) found.push(`${screen}: ${most.begins[0]} begins at ${top} px, below ${most.begins[1]}`);
  return [...found, ...short.map((says) => `${screen}: ${says}`)];
}

/** Questions that no page of any site could be asked, and readers who ask too few: the table has lost touch with the pages. */
export function neverAsked(kinds, asked) {
  const rows = QUESTIONS.filter(({ kind }) => kinds.has(kind));
  const lost = rows.filter(({ kind, question }) => !asked.has(`${kind}: ${question}`));
  const count = (reader, of) => rows.filter(({ kind, who }) => kind === of && who.includes(reader)).length;
  const few = [...kinds].filter((kind) => !kind.startsWith("part of ")).flatMap((kind) => READERS.filter((reader) => count(reader, kind) < LEAST).map((reader) => `${kind}: a ${reader} asks fewer than ${LEAST} questions`));
  return [...lost.map(({ kind, question, where }) => `${kind}: "${question}": no page has ${where}`), ...few];
}

/** The length of the page, its rows, where the first such element begins, and which columns are too short; runs in the page. */
function lengths({ begins, each, columns }) {
  const first = begins && document.querySelector(begins[0]);
  const top = first ? Math.round(first.getBoundingClientRect().top + scrollY) : 0;
  const rows = each ? document.querySelectorAll(each[0]).length : 0;
  const depth = (column) => {
    const bottoms = [...column.querySelectorAll("*")].filter(inPage.isSeen).map((one) => one.getBoundingClientRect().bottom);
    return Math.max(...bottoms) - column.getBoundingClientRect().top;
  };
  const isColumn = (element) => element.getBoundingClientRect().height > 300;
  const short = [...document.querySelectorAll(columns ? "body *" : ":not(*)")].flatMap((parent) => {
    const all = [...parent.children].filter((child) => isColumn(child) && inPage.isSeen(child));
    return all.slice(1).flatMap((column, at) => {
      const [one, other] = [all[at], column].map((box) => box.getBoundingClientRect());
      if (one.bottom <= other.top + 1 || other.bottom <= one.top + 1) return [];
      const [least, most] = [depth(all[at]), depth(column)].sort((a, b) => a - b);
      return least < most * columns ? [`of two columns, one is ${Math.round(least)} px long and the other ${Math.round(most)}: ${inPage.name(column)}`] : [];
    });
  });
  return { page: document.documentElement.scrollHeight, rows, top, short };
}

/** The tables of figures over time that are too high; runs in the page. */
function longTables({ row, around }) {
  const folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
  const found = [];
  for (const table of document.querySelectorAll("figure details table")) {
    // A reason has lines of its own.
    const rows = [...table.tBodies[0].rows].filter((one) => !one.querySelector(".soft"));
    const heights = rows.map((one) => one.getBoundingClientRect().height);
    const height = Math.round(heights.reduce((sum, one) => sum + one, around));
    const most = Math.max(10, rows.length) * row + around;
    if (height > most) found.push(`${rows.length} rows of figures over time are ${height} px high, more than ${most}`);
  }
  for (const details of folded) details.open = false;
  return found;
}

/** Whether each answer can be read at once, and what it says; runs in the page. */
function inSight(selectors) {
  return selectors.map((selector) => {
    const element = document.querySelector(`main :is(${selector})`) ?? document.querySelector(selector);
    if (!element) return { state: "nowhere" };
    const box = element.getBoundingClientRect();
    const isSeen = box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
    return { state: isSeen ? "at once" : "below", said: [inPage.spaced(element.innerText ?? element.textContent)] };
  });
}
