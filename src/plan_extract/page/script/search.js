// Search in the text and in the tables.

const search = byId("search");
const MOST = 5000;
let blocks = null;
let found = [];
let at = -1;
let waiting = 0;

// Without regard to case, where that leaves every character at its place.
function folded(text) {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text;
}

// A search looks through the text of each paragraph, so that a mark in the middle of a word does not hide it.
function find(needle) {
  blocks ??= all(BLOCKS, article).map((element) => [element, folded(element.textContent)]);
  const ranges = [];
  for (const [element, text] of blocks) {
    let start = text.indexOf(needle);
    for (; start >= 0 && ranges.length < MOST; start = text.indexOf(needle, start + needle.length)) {
      ranges.push(rangeIn(element, start, start + needle.length));
    }
  }
  return ranges;
}

function paint() {
  byId("hits").textContent = search.value ? (found.length ? `${at + 1}/${found.length}` : "无") : "";
  byId("hit-before").hidden = byId("hit-after").hidden = found.length === 0;
  if (!CSS.highlights) return;
  CSS.highlights.set("found", new Highlight(...found));
  CSS.highlights.set("found-now", new Highlight(...found.slice(at, at + 1)));
}

function look() {
  const needle = search.value.trim().toLowerCase();
  found = needle ? find(needle) : [];
  at = -1;
  for (const table of tables.values()) table.filter(needle);
  paint();
}

function step(by) {
  if (waiting) {
    clearTimeout(waiting);
    waiting = 0;
    look();
  }
  if (!found.length) return;
  at = (at + by + found.length + (at < 0 && by < 0)) % found.length;
  openPane("text", false);
  reveal(found[at].startContainer.parentElement, "center");
  paint();
}

function clearSearch() {
  if (!search.value) return;
  search.value = "";
  look();
}

search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    waiting = 0;
    look();
  }, 120);
});
search.form.addEventListener("submit", (event) => event.preventDefault());
search.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});
byId("hit-after").addEventListener("click", () => step(1));
byId("hit-before").addEventListener("click", () => step(-1));
