// What all scripts of the page use. They are put together in one function, in the order that page.py gives.
// The page is whole without them; with them rows and marks lead to each other, and tables are sorted and filtered.
// Nothing is ever made from text but text: no innerHTML, no evaluation, no address that does not begin with "#".

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
