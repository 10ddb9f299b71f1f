// For those who ask for less motion, nothing moves.

export const MOTION_CHECKS = ["motion"];

export async function lookForMotion({ window, refuse }) {
  for (const says of await window.evaluate(moving)) refuse("motion", says);
}

/** Runs in the page. */
function moving() {
  const found = new Set();
  for (const animation of document.getAnimations()) found.add(`something moves: ${animation.animationName ?? "a transition"}`);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") continue;
      if (lasts(style.transitionDuration)) found.add(`${inPage.name(element)} changes slowly: a transition of ${style.transitionDuration}`);
      if (style.animationName !== "none" && lasts(style.animationDuration)) found.add(`${inPage.name(element)} moves: ${style.animationName}`);
      if (!part && style.scrollBehavior === "smooth") found.add(`${inPage.name(element).slice(0, 40)} scrolls smoothly`);
    }
    if (element.matches("marquee, blink, [autoplay], svg :is(animate, animateMotion, animateTransform)")) found.add(`${inPage.name(element)} moves by itself`);
  }
  return [...found];
}
