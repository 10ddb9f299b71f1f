// The keyboard: it reaches everything, in order, and wherever it is can be seen and is covered by nothing.

export const FOCUS_CHECKS = ["keyboard", "focus"];

/** Past so many stops, the rest is looked at without pressing the key for each. */
const MOST_PRESSES = 100;
const TAKES_FOCUS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";

/** With the key: it leads from stop to stop, in the order of the page and without an end before the last; each is in sight. */
export async function tabThrough({ window, refuse, page }) {
  const { width } = window.viewportSize();
  const presses = Math.min(await window.evaluate(beginBefore, TAKES_FOCUS), MOST_PRESSES);
  // One after the other, and yet without waiting for each: the page itself takes note of where they lead.
  await Promise.all(Array.from({ length: presses }, () => window.keyboard.down("Tab")));
  await window.keyboard.up("Tab");
  // What is framed has no navigation to lead past.
  const seen = await window.evaluate(whereItLed, { presses, leadsPast: page.kind !== "embed" });
  for (const says of seen.order) refuse("keyboard", `${width} px: ${says}`);
  for (const says of seen.faults) refuse("focus", `${width} px: ${says}`);
}

/** Every stop, as if the key had led there: with the size and the colours that the window has now. */
export async function lookAtFocus({ window, refuse }, at) {
  await window.evaluate(beginBefore, TAKES_FOCUS);
  // A browser shows the focus once somebody has used the keyboard.
  await window.keyboard.press("Tab");
  for (const says of await window.evaluate(lookAtStops)) refuse("focus", `${at}: ${says}`);
}

// The functions below run in the page.

/** Finds every stop, and puts the focus before the first. */
function beginBefore(takesFocus) {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  const isStop = (element) => !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const stops = [...document.querySelectorAll(takesFocus)].filter(isStop);

  const places = ({ left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [[x, y], [left + 1, y], [right - 1, y], [x, top + 1], [x, bottom - 1]];
  };
  const faultsOf = (element) => {
    const faults = [];
    const says = inPage.name(element);
    const style = getComputedStyle(element);
    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const around = inPage.groundOf(element.parentElement);
    const isTold = [style.outlineColor, inPage.groundOf(element)].some((colour) => inPage.contrast(colour, around) >= 3);
    if (!isOutlined) faults.push(`${says} does not show that it has the focus`);
    else if (!isTold) faults.push(`${says} shows too faintly that it has the focus`);
    // A link may go over several lines: of each, five places.
    const lines = [...element.getClientRects()].filter((line) => line.width > 1 && line.height > 1);
    const inSight = lines.flatMap(places).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    if (inSight.length === 0) return [...faults, `${says} has the focus out of sight`];
    const over = inSight.map(([x, y]) => document.elementFromPoint(x, y)).find((top) => top && !element.contains(top) && !top.contains(element));
    if (over) faults.push(`${says} has the focus, and is covered by ${inPage.name(over)}`);
    return faults;
  };

  inPage.unlisten?.();
  const visited = [];
  const listen = ({ target }) => visited.push({ target, faults: faultsOf(target) });
  document.addEventListener("focusin", listen);
  inPage.unlisten = () => document.removeEventListener("focusin", listen);
  Object.assign(inPage, { stops, visited });
  return stops.length;
}

function whereItLed({ presses, leadsPast }) {
  const { stops, visited } = inPage;
  const order = [];
  const stray = stops.slice(0, presses).findIndex((stop, at) => visited[at]?.target !== stop);
  if (stray >= 0) {
    const led = visited[stray] ? inPage.name(visited[stray].target) : "nowhere";
    order.push(`press ${stray + 1} leads ${led}, not to ${inPage.name(stops[stray])}`);
  }
  const first = visited[0]?.target;
  if (leadsPast && !first?.getAttribute("href")?.startsWith("#")) order.push("the first stop leads nowhere within the page");
  return { order, faults: [...new Set(visited.flatMap(({ faults }) => faults))] };
}

function lookAtStops() {
  const { stops, visited } = inPage;
  const found = [];
  // And back, as from the end of the page: what stays at the top would cover the stop below it.
  for (const element of [...stops, ...stops.toReversed()]) {
    element.focus();
    if (document.activeElement !== element) found.push(`${inPage.name(element)} takes no focus`);
  }
  found.push(...visited.flatMap(({ faults }) => faults));
  document.activeElement?.blur();
  scrollTo(0, 0);
  return [...new Set(found)];
}
