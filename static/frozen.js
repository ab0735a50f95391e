// On a page that never changes: says that its chart has a newer version, and since when. A file beside the frozen ones knows, which
// every publication writes anew. Where no script runs, or the page is opened from disk, it stays as it is and leads to the newest version.
"use strict";

(function () {
  const newer = document.getElementById("newer");
  // A page from disk may not ask for files.
  if (!newer || location.protocol === "file:") return;

  function told(all) {
    const own = all[newer.dataset.version];
    if (!own) return;
    if (own.gone) {
      document.getElementById("gone").hidden = false;
      return;
    }
    if (own.date) {
      const since = document.getElementById("since");
      since.firstElementChild.textContent = own.date;
      since.hidden = false;
    }
    newer.hidden = false;
  }

  fetch(newer.dataset.latest)
    .then((answer) => (answer.ok ? answer.json() : {}))
    .then(told)
    .catch(() => {});
})();
