// Colours as they meet the eye: reading computed values, laying one over another, contrast. These functions run inside
// the page; `walk/script.mjs` sends them there.

/// A computed colour as `[red, green, blue, alpha]`, all from 0 to 1.
export function colour(text) {
  const numbers = (text.match(/-?[\d.]+(e-?\d+)?%?/g) ?? []).map((part) =>
    part.endsWith('%') ? parseFloat(part) / 100 : parseFloat(part));
  if (text.startsWith('rgb')) {
    const [red, green, blue, alpha = 1] = numbers;
    return [red / 255, green / 255, blue / 255, alpha];
  }
  if (text.startsWith('color(srgb')) {
    const [red, green, blue, alpha = 1] = numbers;
    return [red, green, blue, alpha];
  }
  if (text === 'transparent') return [0, 0, 0, 0];
  throw new Error(`a colour that the browser check cannot read: ${text}`);
}

/// One colour over an opaque one.
export function over(top, ground, opacity = 1) {
  const alpha = top[3] * opacity;
  return [0, 1, 2].map((i) => top[i] * alpha + ground[i] * (1 - alpha)).concat(1);
}

/// The WCAG contrast of two opaque colours.
export function contrast(a, b) {
  const light = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const luminance = (one) => 0.2126 * light(one[0]) + 0.7152 * light(one[1]) + 0.0722 * light(one[2]);
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/// What contrast a text needs: large text may be fainter.
export function needed(size, weight) {
  return size >= 24 || (size >= 18.66 && Number(weight) >= 700) ? 3 : 4.5;
}

/// The opaque colours that may lie behind an element: one, or all of a gradient or a hatch.
export function grounds(element) {
  const layers = [];
  let base = matchMedia('(prefers-color-scheme: dark) and (not print)').matches ? [0.07, 0.07, 0.07, 1] : [1, 1, 1, 1];
  for (let one = element; one; one = one.parentElement) {
    const style = getComputedStyle(one);
    const image = style.backgroundImage.match(/(rgba?|color)\([^()]*\)/g) ?? [];
    const fill = colour(style.backgroundColor);
    layers.push({ fill, image: image.map(colour) });
    if (fill[3] === 1) break;
  }
  let under = [base];
  for (const { fill, image } of layers.reverse()) {
    under = under.map((ground) => over(fill, ground));
    under = under.concat(image.flatMap((line) => under.map((ground) => over(line, ground))));
  }
  return under;
}

/// The worst contrast of a colour against several grounds.
export function faintest(ink, all) {
  return Math.min(...all.map((ground) => contrast(over(ink, ground), ground)));
}

/// How much an element and all above it let through.
export function opacityOf(element) {
  let opacity = 1;
  for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
  return opacity;
}
