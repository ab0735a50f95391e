// Pages that each break one rule, for `selftest.mjs`: what stands on the page, and which rules must say so. Beside them
// a page that looks suspicious and is sound.

const chart = (inside, more = '') =>
  `<svg class="chart" viewBox="0 0 300 100" width="300" height="100" role="group" aria-label="图" font-size="13" ${more}>${inside}</svg>`;

/// A page around a body, sound as far as the body is.
const page = (body, head = '') => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页</title>
<style>
  :root { color-scheme: light dark; } body { margin: 8px; background: #fff; color: #111; font: 16px/1.6 sans-serif; }
  @media screen and (prefers-color-scheme: dark) { body { background: #111; color: #eee; } .chart text { fill: #eee; } }
  a { color: inherit; } a:focus-visible, summary:focus-visible { outline: 2px solid #777; }
  .chart { display: block; overflow: hidden; } .scroll { overflow-x: auto; }
</style>${head}</head><body><h1>页</h1>${body}</body></html>`;

/// Page, what stands on it, and the rules that must find something. No other rule may.
export const faults = [
  ['overflow', page('<div style="width:500px">宽</div>'), ['overflow']],
  ['overflow-on-paper', page('<style>@media print { .wide { width: 900px } }</style><div class="wide">宽</div>'), ['overflow']],
  ['cut', page('<p style="width:90px;overflow:hidden;white-space:nowrap">写不下的一行长长的文字</p>'), ['clipped']],
  ['cut-below', page('<p style="height:20px;overflow:hidden">一行<br>两行<br>三行</p>'), ['clipped']],
  ['spills', page('<p style="width:90px;white-space:nowrap"><b>写不下的一行长长的文字</b></p>'), ['clipped']],
  ['squeezed', page('<table><tr><td style="max-width:20px;width:20px">年初预算</td></tr></table>'), ['squeezed']],
  ['small', page('<p style="font-size:10px">小字</p>'), ['small-text']],
  ['small-when-scaled', page(`<div style="width:280px">${chart('<text y="40">小字</text>', 'style="width:100%;height:auto" viewBox="0 0 800 100"').replace('viewBox="0 0 300 100"', '')}</div>`), ['small-text']],
  ['faint', page('<p style="color:#999;background:#fff">浅</p>'), ['contrast']],
  ['faint-by-opacity', page('<p style="color:#000;background:#fff;opacity:.4">浅</p>'), ['contrast']],
  ['faint-by-night', page('<p style="color:#555">浅</p>'), ['contrast']],
  ['faint-on-hatch', page('<p style="background:repeating-linear-gradient(45deg,#888 0 4px,transparent 4px 8px) #fff;color:#333">格</p>'), ['contrast']],
  ['two-drawings', page(`<div class="pic"><div class="wide">${chart('<text y="20">宽</text>')}</div><div class="narrow">${chart('<text y="20">窄</text>')}</div></div>`), ['one-drawing']],
  ['two-drawings-one-a-file', page(`<div class="pic"><div class="wide"><img class="chart" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='100'/%3E" width="300" height="100" alt="宽"></div><div class="narrow">${chart('<text y="20">窄</text>')}</div></div>`), ['one-drawing']],
  ['no-drawing', page(`<div class="pic">无<div hidden>${chart('<text y="20">宽</text>')}</div></div>`), ['one-drawing']],
  ['overlap', page(chart('<text x="5" y="30">第一行文字</text><text x="30" y="35">第二行</text>')), ['chart-overlap']],
  ['overlap-of-lines', page(chart('<text x="5" y="30">上<tspan x="5" dy="17">下行文字</tspan></text><text x="20" y="50">压住</text>')), ['chart-overlap']],
  ['overlap-turned', page(chart('<text x="5" y="30">横着的文字</text><text transform="translate(30 20) rotate(90)">竖着</text>')), ['chart-overlap']],
  ['frame', page(chart('<text x="270" y="30">写出了边</text>')), ['chart-frame']],
  ['frame-above', page(chart('<text x="5" y="6">写出了边</text>')), ['chart-frame']],
  ['covered', page(chart('<text x="5" y="30">盖住</text><rect width="60" height="60" fill="#ddd"/>')), ['covered']],
  ['faint-in-chart', page(chart('<rect width="90" height="60" fill="#333"/><text x="5" y="30" style="fill:#111">看不清</text>')), ['chart-contrast']],
  ['faint-at-the-end', page(chart('<rect width="90" height="60" fill="#000"/><text x="65" y="30" style="fill:#fff">一半在外面</text>')), ['chart-contrast']],
  ['faint-on-pattern', page(chart('<defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 0V6" stroke="#888"/></pattern></defs><rect width="90" height="60" fill="#fff"/><rect width="90" height="60" fill="url(#h)"/><text x="5" y="30" style="fill:#333">看不清</text>')), ['chart-contrast']],
  ['ids', page('<p id="a">一</p><p id="a">二</p>'), ['ids']],
  ['lost-label', page('<p aria-describedby="nowhere">一</p>'), ['ids']],
  ['headings', page('<h3>跳了一级</h3>'), ['headings']],
  ['two-titles', page('<h1>第二个</h1>'), ['headings']],
  ['language', page('').replace('lang="zh-CN"', 'lang="en"'), ['language']],
  ['no-title', page('').replace('<title>页</title>', '<title></title>'), ['language']],
  ['unnamed', page('<p>字 <a href="sound.html"><i aria-hidden="true">字</i></a></p>'), ['names']],
  ['unnamed-mark', page(chart('<a href="sound.html"><rect x="10" y="10" width="30" height="30" fill="#ddd"/></a>')), ['names']],
  ['image', page('<img alt="图" src="nowhere.png">'), ['images', 'links', 'requests', 'console']],
  ['script', page('<script>void 0</script>'), ['scripts']],
  ['script-of-two-datasets', page('<script type="application/ld+json">{"@type":"Dataset"}</script><script type="application/ld+json">{"@type":"Dataset"}</script>'), ['scripts']],
  ['script-of-no-json', page('<script type="application/ld+json">void 0</script>'), ['scripts']],
  ['script-in-attribute', page('<p onclick="void 0">字</p>'), ['scripts']],
  ['script-in-address', page('<p>字 <a href="javascript:void 0">字</a></p>'), ['scripts', 'links']],
  ['no-focus-ring', page('<style>a.bare:focus-visible { outline: none }</style><p>字 <a class="bare" href="sound.html">字</a></p>'), ['focus']],
  ['faint-focus-ring', page('<style>a.pale:focus-visible { outline-color: #eee }</style><p>字 <a class="pale" href="sound.html">字</a></p>'), ['focus']],
  ['focus-ring-cut-off', page(chart('<a href="sound.html"><title>格</title><rect width="300" height="100" fill="#ddd"/></a>')), ['focus']],
  ['focus-ring-painted-over', page(chart('<a href="sound.html"><title>格</title><rect x="20" y="20" width="40" height="40" fill="#ddd"/></a><rect x="30" width="80" height="100" fill="#eee"/><rect width="300" height="21" fill="#eee"/>')), ['focus']],
  ['skip-stays-away', page('<a class="skip" href="#top" style="position:absolute;left:-9999px">跳</a><p id="top">字</p>'), ['focus']],
  ['targets', page('<ul style="list-style:none;font-size:13px;line-height:18px"><li><a href="sound.html">一二三四</a></li><li><a href="sound.html">五六七八</a></li></ul>'), ['targets']],
  ['closed-on-paper', page('<details class="twin"><summary>表</summary><p>数</p></details>'), ['paper']],
  ['taller-than-it-says', page('<p style="height:90px">高</p>', '<meta name="mingzhang:height" content="50">').replace('<body>', '<body class="embed">'), ['embed-height']],
  ['no-file', page('<p>字 <a href="nowhere.html">字</a></p>'), ['links']],
  ['no-place', page('<p>字 <a href="sound.html#nowhere">字</a></p>'), ['links']],
  ['no-place-here', page('<p>字 <a href="#nowhere">字</a></p>'), ['links']],
  ['folder', page('<p>字 <a href="./">字</a></p>'), ['links']],
  ['rooted', page('<p>字 <a href="/sound.html">字</a></p>'), ['links']],
  ['third-party', page('<link rel="stylesheet" href="https://mingzhang.example/style.css">'), ['requests', 'console']],
  ['console', page('', '<meta http-equiv="Content-Security-Policy" content="no-such-rule x">'), ['console']],
];

/// What must pass: decoration, halos, hatches, boxes that scroll, labels that touch, links in sentences.
export const sound = page(`
<p><a href="#place">这里</a><i aria-hidden="true" style="color:#ccc">/</i> <a href="sound.html">这页</a></p>
<h2 id="place">二</h2><h3>三</h3><h2>又二</h2>
<div class="scroll"><table><tr><td style="min-width:900px">宽表</td></tr></table></div>
<p style="font-size:30px;color:#777;background:#111">大字可以浅一些</p>
<div class="pic"><div class="wide">${chart('<text y="20">宽</text>')}</div><div class="narrow" hidden>${chart('<text y="20">窄</text>')}</div></div>
${chart(`<rect width="100" height="60" fill="#14497F"/><text x="5" y="14" style="fill:#fff">上一行</text>
<text x="5" y="28" style="fill:#fff">下一行</text>
<text x="80" y="45" style="fill:#111;paint-order:stroke;stroke:#fff;stroke-width:4">有衬边</text>
<text x="80" y="45" aria-hidden="true">有衬边</text>
<a href="sound.html"><text x="160" y="45">可点的字</text></a>
<a href="sound.html" tabindex="-1"><title>不在键盘路上</title><rect y="70" width="300" height="30" fill="#ddd"/></a>`)}
<details class="twin" open><summary>表</summary><p>数</p></details>`);
