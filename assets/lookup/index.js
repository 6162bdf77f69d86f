/* The index of the figure lookup, and how near one of its figures is to the words of a text.

   The data (data/lookup.js) is made at build time by the engine that reads the articles' figures, and loaded when the
   field is first used. Nothing leaves the page. */
"use strict";

const FigureIndex = (function () {
  const { read, keyOf, valueOf, DAY } = FigureReading;

  const SCALE = { 千: 1000, 百: 100, 十: 10 };
  const HAN_DIGIT = "〇一二三四五六七八九";
  const COUNTED = "\\d.零一二两三四五六七八九十百千几数";
  const tenths = (c) => (c === "半" ? 5 : /\d/.test(c) ? c : HAN_DIGIT.indexOf(c));
  /* Numbers that are written in more than one way, in the one that is read. */
  const rewritten = (text) => text.replace(/兩/g, "两").replace(/，(?=\d{3})/g, ",")
    // a reading that a torn copy puts beside its character: 达(dá)到
    .replace(/\([a-z]{0,5}[\u00e0-\u01dc][a-z\u00e0-\u01dc]{0,5}\)/g, "")
    // 二〇二〇年, 6千8百亿, 七成, 78,4%
    .replace(/[零〇一二三四五六七八九]{4}(?=年)/g, (year) => [...year.replace(/零/g, "〇")].map((c) => HAN_DIGIT.indexOf(c)).join(""))
    .replace(/(?<![\d.])\d(?:[千百十]\d+)+[千百十]?(?=[万亿元])|(?<![\d.])\d(?:[千百十]\d+)*[千百十](?=[万亿])(?<=[千百十].*[千百十])/g,
      (number) => String([...number.matchAll(/(\d+)([千百十])?/g)].reduce((sum, [, digits, scale]) => sum + digits * (SCALE[scale] || 1), 0)))
    .replace(/(?<![\d.])([一二三四五六七八九1-9])成(半|[一二三四五六七八九])?(?![交功立为本长绩员分果都人品就熟效型])/g, (all, one, half) => tenths(one) + String(half ? tenths(half) : 0) + "%")
    .replace(/(?<![\d.,])(\d{1,3}),(\d{1,2})(?=\s*(?:%|[万亿]|billion|bn|million|m\b))/g, "$1.$2")
    // an order of magnitude is read as its lower end: 上亿, 万亿级, 突破万亿, 十亿元
    .replace(/(?<=[上过逾超])亿|(?<=[上过逾超破达近])[万千百十]亿(?!补贴)/g, (order) => "1" + order)
    .replace(new RegExp("(?<![" + COUNTED + "a-z上过逾超])万?亿(?=元?级)|(?<![" + COUNTED + "上过逾超])[万千百十]亿(?=元(?!级))", "g"), (order) => "1" + order)
    // 680 000 000 is one number; 2021 680 billion is a year and a figure, so more than three digits do not join
    .replace(/(?<![\d.,])\d{1,3}(?:\s\d{3})+(?!\d)/g, (number) => number.replace(/\s/g, ""));

  const ISO = /^(?:19|20)\d\d-\d{1,2}-\d{1,2}$/;
  const build = (published) => {
    const data = FigureUnpack.data(published);
    const script = new Map([...data.traditional].map((c, i) => [c, [...data.simplified][i]]));
    const normal = (text) => rewritten([...text.normalize("NFKC").toLowerCase()].map((c) => script.get(c) || c).join(""));
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
      if (figures.length === 1) [item.step, item.digits] = [figures[0].step, figures[0].digits];
      // words such as 大多数 have a bound, and no number to be met by
      if (item.key && (!item.form || /\d/.test(item.form) || figures.length)) {
        add(item.key, item);
        // a printed form may be a rounder number than the value kept; one torn by its source is none
        if (figures.length === 1 && Math.abs(valueOf(figures[0].key) / valueOf(item.key) - 1) < 0.05) add(figures[0].key, item);
        if (item.kind === "claim") {
          const same = [item.id.replace(/-\d+$/, ""), item.metric, item.entity, item.years, item.period, item.key, item.verdict, item.say].join();
          item.first = once.get(same) || once.set(same, item).get(same);
          times.set(item.first, (times.get(item.first) || 0) + 1);
        }
      } else if (item.kind === "claim" && item.form.length > 1 && !/\d/.test(item.form) && !quantities.has(item.form)) {
        phrases.push([item.form, item]);
      } else if (item.kind === "claim" && (DAY.test(item.form) || ISO.test(item.form))) {
        days.push(item);
      }
    }
    // the rate of a month is not the year's, where that is known of some year
    const yearly = new Set(data.figures.filter((item) => item.of === "percent" && item.metric && !item.period && item.years).map((item) => item.metric));
    for (const item of data.figures) item.isOfMonth = item.of === "percent" && yearly.has(item.metric);
    for (const [id, words] of Object.entries(data.phrases || {})) for (const word of words) phrases.push([normal(word), byId.get(id), true]);
    // words of the figures: what is none of them may be somebody's name
    const vocabulary = new Set([...data.figures.flatMap((item) => [...item.what.toLowerCase().split(/[^a-z0-9&-]+/), ...(item.words || [])]),
      ...Object.values(data.metrics).flat().flatMap((word) => word.split(" ")), ...(data.plain || [])]);
    return { data, normal, byKey, vocabulary, script, names: FigureNames.build(data), byId, phrases, days, times };
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
    const weigh = (words) => Object.fromEntries(Object.entries(words).map(([name, all]) => [name, holds(text, all)]));
    return { metrics: weigh(index.data.metrics), entities: weigh(index.data.entities), text };
  };
  const names = (weights) => Object.keys(weights).filter((name) => weights[name]);

  const wordIn = (named, word) => {
    if (!named.has) named.has = new Map();
    if (!named.has.has(word)) named.has.set(word, named.text.includes(word));
    return named.has.get(word);
  };

  /* said: what the text says of the figure, as FigureAnswer.saidOf gives it. */
  const score = (index, item, said) => {
    const { data } = index, { clause, whole, period } = said;
    let points = 0;
    const length = (item.years || []).length, ofPeriod = length === 1 ? 4 : length ? 2 : 0;
    if (period.all.length) points += period.all.some((named) => FigurePeriods.isOf(item, named)) ? ofPeriod : -4;
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

  return { build, score, naming, names, context, squeeze, isIn, holds };
})();
