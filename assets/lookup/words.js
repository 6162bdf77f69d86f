/* What the figure lookup knows of words: claims that are words, and the figures of a quantity that a text names. */
"use strict";

const FigureWords = (function () {
  const { score, names, context, squeeze, isIn } = FigureIndex;
  const { saidOf } = FigureSaid;
  const { aspect, SHOWN, AT_ONCE } = FigureAnswer;
  const MOST = 2000; // characters of a paste that are read for what it names

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

  /* A date in digits: {year or null, day: "9-16", written}; the year may be missing, as may the month or the day. */
  const DATE = /(?:(?<year>(?:19|20)\d\d)[年-])?(?:(?<month>\d{1,2})[月-](?:(?<day>\d{1,2})[日号]?(?!\d))?|(?<only>\d{1,2})[日号])/g;
  const datesIn = (text) => [...text.matchAll(DATE)].map(({ 0: written, groups: { year, month = "", day = "", only } }) => ({ year: year ? Number(year) : null, day: only ? "-" + only : Number(month) + "-" + (day && Number(day)), written }));

  /* The claims of a day: all of it where it is all that is asked; else that of the event that the text names, with the
     date written where it is another: [{item, wrong}]. */
  const daysOf = (index, text) => {
    const asked = datesIn(text), isAll = asked.length === 1 && squeeze(asked[0].written) === squeeze(text);
    if (!asked.length) return [];
    const found = index.days.flatMap((item) => {
      const [own] = datesIn(item.form), isOfYear = ({ year }) => !year || (item.years || []).includes(year);
      const same = asked.find((date) => date.day === own.day && isOfYear(date));
      const isNamed = item.entity !== index.data.main && (index.data.entities[item.entity] || []).some((word) => word.length > 3 && isIn(text, word));
      if (same && (isAll || isNamed)) return [{ item, wrong: "" }];
      return isNamed && asked.length === 1 && isOfYear(asked[0]) && /^\d+-\d/.test(asked[0].day) && /^\d+-\d/.test(own.day) ? [{ item, wrong: asked[0].written }] : [];
    });
    // the first day of a festival is not wrong for its last
    return found.filter(({ item, wrong }) => !wrong || !found.some((one) => !one.wrong && one.item.entity === item.entity));
  };
  /* The date of a text that is another than that of the event it names; blank where there is none. */
  const wrongDay = (index, query, item) => (daysOf(index, index.normal(query)).find((one) => one.item === item) || { wrong: "" }).wrong;

  /* The claims in words that a text repeats: all where no figure is read, else those that hold a number, as 百亿补贴. */
  const said = (index, query, isAll) => {
    const text = index.normal(query), head = text.slice(0, MOST), said = saidOf(index, head, [], { start: head.length, end: head.length });
    const rank = (item, { start, end }) => context(item, { start, end }, text).around + score(index, item, said);
    const items = phrased(index, text).filter(({ start, end }) => isAll || /[\d百千万亿]|billion/.test(text.slice(start, end))).flatMap((one) => one.items.map((item) => [rank(item, one), item])
      .sort((a, b) => b[0] - a[0]).map(([, item]) => item));
    items.push(...daysOf(index, text).map(({ item }) => item));
    return items.filter((item, i) => items.indexOf(item) === i && !items.slice(0, i).some((o) => o.say === item.say)).slice(0, SHOWN);
  };

  /* What is known of the quantity, or of the company, that a text names: {found: [items], page, when: the period named,
     other: a company of which nothing is known}. shown: ids that stand on the page already. */
  const about = (index, query, shown = []) => {
    const text = index.normal(query).slice(0, MOST), figures = FigureReading.read(text).slice(0, AT_ONCE);
    const said = saidOf(index, text, figures, figures[0] || { start: text.length, end: text.length });
    const { whole, period } = said;
    const others = names(whole.entities).filter((name) => name !== index.data.main);
    const rivals = [...said.companies.filter((name) => name !== index.data.main), ...(said.stranger ? [said.stranger] : [])];
    // of two quantities the one that is named by the longer word: GMV growth is growth
    const strength = Math.max(0, ...Object.values(whole.metrics));
    const metrics = said.metrics.length && figures.length ? aspect(index, said.metrics, text) : names(whole.metrics).filter((name) => whole.metrics[name] >= strength);
    // a sentence on something else that names a quantity in passing asks for no figure of it
    if (!figures.length && FigureOdd.left(text, 0, text.length, index.names.known(text)).length > 2) return null;
    const isUnknown = said.unknown.length > 0 && !said.metrics.length;
    if (!metrics.length && !others.some((name) => index.data.pages[name]) && !isUnknown) return null;
    const isKnown = (name) => index.data.figures.some((item) => item.entity === name && item.value && (!metrics.length || metrics.includes(item.metric)));
    const other = rivals.find((name) => !isKnown(name)) || null;
    const page = [...others, ...metrics, ...said.metrics].map((name) => index.data.pages[name]).find((of) => of) || null;
    if (other || isUnknown) return { found: [], page, when: "", other, quantity: isUnknown ? said.unknown[0].slice(1) : null };
    const isOf = (item) => item.value && (!metrics.length || metrics.includes(item.metric))
      && (!others.length || others.includes(item.entity) || (metrics.length && !rivals.length && !index.data.pages[others[0]]));
    let known = index.data.figures.filter(isOf);
    const all = period.all, own = known.filter((item) => item.entity === index.data.main);
    if (!others.length && own.length) known = own;
    const inPeriod = (item) => !all.length || all.some((named) => FigurePeriods.isOf(item, named) || (!named.from && !named.event && (item.years || []).includes(named.year)));
    // a year is meant where no part of one is named; of several years the last first
    const isPart = (item) => all.length > 0 && !all.some((named) => FigurePeriods.isOf(item, named));
    const rank = (item) => score(index, item, said) + (item.use || (item.kind === "claim" && item.mark === "holds") ? 2 : 0) - (isPart(item) ? 3 : 0)
      + ((item.years || []).length === 1 ? item.years[0] / 1e4 : 0);
    let found = known.filter(inPeriod);
    // a growth that is not known is one of levels that may be
    if (!found.length && said.metrics.length > metrics.length) found = index.data.figures.filter((item) => item.value && item.entity === index.data.main && said.metrics.includes(item.metric) && inPeriod(item));
    found = found.map((item) => [rank(item), item]).sort((a, b) => b[0] - a[0]).map(([, item]) => item);
    const isShown = (item) => shown.some((id) => id === item.id || ["metric", "value", "period", "entity"].every((name) => index.byId.get(id)[name] === item[name]));
    const once = found.filter((item, i) => !found.slice(0, i).some((o) => o.what === item.what && o.shown === item.shown) && !isShown(item));
    return found.length || page ? { found: once.slice(0, SHOWN), isAll: found.length > 0 && !once.length, page, when: FigurePeriods.titles(all), other: null } : null;
  };

  return { about, said, phrased, wrongDay };
})();
