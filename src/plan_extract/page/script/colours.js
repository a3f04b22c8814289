// Light and dark: as the system has it, or as the reader chooses.

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
