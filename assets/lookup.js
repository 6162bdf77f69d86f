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
    ["dollars", /^(?:美元|usd|us dollars|dollars)/],
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
      const plain = amount.replaceAll(",", "");
      found.push({
        start: match.index, end, written: text.slice(match.index, end).trim(), key: keyOf(amount, power), kind,
        isBare: !scale && !kind,
        amount, digits: plain.replace(/^[0.]+|\./g, "").length, step: 10 ** (power - (plain.split(".")[1] || "").length),
      });
    }
    // 116, 618, 3 in a sentence are names and counts; bare numbers count where they are all there is
    const marked = found.filter((figure) => !figure.isBare);
    return marked.length ? marked.concat(found.filter((f) => f.isBare && /\./.test(f.written))) : found.filter((f) => /\.|\d{3}/.test(f.written.replaceAll(",", "")) || !f.isBare);
  };

  const build = (data) => {
    const script = new Map([...data.traditional].map((c, i) => [c, [...data.simplified][i]]));
    const normal = (text) => [...text.normalize("NFKC").toLowerCase()].map((c) => script.get(c) || c).join("")
      .replace(/兩/g, "两").replace(/[，、](?=\d{3})/g, ",")
      // 680 000 000 is one number; 2021 680 billion is a year and a figure, so more than three digits do not join
      .replace(/(?<![\d.,])\d{1,3}(?:\s\d{3})+(?!\d)/g, (number) => number.replace(/\s/g, ""));
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
      // a printed form may be a rounder number than the value kept
      const figures = item.value && item.printed ? read(normal(item.printed)) : [];
      if (figures.length === 1) add(figures[0].key, item);
    }
    return { data, normal, byKey, byId, results: data.figures.filter((item) => item.kind === "result") };
  };

  const years = (text) => [...text.matchAll(/(?<!\d)((?:19|20)\d\d)(?!\d)/g)].map((m) => Number(m[1]));
  const patterns = new Map(); // a word in letters is whole: up is not in group
  const isIn = (text, word) => {
    if (!/^[a-z]/.test(word)) return text.includes(word);
    if (!patterns.has(word)) patterns.set(word, new RegExp("(?<![a-z])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "(?![a-z])"));
    return patterns.get(word).test(text);
  };
  const holds = (text, words) => words.reduce((best, word) => isIn(text, word) ? Math.max(best, 1 + Math.min(word.length, 8) / 8) : best, 0);

  /* How well a text names each metric and each entity: 0 where it does not. */
  const naming = (index, text) => {
    const weigh = (words) => Object.fromEntries(Object.entries(words).map(([name, all]) => [name, holds(text, all)]));
    return { metrics: weigh(index.data.metrics), entities: weigh(index.data.entities), years: years(text), text };
  };
  const names = (weights) => Object.keys(weights).filter((name) => weights[name]);

  const score = (index, item, clause, whole) => {
    const { data } = index;
    const named = clause.years.length ? clause.years : whole.years;
    const own = item.years || [];
    let points = 0;
    const isOf = (all) => own.some((y) => all.includes(y));
    if (named.length) points += isOf(named) ? (own.length === 1 ? 4 : 2) : isOf(whole.years) ? 0 : own.length ? -4 : 0;
    points += 3 * (clause.metrics[item.metric] || 0) || 1.5 * (whole.metrics[item.metric] || 0);
    const entity = whole.entities[item.entity] || 0;
    points += entity ? 3 * entity : item.entity === data.main ? 0.5 : -1;
    points += 0.4 * (item.words || []).filter((word) => clause.text.includes(word)).length;
    points += item.kind === "claim" ? 0.3 : item.kind === "result" ? -0.5 : 0;
    return points + (item.use ? 0.4 : 0) + (item.cite && item.mark !== "none" ? 0.2 : 0);
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

  /* A result has more digits than anyone types: it is met where it rounds to what is typed, with two digits at least,
     and for no other year than the text names. */
  const roundsTo = (item, figure, named) => figure.digits > 1 && (!named.length || !item.years || item.years.some((y) => named.includes(y)))
    && Math.round(Math.abs(Number(item.value)) / figure.step) === Math.round(valueOf(figure.key) / figure.step);

  /* A number without a unit: the figures that have its digits, in the first unit that any has. */
  const WITHOUT_UNIT = [["亿", 8], ["万", 4], [" billion", 9], [" million", 6]];
  const guess = (index, figure) => {
    for (const [unit, power] of WITHOUT_UNIT) {
      const items = index.byKey.get(keyOf(figure.amount, power));
      if (items) return { unit, items };
    }
    return { unit: "", items: [] };
  };

  const FAR = Math.log(2); // a figure twice as large is not meant by a slip
  const NEAR_BY_NUMBER = 0.05; // where no word names a quantity

  /* What is known of each figure in the text:
     {figure, found: [items], near: item or null, years: those that differ, unit: the one taken for a bare number,
      isOther: whether only quantities that the words do not name have it}. */
  const ask = (index, query) => {
    const text = index.normal(query);
    const whole = naming(index, text);
    return read(text).slice(0, 12).map((figure) => {
      const clause = naming(index, clauseOf(text, figure));
      const ranked = (items) => items.map((item) => [score(index, item, clause, whole), item]).sort((a, b) => b[0] - a[0]);
      let exact = (index.byKey.get(figure.key) || []).filter((item) => fits(item, figure)), unit = null;
      if (!exact.length && figure.isBare && !figure.amount.includes(".")) ({ unit, items: exact } = guess(index, figure));
      let same = ranked([...exact, ...index.results.filter((item) => unit === null && fits(item, figure) && roundsTo(item, figure, whole.years) && !exact.includes(item))]);
      if (same.length && same[0][1].kind !== "result") same = same.filter(([, item]) => item.kind !== "result");
      const value = valueOf(figure.key);
      const others = unit === null ? ranked(index.data.figures.filter((item) => item.value && fits(item, figure) && item.key !== figure.key)) : [];
      const best = same.length ? same[0][0] : -Infinity;
      // a clause may compare with another year: only a year that no clause names is a wrong one
      const named = whole.years;
      const wrongYear = same.length && named.length && (same[0][1].years || []).length
        && !same[0][1].years.some((y) => named.includes(y));
      const top = others.length ? others[0][0] : -Infinity;
      let near = null;
      if (!same.length || wrongYear || top >= best + 4) {
        // of the quantity that the words name, the one nearest in value; of another only where none is named
        const isNamed = names(whole.metrics).length || names(whole.entities).some((name) => name !== index.data.main);
        const isAbout = (item) => (names(whole.metrics).length ? whole.metrics[item.metric] : whole.entities[item.entity]);
        const pool = isNamed ? others.filter(([points, item]) => points >= Math.max(3, top - 0.75) && isAbout(item)) : others;
        const printed = pool.filter(([, item]) => item.kind !== "result"); // what is computed only where nothing is printed
        const distance = ([, item]) => Math.abs(Math.log(Math.abs(Number(item.value)) / value || Infinity));
        near = (printed.length ? printed : pool).reduce((a, b) => (a === null || distance(b) < distance(a) ? b : a), null);
        near = near && distance(near) < (isNamed ? FAR : NEAR_BY_NUMBER) ? near[1] : null;
      }
      const found = same.filter(([points], i) => i === 0 || points >= best - 3).map(([, item]) => item).slice(0, 4);
      // the words name a quantity, and only figures of others have the number
      const isOther = found.length > 0 && names(whole.metrics).length > 0 && !found.some((item) => !item.metric || whole.metrics[item.metric])
        && index.data.figures.some((item) => item.value && whole.metrics[item.metric] && fits(item, figure));
      return { figure, found, near, years: wrongYear ? named : null, value, unit, isOther };
    });
  };

  /* What is known of the quantity, or of the company, that a text without a figure names: {found: [items], page}. */
  const SHOWN = 4;
  const about = (index, query) => {
    const text = index.normal(query), whole = naming(index, text);
    const others = names(whole.entities).filter((name) => name !== index.data.main);
    // of two quantities the one that is named by the longer word: GMV growth is growth
    const strength = Math.max(0, ...Object.values(whole.metrics));
    const metrics = names(whole.metrics).filter((name) => whole.metrics[name] >= strength);
    if (!metrics.length && !others.some((name) => index.data.pages[name])) return null;
    const isOf = (item) => item.value && (!metrics.length || metrics.includes(item.metric))
      && (!others.length || others.includes(item.entity) || (metrics.length && !index.data.pages[others[0]]));
    const inYears = (item) => !whole.years.length || (item.years || []).some((y) => whole.years.includes(y));
    const known = index.data.figures.filter(isOf);
    // a year is meant where no part of one is named; of several years the last first
    const isPart = (item) => whole.years.length && !/季|半年|q\d|h[12]|quarter|half|month/.test(text) && /quarter|half|Q\d/.test(item.what);
    const rank = (item) => score(index, item, whole, whole) + (item.use || (item.kind === "claim" && item.mark === "holds") ? 2 : 0) - (isPart(item) ? 3 : 0)
      + ((item.years || []).length === 1 ? item.years[0] / 1e4 : 0);
    const found = known.filter(inYears).map((item) => [rank(item), item]).sort((a, b) => b[0] - a[0]).map(([, item]) => item);
    const once = found.filter((item, i) => !found.slice(0, i).some((o) => o.what === item.what && o.shown === item.shown));
    const page = [...others, ...metrics].map((name) => index.data.pages[name]).find((of) => of) || null;
    return once.length || page ? { found: once.slice(0, SHOWN), page, years: whole.years } : null;
  };

  return { build, ask, about, read };
})();

if (typeof module !== "undefined") module.exports = FigureLookup;
