/* Every page is complete without this file: it adds the filters and opens the fold a link leads into. */
"use strict";

(function () {
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    // what is folded around the target, and what the target itself folds
    const folds = [target.matches("tr") ? target.querySelector("details") : null];
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    const shut = folds.filter((fold) => fold && !fold.open);
    shut.forEach((fold) => { fold.open = true; });
    if (shut.length) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();

(function () {
  // what is filtered: its items, the fields to choose from, the orders beside that of the page, the words for them
  const SETS = {
    claims: {
      items: ".claim-card", fields: ["article", "kind", "verdict"], noun: "claims", what: "figures",
      first: "place in the article", orders: { verdict: ["rank"], kind: ["kind", "rank"], period: ["period"] },
    },
    relations: {
      items: "tbody > tr", fields: ["article", "role", "verdict"], noun: "recomputations", what: "recomputations",
      first: "article", orders: { "what is computed": ["what"], verdict: ["rank"], role: ["role", "rank"] },
    },
  };
  const list = document.querySelector("[data-filter]");
  const set = list && SETS[list.dataset.filter];
  if (!set) return;
  const items = Array.from(list.querySelectorAll(set.items));
  const form = document.createElement("form");
  form.className = "claim-filter";
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter and sort the " + set.what);

  const control = (name, element) => {
    const label = document.createElement("label");
    label.append(name + " ", element);
    element.name = name;
    form.append(label);
    return element;
  };

  const selects = set.fields.map((field) => {
    const select = document.createElement("select");
    const values = [...new Set(items.map((item) => item.dataset[field]))];
    if (field !== "article") values.sort();
    select.append(new Option("all", ""));
    values.forEach((value) => select.append(new Option(value, value)));
    return control(field, select);
  });
  const order = control("sort by", document.createElement("select"));
  order.name = "sort";
  order.append(new Option(set.first, ""), ...Object.keys(set.orders).map((name) => new Option(name, name)));
  const homes = items.map((item) => item.parentElement);
  const flat = new Set(homes).size === 1 ? homes[0] : list.appendChild(document.createElement("div"));
  const sort = () => {
    const keys = set.orders[order.value];
    if (!keys) { items.forEach((item, i) => homes[i].append(item)); return; }
    // what has no such key, as a figure without a date, comes last
    const compare = (a, b) => !a - !b || a.localeCompare(b);
    const by = (a, b) => keys.reduce((found, key) => found || compare(a.dataset[key], b.dataset[key]), 0);
    flat.append(...[...items].sort(by));
  };
  const text = control("text", Object.assign(document.createElement("input"), { type: "search" }));
  const count = document.createElement("output");
  count.setAttribute("aria-live", "polite");
  form.append(count);
  list.before(form);

  // both Chinese scripts as one: the list names its Traditional characters, each with its Simplified one; 3,812 as 3812
  const character = (number) => String.fromCodePoint(parseInt(number, 16));
  const pairs = (list.dataset.fold || "").split(" ").filter(Boolean);
  const simple = new Map(pairs.map((pair) => pair.split("-").map(character)));
  const fold = (words) => Array.from(words.toLowerCase().replace(/(\d),(?=\d{3})/g, "$1"), (c) => simple.get(c) || c).join("");
  const folded = new Map();
  const wordsOf = (item) => {
    if (!folded.has(item)) folded.set(item, fold(item.textContent));
    return folded.get(item);
  };

  const apply = () => {
    const needles = fold(text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item) => {
      const fits = selects.every((select) => !select.value || item.dataset[select.name] === select.value)
        && needles.every((needle) => wordsOf(item).includes(needle));
      item.hidden = !fits;
      shown += fits;
    });
    list.querySelectorAll(".claim-group").forEach((group) => {
      group.hidden = !group.querySelector(".claim-card:not([hidden])");
    });
    count.value = shown + " of " + items.length + " " + set.noun
      + (shown ? "" : ": none fits all that is chosen and every word of the text");
  };
  const rearrange = () => { sort(); apply(); };

  const remember = () => {
    const query = new URLSearchParams();
    [...selects, order, text].forEach((element) => { if (element.value) query.set(element.name, element.value); });
    const search = query.toString();
    try {
      history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
    } catch (refused) { /* file:// pages may not rewrite their address; the filter works all the same */ }
  };

  const given = new URLSearchParams(location.search);
  [...selects, order, text].forEach((element) => { if (given.has(element.name)) element.value = given.get(element.name); });
  form.addEventListener("input", (event) => { if (event.target === order) sort(); apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // a link into the list goes before the filter
  const reveal = () => {
    const item = document.getElementById(location.hash.slice(1));
    if (!item || !item.hidden) return;
    form.reset();
    rearrange();
    remember();
    item.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  rearrange();
  reveal();
})();

(function () {
  // A citation of a web page names the day it was read, which only the reader's clock knows.
  const today = new Date().toLocaleDateString("sv");
  document.querySelectorAll(".read-on").forEach((day) => {
    const fill = () => { day.textContent = today; };
    const fold = day.closest("details");
    if (fold) fold.addEventListener("toggle", fill); else fill();
  });
})();

(function () {
  // "display: block" on a phone takes a table's roles away in some browsers; HTML may not say them again, a script may.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const role = (part) => ROLES[part.tagName] || (part.scope === "col" ? "columnheader" : "rowheader");
  document.querySelectorAll(".r-table, .r-table :is(thead, tbody, tr, th, td)").forEach((part) => part.setAttribute("role", role(part)));
})();
