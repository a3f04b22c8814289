// From rows to the text and back.

const off = new Set();
let marked = null;
let current = null;

// Sections get their height when they are seen, so the place is looked for again once they are.
function reveal(element, block) {
  const folded = element.closest("details");
  if (folded) folded.open = true;
  const section = element.closest("section[id]");
  if (section && links.has(section.id)) {
    follows(links.get(section.id));
    pinned = true;
  }
  const go = () => element.scrollIntoView({ block });
  go();
  requestAnimationFrame(() => {
    go();
    requestAnimationFrame(go);
  });
}

// The sentence that a mark stands in.
function sentenceOf(mark) {
  const block = mark.closest(BLOCKS);
  const before = new Range();
  before.setStart(block, 0);
  before.setEndBefore(mark);
  const [text, at] = [block.textContent, before.toString().length];
  const start = text.slice(0, at).search(/[^。；;！？!?]*$/);
  const rest = text.slice(at).search(/[。；;！？!?]/);
  return rangeIn(block, start, rest < 0 ? text.length : at + rest + 1);
}

let fading = 0;

function light(mark) {
  if (!CSS.highlights) return;
  CSS.highlights.set("sentence", new Highlight(sentenceOf(mark)));
  clearTimeout(fading);
  fading = setTimeout(() => CSS.highlights.delete("sentence"), 2500);
}

function showMark(mark, focus) {
  const pieces = all(`mark[data-row="${CSS.escape(mark.dataset.row)}"]`, article);
  const same = mark.dataset.row === mark.id ? pieces.filter((piece) => !piece.id || piece.id === mark.id) : [mark];
  marked?.classList.remove("here");
  mark.classList.add("here");
  marked = mark;
  for (const piece of same) {
    piece.classList.remove("flash");
    piece.addEventListener("animationend", () => piece.classList.remove("flash"), { once: true });
  }
  reveal(mark, "center");
  light(mark);
  requestAnimationFrame(() => same.forEach((piece) => piece.classList.add("flash")));
  focusMark(mark, focus || narrow.matches);
  said.textContent = `正文：${mark.textContent}`;
}

function showRow(row, focus) {
  const panel = row.closest(".panel");
  const table = tables.get(panel);
  chooseTab(tabs.find((tab) => panelOf(tab) === panel));
  if (row.hidden) {
    clearSearch();
    table.clear();
  }
  current?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  current = row;
  const link = row.querySelector("a");
  if (focus && link) table.focusOn(link);
  else table.bring(row);
  if (focus) said.textContent = `表格：${row.cells[0].textContent}`;
}

// Go where `hash` says; `row` is where one comes from.
function follow(hash, { row = null, focus = false, remember = true } = {}) {
  const target = byId(named(hash));
  if (!target) return;
  if (remember && location.hash !== hash) history.pushState(null, "", hash);
  if (target.matches("article mark")) {
    const own = row ?? byId(`row-${target.dataset.row}`);
    openPane("text", false);
    if (own) showRow(own, false);
    showMark(target, focus);
  } else if (target.matches(".rows tr")) {
    openPane("data", false);
    showRow(target, true);
  } else if (target.matches(".panel")) {
    openPane("data", false);
    chooseTab(byId(target.getAttribute("aria-labelledby")));
  } else {
    openPane("text", false);
    reveal(target, "start");
  }
}

addEventListener("popstate", () => location.hash && follow(location.hash, { remember: false }));

// The innermost mark at a place that is not switched off.
function markAt(element) {
  let mark = element.closest("mark[data-row]");
  while (mark && off.has(mark.classList[0])) mark = mark.parentElement.closest("mark[data-row]");
  return mark;
}

function toRow(mark) {
  const row = byId(`row-${mark.dataset.row}`);
  if (!row) return;
  marked?.classList.remove("here");
  mark.classList.add("here");
  marked = mark;
  focusMark(mark, false);
  if (mark.id) history.pushState(null, "", `#${mark.id}`);
  openPane("data", false);
  showRow(row, true);
}

const marks = all("mark[data-row]", article);
let entry = marks[0];
for (const mark of marks) {
  mark.tabIndex = -1;
  mark.setAttribute("role", "link");
  mark.setAttribute("aria-describedby", `kind-${mark.className}`);
}
if (entry) entry.tabIndex = 0;

function focusMark(mark, move = true) {
  entry.tabIndex = -1;
  mark.tabIndex = 0;
  entry = mark;
  if (move) mark.focus({ preventScroll: true });
}

article.addEventListener("click", (event) => {
  const mark = markAt(event.target);
  if (mark && getSelection().isCollapsed) toRow(mark);
});

article.addEventListener("keydown", (event) => {
  if (!event.target.matches("mark[data-row]")) return;
  if (event.key === "Enter") {
    event.preventDefault();
    toRow(event.target);
    return;
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const seen = marks.filter((mark) => mark.id && markAt(mark) === mark);
  const to = seen[seen.indexOf(event.target) + step];
  if (to) {
    focusMark(to);
    reveal(to, "nearest");
  }
});

for (const toggle of all(".toggle")) {
  toggle.addEventListener("click", () => {
    const kind = toggle.dataset.kind;
    if (!off.delete(kind)) off.add(kind);
    toggle.setAttribute("aria-pressed", String(!off.has(kind)));
    root.dataset.off = [...off].join(" ");
  });
}
