// Keys for the whole page, and the beginning.

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
