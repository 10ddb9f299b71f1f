// Whether the first screen answers what a visitor asks: `questions.md` has the questions.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { readTable } from "../site.mjs";

export const QUESTION_CHECKS = ["first screen"];

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

/** Questions that no page of any site could be asked: the table has lost touch with the pages. */
export function neverAsked(kinds, asked) {
  const rows = QUESTIONS.filter(({ kind }) => kinds.has(kind));
  const lost = rows.filter(({ kind, question }) => !asked.has(`${kind}: ${question}`));
  return lost.map(({ kind, question, selector }) => `${kind}: "${question}": no page has ${selector}`);
}

/** Whether an answer can be read at once; runs in the page. */
function inSight(selector) {
  const element = document.querySelector(`main ${selector.split(",").join(", main ")}`) ?? document.querySelector(selector);
  if (!element) return "nowhere";
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight ? "at once" : "below";
}
