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

/**
 * The most that a page may be long in pixels: in all, and for each of its rows. Where something on it must begin, and the least
 * that a column is of the one beside it.
 */
const LENGTHS = {
  home: {
    phone: { page: 5500, begins: [".list", 900] },
    desk: { page: 3000, begins: [".list", 800], columns: 0.6 },
  },
  // 7,500 for thirty measures.
  "list of measures": { phone: { page: 1500, each: ["main tbody tr", 200] } },
};

/** Answers in which ways a page in the window is too long on a screen. */
export async function tooLong(window, kind, screen) {
  const most = LENGTHS[kind]?.[screen];
  if (!most) return [];
  const { page, rows, top, short } = await window.evaluate(lengths, most);
  const found = [];
  const allowed = most.page + rows * (most.each?.[1] ?? 0);
  if (page > allowed) found.push(`${screen}: the page is ${page} px long, more than ${allowed}`);
  if (most.begins && top > most.begins[1]) found.push(`${screen}: ${most.begins[0]} begins at ${top} px, below ${most.begins[1]}`);
  return [...found, ...short.map((says) => `${screen}: ${says}`)];
}

/** Questions that no page of any site could be asked: the table has lost touch with the pages. */
export function neverAsked(kinds, asked) {
  const rows = QUESTIONS.filter(({ kind }) => kinds.has(kind));
  const lost = rows.filter(({ kind, question }) => !asked.has(`${kind}: ${question}`));
  return lost.map(({ kind, question, selector }) => `${kind}: "${question}": no page has ${selector}`);
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

/** Whether an answer can be read at once; runs in the page. */
function inSight(selector) {
  const element = document.querySelector(`main ${selector.split(",").join(", main ")}`) ?? document.querySelector(selector);
  if (!element) return "nowhere";
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight ? "at once" : "below";
}
