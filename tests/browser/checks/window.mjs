// Windows that go from page to page, and tell what a page asks for and complains of meanwhile.

import fs from "node:fs";

const IN_PAGE = fs.readFileSync(new URL("in-page.js", import.meta.url), "utf8");
/** Nothing takes so long in milliseconds, however busy the machine is. */
export const AT_MOST = 120_000;
/** So many windows at once keep two processors busy. */
const AT_ONCE = 3;
/** After so many pages a window is closed, and with it goes what the browser has kept of them. */
const PAGES_OF_A_WINDOW = 20;

/**
 * Opens each page in one of a few windows, and lets `look` see it there. `refuse(check, says)` is about the page that the
 * window shows; `open` opens it again; `asked` is every address that the page has asked for since.
 *
 * Where the browser's own process for a window crashes, the page is looked at once more in a new window: now and then
 * Chromium crashes on pages that it shows without a fault the next time. A page on which it crashes twice fails.
 */
export async function inWindows(browser, server, options, pages, look, problems) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(AT_MOST);
  await context.addInitScript({ content: IN_PAGE });
  const waiting = [...pages];
  const crashed = new Set();
  const worker = async () => {
    while (waiting.length > 0) {
      const window = await context.newPage();
      const now = { page: null, asked: [], isCrashed: false };
      const refuse = (check, says) => problems.push({ check, page: now.page.file, says });
      watch(window, server, now, refuse);
      for (const page of take(waiting, PAGES_OF_A_WINDOW)) {
        now.page = page;
        const open = async () => {
          now.asked = [];
          await window.goto(server.address(page), { waitUntil: "load" });
          return now.asked;
        };
        try {
          await look({ window, refuse, page, open });
        } catch (error) {
          if (!now.isCrashed || crashed.has(page)) throw new Error(`${page.file}: ${error.message}`, { cause: error });
          console.error(`The browser crashed on ${page.file}, which is looked at again.`);
          crashed.add(page);
          waiting.unshift(page);
          break;
        }
      }
      await window.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, pages.length) }, worker));
  await context.close();
}

/** Takes pages off a list, one when the one before is done with, and no more than so many. */
function* take(waiting, most) {
  for (let taken = 0; taken < most && waiting.length > 0; taken++) yield waiting.shift();
}

/** The browser finds no host but this machine, so that whatever asks for another fails, and is told here. */
function watch(window, server, now, refuse) {
  window.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("data:") || url === "about:blank") return;
    if (url.startsWith(server.origin)) now.asked.push(url);
    else refuse("other hosts", `it asks for ${url}`);
  });
  window.on("console", (message) => refuse("console", `${message.type()}: ${message.text()}`));
  window.on("crash", () => (now.isCrashed = true));
  window.on("pageerror", (error) => refuse("console", String(error)));
}
