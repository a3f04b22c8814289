// The outline follows the reading.

const outline = byId("outline");
const links = new Map(all("a", outline).map((link) => [named(link.hash), link]));
let reading = null;
let pinned = false; // after a jump, the outline shows where it led until the reader moves on

const unfolded = (button) => button.getAttribute("aria-expanded") === "true";
const setUnfolded = (button, open) => button.setAttribute("aria-expanded", String(open));

function follows(link) {
  if (link === reading) return;
  reading?.removeAttribute("aria-current");
  reading = link;
  link.setAttribute("aria-current", "true");
  const path = new Set();
  for (let item = link.closest("li"); item; item = item.parentElement.closest("li")) path.add(item);
  for (const button of outline.querySelectorAll("li > button[data-followed]")) {
    if (path.has(button.parentElement)) continue;
    setUnfolded(button, false);
    delete button.dataset.followed;
  }
  for (const item of path) {
    const button = item.querySelector(":scope > button");
    if (!button || unfolded(button) || item.contains(link) && item === link.closest("li")) continue;
    setUnfolded(button, true);
    button.dataset.followed = "";
  }
  const [inner, outer] = [link.getBoundingClientRect(), outline.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) {
    outline.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

const sections = all("section[id]", article).filter((section) => links.has(section.id));
const order = new Map(sections.map((section, n) => [section, n]));
const inView = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) inView.add(target);
    else inView.delete(target);
  }
  if (pinned) return;
  const first = [...inView].sort((a, b) => order.get(a) - order.get(b))[0];
  if (first) follows(links.get(first.id));
}, { rootMargin: "-30% 0px -69% 0px" });
for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(type, () => { pinned = false; }, { capture: true, passive: true });
}
for (const section of sections) observer.observe(section);

outline.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const button = event.target.closest("li > button");
  if (link) {
    event.preventDefault();
    follow(link.hash);
  } else if (button) {
    setUnfolded(button, !unfolded(button));
    delete button.dataset.followed;
  }
});

byId("unfold").addEventListener("click", ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-pressed") !== "true";
  currentTarget.setAttribute("aria-pressed", String(open));
  currentTarget.textContent = open ? "全部收起" : "全部展开";
  for (const button of all("li > button", outline)) {
    setUnfolded(button, open);
    delete button.dataset.followed;
  }
});
