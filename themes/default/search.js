// Searches the site on its search page, without a server: what it looks through comes as scripts, so that it works in a
// copy on a disk too. Nothing is loaded before someone begins to search.
(() => {
  "use strict";
  const form = document.querySelector("form[role=search]");
  const field = form.elements.q;
  const list = document.getElementById("results");
  const status = document.getElementById("found");
  const say = status.dataset;
  const MOST = 50;
  // First letters of each part of the words; the last has all else.
  const PARTS = ["abc", "defgh", "ijklm", "nopq", "rs", ""];
  const data = new Map();
  const asked = new Set();
  let leap = false;

  window.quarterdeck = {
    search(what, loaded) {
      data.set(what, what === "names" ? loaded.map(prepared) : Object.entries(loaded));
      show();
    },
  };

  function load(what) {
    if (asked.has(what)) return;
    asked.add(what);
    const script = document.createElement("script");
    script.src = `${what}.js`;
    // A part that cannot be had is not waited for.
    if (what !== "names") script.addEventListener("error", () => { data.set(what, []); show(); });
    document.head.append(script);
  }

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase();
  const words = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const solid = (text) => words(text).join("");
  const partOf = (word) => {
    const at = PARTS.findIndex((letters) => letters.includes(word[0]));
    return `words-${(at < 0 ? PARTS.length - 1 : at) + 1}`;
  };

  const prepared = ([[reference, title, kind, href], said]) => ({
    reference, title, kind, href, said,
    references: [solid(reference), ...reference.split(" ").map(solid)],
    inTitle: words(title),
    run: solid(title),
    inKind: words(kind),
  });

  // Slips of the keyboard between two words: a letter wrong, missing, too many, or two of them swapped.
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[other.length];
  }

  // One thing and several of it: "agencies" is "agency", "visits" is "visit", "boxes" is "box", "status" stays.
  const single = (word) =>
    word.length < 4 ? word : word.replace(/ies$/, "y").replace(/(ss|x|ch|sh)es$/, "$1").replace(/([^siu])s$/, "$1").replace(/^children$/, "child");

  // How well a word fits the one that was typed, from 0 to 1.
  function fit(typed, word) {
    if (word === typed) return 1;
    if (single(word) === single(typed)) return 0.9;
    if (word.startsWith(typed)) return 0.8;
    if (typed.length > 3 && word.includes(typed)) return 0.6;
    const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
    if (most === 0) return 0;
    // What belongs to one, "council's", is as near as the one.
    const whole = Math.min(slips(typed, word, most), slips(typed, word.replace(/s$/, ""), most));
    if (whole <= most) return 0.5 - whole / 10;
    return slips(typed, word.slice(0, typed.length), most) <= 1 ? 0.25 : 0;
  }

  const best = (typed, all) => all.reduce((most, word) => Math.max(most, fit(typed, word)), 0);

  // The words of comments and reports that fit, and how well, by the place of what they are said of.
  function saidOf(typed) {
    const found = new Map();
    if (typed.length < 3) return found;
    const part = partOf(typed);
    load(part);
    for (const [word, places] of data.get(part) ?? []) {
      const fits = fit(typed, word);
      for (const at of fits ? places : []) {
        if (fits > (found.get(at)?.fits ?? 0)) found.set(at, { fits, word });
      }
    }
    return found;
  }

  function search(query) {
    const typed = words(query);
    const said = typed.map(saidOf);
    const whole = solid(query);
    return data.get("names").flatMap((entry, at) => {
      let score = entry.references.includes(whole) ? 100 : 0;
      const mentions = new Set();
      for (const [index, word] of typed.entries()) {
        const named = Math.max(10 * best(word, entry.inTitle), 12 * best(word, entry.references), 3 * best(word, entry.inKind),
          // Written as one word, where the title has two: "prebirth", "rereferrals".
          word.length > 5 && entry.run.includes(word) ? 6 : 0);
        const mentioned = said[index].get(at);
        const fits = Math.max(named, 4 * (mentioned?.fits ?? 0));
        if (!fits && score < 100) return [];
        if (mentioned && named < 4 * mentioned.fits) mentions.add(mentioned.word);
        score += fits;
      }
      return [{ entry, score, mentions: [...mentions], at }];
    }).sort((a, b) => b.score - a.score || a.at - b.at);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // The rating of a measure and what its chart says, beginning with the figure.
  function standing([tone, label, figure, sentence]) {
    const made = element("p", "", "said");
    const status = element("span", "", `status ${tone}`);
    const shape = document.getElementById(`shape-${tone}`);
    if (shape) status.append(shape.content.cloneNode(true));
    status.append(element("span", label));
    made.append(status, " ", element("b", figure), sentence.slice(figure.length));
    return made;
  }

  function line({ entry, mentions }) {
    const item = document.createElement("li");
    const link = element("a", "");
    link.href = entry.href;
    if (entry.reference) link.append(element("span", entry.reference, "ref"), " ");
    link.append(entry.title);
    const about = mentions.length ? `${entry.kind}. ${say.mentions.replace("{words}", mentions.join(", "))}` : entry.kind;
    item.append(link);
    if (entry.said) item.append(standing(entry.said));
    item.append(" ", element("span", about, "soft"));
    return item;
  }

  function show() {
    const query = field.value.trim();
    if (location.protocol !== "file:") {
      history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    }
    if (!words(query).length) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    load("names");
    if (!data.has("names")) return;
    const results = search(query);
    const links = () => [...list.querySelectorAll("a")];
    const held = links().find((link) => link === document.activeElement)?.href;
    list.replaceChildren(...results.slice(0, MOST).map(line));
    // What comes late, over a slow line, takes the focus from nobody, and gives it to who has asked for it already.
    if (held || leap) (links().find((link) => link.href === held) ?? links()[0] ?? (held && field))?.focus();
    leap &&= !links().length;
    // What has not come yet may change it.
    if ([...asked].some((what) => !data.has(what))) return;
    const count = results.length;
    const said = count === 0 ? say.none : count === 1 ? say.one : count > MOST ? say.most : say.many;
    status.textContent = said.replace("{count}", count).replace("{shown}", MOST).replace("{query}", query);
  }

  let waiting;
  field.addEventListener("focus", () => load("names"));
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    leap = false;
    waiting = setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    leap = true;
    show();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  if (field.value) show();
})();
