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

/** The most that a page may be long, and where something on it must begin, in pixels. */
const LENGTHS = {
  home: {
    phone: { page: 5500, begins: [".list", 900] },
    desk: { page: 3000, begins: [".list", 800] },
  },
};

/** Answers in which ways a page in the window is too long on a screen. */
export async function tooLong(window, kind, screen) {
  const most = LENGTHS[kind]?.[screen];
  if (!most) return [];
  const [selector, below] = most.begins;
  const { page, top } = await window.evaluate(lengthOf, selector);
  const found = [];
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

/** Whether an answer can be read at once; runs in the page. */
function inSight(selector) {
  const element = document.querySelector(`main ${selector.split(",").join(", main ")}`) ?? document.querySelector(selector);
  if (!element) return "nowhere";
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight ? "at once" : "below";
}
