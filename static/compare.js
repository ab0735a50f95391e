// The free choice of two bodies or years on compare.html. Everything it shows stands on other pages, too; without it the page
// lists those. Data come as scripts, so that the page also works from disk.
"use strict";

(function () {
  const room = document.getElementById("choose");
  if (!room) return;
  const english = document.documentElement.lang === "en";
  const words = english
    ? {
        choose: "Choose a department",
        when: function (column) { return column.year + " " + column.phase; },
        alike: "Phase and scope are the same; differences can be reckoned.",
        apart: function (a, b) {
          return "Phase or scope differ (" + a.phase + ", " + a.scope + "; " + b.phase + ", " + b.scope + "): side by side only, no differences.";
        },
        aside: function (text) { return " (" + text + ")"; },
      }
    : {
        choose: "选一个部门",
        when: function (column) { return column.year + " 年" + column.phase; },
        alike: "阶段和编报范围相同，可以相减。",
        apart: function (a, b) {
          return "阶段或编报范围不同（" + a.phase + "、" + a.scope + "；" + b.phase + "、" + b.scope + "），只放在一起看，不相减。";
        },
        aside: function (text) { return "（" + text + "）"; },
      };
  const bodies = new Map();
  const waiting = new Map();

  function load(address, failed) {
    const script = document.createElement("script");
    script.src = address;
    script.onerror = failed;
    document.head.append(script);
  }

  function option(value, text) {
    const one = document.createElement("option");
    one.value = value;
    one.textContent = text;
    return one;
  }

  const sides = ["a", "b"].map(function (side) {
    return {
      body: document.getElementById("body-" + side),
      year: document.getElementById("year-" + side),
    };
  });

  function chosen(side) {
    const body = bodies.get(side.body.value);
    return body && body.columns[Number(side.year.value)] ? { body: body, column: body.columns[Number(side.year.value)] } : null;
  }

  function fill(side) {
    const body = bodies.get(side.body.value);
    if (!body) {
      if (side.body.value && !waiting.has(side.body.value)) {
        waiting.set(side.body.value, true);
        load("compare/" + side.body.value + ".js", show);
      }
      return;
    }
    side.year.replaceChildren(...body.columns.map(function (column, at) {
      return option(String(at), words.when(column));
    }));
    side.year.disabled = body.columns.length === 0;
    show();
  }

  // Printed amounts have two decimals: whole hundredths are exact. Amounts in million are rounded for reading; the exact one is behind them.
  const parts = english ? 1e6 : 100;

  function whole(row) {
    return Math.round(Number((row[4] || row[1]).replace(/,/g, "").replace("−", "-")) * parts);
  }

  function printed(value) {
    const amount = Math.abs(value) / parts;
    const digits = amount.toFixed(english && amount < 1 ? 4 : 2).replace(/\B(?=(\d{3})+\.)/g, ",");
    return (value < 0 ? "−" : "") + digits;
  }

  function cell(row, content, className) {
    const td = document.createElement("td");
    if (className) td.className = className;
    td.append(content);
    row.append(td);
  }

  function figure(entry) {
    if (!entry) return "—";
    const link = document.createElement("a");
    link.className = "fig";
    link.href = entry[2];
    link.textContent = entry[1];
    return link;
  }

  function show() {
    const [a, b] = sides.map(chosen);
    const table = document.getElementById("chosen");
    const note = document.getElementById("chosen-note");
    table.hidden = !(a && b);
    note.textContent = "";
    if (!(a && b)) return;
    const alike = a.column.phase === b.column.phase && a.column.scope === b.column.scope;
    note.textContent = alike
      ? words.alike
      : words.apart(a.column, b.column);
    [a, b].forEach(function (one, at) {
      const link = document.createElement("a");
      link.href = one.column.href;
      link.textContent = one.body.name + " " + words.when(one.column);
      table.tHead.rows[0].cells[at + 1].replaceChildren(link);
    });
    const labels = [];
    [a, b].forEach(function (one) {
      one.column.rows.forEach(function (row) {
        if (!labels.includes(row[0])) labels.push(row[0]);
      });
    });
    table.tBodies[0].replaceChildren(...labels.map(function (label) {
      const [left, right] = [a, b].map(function (one) {
        return one.column.rows.find(function (row) { return row[0] === label; });
      });
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = label;
      if (english && /[\u4e00-\u9fff]/.test(label)) head.lang = "zh";
      row.append(head);
      cell(row, figure(left), "n");
      cell(row, figure(right), "n");
      cell(row, alike && left && right ? printed(whole(right) - whole(left)) : "—", "n");
      return row;
    }));
  }

  window.chosenBody = function (body) {
    bodies.set(body.id, body);
    sides.filter(function (side) { return side.body.value === body.id; }).forEach(fill);
  };

  window.chosenBodies = function (all) {
    sides.forEach(function (side) {
      side.body.replaceChildren(option("", words.choose), ...all.map(function (one) {
        return option(one[0], one[1] + (one[2] ? words.aside(one[2]) : ""));
      }));
      side.body.addEventListener("change", function () { side.year.replaceChildren(); fill(side); show(); });
      side.year.addEventListener("change", show);
    });
    room.hidden = false;
  };

  load("compare/bodies.js", null);
})();
