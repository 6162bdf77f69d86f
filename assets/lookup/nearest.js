/* What is known of that which the words around a figure name, where its number is not known or is of something else. */
"use strict";

const FigureNear = (function () {
  const { score, names } = FigureIndex;
  const FAR = Math.log(2); // a figure twice as large is not meant by a slip
  const NEAR_BY_NUMBER = 0.05; // where no word names a quantity
  const CLOSE = 0.05; // a slip in one place
  const TOO_FAR = Math.log(20); // another thing is meant
  const AS_NEAR = 0.002; // of two figures that differ by less, the one to use is the nearest

  // a place or two lost: 亿 is a tenth of a billion
  const isSlip = (ratio) => [0.0001, 0.001, 0.01, 0.1, 10, 100, 1000, 10000].some((times) => Math.abs(ratio / times - 1) < 0.005);

  /* {item, isNamed: whether it is of the period that is named}: of the quantity, the company and the period that the words
     name, however far; without a period the nearest in value. other: a figure that has the number, and its faults: what the
     words do not name is taken from it. */
  const nearest = (index, figure, said, value, other, faults, text) => {
    const { fits, isOfCompany, isOfMetric, isInPeriod, isChange, aspect } = FigureAnswer;
    if (said.stranger || (said.unknown.length && !said.metrics.length)) return null;
    const vague = names(said.whole.metrics);
    const metrics = said.metrics.length ? said.metrics : faults.includes("metric") ? [] : other && other.metric ? [other.metric] : vague;
    const entity = said.companies.length ? null : other && !faults.includes("metric") ? other.entity : null;
    const others = names(said.whole.entities).filter((name) => name !== index.data.main);
    const isNamed = metrics.length > 0 || others.length > 0 || said.companies.some((name) => name !== index.data.main);
    const isRise = figure.isGrowth || (said.metrics.length > 0 && figure.kind === "percent" && isChange({ metric: aspect(index, metrics, said.clause.text)[0] || "" }));
    const isAbout = (item) => item.value && fits(item, figure) && (item.key !== figure.key || faults.length)
      && (metrics.length ? isOfMetric(index, item, metrics) : !others.length || others.includes(item.entity)) && (!said.companies.length || said.companies.some((name) => isOfCompany(index, item, name, said.called)))
      && (!entity || item.entity === entity || said.whole.entities[item.entity]) && (said.companies.length || other || said.whole.entities[item.entity] || !(item.entity in index.data.companies))
      && (!isRise || isChange(item) || !index.data.figures.some((one) => isChange(one) && metrics.includes(one.metric)))
      && (!said.isShare || figure.kind !== "percent" || !isChange(item));
    const all = index.data.figures.filter(isAbout).map((item) => [score(index, item, said), item]);
    const distance = ([, item]) => Math.abs(Math.log(Math.abs(Number(item.value)) / value || Infinity));
    const isPeriod = said.period.all.length > 0 && !said.period.isLoose;
    if (isNamed && said.period.all.length) {
      // a quarter is not what is known for a month
      const isAll = (item) => !item.period || !item.period.includes("/") || said.period.all.some((named) => !named.isMonth);
      let inPeriod = all.filter(([, item]) => (item.years || []).length && isInPeriod(item, said) && isAll(item));
      const printed = inPeriod.filter(([, item]) => item.kind !== "result");
      inPeriod = printed.length ? printed : inPeriod.filter(([, item]) => item.metric);
      const isFar = (one) => distance(one) > TOO_FAR && !isSlip(Math.abs(Number(one[1].value)) / value);
      if (inPeriod.length && !inPeriod.every(isFar)) {
        // what is of the whole period before what is of a day or a quarter in it
        const isPart = ([, item]) => !!item.period && said.period.all.every((named) => !named.from);
        const isAnyYear = said.period.all.every((named) => named.year === null);
        // 去年同期 is the quarter rather than the year; of several figures of the period the one that may be meant
        const isOther = ([, item]) => !!said.period.all[0].from && !FigurePeriods.isOf(item, said.period.all[0]), isOff = (one) => distance(one) > CLOSE;
        const order = (a, b) => isOther(a) - isOther(b) || isPart(a) - isPart(b) || isOff(a) - isOff(b) || b[0] - a[0];
        return { item: inPeriod.sort(isAnyYear ? (a, b) => distance(a) - distance(b) : order)[0][1], isNamed: true };
      }
      if (isPeriod) return null; // of another period it would be no answer
    }
    if (!isNamed && !said.period.all.length && figure.kind !== "percent" && figure.kind !== "times") {
      const slipped = index.data.figures.find((item) => item.kind === "claim" && item.of === "money" && item.entity === index.data.main && item.mark === "holds" && fits(item, figure) && isSlip(Number(item.value) / value));
      if (slipped && [0.01, 0.1, 10, 100].some((times) => Math.abs(Number(slipped.value) / value / times - 1) < 0.005) && slipped.key.split("e")[0].length > 1) return { item: slipped, isNamed: false };
    }
    if (faults.length && !said.metrics.length && !said.companies.length) return null;
    const slipped = said.metrics.length && said.companies.length && figure.key.split("e")[0].length > 1 ? all.find(([, item]) => isSlip(Math.abs(Number(item.value)) / value)) : null;
    if (slipped) return { item: slipped[1], isNamed: false };
    const printed = all.filter(([, item]) => item.kind !== "result"); // what is computed only where nothing is printed
    const top = Math.max(-Infinity, ...all.map(([points]) => points));
    // over a trillion: what is over it
    const isBeyond = ([, item]) => (figure.bound === "above") === (Math.abs(Number(item.value)) >= value);
    const beyond = figure.bound === "above" || figure.bound === "below" ? all.filter((one) => isBeyond(one) && distance(one) < FAR) : [];
    const pool = (beyond.length ? beyond : printed.length ? printed : all).filter(([points]) => !isNamed || points >= Math.min(3, top) - 0.75);
    const least = pool.reduce((low, one) => Math.min(low, distance(one)), Infinity);
    if (!(least < (isNamed ? FAR : NEAR_BY_NUMBER))) return null;
    return { item: pool.filter((one) => distance(one) <= least + AS_NEAR).sort((a, b) => b[0] - a[0])[0][1], isNamed: false };
  };

  return { nearest, isSlip };
})();
