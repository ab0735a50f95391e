// How a page is looked at: on which screens, by day and by night, and on paper.

/// `layout`: sizes and places are judged, which colours do not change. `first`: what no view changes is judged.
/// `narrow`: held in a hand. `unfolded`: what is folded away is shown. `keyboard`: walked with the keyboard, on samples.
const everyPage = [
  { name: '1280 light', width: 1280, media: 'screen', scheme: 'light', layout: true, first: true, keyboard: true },
  { name: '1280 dark', width: 1280, media: 'screen', scheme: 'dark', keyboard: true },
  { name: '390 light', width: 390, media: 'screen', scheme: 'light', layout: true, narrow: true, unfolded: true },
  { name: '390 dark', width: 390, media: 'screen', scheme: 'dark', unfolded: true, keyboard: true },
];
const samples = [
  { name: '320 light', width: 320, media: 'screen', scheme: 'light', layout: true, narrow: true, unfolded: true },
  { name: '768 light', width: 768, media: 'screen', scheme: 'light', layout: true, unfolded: true },
  // A4 between its margins.
  { name: 'print', width: 718, media: 'print', scheme: 'light', layout: true },
];

/// The views of a page, in an order that changes little from one to the next.
export function viewsOf(page, isSample) {
  // A picture has one size and no folds.
  if (page.endsWith('.svg')) return everyPage.filter((view) => view.width === 1280).map(withoutKeys);
  return isSample ? everyPage.concat(samples) : everyPage.map(withoutKeys);
}

function withoutKeys(view) {
  return { ...view, keyboard: false };
}
