// Forced colours: readers choose a few colours, and the browser takes all others away. Grounds and shadows go with them, so
// that whatever a page says by those alone is lost.

export const FORCED_CHECKS = ["forced colours"];

const SCHEMES = ["light", "dark"];

/**
 * Drawn under what has a meaning, and meant to recede: grounds, lines across, and what keeps a mark clear of others.
 */
const UNDER = ".gap, .band, .grid, .halo, .line, .t-halo, defs *";

/** Puts the page that the window shows into forced colours, dark on light and light on dark, and leaves it in them. */
export async function forceColours({ window, refuse }) {
  await window.evaluate(rememberBoxes);
  for (const colorScheme of SCHEMES) {
    await window.emulateMedia({ colorScheme, forcedColors: "active" });
    for (const says of await window.evaluate(lost, UNDER)) refuse("forced colours", `${colorScheme}: ${says}`);
  }
}

// The functions below run in the page.

/** What stands out from what is around it by its ground alone, while colours are still the page's own. */
function rememberBoxes() {
  inPage.boxes = [...document.body.querySelectorAll("*")].filter((element) => {
    if (element instanceof SVGElement || !inPage.isSeen(element)) return false;
    const ground = getComputedStyle(element).backgroundColor;
    return !inPage.isClear(ground) && ground !== inPage.groundOf(element.parentElement);
  });
}

function lost(under) {
  const found = new Set();
  const ground = inPage.groundOf(document.body);
  const says = (element) => inPage.name(element);
  const isEdged = (element) => {
    const style = getComputedStyle(element);
    return ["Top", "Right", "Bottom", "Left"].some((side) => {
      const width = parseFloat(style[`border${side}Width`]);
      return width >= 1 && style[`border${side}Style`] !== "none" && inPage.contrast(style[`border${side}Color`], ground) >= 3;
    });
  };

  // A box is still one: it has an edge, or it is as wide as the window and its parts are told apart by theirs.
  for (const box of inPage.boxes) {
    if (!isEdged(box) && box.getBoundingClientRect().width < innerWidth) found.add(`${says(box)} was a box by its ground alone`);
  }

  // Where one is, differs from where one could go in more than a ground.
  const marks = (element) => {
    const { fontWeight, textDecorationLine, borderTopWidth, borderBottomWidth, borderLeftWidth } = getComputedStyle(element);
    return [fontWeight, textDecorationLine, borderTopWidth, borderBottomWidth, borderLeftWidth].join();
  };
  for (const current of document.querySelectorAll("[aria-current], [aria-selected=true], [aria-pressed=true]")) {
    const others = [...(current.closest("ul, ol, nav")?.querySelectorAll(current.localName) ?? [])].filter((other) => other !== current && inPage.isSeen(other));
    if (inPage.isSeen(current) && others.length > 0 && others.every((other) => marks(other) === marks(current)))
      found.add(`${says(current)} does not differ from the others in its list`);
  }

  // A rating is a word or a shape of its own, never a colour.
  const drawn = new Map();
  for (const shape of document.querySelectorAll("svg.shape")) {
    const tone = [...shape.classList].find((name) => name !== "shape");
    const outline = shape.innerHTML;
    if (drawn.has(outline) && drawn.get(outline) !== tone) found.add(`the ratings ${tone} and ${drawn.get(outline)} have the same shape`);
    drawn.set(outline, tone);
  }
  for (const rated of document.querySelectorAll(":is(.good, .near, .bad):not(svg, svg *)")) {
    const isTold = rated.matches(".status") ? inPage.spaced(rated.textContent) !== "" : (rated.parentElement.querySelector(".status") ?? rated.querySelector(".shape"));
    if (inPage.isSeen(rated) && !isTold) found.add(`${says(rated)} is rated by a colour alone`);
  }

  // Text.
  for (const { element } of inPage.texts()) {
    if (element instanceof SVGElement || !inPage.isSeen(element)) continue;
    const contrast = inPage.contrast(getComputedStyle(element).color, inPage.groundOf(element));
    if (contrast < 4.5) found.add(`${says(element)} has a contrast of ${contrast.toFixed(1)}`);
  }

  // A pattern is as visible as its lines.
  const inkOf = (fill) => {
    const pattern = fill.match(/^url\("#(.+)"\)/);
    return pattern ? getComputedStyle(document.getElementById(pattern[1]).firstElementChild).stroke : fill;
  };
  // Drawings: each part, on the page or on the last part that was drawn under all of it.
  for (const svg of document.querySelectorAll("svg")) {
    if (!inPage.isSeen(svg)) continue;
    const beneath = inPage.groundOf(svg.parentElement);
    const painted = [];
    for (const part of svg.querySelectorAll("rect, circle, ellipse, line, path, polyline, polygon, text")) {
      if (part.closest("defs, clipPath, mask, pattern") || !part.checkVisibility({ visibilityProperty: true })) continue;
      const { fill, stroke, strokeWidth } = getComputedStyle(part);
      const box = part.getBoundingClientRect();
      const isText = part.localName === "text";
      const { left, right, top, bottom } = box;
      const corners = isText ? [] : [new DOMPoint(left, top), new DOMPoint(right, top), new DOMPoint(left, bottom), new DOMPoint(right, bottom)];
      const places = [new DOMPoint((left + right) / 2, (top + bottom) / 2), ...corners];
      const on = painted.findLast(({ covers }) => places.every(covers))?.ink ?? beneath;
      const inks = [inkOf(fill), parseFloat(strokeWidth) > 0 && !isText ? stroke : "none"].filter((ink) => !inPage.isClear(ink));
      const best = Math.max(0, ...inks.map((ink) => inPage.contrast(ink, on)));
      if (inks.length > 0 && best < (isText ? 4.5 : 3) && !part.matches(under))
        found.add(`in a drawing (${svg.getAttribute("class")}), ${says(part)} has a contrast of ${best.toFixed(1)}`);
      const within = (point) => point.matrixTransform(part.getScreenCTM().inverse());
      if (!isText && !inPage.isClear(fill)) painted.push({ ink: fill, covers: (point) => part.isPointInFill(within(point)) });
      if (part.matches(".halo")) painted.push({ ink: stroke, covers: (point) => part.isPointInStroke(within(point)) });
    }
  }
  return [...found];
}
