// Whether the first screen answers what a visitor asks, and whether a page is short enough: `questions.md` has the questions.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { readTable } from "../site.mjs";

export const QUESTION_CHECKS = ["first screen", "length"];

const FILE = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "questions.md");

/** The screens, by the name that the table gives them. */
export const SCREENS = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};

/** The rows of the table: `{ kind, question, screens, selector }`. */
const QUESTIONS = readTable(FILE)
  .map(([kind, question, on, answer]) => ({
    kind,
    question,
    screens: on === "both" ? ["desk", "phone"] : [on],
    selector: answer.replaceAll("`", ""),
  }));

/** Asks a page in the window what its kind is asked on a screen. Answers every question that stays open. */
export async function openQuestions(window, kind, screen, asked) {
  const questions = QUESTIONS.filter((row) => row.kind === kind && row.screens.includes(screen));
  const open = [];
  for (const { question, selector } of questions) {
    const found = await window.evaluate(inSight, selector);
    if (found !== "nowhere") asked.add(`${kind}: ${question}`);
    if (found === "below") open.push(`${screen}: "${question}" is answered below the first screen (${selector})`);
  }
  return open;
}

/** The most that a page may be long, and where something on it may begin at most, in pixels. */
const LENGTHS = {
  home: {
    phone: { page: 5500, begins: [".list", 900] },
    desk: { page: 3000, begins: [".list", 800] },
  },
  "list of measures": { phone: { page: 6000 } },
  "list of measures by rating": { phone: { page: 6000 } },
};

/** The most that figures over time may be high on a phone: 24 quarters take less than 1,000 pixels. */
const PAST = { row: 39, around: 64 };

/** Answers in which ways a page in the window is too long on a screen. */
export async function tooLong(window, kind, screen) {
  const most = LENGTHS[kind]?.[screen];
  const found = screen === "phone" ? await window.evaluate(longTables, PAST) : [];
  if (!most) return found;
  const [selector, below] = most.begins ?? ["body", 0];
  const { page, top } = await window.evaluate(lengthOf, selector);
  if (page > most.page) found.push(`${screen}: the page is ${page} px long, more than ${most.page}`);
  if (top > below) found.push(`${screen}: ${selector} begins at ${top} px, below ${below}`);
  return found;
}

/** Questions that no page of any site could be asked: the table has lost touch with the pages. */
export function neverAsked(kinds, asked) {
  const rows = QUESTIONS.filter(({ kind }) => kinds.has(kind));
  const lost = rows.filter(({ kind, question }) => !asked.has(`${kind}: ${question}`));
  return lost.map(({ kind, question, selector }) => `${kind}: "${question}": no page has ${selector}`);
}

/** The length of the page, and where the first such element begins; runs in the page. */
function lengthOf(selector) {
  const first = document.querySelector(selector);
  const top = first ? Math.round(first.getBoundingClientRect().top + scrollY) : 0;
  return { page: document.documentElement.scrollHeight, top };
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
    if (height > most) found.push(`phone: ${rows.length} rows of figures over time are ${height} px high, more than ${most}`);
  }
  for (const details of folded) details.open = false;
  return found;
}

/** Whether an answer can be read at once; runs in the page. */
function inSight(selector) {
  const element = document.querySelector(`main ${selector.split(",").join(", main ")}`) ?? document.querySelector(selector);
  if (!element) return "nowhere";
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight ? "at once" : "below";
}
