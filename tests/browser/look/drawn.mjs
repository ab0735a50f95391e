// What is drawn in a chart: the lines of its texts with the room their ink takes, and what lies behind them. These
// functions run inside the page; `walk/script.mjs` sends them there.

/// How far the ink of a text rises above its baseline and falls below it. The boxes that the DOM gives are those of the
/// font, which for Chinese fonts are half again as tall as the letters. Measured large, since the browser rounds.
export function ink(text, style) {
  const large = 200;
  ink.pen ??= document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d');
  ink.pen.font = `${style.fontWeight} ${large}px ${style.fontFamily}`;
  const { actualBoundingBoxAscent: rise, actualBoundingBoxDescent: fall } = ink.pen.measureText(text);
  const scale = parseFloat(style.fontSize) / large;
  return { rise: rise * scale, fall: fall * scale };
}

/// The box around a rectangle of a text's own space, on the screen.
export function onScreen(element, left, top, right, bottom) {
  const matrix = element.getScreenCTM();
  const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
  const points = corners.map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/// The lines of a text: what each says, its box on the screen, and points along its middle.
export function linesOf(text) {
  const style = getComputedStyle(text);
  const said = text.textContent.replace(/\s+/g, ' ').trim();
  const lines = [];
  for (let at = 0; at < text.getNumberOfChars(); at += 1) {
    const [from, to] = [text.getStartPositionOfChar(at), text.getEndPositionOfChar(at)];
    const last = lines.at(-1);
    // A new line begins where the baseline moves or the pen goes back.
    if (last && Math.abs(last.y - from.y) < 0.5 && from.x >= last.left) {
      last.right = Math.max(last.right, to.x);
      last.end = at + 1;
    } else {
      lines.push({ y: from.y, left: from.x, right: to.x, start: at, end: at + 1 });
    }
  }
  return lines.map(({ y, left, right, start, end }) => {
    const words = said.slice(start, end);
    const { rise, fall } = ink(words, style);
    const middle = y - (rise - fall) / 2;
    const points = [0.1, 0.5, 0.9].map((part) => new DOMPoint(left + (right - left) * part, middle));
    const matrix = text.getScreenCTM();
    return {
      text,
      words,
      box: onScreen(text, left, y - rise, right, y + fall),
      points: points.map((point) => point.matrixTransform(matrix)),
    };
  });
}

/// The visible texts of a chart. A copy that is only there as a halo does not count.
export function textsIn(chart) {
  return seen('text', chart).filter((text) => text.textContent.trim() && !text.closest('[aria-hidden="true"], defs'));
}

/// The shapes of a chart in the order they are painted, each with its place among all elements.
export function shapesIn(chart) {
  const all = [...chart.querySelectorAll('*')];
  const kinds = ['rect', 'path', 'circle', 'ellipse', 'polygon'];
  return all.flatMap((element, order) => {
    if (!kinds.includes(element.localName) || element.closest('defs, pattern, clipPath, mask')) return [];
    const { fill, fillOpacity, display } = getComputedStyle(element);
    if (fill === 'none' || display === 'none') return [];
    const back = element.getScreenCTM().inverse();
    return [{ element, order, fill, opacity: Number(fillOpacity) * opacityOf(element), back }];
  });
}

/// The colours of a fill: one, or all lines of a pattern and the gaps between them.
export function fillsOf(chart, fill, below) {
  if (!fill.startsWith('url(')) return { colours: [colour(fill)], gaps: [] };
  const id = fill.match(/#([^")]+)/)?.[1];
  const parts = id ? [...chart.querySelectorAll(`[id="${CSS.escape(id)}"] *`)] : [];
  const lines = parts.flatMap((part) => {
    const style = getComputedStyle(part);
    const paint = (value, opacity) => (value === 'none' ? [] : [colour(value).map((c, i) => (i === 3 ? c * opacity : c))]);
    return paint(style.stroke, Number(style.strokeOpacity)).concat(
      part.localName === 'path' && style.stroke !== 'none' ? [] : paint(style.fill, Number(style.fillOpacity)));
  });
  return { colours: lines, gaps: below };
}

/// The opaque colours that may lie behind a point of a chart, below the element at `order`.
export function groundsAt(chart, shapes, point, order, base) {
  let under = base;
  for (const shape of shapes) {
    if (shape.order > order) break;
    if (!shape.element.isPointInFill(point.matrixTransform(shape.back))) continue;
    const { colours, gaps } = fillsOf(chart, shape.fill, under);
    under = gaps.concat(colours.flatMap((one) => under.map((ground) => over(one, ground, shape.opacity))));
  }
  return under;
}
