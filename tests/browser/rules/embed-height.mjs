// A page made for frames is no taller than it says, so that a frame of that height scrolls at no width.

/// The page, where it is taller than its own word or gives none.
function look() {
  if (!document.body?.classList.contains('embed')) return [];
  const stated = Number(document.querySelector('meta[name="mingzhang:height"]')?.content ?? 0);
  const tall = Math.ceil(document.body.getBoundingClientRect().height);
  // Wider than the page ever gets, nothing more fits on a line.
  return tall > stated ? [{ what: 'the page', where: 'body', numbers: `${tall} > ${stated}` }] : [];
}

export const rule = { name: 'embed-height', when: (view) => view.layout && view.media === 'screen', look };
