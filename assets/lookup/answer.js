/* What the figure lookup answers for each figure of a text: the figures that have its number, in what each of them differs
   from the words beside it, and what is known of that which the words name. */
"use strict";

const FigureAnswer = (function () {
  const { read, keyOf, valueOf } = FigureReading;
  const { score, context, squeeze, holds } = FigureIndex;
  const { saidOf } = FigureSaid;
  const SHOWN = 4, AT_ONCE = 12;

  const isChange = (item) => /_(?:yoy|change)$/.test(item.metric);
  /* Of the quantities named, those that are a growth where the words say so, else those that are none. */
  const aspect = (index, metrics, text) => {
    const isGrowth = /同比|增长|增速|增幅|growth|grew|grow|rose|increase|(?<![a-z])up(?![a-z])/.test(text);
    const kept = metrics.filter((metric) => isChange({ metric }) === isGrowth);
    const level = /(?:占比|占|share)/.test(text) ? kept.filter((metric) => /share/.test(metric)) : kept.filter((metric) => !/^share_/.test(metric));
    return level.length ? level : kept.length ? kept : metrics;
  };

  const isIts = (index, item, name, called = []) => item.entity === name || /^Person/.test(name) ? item.entity === name || holds(item.entity.toLowerCase(), called)
    : holds((item.entity + " " + item.what + " " + (item.words || []).join(" ")).toLowerCase(), [name.toLowerCase(), ...(index.data.companies[name] || index.data.entities[name] || [])]);
  // what is not said of the company by name may be of an event or a book of it, not of a person, a country or a market
  const isOwn = (index, item) => item.entity.includes(index.data.main) || /^(?:Event|Book|Article)/.test(item.entity);
  const isOfCompany = (index, item, name, called) => name === index.data.main ? isOwn(index, item) || isIts(index, item, name) : isIts(index, item, name, called);
  const isOfMetric = (index, item, metrics) => {
    if (item.metric) return metrics.includes(item.metric);
    if (!item.named) item.named = index.names.metrics(item.what.toLowerCase()).flatMap((span) => span.names);
    return item.named.some((name) => metrics.includes(name));
  };
  /* Whether the words have the right label of a number that its article gives a wrong one. */
  const isRelabelled = (item, said) => !!item.right && said.metrics.includes(item.right) && !said.metrics.includes(item.metric);
  /* Whether a level is known to have risen, as GMV of 2021: it did not fall to it. */
  const hasRisen = (index, item) => !!item.metric && index.data.figures.some((one) => one.metric === item.metric + "_yoy" && one.entity === item.entity && one.of === "percent"
    && Number(one.value) > 0 && one.period === item.period && (one.years || []).join() === (item.years || []).join());
  /* Whether words stand beside the number that neither this lookup knows nor the figure has. */
  const isOdd = (item, { odd }) => odd.some((word) => {
    const own = [...(item.words || []), item.lead, item.tail, item.what.toLowerCase()];
    return !own.some((text) => text && (text.includes(word) || (text.length > 1 && word.includes(text))));
  });
  /* Whether a rate is of one month, and the period named is longer than a quarter. */
  const isPartOf = (item, named) => item.isOfMonth && !!item.period && !item.period.includes("/") && !(named.from && named.to - named.from < 3);
  const isNoPeople = (item, said) => !!said.people && item.of === "money";
  const LESS = /^(?:under|nearly|close to|at most|up to|as low as|almost|not )/i;

  /* In what a figure that has the number differs from what is said: company, metric, growth (of a level, or the reverse),
     period, fall, bound. */
  const QUOTED = 7; // as many characters beside it as stand there in its article: it is that figure, whatever else is named
  const faultsOf = (index, item, figure, said, around = 0) => {
    const faults = [], { period, companies, metrics, unknown, stranger } = said;
    if (stranger || (companies.length && !companies[said.isEach ? "every" : "some"]((name) => isOfCompany(index, item, name, said.called)) && !(companies.includes(index.data.main) && item.entity !== index.data.main && !(item.entity in index.data.companies) && said.whole.entities[item.entity]))) faults.push("company");
    if (around >= QUOTED) faults.length = 0;
    else if (metrics.length ? !isOfMetric(index, item, metrics) && !isRelabelled(item, said) : unknown.length > 0) faults.push("metric");
    else if (said.isShare && figure.kind === "percent" && !figure.isGrowth && isChange(item)) faults.push("metric");
    if (around < QUOTED && !faults.includes("metric") && !faults.includes("company") && (isOdd(item, said) || isNoPeople(item, said))) faults.push("words");
    if (figure.isGrowth && (figure.kind === "times" ? item.of === "times" : figure.kind === "percent" && !isChange(item) && (item.metric || !/growth|rise|increase/i.test(item.what)))) faults.push("growth");
    if (period.all.length && !period.all.some((named) => FigurePeriods.isOf(item, named) && !isPartOf(item, named))) faults.push("period");
    if (figure.isFall && (isChange(item) ? !item.value.startsWith("-") : hasRisen(index, item))) faults.push("fall");
    if (figure.isPoints && item.of === "percent" && !/point/.test(item.shown || "") && !/_change$/.test(item.metric || "")) faults.push("points");
    if (figure.isGrowth && !figure.isFall && isChange(item) && item.value.startsWith("-")) faults.push("rise");
    if (figure.bound === "below" ? !LESS.test(item.shown || "") : figure.bound === "above" && /^(?:under|nearly|close to|almost)/i.test(item.shown || "")) faults.push("bound");
    else if (figure.bound === "above" && figure.kind === "percent" && item.key === figure.key && item.of === "percent" && !isChange(item) && !/^(?:over|more|at least|above)/i.test(item.shown || "")) faults.push("bound");
    return faults;
  };

  const RATES = ["percent", "times", "days"]; // are not counted in 亿
  /* 8% and 2万亿 are many things: of another quantity, and of nobody that the text speaks of, they are none; nor is a short
     number that only this report computes what a sentence in other words is about. */
  const isByChance = (index, item, figure, faults, said) => {
    if (item.kind === "result" && !item.metric && !said.metrics.length && said.hasWords && figure.digits < 3) return true;
    const isOdd = faults.includes("words") && !said.metrics.length;
    if (!isOdd && !faults.includes("metric")) return false;
    const isOwn = item.entity === index.data.main && item.kind === "claim" && !(isOdd && RATES.includes(figure.kind));
    return figure.key.split("e")[0].length < (isOwn ? 2 : 3);
  };
  const fits = (item, figure) => (figure.kind ? !item.of || item.of === figure.kind : figure.isBare || !RATES.includes(item.of))
    && !(/[家户]$/.test(figure.written) && /人/.test(item.form || "")); // 1000家 are no 1000人

  const isInPeriod = (item, said) => !said.period.all.length || said.period.all.some((named) => FigurePeriods.isOf(item, named));
  /* A computed number, or one of a source, has more digits than anyone types: it is met where it rounds to what is typed,
     a result with two digits at least, another with three, and for no other period than the text names. */
  const roundsTo = (item, figure, said) => figure.digits > (item.kind === "result" ? 1 : 2) && isInPeriod(item, said)
    && Math.round(Math.abs(Number(item.value)) / figure.step) === Math.round(valueOf(figure.key) / figure.step);
  /* 9000亿 for 9012亿: fewer digits will do where the words name the quantity and the period, or where two digits of a
     percentage are all that is asked. */
  const ROUGH = 0.025, ABOUT = 0.05;
  const isRough = (item, figure, said, isAlone) => {
    const value = valueOf(figure.key), size = Math.abs(Number(item.value)), [digits, power] = figure.key.split("e");
    const step = 10 ** Number(power || 0), few = digits.length;
    const isNamed = said.metrics.includes(item.metric) && said.period.all.length > 0 && isInPeriod(item, said);
    return (isNamed || (isAlone && figure.kind === "percent" && few === 2 && item.kind === "claim"))
      && Math.abs(size / value - 1) < (few > 1 || figure.bound === "about" ? ABOUT : ROUGH) && Math.round(size / step) === Math.round(value / step);
  };

  /* 74.2亿 where 74亿 is known: a finer number of what the words name, which rounds to it. */
  const isFiner = (item, figure, said) => !!item.step && figure.step < item.step && figure.digits > item.digits && item.digits > 1 && said.metrics.includes(item.metric)
    && said.period.all.length > 0 && isInPeriod(item, said) && Math.round(valueOf(figure.key) / item.step) === Math.round(Math.abs(Number(item.value)) / item.step);

  /* Up 5.4-fold (增长5.4倍) is up 540%. */
  const asPercent = (figure) => (figure.kind === "times" && figure.isGrowth ? { ...figure, kind: "percent", key: keyOf(figure.amount, 2), step: figure.step * 100 } : null);

  /* A number without a unit: the figures that have its digits, in the first unit that any has. */
  const WITHOUT_UNIT = [["亿", 8], ["万", 4], [" billion", 9], [" million", 6]];
  const guess = (index, figure) => {
    for (const [unit, power] of WITHOUT_UNIT) {
      const items = index.byKey.get(keyOf(figure.amount, power));
      if (items) return { unit, items };
    }
    return { unit: "", items: [] };
  };

  /* What is known of each figure in the text:
     {figure, found: [items], faults: in what the first of them differs from what is said, near: the figure of that which
      the words name, or the nearest, or null, isNamed: whether it is of the period named, value, unit: the one taken for a
      bare number, isRounded, said}. */
  const ask = (index, query) => {
    const raw = query.normalize("NFKC"), shared = {};
    let text = index.normal(query);
    const spans = FigureWords.phrased(index, text).map(({ start, end }) => [start, end]);
    const all = read(text).filter(({ start, end }) => !spans.some(([from, to]) => start < to && end > from)).sort((a, b) => a.start - b.start);
    const figures = all.slice(0, AT_ONCE);
    if (all.length > AT_ONCE) text = text.slice(0, all[AT_ONCE].start); // what stands behind is of others
    const shownAs = asTyped(index, raw);
    const answers = figures.map((figure) => answer(index, { ...figure, written: shownAs(figure.written) }, text, raw, saidOf(index, text, figures, figure, shared), shownAs));
    // 2页 in a sentence is a figure where it is known, else a count of something
    const kept = answers.filter(({ figure, found }) => !figure.isMinor || found.length || answers.length === 1);
    return Object.assign(kept, { left: all.length - figures.length });
  };

  /* The reader's own letters for what was read of them. */
  const asTyped = (index, raw) => {
    const plain = [...raw].map((c) => (c.toLowerCase().length === 1 ? index.script.get(c) || c.toLowerCase() : c)).join("");
    return (written) => {
      const find = (form) => (plain.length === raw.length ? plain.indexOf(form) : -1);
      const form = find(written) < 0 ? written.replace(/^1(?=[万千百十]?亿)/, "") : written; // 十亿 is read as 1十亿
      return find(form) < 0 ? form : raw.slice(find(form), find(form) + form.length);
    };
  };

  const answer = (index, figure, text, raw, said, shownAs) => {
    const rank = (item) => {
      const points = score(index, item, said);
      if (item.kind !== "claim") return { points, item, around: 0, faults: faultsOf(index, item, figure, said) };
      const { isPrinted, around } = context(item, figure, text), faults = faultsOf(index, item, figure, said, isPrinted ? around : 0);
      const isAsPrinted = isPrinted && raw.includes(item.printed);
      const all = squeeze(text) === squeeze(item.form) ? 4 : 0; // nothing else is asked
      // in the other script it is rather another article's
      const more = (isPrinted && !isAsPrinted ? around / 2 : around) + (isPrinted ? 0.3 + item.form.length / 20 + all : 0) + (isAsPrinted ? 0.3 : 0);
      return { points: points + more, item, around, faults };
    };
    let exact = (index.byKey.get(figure.key) || []).filter((item) => fits(item, figure)), unit = null;
    const grown = asPercent(figure);
    if (grown) exact.push(...index.data.figures.filter((item) => item.value && item.of === "percent" && isChange(item) && roundsUp(item, grown)));
    if (!exact.length && figure.isBare && !figure.amount.includes(".")) ({ unit, items: exact } = guess(index, figure));
    const isAlone = squeeze(text) === squeeze(figure.written.toLowerCase());
    const rounds = (item) => item.value && fits(item, figure) && !exact.includes(item) && (roundsTo(item, figure, said) || isRough(item, figure, said, isAlone) || isFiner(item, figure, said));
    const ranked = [...exact, ...(unit === null ? index.data.figures.filter(rounds) : [])].map(rank)
      // of what has other digits only what differs in nothing else, or is the level that was taken for a growth
      .filter((one) => !one.faults.length || exact.includes(one.item) || one.faults.join() === "growth")
      .sort((a, b) => a.faults.length - b.faults.length || exact.includes(b.item) - exact.includes(a.item) || (a.item.kind === "result") - (b.item.kind === "result") || b.points - a.points);
    // of those that differ in nothing a claim whose label is wrong is told first: where the words name its label, or none
    said.hasWords = /[\u3400-\u9fff]{2}|[a-z]{3}/.test(text.replace(figure.written.toLowerCase(), ""));
    const clean = ranked.filter(({ item, faults }) => !faults.length && !isByChance(index, item, figure, faults, said));
    const isLabel = (one) => one.item.kind === "claim" && one.item.mark === "label" && !isLast(one);
    const isLast = ({ item, around }) => around < QUOTED && isRelabelled(item, said);
    const same = clean.length ? [...clean.filter(isLabel), ...clean.filter((one) => !isLabel(one) && !isLast(one)), ...clean.filter(isLast)] : ranked.filter(({ item, faults }) => !isByChance(index, item, figure, faults, said));
    const first = same[0] || null, best = first ? Math.max(...same.map(({ points }) => points)) : -Infinity;
    const isExact = first !== null && exact.includes(first.item);
    const kept = same.filter((one, i) => i === 0 || (one.points >= best - 3 && one.faults.length === first.faults.length && exact.includes(one.item) === isExact
      && (one.item.kind === "result") <= (first.item.kind === "result") && (!first.faults.length || one.item.what === first.item.what))).map(({ item }) => item);
    // an article that prints a figure twice answers once
    const faults = first ? first.faults : [];
    const found = [...new Set(kept.map((item) => item.first || item))].filter((item, i, all) => !all.slice(0, i).some((one) => isRepeated(item, one))).slice(0, faults.length ? 1 : SHOWN);
    if (first && isNoPeople(first.item, said)) said.odd = [...said.odd, said.people];
    [said.words, said.odd] = [said.words.map(shownAs), said.odd.map(shownAs)];
    said.called = said.called.map(shownAs);
    if (said.stranger) said.stranger = shownAs(said.stranger);
    const value = valueOf(grown ? grown.key : figure.key);
    const isAsked = !first || faults.some((fault) => ["company", "metric", "period", "growth"].includes(fault)) && !faults.includes("words");
    let near = unit === null && isAsked && !said.isEach ? FigureNear.nearest(index, grown || figure, said, value, first && first.item, faults, text) : null;
    if (near && faults.join() === "period" && near.item.key === first.item.key) near = null; // the same again
    if (near && isMeant(figure, faults, near, value)) found.length = faults.length = 0;
    return { figure, found, faults, near: near && near.item, isNamed: !!near && near.isNamed, value, unit, said, isRounded: first !== null && unit === null && !isExact && !grown && !roundsTo(first.item, figure, said),
      isFiner: first !== null && !isExact && isFiner(first.item, figure, said) };
  };
  /* Whether what the words name is what was meant, rather than what has the number: it is below or above it as they say, or
     a place or two from it where the number is of another quantity of somebody else. */
  const isMeant = (figure, faults, near, value) => {
    const size = Math.abs(Number(near.item.value));
    if (faults.includes("company") && faults.includes("metric")) return FigureNear.isSlip(size / value);
    return faults.includes("company") && near.isNamed && (figure.bound === "below" ? size < value : figure.bound === "above" && size > value);
  };
  // the same figure of the same thing and period by another source says nothing more
  const isRepeated = (item, one) => item.kind !== "claim" && !!item.metric && ["value", "metric", "entity", "period"].every((name) => item[name] === one[name]) && (item.years || []).join() === (one.years || []).join();
  const roundsUp = (item, figure) => Math.round(Number(item.value) / figure.step) === Math.round(valueOf(figure.key) / figure.step);

  return { ask, isRelabelled, aspect, isChange, isOfCompany, isOfMetric, isInPeriod, fits, SHOWN, AT_ONCE };
})();
