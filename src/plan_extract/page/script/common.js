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
const BLOCKS = "p, h2, h3, h4, h5, h6, td, .lines > div"; // in which the text stands
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

// The characters from `start` to `end` of an element's text, whatever elements they stand in.
function rangeIn(element, start, end) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let node = walker.nextNode();
  let passed = 0;
  // An end may lie behind the last character of a node; a beginning lies before a character.
  for (const [offset, last] of [[start, false], [end, true]]) {
    while (passed + node.length < offset + !last) {
      passed += node.length;
      node = walker.nextNode();
    }
    if (last) range.setEnd(node, offset - passed);
    else range.setStart(node, offset - passed);
  }
  return range;
}
