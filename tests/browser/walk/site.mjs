// The files of a site, which of them are opened, and which stand for their kind.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/// All files of a site by their paths, with their sizes.
export function filesOf(site) {
  const entries = readdirSync(site, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const inside = (path) => path.slice(site.length).replaceAll('\\', '/').replace(/^\/+/, '');
  return new Map(files.sort().map((path) => [inside(path), statSync(path).size]));
}

/// The kind of a page: pages of one kind come from one template, and charts of one name from one drawing.
export function kindOf(path) {
  const stem = path.replace(/\.(html|svg)$/, '');
  const parts = stem.split('/');
  const suffix = path.endsWith('.svg') ? ' picture' : '';
  const last = parts.at(-1);
  if (last.startsWith('p-')) return `project${suffix}`;
  if (parts[0] === 'charts' || parts[0] === 'embed') return `${parts[0]} ${last}${suffix}`;
  if (parts.length === 3 && parts[0] === 'departments') return 'year';
  if (parts.length > 1) return `one of ${parts[0]}`;
  return stem + suffix;
}

/// The pages of a site, largest first so that no worker ends with a long one: pages and pictures that travel alone.
export function pagesOf(files) {
  const opened = [...files].filter(([path]) => path.endsWith('.html') || (path.endsWith('.svg') && !path.startsWith('static/')));
  return opened.sort(([, a], [, b]) => b - a).map(([path]) => path);
}

/// The largest page of each kind.
export function samplesOf(pages) {
  const first = new Map();
  for (const page of pages) if (!first.has(kindOf(page))) first.set(kindOf(page), page);
  return new Set(first.values());
}
