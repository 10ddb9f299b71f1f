// Keeps an open page of the preview up to date. Added while serving, never part of the site.
(() => {
  "use strict";
  const own = document.currentScript;
  const folder = new URL(".", own.src);
  const shown = { page: own.dataset.page, problems: own.dataset.problems, assets: own.dataset.assets };
  const memory = "quarterdeck";
  let events = null;

  // Where the reader was, over a reload: how far down, and which details were open.
  function remember() {
    const open = [...document.querySelectorAll("main details")].map((details) => details.open);
    const place = { path: location.pathname, x: scrollX, y: scrollY, open };
    try {
      sessionStorage.setItem(memory, JSON.stringify(place));
    } catch {
      // Without a memory, the page begins at its top.
    }
  }

  function recall() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch {
      return;
    }
    if (!place || place.path !== location.pathname) return;
    const details = document.querySelectorAll("main details");
    if (details.length === place.open.length) details.forEach((one, at) => (one.open = place.open[at]));
    const back = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }

  function reload() {
    hangUp();
    remember();
    location.reload();
  }

  // Stylesheets and pictures are replaced where they are. A style stays until the new one is there.
  function swap(changed) {
    const fresh = (address) => {
      const url = new URL(address, location.href);
      const isMeant = url.origin === location.origin && !url.pathname.startsWith(folder.pathname);
      if (!isMeant || (changed.length > 0 && !changed.includes(url.pathname))) return null;
      url.searchParams.set("quarterdeck", shown.assets);
      return url.href;
    };
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]:not([data-leaving])')) {
      const href = fresh(link.href);
      if (!href) continue;
      const next = link.cloneNode();
      link.dataset.leaving = "";
      next.href = href;
      next.onload = next.onerror = () => link.remove();
      link.after(next);
    }
    for (const picture of document.querySelectorAll("img[src], link[rel~=icon]")) {
      const name = picture.src ? "src" : "href";
      const href = fresh(picture[name]);
      if (href) picture[name] = href;
    }
    const scripts = [...document.scripts].filter((script) => script.src && script !== own);
    if (scripts.some((script) => fresh(script.src))) reload();
  }

  async function showProblems() {
    const old = document.getElementById("quarterdeck-problems");
    let panel = null;
    if (shown.problems) {
      const answer = await fetch(new URL("problems", folder), { cache: "no-store" });
      const template = document.createElement("template");
      template.innerHTML = await answer.text();
      panel = template.content.firstElementChild;
    }
    if (!panel) {
      old?.remove();
    } else if (old) {
      panel.querySelector("details").open = old.querySelector("details").open;
      old.replaceWith(panel);
    } else {
      document.body.append(panel);
    }
  }

  function hear(event) {
    const message = JSON.parse(event.data);
    if (message.go) {
      if (message.go !== location.pathname) location.assign(message.go);
      return;
    }
    const now = message.now;
    if (now.page !== shown.page) {
      reload();
      return;
    }
    const problems = now.problems ?? "";
    if (problems !== shown.problems) {
      shown.problems = problems;
      showProblems().catch(reload);
    }
    const assets = now.assets ?? "";
    if (assets !== shown.assets) {
      shown.assets = assets;
      swap(now.changed);
    }
  }

  function listen() {
    if (events || document.visibilityState === "hidden") return;
    const url = new URL("events", folder);
    url.searchParams.set("page", location.pathname);
    events = new EventSource(url);
    events.onmessage = hear;
    events.onerror = () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      events = null;
      setTimeout(listen, 1000);
    };
  }

  function hangUp() {
    events?.close();
    events = null;
  }

  recall();
  listen();
  // A browser keeps few connections to one server, so only pages that are seen hold one. What they missed they are told
  // when they ask again.
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? hangUp() : listen()));
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", listen);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = document.querySelector("#quarterdeck-problems details");
    if (details) details.open = false;
  });
})();
