// Runs in every page before anything else: what several checks need to see there. No part of any site.
globalThis.inPage = (() => {
  "use strict";
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);

  /** Red, green, blue from 0 to 1 and how opaque, of a colour as a browser computes it. */
  function channels(colour) {
    const [r = 0, g = 0, b = 0, a = 1] = numbers(colour);
    const most = colour.startsWith("rgb") ? 255 : 1;
    return colour === "transparent" ? [0, 0, 0, 0] : [r / most, g / most, b / most, a];
  }

  function luminance([r, g, b]) {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  }

  /** The contrast of two colours as WCAG has it, from 1 to 21. */
  function contrast(one, other) {
    const [dark, light] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  const isClear = (colour) => colour === "none" || colour === "transparent" || channels(colour)[3] === 0;

  /** The colour that lies under an element: its own ground, or that of the nearest one around it that has any. */
  function groundOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const ground = getComputedStyle(at).backgroundColor;
      if (!(at instanceof SVGElement) && !isClear(ground)) return ground;
    }
    return canvas();
  }

  /** The colour of a page that has none of its own. */
  function canvas() {
    const probe = document.createElement("i");
    probe.style.backgroundColor = "Canvas";
    document.documentElement.append(probe);
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  }

  /** Whether it can be seen at all. What is hidden from sight on purpose is one pixel large. */
  function isSeen(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.clientWidth === 1 && at.clientHeight === 1) return false;
    }
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && box.right > 0;
  }

  const spaced = (text) => text.replace(/\s+/g, " ").trim();

  /** Every piece of text: the element around it, and what it says. */
  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const says = spaced(walker.currentNode.data);
      if (says && !element.closest("script, style, noscript, title, desc, template")) found.push({ element, says });
    }
    return found;
  }

  /** How a reader of the report finds an element again. */
  function name(element) {
    const names = element.className.baseVal ?? element.className ?? "";
    const says = spaced(element.textContent).slice(0, 40);
    return `<${element.localName}${names ? ` class="${names}"` : ""}>${says ? ` "${says}"` : ""}`;
  }

  /** Whether two boxes lie over each other by more than so much. */
  const meets = (one, other, slack) =>
    one.left + slack < other.right && other.left + slack < one.right && one.top + slack < other.bottom && other.top + slack < one.bottom;

  /** A text of a drawing: what it says, what it is there, and the middle of its line, which is all that letters take. */
  function letters(text) {
    const { left, right, top, height } = text.getBoundingClientRect();
    return { says: text.textContent, role: text.getAttribute("class"), box: { left, right, top: top + height * 0.2, bottom: top + height * 0.8 } };
  }

  return { contrast, isClear, groundOf, isSeen, spaced, texts, name, meets, letters };
})();
