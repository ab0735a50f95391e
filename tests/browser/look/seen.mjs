// What a reader sees: which elements and texts are on the page, and how to name them in a finding. These functions run
// inside the page; `walk/script.mjs` sends them there.

/// Whether an element takes room on the page and is not hidden.
export function visible(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const box = element.getBoundingClientRect();
  return box.width > 1 || box.height > 1;
}

/// The visible elements that a selector finds.
export function seen(selector, root = document) {
  return [...root.querySelectorAll(selector)].filter(visible);
}

/// A short selector: the element, and the nearest one above it that has a name of its own.
export function where(element) {
  const named = (one) => one.id || one.classList.length > 0;
  const label = (one) => {
    const id = one.id ? `#${one.id}` : '';
    const classes = [...one.classList].slice(0, 2).map((name) => `.${name}`);
    return one.localName + (id || classes.join(''));
  };
  let above = element.parentElement;
  while (above && above !== document.body && !named(above)) above = above.parentElement;
  const prefix = above && above !== document.body ? `${label(above)} ` : '';
  return prefix + label(element);
}

/// The beginning of what an element says.
export function says(element) {
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}

/// Numbers as findings print them.
export function round(value) {
  return Math.round(value * 10) / 10;
}

/// HTML elements that have visible text of their own, not only inside their children. A stroke between two words that is
/// hidden from those who listen is decoration.
export function speakers() {
  const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element || element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || found.has(element)) continue;
    const text = walker.currentNode.data.trim();
    const decoration = /^\p{P}*$/u.test(text) && element.closest('[aria-hidden="true"]');
    if (text && !decoration && visible(element)) found.add(element);
  }
  return [...found];
}

/// The charts a reader sees, with the downloaded picture itself where that is what is open.
export function charts() {
  return seen('svg.chart').concat(document.documentElement.matches('svg.chart') ? [document.documentElement] : []);
}

/// How many screen pixels a unit of an element's own space takes.
export function scaleOf(element) {
  const matrix = element.getScreenCTM();
  return matrix ? Math.hypot(matrix.a, matrix.b) : 1;
}

/// Whether an element stands in a box that scrolls or cuts by itself.
export function held(element) {
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
    if (getComputedStyle(one).overflowX !== 'visible') return true;
  }
  return false;
}
