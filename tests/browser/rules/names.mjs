// Every link, every image and every chart has a name that can be read out.

import { where } from '../look/seen.mjs';

function look() {
  const spoken = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
    return node.getAttribute('aria-label') || node.getAttribute('alt') || [...node.childNodes].map(spoken).join('');
  };
  const referred = (element) => (element.getAttribute('aria-labelledby') ?? '').split(/\s+/)
    .map((id) => (id && document.getElementById(id)?.textContent) || '').join('');
  const name = (element) => (referred(element) || spoken(element) || element.getAttribute('title') || '').trim();
  return [...document.querySelectorAll('a[href], button, summary, iframe, img, [role="img"], svg[role]')].flatMap((element) => {
    if (element.getAttribute('aria-hidden') === 'true') return [];
    // An empty alternative text says that a picture is decoration.
    if (element.localName === 'img' ? element.hasAttribute('alt') : name(element)) return [];
    return [{ what: 'no name', where: where(element), numbers: element.getAttribute('href') ?? '' }];
  });
}

export const rule = { name: 'names', when: (view) => view.first, look };
