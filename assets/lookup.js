/* The figure lookup: brings what a reader types into the form of the index, and answers in the page.

   The index (data/lookup.js) is made at build time by the engine that reads the articles' figures, and loaded when the
   field is first used. Nothing leaves the page. */
"use strict";

const FigureLookup = (function () {
  const { read, keyOf, valueOf, years, DAY } = FigureReading;

  const build = (data) => {
    const script = new Map([...data.traditional].map((c, i) => [c, [...data.simplified][i]]));
    const normal = (text) => [...text.normalize("NFKC").toLowerCase()].map((c) => script.get(c) || c).join("")
      .replace(/兩/g, "两").replace(/[，、](?=\d{3})/g, ",")
      // a reading that a torn copy puts beside its character: 达(dá)到
      .replace(/\([a-z]{0,5}[\u00e0-\u01dc][a-z\u00e0-\u01dc]{0,5}\)/g, "")
      // an order of magnitude is read as its lower end: 上亿, 万亿级
      .replace(/(?<=[上过逾超])亿|(?<![\d.零一二两三四五六七八九十百千几数上过逾超])万?亿(?=元?级)/g, (order) => "1" + order)
      // 680 000 000 is one number; 2021 680 billion is a year and a figure, so more than three digits do not join
      .replace(/(?<![\d.,])\d{1,3}(?:\s\d{3})+(?!\d)/g, (number) => number.replace(/\s/g, ""));
    const byKey = new Map();
    const add = (key, item) => {
      const items = byKey.get(key) || byKey.set(key, []).get(key);
      if (!items.includes(item)) items.push(item);
    };
    const byId = new Map(), once = new Map(), times = new Map(), phrases = [], days = [];
    const quantities = new Set(Object.values(data.metrics).flat());
    for (const item of data.figures) {
      byId.set(item.id, item);
      item.key = item.value ? keyOf(item.value.replace("-", ""), 0) : "";
      item.form = normal(item.printed || "");
      [item.lead, item.tail] = [squeeze(normal(item.before || "")), squeeze(normal(item.after || ""))];
      const figures = item.value ? read(item.form) : [];
      // words such as 大多数 have a bound, and no number to be met by
      if (item.key && (!item.form || /\d/.test(item.form) || figures.length)) {
        add(item.key, item);
        // a printed form may be a rounder number than the value kept; one torn by its source is none
        if (figures.length === 1 && Math.abs(valueOf(figures[0].key) / valueOf(item.key) - 1) < 0.05) add(figures[0].key, item);
        if (item.kind === "claim") {
          const same = [item.id.replace(/-\d+$/, ""), item.metric, item.entity, item.years, item.key, item.verdict, item.say].join();
          item.first = once.get(same) || once.set(same, item).get(same);
          times.set(item.first, (times.get(item.first) || 0) + 1);
        }
      } else if (item.kind === "claim" && item.form.length > 1 && !/\d/.test(item.form) && !quantities.has(item.form)) {
        phrases.push([item.form, item]);
      } else if (item.kind === "claim" && DAY.test(item.form)) {
        days.push(item);
      }
    }
    for (const [id, words] of Object.entries(data.phrases || {})) for (const word of words) phrases.push([normal(word), byId.get(id), true]);
    return { data, normal, byKey, byId, phrases, days, times, vague: new RegExp((data.vague || []).map((word) => (/^[a-z]/.test(word) ? `(?<![a-z])${word}(?![a-z])` : word)).join("|") || "(?!)", "g"),
      results: data.figures.filter((item) => item.kind === "result") };
  };

  /* What a comparison is made without: marks and spaces. */
  const squeeze = (text) => text.replace(/[\s,，。、;；:：!！?？"“”'‘’「」()·]/g, "");

  const patterns = new Map(); // a word in letters is whole: up is not in group
  const isIn = (text, word) => {
    if (!/^[a-z]/.test(word)) return text.includes(word);
    if (!patterns.has(word)) patterns.set(word, new RegExp("(?<![a-z])" + word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "(?![a-z])"));
    return patterns.get(word).test(text);
  };
  const holds = (text, words) => words.reduce((best, word) => isIn(text, word) ? Math.max(best, 1 + Math.min(word.length, 8) / 8) : best, 0);

  /* How well a text names each metric and each entity: 0 where it does not. */
  const naming = (index, text) => {
    const weigh = (words, text) => Object.fromEntries(Object.entries(words).map(([name, all]) => [name, holds(text, all)]));
    const sharp = text.replace(index.vague, " "); // growth is of whatever the other words name
    const strict = sharp === text ? null : weigh(index.data.metrics, sharp);
    return { metrics: weigh(index.data.metrics, text), entities: weigh(index.data.entities, text), strict, ...years(text), text };
  };
  /* The company that a text speaks of, where it is another than the one this lookup is about. */
  const rival = (index, ...texts) => {
    for (const text of texts) {
      const other = Object.keys(index.data.companies || {}).find((name) => holds(text, index.data.companies[name]));
      const isMain = holds(text, index.data.entities[index.data.main] || []);
      if (other || isMain) return isMain ? null : other;
    }
    return null;
  };
  const names = (weights) => Object.keys(weights).filter((name) => weights[name]);

  const wordIn = (named, word) => {
    if (!named.has) named.has = new Map();
    if (!named.has.has(word)) named.has.set(word, named.text.includes(word));
    return named.has.get(word);
  };

  const score = (index, item, clause, whole) => {
    const { data } = index;
    const named = clause.years.length ? clause.years : whole.years;
    const own = item.years || [];
    let points = 0;
    const isOf = (all) => own.some((y) => all.includes(y));
    if (named.length) points += isOf(named) ? (own.length === 1 ? 4 : 2) : isOf(whole.years) || !whole.own.length ? 0 : own.length ? -4 : 0;
    points += 3 * (clause.metrics[item.metric] || 0) || 1.5 * (whole.metrics[item.metric] || 0);
    const entity = whole.entities[item.entity] || 0;
    points += entity ? 3 * entity : item.entity === data.main ? 0.5 : -1;
    let words = 0;
    for (const word of item.words || []) if (wordIn(clause, word)) words += 0.4;
    points += words + (item.kind === "claim" ? 0.3 : item.kind === "result" ? -0.5 : 0);
    return points + (item.use ? 0.4 : 0) + (item.cite && item.mark !== "none" ? 0.2 : 0);
  };

  /* How far the text around a figure is that around the claim in its article: {printed: whether its printed form stands
     there, around: how many characters beside it agree}. */
  const AROUND = 8;
  const context = (item, figure, text) => {
    const at = item.form ? text.lastIndexOf(item.form, figure.start) : -1;
    const isPrinted = at >= 0 && at + item.form.length >= figure.end - 2 && at + item.form.length > figure.start;
    const [start, end] = isPrinted ? [at, at + item.form.length] : [figure.start, figure.end];
    const lead = squeeze(text.slice(Math.max(0, start - 16), start)), tail = squeeze(text.slice(end, end + 16));
    let around = 0;
    for (let i = 1; i <= Math.min(lead.length, item.lead.length) && lead.at(-i) === item.lead.at(-i); i++) around++;
    for (let i = 0; i < Math.min(tail.length, item.tail.length) && tail[i] === item.tail[i]; i++) around++;
    return { isPrinted, around: Math.min(around, AROUND) };
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

  const fits = (item, figure) => (!figure.kind || !item.of || item.of === figure.kind)
    && !(/[家户]$/.test(figure.written) && /人/.test(item.form || "")); // 1000家 are no 1000人

  /* A computed number, or one of a source, has more digits than anyone types: it is met where it rounds to what is typed,
     a result with two digits at least, another with three, and for no other year than the text names. */
  const roundsTo = (item, figure, named) => figure.digits > (item.kind === "result" ? 1 : 2)
    && (!named.length || !item.years || item.years.some((y) => named.includes(y)))
    && Math.round(Math.abs(Number(item.value)) / figure.step) === Math.round(valueOf(figure.key) / figure.step);

  /* Up 5.4-fold (增长5.4倍) is up 540%. */
  const RISE = /(?:增长|上涨|提升|上升|增加|增幅|增速|grew|up|rose|increased|growth of)[了近约超达为至:by ]*$/;
  const asPercent = (index, figure, text) => figure.kind === "times" && RISE.test(text.slice(Math.max(0, figure.start - 16), figure.start))
    ? (index.byKey.get(keyOf(figure.amount, 2)) || []).filter((item) => item.of === "percent" && isChange(item)) : [];
  const isChange = (item) => /_(?:yoy|change)$/.test(item.metric);

  /* A number without a unit: the figures that have its digits, in the first unit that any has. */
  const WITHOUT_UNIT = [["亿", 8], ["万", 4], [" billion", 9], [" million", 6]];
  const guess = (index, figure) => {
    for (const [unit, power] of WITHOUT_UNIT) {
      const items = index.byKey.get(keyOf(figure.amount, power));
      if (items) return { unit, items };
    }
    return { unit: "", items: [] };
  };

  const SHOWN = 4;
  const PART = /quarter|half|Q\d/; // of a year
  const FAR = Math.log(2); // a figure twice as large is not meant by a slip
  const NEAR_BY_NUMBER = 0.05; // where no word names a quantity
  const AS_NEAR = 0.002; // of two figures that differ by less, the one to use is the nearest

  /* What is known of each figure in the text:
     {figure, found: [items], near: item or null, years: those that differ, unit: the one taken for a bare number,
      isOther: whether only quantities that the words do not name have it, isRise: whether a fall is written of a rise,
      isElse: whether the text names another company than the figures' own}. */
  const ask = (index, query) => {
    const text = index.normal(query), raw = query.normalize("NFKC");
    const whole = naming(index, text);
    const spans = phrased(index, text).map(({ start, end }) => [start, end]);
    const figures = read(text).filter(({ start, end }) => !spans.some(([from, to]) => start < to && end > from)).slice(0, 12);
    const answers = figures.map((figure) => answer(index, figure, text, raw, whole));
    // 2页 in a sentence is a figure where it is known, else a count of something
    return answers.filter(({ figure, found }) => !figure.isMinor || found.length || answers.length === 1);
  };

  const answer = (index, figure, text, raw, whole) => {
    const clause = naming(index, clauseOf(text, figure));
    const rank = (item) => {
      const points = score(index, item, clause, whole);
      if (item.kind !== "claim") return [points, item, 0];
      const { isPrinted, around } = context(item, figure, text);
      const isAsPrinted = isPrinted && raw.includes(item.printed);
      const all = squeeze(text) === squeeze(item.form) ? 4 : 0; // nothing else is asked
      // in the other script it is rather another article's
      return [points + (isPrinted && !isAsPrinted ? around / 2 : around) + (isPrinted ? 0.3 + item.form.length / 20 + all : 0) + (isAsPrinted ? 0.3 : 0), item, around];
    };
    const ranked = (items) => items.map(rank).sort((a, b) => b[0] - a[0]);
    let exact = (index.byKey.get(figure.key) || []).filter((item) => fits(item, figure)), unit = null;
    exact.push(...asPercent(index, figure, text));
    if (!exact.length && figure.isBare && !figure.amount.includes(".")) ({ unit, items: exact } = guess(index, figure));
    // where the words name a quantity, no computed number of another is taken for it
    const isOfWords = (item) => item.kind !== "result" || !whole.strict || !names(whole.strict).length || !item.metric || whole.metrics[item.metric];
    const rounded = (items) => unit === null ? items.filter((item) => isOfWords(item) && item.value && fits(item, figure) && roundsTo(item, figure, whole.years) && !exact.includes(item)) : [];
    let same = ranked([...exact, ...rounded(exact.length ? index.results : index.data.figures)]);
    if (same.length && same[0][1].kind !== "result") same = same.filter(([, item]) => item.kind !== "result");
    // an article's figure that has a wrong label is told first, unless the text names another year
    const named = whole.own;
    const isOf = ([, item]) => !named.length || !item.years || item.years.some((y) => named.includes(y));
    const wrong = same.filter((one) => one[1].kind === "claim" && one[1].mark === "label" && isOf(one));
    if (wrong.length && same[0][1].kind !== "claim") same = [...wrong, ...same.filter((one) => !wrong.includes(one))];
    const first = same.length ? same[0] : null;
    const isQuoted = first !== null && first[2] > 1; // it stands as in its article
    const value = valueOf(figure.key);
    // a clause may compare with another year: only a year that no clause names is a wrong one
    const wrongYear = first && named.length && (first[1].years || []).length
      && !first[1].years.some((y) => whole.years.includes(y));
    const best = first ? first[0] : -Infinity;
    let near = null;
    if (!first || wrongYear || !isQuoted) near = nearest(index, figure, clause, whole, value, first && !wrongYear ? best + 4 : -Infinity, unit, wrongYear ? { years: named, item: first[1] } : null);
    const kept = same.filter(([points, item], i) => i === 0 || points >= best - 3 || wrong.some((one) => one[1] === item)).map(([, item]) => item);
    // an article that prints a figure twice answers once
    const found = [...new Set(kept.map((item) => item.first || item))].slice(0, SHOWN);
    // the words name a quantity, and only figures of others have the number
    const metrics = whole.strict || whole.metrics;
    const isOther = found.length > 0 && !isQuoted && found[0].mark !== "label" && names(metrics).length > 0
      && !found.some((item) => !item.metric || whole.metrics[item.metric])
      && index.data.figures.some((item) => item.value && metrics[item.metric] && fits(item, figure));
    const other = found.length > 0 && rival(index, clause.text, text);
    const isIts = (item) => item.entity === other || holds((item.what + " " + (item.words || []).join(" ")).toLowerCase(), [other.toLowerCase(), ...index.data.companies[other]]);
    const isElse = !!other && !found.some(isIts);
    const isRise = figure.isFall && found.length > 0 && found.every((item) => isChange(item) && !item.value.startsWith("-"));
    return { figure, found, near, years: wrongYear ? named : null, value, unit, isOther, isRise, isElse };
  };

  /* Of the quantity that the words name, the figure nearest in value; of another only where none is named. floor: what
     its words must be worth at least for it to be told. instead: {years, item} where the number is known, but of another
     year: then what is known for those years of the quantity that the words name, or else of the item's, however far. */
  const nearest = (index, figure, clause, whole, value, floor, unit, instead) => {
    if (unit !== null) return null;
    const others = index.data.figures.filter((item) => item.value && fits(item, figure) && item.key !== figure.key
      && (!instead || (item.years || []).some((y) => instead.years.includes(y)))).map((item) => [score(index, item, clause, whole), item]);
    const top = others.reduce((most, [points]) => Math.max(most, points), -Infinity);
    if (top < floor) return null;
    const isSame = instead && !names(whole.strict || whole.metrics).length; // the number says what is meant
    const isNamed = instead || names(whole.metrics).length || names(whole.entities).some((name) => name !== index.data.main);
    const isAbout = (item) => instead ? (isSame ? item.metric === instead.item.metric : whole.metrics[item.metric]) && (item.entity === instead.item.entity || whole.entities[item.entity]) : (names(whole.metrics).length ? whole.metrics[item.metric] : whole.entities[item.entity]);
    const pool = isNamed ? others.filter(([points, item]) => (instead || points >= Math.max(3, top - 0.75)) && isAbout(item)) : others;
    const printed = pool.filter(([, item]) => item.kind !== "result"); // what is computed only where nothing is printed
    const distance = ([, item]) => Math.abs(Math.log(Math.abs(Number(item.value)) / value || Infinity));
    const all = printed.length ? printed : pool;
    const alike = instead ? all.filter(([, item]) => PART.test(item.what) === PART.test(instead.item.what)) : []; // a year for a year
    const listed = alike.length ? alike : all;
    const least = listed.reduce((low, one) => Math.min(low, distance(one)), Infinity);
    if (!(least < (instead ? Infinity : isNamed ? FAR : NEAR_BY_NUMBER))) return null;
    return listed.filter((one) => distance(one) <= least + AS_NEAR).sort((a, b) => b[0] - a[0])[0][1];
  };

  /* The claims in words that a text repeats, and what else they are called: [{start, end, items}], the longest first.
     Two characters of an article are enough only where they are all that is asked. */
  const phrased = (index, text) => {
    const found = new Map();
    for (const [word, item, isShort] of index.phrases) {
      const start = /^[a-z]/.test(word) && !isIn(text, word) ? -1 : text.indexOf(word);
      if (start < 0 || (word.length < 3 && !isShort && squeeze(text) !== word)) continue;
      const same = found.get(word) || found.set(word, { start, end: start + word.length, items: [] }).get(word);
      if (!same.items.includes(item)) same.items.push(item);
    }
    const all = [...found.values()].sort((a, b) => (b.end - b.start) - (a.end - a.start));
    return all.filter((one, i) => !all.slice(0, i).some((longer) => one.start >= longer.start && one.end <= longer.end));
  };

  /* The claims in words that a text repeats: all where no figure is read, else those that hold a number, as 百亿补贴. */
  const said = (index, query, isAll) => {
    const text = index.normal(query), whole = naming(index, text);
    const rank = (item, { start, end }) => context(item, { start, end }, text).around + score(index, item, whole, whole);
    const items = phrased(index, text).filter(({ start, end }) => isAll || /[\d百千万亿]|billion/.test(text.slice(start, end))).flatMap((one) => one.items.map((item) => [rank(item, one), item])
      .sort((a, b) => b[0] - a[0]).map(([, item]) => item));
    const asked = squeeze(text).match(DAY); // a day is answered where it is all that is asked
    if (asked) {
      const { year, day } = asked.groups;
      items.push(...index.days.filter((item) => item.form.match(DAY).groups.day === day.replace("号", "日") && (!year || (item.years || []).includes(Number(year)))));
    }
    return items.filter((item, i) => items.indexOf(item) === i && !items.slice(0, i).some((o) => o.say === item.say)).slice(0, SHOWN);
  };

  /* What is known of the quantity, or of the company, that a text without a figure names: {found: [items], page}. */
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
    const isPart = (item) => whole.years.length && !/季|半年|q\d|h[12]|quarter|half|month/.test(text) && PART.test(item.what);
    const rank = (item) => score(index, item, whole, whole) + (item.use || (item.kind === "claim" && item.mark === "holds") ? 2 : 0) - (isPart(item) ? 3 : 0)
      + ((item.years || []).length === 1 ? item.years[0] / 1e4 : 0);
    const found = known.filter(inYears).map((item) => [rank(item), item]).sort((a, b) => b[0] - a[0]).map(([, item]) => item);
    const once = found.filter((item, i) => !found.slice(0, i).some((o) => o.what === item.what && o.shown === item.shown));
    const page = [...others, ...metrics].map((name) => index.data.pages[name]).find((of) => of) || null;
    return once.length || page ? { found: once.slice(0, SHOWN), page, years: whole.years } : null;
  };

  return { build, ask, about, said, read };
})();
