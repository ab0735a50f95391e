// Search without a server. The index lies beside the pages in scripts that each hand their text to `mzFound`, because pages
// opened from disk may load scripts and nothing else. A query loads the page of keys that it falls on, and the blocks of the
// entries that it shows. Without this file the form leads to search.html, which lists everything from A to Z.
(() => {
  'use strict';
  const form = document.querySelector('form.find');
  const input = form && form.querySelector('input');
  if (!input) return;
  const root = new URL('.', form.action); // of the pages in the language of this one
  const most = 10;

  // --- the index -----------------------------------------------------------------------------------------------------

  let first; // what the first file says
  let mark = '';
  const waiting = new Map(); // file -> what is done with its text
  const loaded = new Map(); // file -> promise of its text

  window.mzFound = (own, name, ...texts) => {
    const key = name === undefined ? 'index' : name;
    const answer = waiting.get(key);
    if (answer) answer(name === undefined ? own : { own, texts });
  };

  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((done, failed) => {
        waiting.set(name, done);
        const script = document.createElement('script');
        script.src = `${new URL(`search/${name}.js`, root)}${mark ? `?${mark}` : ''}`;
        script.onerror = () => { loaded.delete(name); failed(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  const begin = async () => {
    first = await load('index');
    mark = first.mark;
  };

  // A file of another index than the first one: the site was published anew meanwhile.
  const part = async (name) => {
    if (!first) await begin();
    const { own, texts } = await load(name);
    if (own === mark) return texts;
    loaded.clear();
    parsed.clear();
    mark = own;
    await begin();
    if (own !== mark) throw new Error(name);
    const again = await load(name);
    return again.texts;
  };

  const numbers = (text) => {
    let last = 0;
    return text ? text.split(',').map((step) => (last += parseInt(step, 36))) : [];
  };

  const parsed = new Map();
  const page = async (at) => {
    if (parsed.has(at)) return parsed.get(at);
    const [rows, best] = await part(`k${at}`);
    let before = [];
    const keys = rows.split('\n').slice(0, -1).map((line) => {
      const [key, whole, inner] = line.split('\t');
      const own = before.slice(0, parseInt(key[0], 36)).concat([...key.slice(1)]);
      before = own;
      return { key: own.join(''), whole, inner };
    });
    const heads = new Map(best.split('\n').slice(0, -1).map((line) => {
      const [key, whole, inner] = line.split('\t');
      return [key, { whole: numbers(whole), inner: numbers(inner) }];
    }));
    const made = { keys, heads };
    parsed.set(at, made);
    return made;
  };

  const entry = async (number) => {
    const [text] = await part(`e${Math.floor(number / first.block)}`);
    const line = text.split('\n')[number % first.block];
    const [kind, name, also, code, beside, figure, of, pages] = line.split('\t');
    const others = also ? also.split('|') : [];
    const read = pages.split(' ').map((one) => {
      const year = /^(\d+):(.*)$/.exec(one);
      return year ? { year: year[1], href: year[2] } : { year: '', href: one };
    });
    return { number, kind: +kind, name, others, code, beside, figure, of, pages: read };
  };

  // --- a query -------------------------------------------------------------------------------------------------------

  const plain = (text) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const year = (word) => (/^((?:19|20)\d\d)(?:年|年度)?$/.exec(word) || [])[1];

  // A query as one word to look up, words to hold against, and a year.
  const ask = (text) => {
    let words = text.normalize('NFKC').trim().toLowerCase().split(/[\s,，、;；]+/).filter(Boolean);
    let wanted = '';
    if (words.length > 1) {
      words = words.filter((word) => {
        const found = year(word);
        if (!found || wanted) return true;
        wanted = found;
        return false;
      });
    } else if (words.length === 1) {
      const ends = /^(.*[^\d])((?:19|20)\d\d)(?:年|年度)?$/.exec(words[0]);
      if (ends) [words, wanted] = [[ends[1]], ends[2]];
    }
    // `min zheng ju` is one word in letters.
    if (words.length > 1 && words.every((word) => /^[a-z]+$/.test(word))) words = [words.join('')];
    words = words.map(plain).filter(Boolean);
    words.sort((a, b) => b.length - a.length);
    return { look: words[0] || '', others: words.slice(1), wanted };
  };

  // Numbers of the entries that have a key which begins so: names, beginnings, the rest.
  const range = async (look) => {
    if (!first) await begin();
    let low = 0;
    let high = first.pages.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (first.pages[middle] <= look) low = middle; else high = middle;
    }
    const exact = [];
    const whole = new Set();
    const inner = new Set();
    if (first.pages.length === 0) return { exact, whole: [], inner: [] };
    const at = await page(low);
    const take = (row) => {
      const own = numbers(row.whole);
      if (row.key === look) exact.push(...own);
      own.forEach((number) => whole.add(number));
      numbers(row.inner).forEach((number) => inner.add(number));
    };
    const fits = (row) => row.key.startsWith(look) || (hanzi(row.key) && look.startsWith(row.key));
    const head = at.heads.get(look);
    if (head) {
      at.keys.filter((row) => row.key === look).forEach(take);
      head.whole.forEach((number) => whole.add(number));
      head.inner.forEach((number) => inner.add(number));
    } else {
      at.keys.filter(fits).forEach(take);
      for (let next = low + 1; next < first.pages.length && first.pages[next].startsWith(look); next += 1) {
        (await page(next)).keys.filter(fits).forEach(take);
      }
    }
    const sorted = (set) => [...set].sort((a, b) => a - b);
    return { exact, whole: sorted(whole), inner: sorted(inner) };
  };

  const inOrder = (found) => [...new Set([...found.exact, ...found.whole, ...found.inner])];

  // Whether all characters of a word stand in a text in this order.
  const within = (word, text) => {
    let at = 0;
    for (const c of word) {
      at = text.indexOf(c, at) + 1;
      if (at === 0) return false;
    }
    return true;
  };

  const words = (one) => plain([one.name, ...one.others, one.code, one.beside].join(''));
  const hanzi = (text) => /[^\x00-\x7f]/.test(text);

  // The entries that hold a query, the best first; `enough` of them.
  const find = async (text, enough) => {
    const { look, others, wanted } = ask(text);
    if (!look) return [];
    const fits = (one) => {
      const own = words(one);
      // A key is as long as its neighbours need; what is longer is held against the name.
      return (!hanzi(look) || own.includes(look)) && others.every((word) => !hanzi(word) || own.includes(word));
    };
    const candidates = inOrder(await range(look));
    const inLetters = [];
    for (const word of others.filter((one) => !hanzi(one))) inLetters.push(new Set(inOrder(await range(word))));
    const found = await picked(candidates.filter((one) => inLetters.every((set) => set.has(one))), enough, fits);
    if (found.length === 0 && hanzi(look)) found.push(...await loose(look, enough));
    const of = (one) => one.pages.find((own) => own.year === wanted);
    if (wanted && found.some(of)) return found.filter(of).map((one) => ({ ...one, href: of(one).href, year: wanted }));
    return found.map((one) => ({ ...one, href: one.pages[0].href, year: one.pages[0].year }));
  };

  // The first entries that fit. Blocks are loaded a few at a time.
  const picked = async (candidates, enough, fits) => {
    const found = [];
    for (let at = 0; at < candidates.length && found.length < enough && at < 40 * most; at += enough) {
      const some = await Promise.all(candidates.slice(at, at + enough).map(entry));
      found.push(...some.filter(fits));
    }
    return found.slice(0, enough);
  };

  // Names that hold the characters with others between them: 城管局 for 城市管理局. The longest piece that is known leads.
  const loose = async (look, enough) => {
    const chars = [...look];
    const pieces = [];
    for (let at = 1; at < chars.length; at += 1) pieces.push(chars.slice(at).join(''), chars.slice(0, at).join(''));
    pieces.sort((a, b) => b.length - a.length);
    const named = (one) => [one.name, ...one.others].some((name) => within(look, plain(name)));
    for (const fits of [named, (one) => within(look, plain(one.beside + one.name))]) {
      for (const piece of pieces) {
        const found = await picked(inOrder(await range(piece)).slice(0, 60), enough, fits);
        if (found.length > 0) return found;
      }
    }
    return [];
  };

  window.mzSearch = find;

  // --- the box -------------------------------------------------------------------------------------------------------

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const address = (one) => new URL(one.href, root).href;

  const fill = (element, one) => {
    const name = make('b', '', one.name);
    if (one.code) name.append(' ', make('small', '', one.code));
    const beside = [first.kinds[one.kind], one.beside, one.figure.includes(one.year) ? '' : one.year].filter(Boolean).join(' · ');
    element.append(name, make('span', '', beside));
    if (one.figure) {
      const figure = make('span', 'n', one.figure);
      if (one.of) figure.dataset.of = one.of;
      element.append(figure);
    }
    return element;
  };

  const list = make('ul', 'hits');
  list.id = 'find-hits';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.getAttribute('aria-label'));
  const status = make('p', 'quiet');
  status.setAttribute('role', 'status');
  form.append(list, status);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id]]) {
    input.setAttribute(name, value);
  }

  let shown = [];
  let active = -1;
  const choose = (at) => {
    active = at;
    [...list.children].forEach((option, own) => option.setAttribute('aria-selected', String(own === at)));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', list.children[at].id);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute('aria-expanded', String(yes));
    if (!yes) choose(-1);
  };
  const show = (found) => {
    shown = found;
    list.replaceChildren(...found.map((one, at) => {
      const option = fill(make('li'), one);
      option.id = `find-${at}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      return option;
    }));
    active = -1;
    open(found.length > 0);
    const { none, found: some, pieces } = first.words;
    status.textContent = found.length > 0 ? `${some} ${found.length} ${pieces}` : none;
  };

  let latest = 0;
  const suggest = async () => {
    const own = latest += 1;
    const text = input.value.trim();
    if (!text) {
      open(false);
      status.textContent = '';
      return;
    }
    try {
      const found = await find(text, most);
      if (own === latest) show(found);
    } catch {
      open(false); // The form still leads to the list of everything.
    }
  };

  input.addEventListener('focus', () => { if (!first) begin().catch(() => {}); }, { once: true });
  input.addEventListener('input', suggest);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      const from = list.hidden ? -1 : active;
      open(true);
      const count = shown.length + 1;
      choose((from + 1 + step + count) % count - 1);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      open(false);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      location.href = address(shown[active]);
    }
  });
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('li');
    if (option) location.href = address(shown[[...list.children].indexOf(option)]);
  });
  form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) open(false); });

  // --- the page of results -------------------------------------------------------------------------------------------

  const results = document.getElementById('results');
  const asked = new URLSearchParams(location.search).get('q');
  if (!results || !asked) return;
  input.value = asked;
  find(asked, 5 * most).then((found) => {
    const lines = found.map((one) => {
      const line = make('li');
      const link = make('a');
      link.href = address(one);
      line.append(fill(link, one));
      const years = one.pages.filter((own) => own.year && own.year !== one.year);
      if (years.length > 0) {
        const others = make('small', '', `${first.words.other} `);
        years.forEach((own) => {
          const other = make('a', '', own.year);
          other.href = address(own);
          others.append(other, ' ');
        });
        line.append(others);
      }
      return line;
    });
    results.querySelector('ol').replaceChildren(...lines);
    const { none, found: some, pieces } = first.words;
    results.querySelector('[role=status]').textContent = found.length > 0 ? `“${asked}”：${some} ${found.length} ${pieces}` : `“${asked}”：${none}`;
    results.hidden = false;
  }).catch(() => {});
})();
