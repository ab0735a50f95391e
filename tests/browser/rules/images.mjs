// Every image arrives.

import { where } from '../look/seen.mjs';

function look() {
  return [...document.images]
    .filter((image) => !image.complete || image.naturalWidth === 0)
    .map((image) => ({ what: image.getAttribute('src') ?? '', where: where(image), numbers: 'did not load' }));
}

export const rule = { name: 'images', when: (view) => view.first, look };
