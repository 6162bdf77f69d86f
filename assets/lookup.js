/* The figure lookup: brings what a reader types into the form of the index, and answers in the page.

   The index (data/lookup.js) is made at build time by the engine that reads the articles' figures, and loaded when the
   field is first used. Nothing leaves the page. */
"use strict";

const FigureLookup = (function () {
  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const PLACES = { 十: 1, 百: 2, 千: 3 };
  const SCALES = {
    万亿: 12, 亿: 8, 万: 4, trillion: 12, trn: 12, tn: 12, billion: 9, bn: 9, million: 6, mn: 6, mln: 6, m: 6,
    thousand: 3, k: 3,
  };
  const UNITS = [
    ["percent", /^(?:%|percent(?:age points?)?|per cent|pct|个百分点|个点)/],
    ["times", /^(?:倍|times|x(?![a-z])|-?fold)/],
    ["money", /^(?:元|人民币|yuan|cny|rmb|renminbi)/],
    ["count", /^(?:人|名|户|people|persons|users|viewers|buyers|家)/],
  ];
  const HAN = "[零〇一二两三四五六七八九十百千]";
  const TOKEN = new RegExp(
    "(?<before>rmb|cny|¥|人民币|百分之)?\\s*(?<sign>[-−–])?"
    + "(?<number>\\d[\\d,]*(?:\\.\\d+)?|" + HAN + "+(?:点" + HAN + "+)?)"
    + "\\s*(?<scale>万亿|千亿|百亿|十亿|千万|百万|亿|万|trillion|trn|tn|billion|bn|million|mn|mln|thousand|[mk](?![a-z]))?", "g");

  /* Decimal strings as [digits, exponent]: numbers of JavaScript would round them. */
  const canonical = (digits, exponent) => {
    const plain = digits.replace(/^0+(?=\d)/, "");
    const trimmed = plain.replace(/0+$/, "");
    return trimmed === "" ? "0" : trimmed + "e" + (exponent + plain.length - trimmed.length);
  };
  const keyOf = (text, power) => {
    const [whole, fraction = ""] = text.replaceAll(",", "").split(".");
    return canonical(whole + fraction, power - fraction.length);
  };
  const valueOf = (key) => Number(key);

  /* 三百八十一 or 五点六二 as a decimal text; null for what is none, as a bare 百. */
  const hanNumber = (text) => {
    const [whole, fraction] = text.split("点");
    let total = 0, digit = null;
    if (!/[十百千]/.test(whole)) {
      total = Number([...whole].map((c) => DIGITS[c]).join(""));
    } else {
      for (const c of whole) {
        if (c in DIGITS) digit = DIGITS[c];
        else { total += (digit === null ? 1 : digit) * 10 ** PLACES[c]; digit = null; }
      }
      total += digit || 0;
    }
    if (Number.isNaN(total)) return null;
    return String(total) + (fraction ? "." + [...fraction].map((c) => DIGITS[c]).join("") : "");
  };

  const COMPOUND = { 千亿: [3, "亿"], 百亿: [2, "亿"], 十亿: [1, "亿"], 千万: [3, "万"], 百万: [2, "万"] };

  /* The figures of a normalised text: where they stand, what they come to, and what they are counted in. */
  const read = (text) => {
    const found = [];
    for (const match of text.matchAll(TOKEN)) {
      const { before = "", number, scale = "" } = match.groups;
      const isHan = !/\d/.test(number);
      let end = match.index + match[0].length;
      const amount = isHan ? hanNumber(number) : number;
      if (amount === null) continue;
      let power = 0;
      if (scale in COMPOUND) power = COMPOUND[scale][0] + SCALES[COMPOUND[scale][1]];
      else if (scale) power = SCALES[scale];
      let kind = before === "百分之" ? "percent" : before ? "money" : "";
      const rest = text.slice(end).replace(/^\s+/, "");
      const unit = UNITS.find(([, pattern]) => pattern.test(rest));
      if (unit && !(kind === "money" && unit[0] !== "money")) {
        kind = unit[0];
        end = text.length - rest.length + rest.match(unit[1])[0].length;
      }
      const isYear = /^(?:19|20)\d\d$/.test(number) && !scale && !kind;
      const isDate = !scale && !kind && /^[年月日号季]/.test(rest);
      if (isYear || isDate) continue;
      // a letter that touches a bare number makes it part of a name: H1, Q3
      if (!scale && !kind && /[a-z.]/.test(text[match.index - 1] || "")) continue;
      // a bare word such as 一 or 十 in a sentence is no figure
      if (isHan && !scale && !kind) continue;
      found.push({
        start: match.index, end, written: text.slice(match.index, end).trim(), key: keyOf(amount, power), kind,
        isBare: !scale && !kind,
      });
    }
    // 116, 618, 3 in a sentence are names and counts; bare numbers count where they are all there is
    const marked = found.filter((figure) => !figure.isBare);
    return marked.length ? marked.concat(found.filter((f) => f.isBare && /\./.test(f.written))) : found.filter((f) => /\.|\d{3}/.test(f.written.replaceAll(",", "")) || !f.isBare);
  };

  const build = (data) => {
    const script = new Map([...data.traditional].map((c, i) => [c, [...data.simplified][i]]));
    const normal = (text) => [...text.normalize("NFKC").toLowerCase()].map((c) => script.get(c) || c).join("")
      .replace(/兩/g, "两").replace(/[，、](?=\d{3})/g, ",").replace(/(\d)\s+(?=\d{3}\b)/g, "$1");
    const byKey = new Map();
    const add = (key, item) => {
      const items = byKey.get(key) || byKey.set(key, []).get(key);
      if (!items.includes(item)) items.push(item);
    };
    const byId = new Map();
    for (const item of data.figures) {
      byId.set(item.id, item);
      item.key = item.value ? keyOf(item.value.replace("-", ""), 0) : "";
      if (item.key) add(item.key, item);
      for (const form of item.value ? item.variants : []) {
        const figures = read(normal(form));
        if (figures.length === 1) add(figures[0].key, item);
      }
    }
    return { data, normal, byKey, byId };
  };

  const years = (text) => [...text.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].map((m) => Number(m[1]));
  const holds = (text, words) => words.reduce((best, word) => {
    const there = /^[a-z]/.test(word) ? new RegExp("(?<![a-z])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "(?![a-z])").test(text)
      : text.includes(word);
    return there ? Math.max(best, 1 + Math.min(word.length, 8) / 8) : best;
  }, 0);

  const score = (index, item, clause, text) => {
    const { data } = index;
    const named = years(clause).length ? years(clause) : years(text);
    const own = item.years || [];
    let points = 0;
    const isOf = (all) => own.some((y) => all.includes(y));
    if (named.length) points += isOf(named) ? (own.length === 1 ? 4 : 2) : isOf(years(text)) ? 0 : own.length ? -4 : 0;
    points += 3 * holds(clause, data.metrics[item.metric] || []) || 1.5 * holds(text, data.metrics[item.metric] || []);
    const entity = holds(text, data.entities[item.entity] || []);
    points += entity ? 3 * entity : item.entity === data.main ? 0.5 : -1;
    points += 0.4 * (item.words || []).filter((word) => clause.includes(word)).length;
    return points + (item.kind === "claim" ? 0.3 : 0) + (item.cite && item.mark !== "none" ? 0.2 : 0);
  };

  const clauseOf = (text, figure) => {
    const cut = /[,，。;；!！?？\n]|(?<=[a-z])\s+and\s+/g;
    let start = 0, end = text.length;
    for (const match of text.matchAll(cut)) {
      const isSeparator = !(match[0] === "," && /\d/.test(text[match.index - 1] || "") && /\d/.test(text[match.index + 1] || ""));
      if (!isSeparator) continue;
      if (match.index < figure.start) start = match.index + match[0].length;
      else if (match.index >= figure.end) { end = match.index; break; }
    }
    return text.slice(start, end);
  };

  const fits = (item, figure) => !figure.kind || !item.of || item.of === figure.kind
    || (figure.kind === "times" && item.of === "percent");

  /* What is known of each figure in the text: {figure, found: [items], near: item or null, year: the year that differs}. */
  const ask = (index, query) => {
    const text = index.normal(query);
    return read(text).slice(0, 12).map((figure) => {
      const clause = clauseOf(text, figure);
      const ranked = (items) => items.map((item) => [score(index, item, clause, text), item]).sort((a, b) => b[0] - a[0]);
      const same = ranked((index.byKey.get(figure.key) || []).filter((item) => fits(item, figure)));
      const value = valueOf(figure.key);
      const others = ranked(index.data.figures.filter((item) => item.value && fits(item, figure) && item.key !== figure.key));
      const best = same.length ? same[0][0] : -Infinity;
      // a clause may compare with another year: only a year that no clause names is a wrong one
      const named = years(text);
      const wrongYear = same.length && named.length && (same[0][1].years || []).length
        && !same[0][1].years.some((y) => named.includes(y));
      const top = others.length ? others[0][0] : -Infinity;
      let near = null;
      if (!same.length || wrongYear || top >= best + 4) {
        // of the quantity that the words name, the one nearest in value
        const about = others.filter(([points]) => points >= Math.max(3, top - 0.75));
        const pool = about.length ? about : others;
        const distance = ([, item]) => Math.abs(Math.log(Math.abs(Number(item.value)) / value || Infinity));
        near = pool.reduce((a, b) => (a === null || distance(b) < distance(a) ? b : a), null);
        near = near && (about.length || distance(near) < 0.1) ? near[1] : null;
      }
      const found = same.filter(([points], i) => i === 0 || points >= best - 3).map(([, item]) => item).slice(0, 4);
      return { figure, found, near, years: wrongYear ? named : null, value };
    });
  };

  return { build, ask, read };
})();

(function () {
  if (typeof document === "undefined") return;
  const field = document.getElementById("figure-lookup");
  const answers = document.getElementById("figure-answers");
  if (!field || !answers) return;
  const root = field.dataset.root || "";
  let index = null, loading = null;

  const load = () => loading || (loading = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root + "data/lookup.js";
    script.onload = () => { index = FigureLookup.build(window.figureLookup); resolve(); };
    script.onerror = reject;
    document.head.append(script);
  }));

  const make = (tag, className, ...parts) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...parts);
    return element;
  };
  const link = (href, text) => Object.assign(document.createElement("a"), {
    href: /^https?:/.test(href) ? href : root + href, textContent: text,
  });
  const percent = (ratio) => {
    const size = Math.abs(ratio) * 100;
    return (size < 10 ? size.toFixed(1) : size.toFixed(0)) + "% " + (ratio > 0 ? "higher" : "lower");
  };

  const card = (item, kicker) => {
    const box = make("div", "r-answer");
    box.dataset[item.kind] = item.id;
    if (kicker) box.append(make("p", "r-kicker", kicker));
    box.append(make("h3", "", item.what));
    box.append(make("p", "", make("b", "r-big", item.shown || item.printed), " ", make("span", "r-chip r-" + item.mark, item.verdict)));
    if (item.shown && item.printed && item.printed !== item.shown) {
      const form = make("span", "", item.printed);
      form.lang = "zh";
      box.append(make("p", "r-small", "Printed as ", form));
    }
    box.append(make("p", "r-say", /[“”]/.test(item.say) ? item.say : "“" + item.say + "”"));
    const links = make("p", "r-small", link(item.href, "The figure and its sources"));
    if (item.cite) links.append(" · ", link(item.cite, "Cite it"));
    box.append(links);
    return box;
  };

  const show = () => {
    const query = field.value.trim();
    answers.replaceChildren();
    if (!query || !index) return;
    const told = FigureLookup.ask(index, query);
    for (const { figure, found, near, years, value } of told) {
      const written = "You wrote " + figure.written;
      if (found.length && years) {
        answers.append(make("p", "r-note", written + " for " + years.join(", ") + ". That figure is of another year: " + found[0].years.join("–") + "."));
      } else if (!found.length) {
        answers.append(make("p", "r-note", written + ": no figure of this report is " + figure.written + "."));
      }
      const cards = found.map((item, i) => card(item, i === 0 && told.length > 1 ? written : i === 1 ? "The same number elsewhere" : ""));
      if (near && !found.length) {
        const ratio = Number(near.value) / value - 1;
        cards.push(card(near, "The nearest known figure, " + percent(ratio)));
      } else if (near) {
        const other = card(near, years ? "What is known for " + years.join(", ") : "What the words around it name");
        if (years) cards.push(other); else cards.splice(1, 0, other);
      }
      answers.append(...cards);
    }
    if (!told.length) {
      answers.append(make("p", "r-note", "No figure was read in this. Write it as the press does: 6800亿, RMB680bn, 78.4%."));
    }
  };

  const refresh = () => { if (index) show(); else load().then(show, () => answers.replaceChildren(make("p", "r-note", "The index could not be loaded."))); };
  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  field.addEventListener("input", refresh);
  const form = field.closest("form");
  if (form && form.dataset.lookup !== undefined) {
    form.addEventListener("submit", (event) => { event.preventDefault(); refresh(); });
  }
  const given = new URLSearchParams(location.search);
  const asked = given.get("figure") || (field.name === "q" ? given.get("q") : "");
  if (asked) {
    field.value = asked;
    // on the search page only what holds a figure is answered
    if (field.name !== "q" || FigureLookup.read(asked.normalize("NFKC").toLowerCase()).length || /[億萬]/.test(asked)) refresh();
  }
})();

if (typeof module !== "undefined") module.exports = FigureLookup;
