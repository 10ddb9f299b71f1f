// The preview in a real browser: edit and see, break and see why, mend and it is gone.
//
//   node preview.mjs QUARTERDECK SITE_FOLDER
//
// SITE_FOLDER is copied, and the copy edited.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startBrowser } from "./checks/browser.mjs";
import { AT_MOST } from "./checks/window.mjs";

const [program, folder, pictures] = process.argv.slice(2);
if (!program || !folder) {
  console.error("usage: node preview.mjs QUARTERDECK SITE_FOLDER [PICTURES]");
  process.exit(2);
}

const MEASURE = "content/measures/a2.yaml";
const COMMENT = "content/commentary/2016-17-q1/measures/a2.council.md";

const site = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
fs.cpSync(path.join(folder, "content"), path.join(site, "content"), { recursive: true });
const file = (name) => path.join(site, name);
const read = (name) => fs.readFileSync(file(name), "utf8");
function write(name, text) {
  fs.mkdirSync(path.dirname(file(name)), { recursive: true });
  fs.writeFileSync(file(name), text);
}
write("content/site.yaml", `${read("content/site.yaml").replace(/^theme:.*\n/m, "")}\ntheme: own\n`);
write("themes/own/properties.css", ":root { --paper: #ffffff; }\n");

let server = null;
async function serve(port) {
  const child = spawn(program, ["--root", site, "serve", "--as-of", "2016-10-01", "--port", String(port)]);
  server = child;
  return new Promise((ready, failed) => {
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
      const address = /http:\/\/[^/]+\//.exec(said)?.[0];
      if (address) ready(address);
    });
    child.on("exit", () => failed(new Error(said)));
  });
}

/** Ends it, and waits until its port is free. */
async function end() {
  if (!server) return;
  server.removeAllListeners("exit");
  const ended = new Promise((done) => server.on("exit", done));
  server.kill("SIGKILL");
  await ended;
  server = null;
}

const refused = [];
async function check(name, body) {
  try {
    await body();
    console.log(`  ok      ${name}`);
  } catch (error) {
    refused.push(name);
    console.log(`  REFUSED ${name}: ${error.message}`);
  }
}
function must(truth, says) {
  if (!truth) throw new Error(says);
}

const browser = await startBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 700 } });
const page = await context.newPage();
page.setDefaultTimeout(AT_MOST);
const wrong = [];
page.on("pageerror", (error) => wrong.push(String(error)));
const panel = page.locator("#quarterdeck-problems");
const seen = (text) => page.waitForFunction((text) => document.body.innerText.includes(text), text);
const there = async (address) => {
  for (const end = Date.now() + AT_MOST; Date.now() < end; ) if ((await fetch(address)).ok) return;
  throw new Error(`${address} is not there`);
};
const picture = (name) => (pictures ? page.screenshot({ path: path.join(pictures, `${name}.png`) }) : null);

try {
  const address = await serve(0);
  const good = read(MEASURE);
  await page.goto(`${address}measures/a2/`);

  await check("an edit is seen, and the page stays where it was", async () => {
    await page.evaluate(() => {
      document.querySelector("main").style.minHeight = "3000px";
      scrollTo(0, 400);
    });
    write(MEASURE, good.replace(/^title: .*$/m, 'title: "Edited while it was open"'));
    await seen("Edited while it was open");
    await page.waitForFunction(() => Math.abs(scrollY - Math.min(400, document.documentElement.scrollHeight - innerHeight)) < 2);
  });

  await check("a page that does not change is left alone", async () => {
    write(MEASURE, good);
    await page.waitForFunction(() => !document.body.innerText.includes("Edited while it was open"));
    await page.goto(`${address}methods/`);
    await page.evaluate(() => (window.untouched = true));
    write(COMMENT, "Said while another page was open.\n");
    // The page hears of changes in their order: it has heard of all that went before once it has this colour.
    write("themes/own/properties.css", ":root { --paper: #fefefe; }\n");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(254, 254, 254)");
    must(await page.evaluate(() => window.untouched), "it was loaded again");
  });

  await check("a stylesheet is swapped without a reload", async () => {
    write("themes/own/properties.css", ":root { --paper: #fffbe6; }\n");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(255, 251, 230)");
    must(await page.evaluate(() => window.untouched), "the page was loaded again");
    await page.waitForFunction(() => document.querySelectorAll('head link[rel="stylesheet"]').length === 1);
    for (const number of [7, 8, 9]) write("themes/own/properties.css", `:root { --paper: #fffbe${number}; }\n`);
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(255, 251, 233)");
    await page.waitForFunction(() => document.querySelectorAll('head link[rel="stylesheet"]').length === 1);
    write("themes/own/properties.css", ":root { --paper: #ffffff; }\n");
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)");
  });

  await check("what is wrong is told over the page, with place and remedy", async () => {
    await page.goto(`${address}measures/a2/`);
    await page.evaluate(() => (window.untouched = true));
    write(MEASURE, good.replace(/^unit: .*$/m, "unit: <b>percents</b>"));
    await panel.waitFor();
    const text = await panel.innerText();
    must(text.includes(MEASURE) && text.includes("= help:") && text.includes("<b>percents</b>"), text);
    must((await panel.locator("b").count()) === 0, "it is escaped");
    must(await page.evaluate(() => window.untouched), "the last good page stays as it is");
    await picture("problems-light");
  });

  await check("the panel is read by keyboard, and folds", async () => {
    const folded = () => panel.locator("details").evaluate((details) => !details.open);
    await panel.locator("summary").focus();
    await page.keyboard.press("Enter");
    must(await folded(), "Enter folds it");
    await page.keyboard.press("Enter");
    must(!(await folded()), "Enter unfolds it");
    await page.keyboard.press("Tab");
    must(await page.evaluate(() => document.activeElement.localName === "pre"), "the next stop is the first problem");
    await page.keyboard.press("Escape");
    must(await folded(), "Escape folds it");
    await picture("problems-folded");
    write(MEASURE, good.replace(/^unit: .*$/m, "unit: percentage"));
    await page.waitForFunction(() => document.querySelector("#quarterdeck-problems").textContent.includes("percentage"));
    must(await folded(), "it stays folded");
    await panel.locator("summary").click();
  });

  await check("it is all there on a small screen, and in the dark", async () => {
    for (const [name, width, scheme] of [["small", 320, "light"], ["dark", 1280, "dark"], ["small-dark", 320, "dark"]]) {
      await page.setViewportSize({ width, height: 600 });
      await page.emulateMedia({ colorScheme: scheme });
      const box = await panel.boundingBox();
      must(box.x >= 0 && box.width <= width && box.y >= 0, `${name}: ${JSON.stringify(box)}`);
      await picture(`problems-${name}`);
    }
    await page.setViewportSize({ width: 1280, height: 700 });
    await page.emulateMedia({ colorScheme: "light" });
  });

  await check("it goes when the file is mended, and the page was not touched", async () => {
    write(MEASURE, good);
    await panel.waitFor({ state: "detached" });
    must(await page.evaluate(() => window.untouched), "the page was loaded again");
  });

  await check("a page that goes says so, and comes back", async () => {
    await page.goto("about:blank");
    write("content/pages/short-lived.md", "---\ntitle: Short-lived\n---\nHere for a while.\n");
    await there(`${address}short-lived/`);
    await page.goto(`${address}short-lived/`);
    await seen("Here for a while.");
    fs.rmSync(file("content/pages/short-lived.md"));
    await page.waitForFunction(() => !document.body.innerText.includes("Here for a while."));
    write("content/pages/short-lived.md", "---\ntitle: Short-lived\n---\nHere again.\n");
    await seen("Here again.");
    await page.goto("about:blank");
    fs.rmSync(file("content/pages/short-lived.md"));
  });

  await check("a page that was open while the server was away is not stale", async () => {
    await page.goto(`${address}measures/a2/`);
    await end();
    write(MEASURE, good.replace(/^title: .*$/m, 'title: "Edited while nobody served"'));
    await serve(new URL(address).port);
    await seen("Edited while nobody served");
    write(MEASURE, good);
    await page.waitForFunction(() => !document.body.innerText.includes("Edited while nobody served"));
  });

  await check("without a script, a reload by hand shows edits and problems", async () => {
    // Nobody waits for the first page here: it would still be loading itself again in the next check.
    await page.goto("about:blank");
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 700 } });
    const other = await plain.newPage();
    const reloaded = async (says) => {
      for (const end = Date.now() + AT_MOST; Date.now() < end; ) {
        await other.goto(`${address}measures/a2/`);
        if (says(await other.content())) return;
      }
      throw new Error("it was not seen");
    };
    write(MEASURE, good.replace(/^title: .*$/m, 'title: "Edited by hand"'));
    await reloaded((html) => html.includes("Edited by hand"));
    write(MEASURE, good.replace(/^unit: .*$/m, "unit: percentage"));
    await reloaded((html) => html.includes("quarterdeck-problems"));
    must(await other.locator("#quarterdeck-problems pre").first().isVisible(), "the problem can be read");
    await other.locator("#quarterdeck-problems summary").click();
    must(!(await other.locator("#quarterdeck-problems pre").first().isVisible()), "the panel folds");
    write(MEASURE, good);
    await reloaded((html) => !html.includes("quarterdeck-problems"));
    await plain.close();
  });

  await check("a site that begins with problems comes alive", async () => {
    await end();
    write(MEASURE, "title: Only this\n");
    const broken = await serve(0);
    await page.goto(`${broken}measures/a2/`);
    await panel.waitFor();
    await seen("Nothing to show yet");
    await picture("nothing-yet");
    write(MEASURE, good);
    await page.locator("header.site").waitFor();
    must((await panel.count()) === 0, "nothing is wrong any more");
  });

  await check("no script failed", async () => must(wrong.length === 0, wrong.join("; ")));
} finally {
  await browser.close();
  await end();
  fs.rmSync(site, { recursive: true, force: true });
}
console.log(refused.length === 0 ? "the preview works in a browser" : `${refused.length} refused`);
process.exit(refused.length === 0 ? 0 : 1);
