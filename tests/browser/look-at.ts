/* Scripts that a page is looked at with: each gives what is wrong, as text. */

/** Sums whose end is dots: a sum that is not whole is another sum. */
export const SHORTENED_SUMS = `[...document.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node);
  return node.children.length === 0 && node.textContent.includes("₹") && style.overflowX === "hidden"
    && node.scrollWidth > node.clientWidth + 1;
}).map((node) => node.textContent)`;

/** What is pressed and is less than 44 pixels wide or high; a finger does not reach what is hidden from all. */
export const SMALL_TARGETS = `[...document.querySelectorAll(
  "button, a[href], input, [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=radio]"
)].filter((node) => {
  const { width, height } = node.getBoundingClientRect();
  return !node.closest("[aria-hidden=true]") && width > 0 && (width < 43.5 || height < 43.5);
}).map((node) => {
  const { width, height } = node.getBoundingClientRect();
  const name = node.getAttribute("aria-label") ?? node.textContent ?? "";
  return [node.getAttribute("data-testid") ?? node.tagName, name.slice(0, 60), Math.round(width), Math.round(height)].join(" ");
})`;

/** What a keyboard reaches and looks as before when it does: neither an outline nor a ring of its frame's own. */
export const UNSEEN_FOCUS = `(async () => {
  const unseen = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (const node of document.querySelectorAll("button, a[href], input, [tabindex='0']")) {
    if (node.closest("[aria-hidden=true]") || node.disabled || node.getAttribute("aria-disabled") === "true") continue;
    node.focus({ preventScroll: true });
    if (document.activeElement !== node) continue;
    await frame();
    const seen = [node, node.parentElement].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    });
    if (!seen) unseen.push((node.getAttribute("data-testid") ?? node.tagName) + " " + (node.textContent ?? "").slice(0, 40));
  }
  return unseen;
})()`;
