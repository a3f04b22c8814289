// Tabs.

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
