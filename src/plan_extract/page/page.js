"use strict";
// The page is whole without this script; with it rows and marks lead to each other, and tables are sorted and filtered.
// Nothing is ever made from text but text: no innerHTML, no evaluation, no address that did not begin with "#".
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const article = document.querySelector("article");
  const said = byId("said");
  const narrow = matchMedia("(max-width: 56rem)"); // as in the style sheet: both panes are drawers
  const middling = matchMedia("(max-width: 80rem)"); // the outline is one
  const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });

  // What an address inside the page names; one that is no address names nothing.
  function named(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // --- colours --------------------------------------------------------------------------------------------------

  const themes = { system: "◐ 系统", light: "☀ 浅色", dark: "☾ 深色" };

  function setTheme(theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    byId("theme").textContent = themes[theme];
    byId("theme").title = "外观：跟随系统、浅色、深色";
    try {
      localStorage.setItem("plan-extract-theme", theme);
    } catch {
      // Then it holds for this visit.
    }
  }

  byId("theme").addEventListener("click", () => {
    const names = Object.keys(themes);
    setTheme(names[(names.indexOf(root.dataset.theme ?? "system") + 1) % names.length]);
  });
  setTheme(root.dataset.theme ?? "system");

  // The header is as high as what it says; all that stays below it has to know.
  new ResizeObserver(([{ target }]) => {
    if (narrow.matches) root.style.removeProperty("--bar");
    else root.style.setProperty("--bar", `${target.offsetHeight}px`);
  }).observe(document.querySelector(".top"));

  // --- panes of narrow screens ----------------------------------------------------------------------------------

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

  // --- tabs -----------------------------------------------------------------------------------------------------

  const tabs = all("[role=tab]");
  const panelOf = (tab) => byId(tab.getAttribute("aria-controls"));
  const chosenTab = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];

  function chooseTab(tab, focus = false) {
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      panelOf(other).classList.toggle("chosen", other === tab);
    }
    tables.get(panelOf(tab))?.prepare();
    if (focus) tab.focus();
  }

  for (const [n, tab] of tabs.entries()) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      chooseTab(tab);
    });
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: n + 1, ArrowLeft: n - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined && event.key !== " ") return;
      event.preventDefault();
      chooseTab(tabs[(to ?? n) % tabs.length], true);
    });
  }

  // --- tables ---------------------------------------------------------------------------------------------------

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

  // --- from rows to marks and back ------------------------------------------------------------------------------

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

  // --- the outline follows the reading --------------------------------------------------------------------------

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

  // --- search ---------------------------------------------------------------------------------------------------

  const search = byId("search");
  const MOST = 5000;
  let blocks = null;
  let found = [];
  let at = -1;
  let waiting = 0;

  // A search looks through the text of each paragraph, so that a mark in the middle of a word does not hide it.
  function find(needle) {
    blocks ??= all("p, h2, h3, h4, h5, h6, td, .lines > div", article).map((element) => [element, element.textContent.toLowerCase()]);
    const ranges = [];
    for (const [element, text] of blocks) {
      let start = text.indexOf(needle);
      if (start < 0) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      let passed = 0;
      const locate = (offset, end) => {
        while (node && passed + node.length < offset + !end) {
          passed += node.length;
          node = walker.nextNode();
        }
        return [node, offset - passed];
      };
      for (; start >= 0 && ranges.length < MOST; start = text.indexOf(needle, start + needle.length)) {
        const range = new Range();
        range.setStart(...locate(start, false));
        range.setEnd(...locate(start + needle.length, true));
        ranges.push(range);
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

  // --- keys -----------------------------------------------------------------------------------------------------

  byId("help").addEventListener("click", () => byId("keys").showModal());
  byId("close").addEventListener("click", () => byId("keys").close());

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "/" && !event.target.matches("input, select, textarea") && !byId("keys").open) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && !byId("keys").open) {
      if (event.target === search || search.value) {
        clearSearch();
        search.blur();
      } else if (root.dataset.pane !== "text") openPane("text");
    }
  });

  openPane("text", false);
  chooseTab(chosenTab());
  if (location.hash) follow(location.hash, { remember: false });
})();
