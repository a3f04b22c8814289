// The header, and the panes that are drawers on narrow screens.

// The header is as high as what it says; all that stays below it has to know.
new ResizeObserver(([{ target }]) => {
  if (narrow.matches) root.style.removeProperty("--bar");
  else root.style.setProperty("--bar", `${target.offsetHeight}px`);
}).observe(document.querySelector(".top"));

const switches = all(".switch button");

function openPane(pane, focus = true) {
  const before = root.dataset.pane ?? "text";
  root.dataset.pane = pane;
  for (const button of switches) {
    const open = button.dataset.pane === pane;
    if (button.hasAttribute("aria-controls")) button.setAttribute("aria-expanded", String(open));
    if (open) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  // What lies behind an open drawer cannot be reached.
  byId("text").inert = { outline: middling.matches, data: narrow.matches }[pane] ?? false;
  if (!focus || pane === before) return;
  if (pane === "text") switches.find((button) => button.dataset.pane === before).focus({ preventScroll: true });
  else if (pane === "data") chosenTab().focus({ preventScroll: true });
  else (outline.querySelector("a[aria-current]") ?? outline.querySelector("a"))?.focus({ preventScroll: true });
}

for (const button of switches) {
  button.addEventListener("click", () => openPane(root.dataset.pane === button.dataset.pane ? "text" : button.dataset.pane));
}
for (const query of [narrow, middling]) query.addEventListener("change", () => openPane("text", false));
byId("veil").addEventListener("click", () => openPane("text"));
