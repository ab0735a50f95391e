// Every address on a page leads somewhere: to a file of the site, and to the place inside it. Looked at when all pages
// have been read, because the places are on other pages.

import { says, where } from '../look/seen.mjs';

/// What a page offers and what it asks for. Runs inside the page.
export function inventory() {
  const attributes = ['href', 'src', 'data', 'poster'];
  const asks = [...document.querySelectorAll('[href], [src], [data], [poster]')].flatMap((element) =>
    attributes.filter((name) => element.hasAttribute(name)).map((name) => ({
      address: element.getAttribute(name), what: says(element), where: where(element),
    })));
  return { ids: [...document.querySelectorAll('[id]')].map(({ id }) => id), asks };
}

/// Where an address on a page leads inside the site: its file and its place, or nothing where it leads outside.
function resolve(address, page) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return { outside: address };
  const [path, fragment = ''] = address.split('#');
  // The root of the site stands for the root of a server.
  const url = new URL(path, `site:///${page}`);
  const file = path === '' ? page : decodeURIComponent(url.pathname).replace(/^\/+/, '');
  return { file, place: decodeURIComponent(fragment), rooted: path.startsWith('/') };
}

/// The findings of all pages. `inventories` has one entry per page, `files` all files of the site; a page in `rooted`
/// may use addresses from the root of the server.
export function judge(inventories, files, rooted) {
  const places = new Map([...inventories].map(([page, { ids }]) => [page, new Set(ids)]));
  const trouble = (page, address) => {
    const target = resolve(address, page);
    if (target.outside) return /^(https?|mailto|data):/i.test(target.outside) ? '' : 'an address of an odd kind';
    if (target.rooted && !rooted.has(page)) return 'begins at the root: breaks when opened from a folder';
    if (!files.has(target.file)) return `no file ${target.file || '(a folder)'}`;
    if (target.place && places.has(target.file) && !places.get(target.file).has(target.place)) {
      return `no place #${target.place} in ${target.file}`;
    }
    return '';
  };
  return [...inventories].flatMap(([page, { asks }]) => asks.flatMap(({ address, what, where: place }) => {
    const numbers = trouble(page, address);
    return numbers ? [{ page, view: '-', rule: 'links', what: what || address, where: place, numbers }] : [];
  }));
}
