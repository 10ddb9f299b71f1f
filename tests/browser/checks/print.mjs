// What stands on paper. Pages are looked at as wide as a sheet of A4 prints them; whole reports are printed, and each sheet
// is read.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const PRINT_CHECKS = ["print"];

/** A4 within margins of 15 mm, at 96 px an inch. */
const SHEET = { width: 680, height: 1000 };

/** Looks at each page as it is printed. What is wrong goes to `problems`. */
export async function printAll(inWindow, pages, problems, isRead) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "print-"));
  try {
    await inWindow({ viewport: SHEET }, pages, async ({ window, page, open }) => {
      await open();
      const refuse = (says) => problems.push({ check: "print", page: page.file, says });
      await window.emulateMedia({ media: "print" });
      for (const says of await window.evaluate(onPaper)) refuse(says);
      const palette = await window.evaluate(paletteOf);
      await window.emulateMedia({ media: "print", colorScheme: "dark" });
      if (palette !== (await window.evaluate(paletteOf))) refuse("a dark screen prints in other colours");
      await window.emulateMedia({ media: "print", colorScheme: "light" });
      for (const [tone, colours] of Object.entries(JSON.parse(palette))) {
        if (colours.length > 1) refuse(`on paper, "${tone}" has the colours ${colours.join(" and ")}`);
      }
      if (page.kind !== "whole report") return;
      for (const says of await window.evaluate(asReport)) refuse(says);
      const file = path.join(folder, `${page.file.replaceAll("/", "-")}.pdf`);
      await window.pdf({ path: file, format: "A4", preferCSSPageSize: true });
      const headings = await window.evaluate(headingsOf);
      for (const says of readSheets(file, headings)) refuse(says);
      const empty = halfEmpty(file);
      if (isRead && empty.length > MOST_HALF_EMPTY) refuse(`less than half full are its sheets ${empty.join(", ")}`);
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Sheets without a text, and sheets that end with a heading. */
function readSheets(file, headings) {
  const sheets = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  const found = [];
  const known = new Set(headings.map(solid));
  sheets.forEach((sheet, at) => {
    const lines = sheet.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const number = `${at + 1} / ${sheets.length}`;
    if (at > 0 && solid(lines.at(-1) ?? "") !== solid(number)) found.push(`sheet ${at + 1} is not numbered ${number}`);
    // The title page has neither a running head nor a number.
    const said = at > 0 ? lines.slice(1, -1) : lines;
    if (said.length === 0) found.push(`sheet ${at + 1} is blank`);
    else if (known.has(solid(said.at(-1)))) found.push(`sheet ${at + 1} ends with the heading "${said.at(-1)}"`);
  });
  return found;
}

/** The most sheets of a report that may be less than half full, besides its title page and its last sheet. */
const MOST_HALF_EMPTY = 1;
/** The margin of a sheet, 15 mm in points: the running head and the number are in it. */
const MARGIN = (15 / 25.4) * 72;

/** The sheets whose last word is above their middle. */
export function halfEmpty(file) {
  const sheets = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8" }).split("<page ").slice(1);
  const number = (text, name) => Number(text.match(new RegExp(`${name}="([0-9.]+)"`))[1]);
  const isHalfEmpty = (sheet) => {
    const height = number(sheet, "height");
    const ends = [...sheet.matchAll(/<word [^>]*>/g)].map(([word]) => number(word, "yMax"));
    const last = Math.max(0, ...ends.filter((end) => end < height - MARGIN));
    return last - MARGIN < (height - 2 * MARGIN) / 2;
  };
  const inner = sheets.map((sheet, at) => [sheet, at + 1]).slice(1, -1);
  return inner.filter(([sheet]) => isHalfEmpty(sheet)).map(([, at]) => at);
}

const solid = (text) => text.replace(/\s+/g, "");

// The functions below run in the page.

/** The headings, without those that are also the name of a rating, which can be the last words of a chart. */
function headingsOf() {
  const named = new Set([...document.querySelectorAll(".status, .key li")].map((rating) => rating.textContent.trim()));
  const headings = [...document.querySelectorAll("h2, h3, h4, caption")].map((heading) => heading.textContent);
  return headings.filter((heading) => !named.has(heading.trim()));
}

/** The colours of each rating, and of the page. */
function paletteOf() {
  const fills = (found) => [...new Set([...found].map((shape) => getComputedStyle(shape).fill))].sort();
  const tone = (name) => fills(document.querySelectorAll(`.shape.${name} .body, .split .${name}:not(text), .columns .${name}, .mark.${name}`));
  const page = [getComputedStyle(document.body).color];
  return JSON.stringify({ good: tone("good"), near: tone("near"), bad: tone("bad"), page });
}

function onPaper() {
  const found = [];
  const name = (element) => `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 30)}"`;
  const isShown = inPage.isSeen;
  for (const element of document.querySelectorAll("nav:not(.parts), form, input, button, summary, .skip")) {
    if (isShown(element)) found.push(`on paper, nobody can use ${name(element)}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (isShown(element) && box.right > innerWidth + 1) found.push(`the sheet cuts off ${name(element)}`);
  }
  for (const link of document.querySelectorAll('main a[href^="http"]')) {
    const after = getComputedStyle(link, "::after").content;
    if (isShown(link) && !after.includes(link.getAttribute("href"))) found.push(`the address of ${name(link)} is not printed`);
  }
  const keeps = (element, property) => getComputedStyle(element)[property].startsWith("avoid");
  for (const row of document.querySelectorAll("tr")) {
    if (!keeps(row, "breakInside")) found.push(`a sheet may end within the row ${name(row)}`);
  }
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6, caption")) {
    if (isShown(heading) && !keeps(heading, "breakAfter")) found.push(`a sheet may end with the heading ${name(heading)}`);
  }
  return found;
}

/** What a committee paper has, and that it says nothing twice. */
function asReport() {
  const found = [];
  const parts = [...document.querySelectorAll(".parts a")].map((link) => link.getAttribute("href"));
  const sections = [...document.querySelectorAll(".paper > section")].map((section) => `#${section.id}`);
  if (parts.join() !== sections.join()) found.push(`the contents are ${parts.join(", ")}, and the parts ${sections.join(", ")}`);
  // A browser lets nobody read the stylesheets of a page on a disk; they are the same ones.
  const sheets = location.protocol === "file:" ? [] : [...document.styleSheets];
  const rules = sheets.flatMap((sheet) => [...sheet.cssRules]);
  const says = rules.filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join(" ");
  for (const box of ["@top-left", "@top-right", "counter(page)"]) {
    if (sheets.length > 0 && !says.includes(box)) found.push(`no ${box} runs on its pages`);
  }
  const said = new Set();
  for (const { textContent } of document.querySelectorAll(".said p, .said li")) {
    const text = textContent.replace(/\s+/g, " ").trim();
    if (text.length > 20 && said.has(text)) found.push(`it says twice: "${text.slice(0, 60)}"`);
    said.add(text);
  }
  return found;
}
