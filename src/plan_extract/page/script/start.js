"use strict";
// Before anything is painted: what needs a script may be shown, and in the colours chosen last time.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("plan-extract-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser may keep nothing for pages from disk.
}
