// A page says that it is in Chinese, and has a title.

function look() {
  const root = document.documentElement;
  if (root.localName !== 'html') return [];
  const found = root.lang === 'zh-CN' ? [] : [{ what: 'lang', where: 'html', numbers: `“${root.lang}”` }];
  return document.title.trim() ? found : found.concat({ what: 'title', where: 'head', numbers: 'empty' });
}

export const rule = { name: 'language', when: (view) => view.first, look };
