// Tables: filtered, sorted, walked through by keys.

const keyOf = (cell) => cell.dataset.sort ?? cell.textContent;
const groupOf = (cell) => cell.dataset.group ?? cell.textContent;

class Rows {
  constructor(panel, table) {
    this.panel = panel;
    this.table = table;
    this.body = table.tBodies[0];
    this.rows = [...this.body.rows];
    this.heads = [...table.tHead.rows[0].cells];
    this.selects = [];
    this.words = null;
    this.needle = "";
    for (const [n, row] of this.rows.entries()) {
      for (const link of row.querySelectorAll("a")) link.tabIndex = -1;
      if (n === 0) row.querySelector("a")?.setAttribute("tabindex", "0");
    }
    for (const [n, head] of this.heads.entries()) {
      head.firstElementChild.addEventListener("click", () => this.sort(n));
    }
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Filters are made when the table is first looked at.
  prepare() {
    if (this.count) return;
    const bar = this.panel.querySelector(".filters");
    for (const [n, head] of this.heads.entries()) {
      if (!head.hasAttribute("data-filter")) continue;
      const groups = new Map();
      for (const row of this.rows) {
        const group = groupOf(row.cells[n]);
        groups.set(group, (groups.get(group) ?? 0) + 1);
      }
      if (groups.size < 2) continue;
      const names = [...groups.keys()];
      if (!head.classList.contains("place")) names.sort(collator.compare);
      const select = make("select", { onchange: () => this.filter() }, new Option("全部", "*"));
      for (const name of names) select.add(new Option(`${name || "（无）"} ${groups.get(name)}`, `=${name}`));
      this.selects.push([n, select]);
      bar.append(make("label", {}, make("span", { textContent: head.textContent }), select));
    }
    this.reset = make("button", { type: "button", textContent: "清除", hidden: true, onclick: () => this.clear() });
    this.count = make("output", {});
    bar.append(this.reset, this.count);
    this.filter();
  }

  clear() {
    for (const [, select] of this.selects) select.value = "*";
    this.filter();
  }

  filter(needle = this.needle) {
    this.needle = needle;
    this.words ??= this.rows.map((row) => row.textContent.toLowerCase());
    const wanted = this.selects.filter(([, select]) => select.value !== "*");
    let shown = 0;
    for (const [n, row] of this.rows.entries()) {
      row.hidden = !(this.words[n].includes(needle)
        && wanted.every(([at, select]) => `=${groupOf(row.cells[at])}` === select.value));
      shown += !row.hidden;
    }
    tabs.find((tab) => panelOf(tab) === this.panel).querySelector(".count").textContent =
      shown === this.rows.length ? shown : `${shown}/${this.rows.length}`;
    if (!this.count) return;
    for (const [, select] of this.selects) select.classList.toggle("set", select.value !== "*");
    this.reset.hidden = wanted.length === 0;
    this.count.textContent = shown === this.rows.length ? `共${shown}条` : `${shown}条，共${this.rows.length}条`;
  }

  // Up, down, and back to the order of the text; what has no value comes last.
  sort(n) {
    const head = this.heads[n];
    const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
    const order = next === undefined ? "ascending" : next;
    for (const other of this.heads) other.removeAttribute("aria-sort");
    const sorted = [...this.rows];
    if (order) {
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const keys = new Map(sorted.map((row) => [row, keyOf(row.cells[n])]));
      sorted.sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        if (x === "" || y === "") return (x === "") - (y === "");
        const difference = x - y;
        return sign * (Number.isNaN(difference) ? collator.compare(x, y) : difference);
      });
    }
    this.body.append(...sorted);
  }

  clicked(event) {
    const row = event.target.closest("tr");
    const link = event.target.closest("a") ?? row.querySelector("a");
    if (!link || !getSelection().isCollapsed) return;
    event.preventDefault();
    this.focusOn(link);
    follow(link.hash, { row, focus: event.detail === 0 }); // by Enter, one goes along; by mouse, one stays at the table
  }

  pressed(event) {
    const row = event.target.closest("tr");
    const links = all("a", row);
    const at = links.indexOf(document.activeElement);
    const shown = [...this.body.rows].filter((other) => !other.hidden);
    const place = shown.indexOf(row);
    const go = {
      ArrowDown: () => shown[place + 1]?.querySelector("a"), ArrowUp: () => shown[place - 1]?.querySelector("a"),
      Home: () => shown[0].querySelector("a"), End: () => shown.at(-1).querySelector("a"),
      ArrowRight: () => links[at + 1], ArrowLeft: () => links[at - 1],
    }[event.key];
    if (!go || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const link = go();
    if (link) this.focusOn(link);
  }

  focusOn(link) {
    for (const other of this.body.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
    link.tabIndex = 0;
    link.focus({ preventScroll: true });
    this.bring(link.closest("tr"));
  }

  bring(row) {
    const box = this.panel.querySelector(".scroll");
    const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
    const head = this.table.tHead.offsetHeight;
    if (inner.top < outer.top + head || inner.bottom > outer.bottom) {
      box.scrollTop += inner.top - outer.top - head - (outer.height - head - inner.height) / 2;
    }
  }
}

const tables = new Map(all(".panel").filter((panel) => panel.querySelector(".rows"))
  .map((panel) => [panel, new Rows(panel, panel.querySelector(".rows"))]));

byId("panel-compared").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  follow(link.hash, { focus: event.detail === 0 });
});
