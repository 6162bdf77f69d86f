/* The periods of a text: which year, quarter, half, months it names, and which of them each figure is said of. */
"use strict";

const FigurePeriods = (function () {
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const SHOWN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const ORDER = { 一: 1, 二: 2, 三: 3, 四: 4, 首: 1, first: 1, second: 2, third: 3, fourth: 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4 };
  const order = (word) => ORDER[word] || Number(word);

  // 2000万 and 2019% are no years; 20年 is 2020, 近20年 a span
  const YEAR = "(?<![\\d.]|\\d,)(?<year>(?:19|20)\\d\\d)(?!\\d|[.,]\\d|\\s*(?:[万亿%元人]|billion|million|trillion|bn\\b|percent))"
    + "|(?<![a-z])fy\\s?'?(?<fiscal>(?:20)?\\d\\d)(?!\\d)|(?<![\\d.近过去第来超约这前后了已])(?<short>1[5-9]|2\\d)年(?![来间内前后以多])|(?<!\\d)'(?<mark>1[5-9]|2\\d)(?!\\d)";
  // a quarter or a half, with or without the two digits of its year: 1Q21, Q1'21, 21H1
  const PART = "(?:(?<!\\d)(?<yearA>2\\d))?(?<![a-z])(?:q(?<qA>[1-4])|h(?<hA>[12]))(?![a-z])(?!\\d(?!\\d?(?!\\d)))(?:['’]?(?<yearB>2\\d)(?!\\d))?"
    + "|(?<![\\d.])(?:(?<qB>[1-4])q|(?<hB>[12])h|(?<nine>9m))(?:\\s?'?(?<yearC>(?:20)?2\\d))?(?![a-z\\d])"
    + "|第?(?<qC>[一二三四首1-4])季度?|(?<qD>first|second|third|fourth|1st|2nd|3rd|4th)[\\s-]quarter"
    + "|(?<hC>上|下)半年|(?<hD>first|second)[\\s-]half";
  const UPTO = "前(?<upto>1[01]|[2-9]|十一?|[二两三四五六七八九])个月|(?:first|the first) (?<uptoE>two|three|four|five|six|seven|eight|ten|eleven) months";
  const COUNT = { 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十一: 11, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, ten: 10, eleven: 11 };
  const NINE = "(?<nineB>前(?:三|3)个?季度?|首三季度?|前(?:九|9)个月|first (?:three quarters|nine months)|nine months)";
  const MONTH = "(?<![\\d.])(?:(?<m1>1[0-2]|0?[1-9])月?(?:份)?\\s*[至到~-]\\s*)?(?<m2>1[0-2]|0?[1-9])月(?!活)(?:份|(?<day>\\d{1,2})[日号])?"
    + "|(?<![a-z])(?<name>january|february|march|april|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?=\\.?\\s+\\d)|may(?=\\s+(?:19|20)\\d\\d))(?![a-z])\\.?(?:\\s+(?<date>\\d{1,2})(?=,?\\s+(?:19|20)\\d\\d))?";
  // a sale of some days, or a day: no year's figure is of it
  const EVENT = "(?<event>双(?:11|12|十一|十二)|(?<!\\d)(?:618|616|116)(?!\\d)(?=大促|期间|购物节|gmv|快手|当天|带货|\\s)|年货节|女王节|春节|spring festival|单日|当天|日均|每日|singles' day|double 11|(?<![a-z])daily(?= gmv))";
  const BEFORE = "(?<before>(?:上|前|上一|前一)年(?:同期)?|(?:去年|一年前的?)同期|(?<=[较比而,，])去年|(?:the |a )?(?:previous|prior|preceding) year|a year (?:earlier|ago|before)|the year before|year-earlier|prior-year)";
  const ATOM = new RegExp([BEFORE, EVENT, NINE, UPTO, PART, MONTH, YEAR].join("|"), "g");
  const BASE = /(?:较|比|相比|对比|than|over|from|against|vs\.?|compared (?:with|to))\s*(?:in\s+)?(?:the\s+)?$/;

  // 由2020年的3812亿元增至: that year is where a rise starts
  const START = /(?:从|由|自)$/, RISING = /^[^,，。;；]{2,24}?(?:增|升|涨|提|降|减|跌|变)[^,，。;；]{0,12}?[至到为]/;

  /* One mention: {start, end, year or null, from, to: months, isMonth: a day or month only, isBase: compared with,
     isBefore: a year before the one that the text speaks of}. */
  const atomOf = (match, text) => {
    const g = match.groups, atom = { start: match.index, end: match.index + match[0].length, year: null, from: 0, to: 0 };
    const full = (digits) => (digits ? Number(digits.length === 2 ? "20" + digits : digits) : null);
    atom.year = full(g.year || g.fiscal || g.short || g.mark || g.yearA || g.yearB || g.yearC);
    const quarter = g.qA || g.qB || g.qC || g.qD, half = g.hA || g.hB || g.hC || g.hD;
    if (quarter) [atom.from, atom.to] = [order(quarter) * 3 - 2, order(quarter) * 3];
    else if (half) [atom.from, atom.to] = /^(?:1|上|first)$/.test(half) ? [1, 6] : [7, 12];
    else if (g.nine || g.nineB) [atom.from, atom.to] = [1, 9];
    else if (g.upto || g.uptoE) [atom.from, atom.to] = [1, COUNT[g.upto || g.uptoE] || Number(g.upto)];
    else if (g.m2) [atom.from, atom.to, atom.isMonth] = [Number(g.m1 || g.m2), Number(g.m2), !g.m1];
    else if (g.name) [atom.from, atom.to, atom.isMonth] = [...Array(2).fill(MONTHS.indexOf(g.name.slice(0, 3)) + 1), true];
    atom.isDay = !!(g.day || g.date);
    if (g.event) atom.event = g.event;
    atom.isBefore = !!g.before;
    const lead = text.slice(Math.max(0, atom.start - 16), atom.start);
    atom.isBase = atom.isBefore || BASE.test(lead) || (START.test(lead) && RISING.test(text.slice(atom.end)));
    return atom;
  };

  const BETWEEN = /^(?:(?:年度?|财年|年?的|全年)?[^\d,，。;；!！?？\n、和与及]{0,8}|\s*(?:of|in|,|for)?\s*(?:the )?(?:fiscal |year )*)$/;

  /* A year and the part beside it are one: 2021年第一季度, the first quarter of 2021. */
  const merged = (atoms, text, isFigureIn) => {
    const all = [];
    for (const atom of atoms) {
      const last = all.at(-1), gap = last && text.slice(last.end, atom.start);
      const isOne = last && !last.isBefore && !atom.isBefore && BETWEEN.test(gap) && !isFigureIn(last.end, atom.start) && !/ and | to |[至到]/.test(gap);
      if (isOne && last.year && !last.from && !atom.year && (atom.from || atom.event)) all[all.length - 1] = { ...atom, start: last.start, year: last.year, isBase: last.isBase };
      else if (isOne && last.from && !last.year && atom.year && !atom.from && /^\s*(?:of|in|,|for|'|’|-)?\s*(?:the )?(?:fiscal |year )*$/.test(gap)) all[all.length - 1] = { ...last, end: atom.end, year: atom.year };
      else all.push(atom);
    }
    return all;
  };
  /* 2019 to 2021 names the year between as well: each of them has the length of its range. */
  const withYears = (atoms, text) => {
    const isYear = (atom) => atom.year && !atom.from && !atom.event;
    const isRange = (last, atom) => isYear(last) && isYear(atom) && atom.year > last.year && atom.year - last.year < 9 && /^年?\s*(?:至|到|to|-|–|~)\s*$/.test(text.slice(last.end, atom.start));
    const yearsOf = (last, atom) => Array.from({ length: atom.year - last.year + 1 }, (_, i) => ({ ...atom, start: last.start, year: last.year + i, isBase: false, range: atom.year - last.year + 1 }));
    return atoms.flatMap((atom, i) => (i > 0 && isRange(atoms[i - 1], atom) ? yearsOf(atoms[i - 1], atom) : i + 1 < atoms.length && isRange(atom, atoms[i + 1]) ? [] : [atom]));
  };
  /* Q1 to Q4 names those between as well. */
  const filled = (atoms, text) => atoms.flatMap((atom, i) => {
    const last = atoms[i - 1];
    const isRange = last && last.from && atom.from && !last.isMonth && /^\s*(?:至|到|to|-|–|~)\s*第?$/.test(text.slice(last.end, atom.start)) && atom.to - atom.from === 2 && last.to - last.from === 2;
    if (!isRange) return [atom];
    const between = [];
    for (let from = last.from + 3; from < atom.from; from += 3) between.push({ ...atom, from, to: from + 2 });
    return [...between, atom];
  });

  const WHOLE = /(?<!年)全年|(?<![a-z])(?:full|whole)[\s-]year(?![a-z])/g;
  /* Three months ended 30 June are the second quarter. */
  const SPAN = { 三: 3, 六: 6, 九: 9, 3: 3, 6: 6, 9: 9, three: 3, six: 6, nine: 9 };
  const ended = (atom, text) => {
    const span = (text.slice(atom.end).match(/^[^,，。]{0,4}止(?<n>[三六九369])个月/) || text.slice(0, atom.start).match(/(?<n>three|six|nine) months ended\s*(?:\d{1,2}\s*)?$/) || {}).groups;
    if (span && atom.isMonth) return { ...atom, from: atom.to - SPAN[span.n] + 1, isMonth: false };
    const isYear = /^[^,，。]{0,4}止年度/.test(text.slice(atom.end)) || /year ended\s*(?:\d{1,2}\s*)?$/.test(text.slice(0, atom.start));
    return isYear && atom.isMonth ? { ...atom, from: 0, to: 0, isMonth: false } : atom;
  };

  /* With the whole years that are named behind a quarter: 24Q4 GMV 4621亿,全年13896亿. */
  const withWholes = (atoms, text) => {
    const wholes = [...text.matchAll(WHOLE)].map((match) => ({ start: match.index, end: match.index + match[0].length, year: null, from: 0, to: 0 }));
    const isOwn = (whole) => {
      const last = atoms.filter((atom) => atom.end <= whole.start).at(-1), next = atoms.find((atom) => atom.start >= whole.end);
      return last && last.from && !last.isMonth && !last.isDay && !(next && /^\D{0,6}$/.test(text.slice(whole.end, next.start)));
    };
    return [...atoms, ...wholes.filter(isOwn)].sort((a, b) => a.start - b.start);
  };

  const read = (text, figures) => {
    const isFigureIn = (from, to) => figures.some((figure) => figure.start >= from && figure.end <= to);
    const isInFigure = (atom) => figures.some((figure) => atom.start < figure.end && atom.end > figure.start);
    let atoms = [...text.matchAll(ATOM)].map((match) => atomOf(match, text)).filter((atom) => !isInFigure(atom));
    atoms = withWholes(withYears(filled(merged(atoms, text, isFigureIn), text), text).map((atom) => ended(atom, text)), text);
    // what has no year takes it from the one named last; the year before, from the one that the text speaks of
    let anchor = null, last = null;
    const later = (atoms.find((atom) => atom.year) || {}).year || null;
    return atoms.flatMap((atom) => {
      if (atom.isBefore) return anchor && anchor.year ? [{ ...atom, year: anchor.year - 1, from: anchor.from, to: anchor.to }, ...(anchor.from ? [{ ...atom, year: anchor.year - 1 }] : [])] : [];
      const one = atom.year ? atom : { ...atom, year: anchor ? anchor.year : later, isLent: true };
      if (one.event && !atom.year) one.year = null;
      if (one.isMonth && !one.year) return []; // a day of some year says nothing
      if (!one.from && /^年?(?:的)?同期/.test(text.slice(one.end))) {
        const part = anchor && anchor.from ? anchor : last && last.from ? last : null;
        if (part) [one.from, one.to] = [part.from, part.to];
        // the same part of a year that is not said, or later
        [one.isBase, one.isAny] = [!!anchor && !(anchor.year < one.year), !part && !anchor];
      }
      if (!one.isBase) anchor = one;
      last = one;
      return [one];
    });
  };

  const BEHIND = /^\s*(?:元|人民币|yuan|rmb|cny|users|people|viewers|buyers|gmv|in gmv|of gmv)*\s*(?:[(（]\s*|\s+(?:in|for|during|at|as of)\s+)(?:the\s+)?(?:fiscal\s+|full[\s-]year\s+|whole\s+)*$/;
  // 3812亿元(2019年:596亿元): what stands in the brackets is of the figure in them
  const isOfAnother = (text, figures, after) => figures.some((figure) => figure.start >= after.end && /^[^(),;。]*$/.test(text.slice(after.end, figure.start)));
  /* The periods that stand behind a figure and are of it; the year behind it may be that of the quarter before it. */
  const boundTo = (text, figures, figure, next, atoms) => {
    const after = atoms.find((atom) => atom.start >= figure.end && !(next && atom.start > next.start));
    const gap = after && text.slice(figure.end, after.start), isInBrackets = after && /[(（]/.test(gap);
    if (!after || !(BEHIND.test(gap) || (after.isBefore && /^\s*$/.test(gap))) || (isInBrackets && isOfAnother(text, figures, after))) return null;
    const part = atoms.filter((atom) => atom.end <= figure.start && !atom.isBefore).at(-1);
    if (isInBrackets && !after.from && part && part.isLent && part.from && part.year === after.year && !/[。;；!！?？\n]/.test(text.slice(part.end, after.start))) return [part];
    return atoms.filter((atom) => atom.start === after.start);
  };
  const isStart = (text, figure) => /(?:从|由|自|(?<![a-z])from)\s*(?:约|about|around)?\s*$/.test(text.slice(Math.max(0, figure.start - 16), figure.start))
    && /^[^,，。;；]{0,40}?(?:至|到|增|升|涨|降|(?<![a-z])to\s)|^\s*$/.test(text.slice(figure.end));
  const isEnd = (text, figure) => /(?:[增升涨提降减跌长大][^,，。;；\d]{0,3}[至到]|(?<![a-z])to)\s*(?:约|about|around)?\s*$/.test(text.slice(Math.max(0, figure.start - 16), figure.start));
  const TOUCHES = /^(?:年|:|年度|全年|的|同期|gmv|约|为|达|\s)*$/;

  /* What each figure is said of: a function of a figure to {all: periods, one of which is meant, isLoose: whether they
     stand in other sentences}. clause: a figure's {start, end}. */
  const assign = (text, figures, clause) => {
    const atoms = read(text, figures);
    const bound = new Map();
    figures.forEach((figure, i) => {
      const all = boundTo(text, figures, figure, figures[i + 1], atoms);
      if (all) bound.set(figure, all);
    });
    // from RMB381.2bn in 2020 to RMB680bn: the year of the first is what the second is compared with
    for (const [figure, all] of bound) if (isStart(text, figure)) for (const atom of all) atom.isBase = true;
    const taken = new Set([...bound.values()].flat());
    const own = atoms.filter((atom) => !atom.isBase);
    const groupBefore = (figure, from) => {
      const before = atoms.filter((atom) => atom.end <= figure.start && atom.start >= from && (!taken.has(atom) || from === 0));
      const last = before.at(-1);
      if (!last) return [];
      const cut = Math.max(0, ...figures.filter((other) => other.end <= last.start).map((other) => other.end));
      return before.filter((atom) => atom.start >= cut);
    };
    // the day on which something was said gives way to the period that it was said of
    const plainOwn = own.filter((atom) => !atom.isDay);
    const of = (figure) => {
      if (bound.has(figure)) return { all: bound.get(figure), isLoose: false };
      const { start, end } = clause(figure);
      // 增加78.4%至2021年的6800亿元: a growth is of the later of two periods
      const until = ["percent", "times"].includes(figure.kind) && atoms.find((atom) => atom.start >= figure.end);
      if (until && /^\s*(?:至|到|to)\s*(?:the\s+)?$/.test(text.slice(figure.end, until.start))) return { all: [until], isLoose: false };
      const group = groupBefore(figure, start), last = group.at(-1), isMultiple = figure.kind === "times" && !figure.isGrowth;
      if (last && last.isBase && !isMultiple && TOUCHES.test(text.slice(last.end, figure.start))) return { all: group.filter((atom) => atom.start === last.start), isLoose: false };
      const plain = group.filter((atom) => !atom.isBase);
      if (plain.length) return { all: plain, isLoose: false };
      const next = figures.find((other) => other.start >= figure.end);
      const behind = own.filter((atom) => atom.start >= figure.end && atom.end <= end && !(next && atom.start > next.start) && !taken.has(atom));
      if (behind.length) return { all: behind, isLoose: false };
      for (let at = figure.start; ;) { // the last that was named
        const earlier = groupBefore({ start: at }, 0);
        const named = earlier.filter((atom) => !atom.isBase);
        if (named.length) {
          const isLoose = /[。;；!！?？\n]|\.\s/.test(text.slice(named.at(-1).end, figure.start));
          return { all: isLoose ? own : named, isLoose };
        }
        if (!earlier.length) break;
        at = earlier[0].start;
      }
      return { all: own, isLoose: true };
    };
    return (figure) => {
      const found = of(figure), isOwn = bound.has(figure) || found.all.some((atom) => atom.isBase);
      // 从3812亿元增至6800亿元: a rise of a year starts in the year before
      const years = isOwn ? [] : found.all.filter(({ range }) => range);
      if (years.length && isStart(text, figure)) return { ...found, all: [years[0]] };
      if (years.length && isEnd(text, figure)) return { ...found, all: [years.at(-1)] };
      if (!isOwn && isStart(text, figure)) return { ...found, all: found.all.filter(({ year }) => year).map((atom) => ({ ...atom, year: atom.year - 1 })) };
      return found.all.length && found.all.every((atom) => atom.isDay) && plainOwn.length ? { all: plainOwn, isLoose: true } : found;
    };
  };

  /* The period of an item: "2021-01/2021-03", "2021-09" for what is no longer than a month, else its years. */
  const ofItem = (item) => {
    if (!item.period) return null;
    if (item.span === undefined) {
      const [from, to = from] = item.period.split("/").map((text) => text.split("-").map(Number));
      item.span = { year: from[0], from: from[1], to: to[1] + (to[0] - from[0]) * 12, isPoint: !item.period.includes("/") };
    }
    return item.span;
  };
  const LENGTHS = [3, 6, 9, 10, 11, 12]; // of those that figures of a flow speak of: none is part of another
  const isOf = (item, named) => {
    const years = item.years || [], span = ofItem(item);
    if (!years.length) return true;
    if (named.event) return !!span && (span.isPoint || span.from % 3 !== 1) && (named.year === null || years.includes(named.year));
    if (named.isAny) return years.includes(named.year);
    const [from, to] = named.from ? [named.from, named.to] : [1, 12];
    if (!span) return named.year === null ? false : years.includes(named.year) && (!named.from || years.length > 1 || item.kind === "result" && !item.metric);
    if (named.year !== null && !years.includes(named.year)) return false;
    if (named.year !== null && named.year !== span.year) return !span.isPoint && span.to > 12 && named.isMonth === true;
    if (span.isPoint) return from <= span.from && span.from <= to;
    if (named.isMonth) return span.from <= from && to <= span.to;
    if (from === span.from && to === span.to) return true;
    return !LENGTHS.includes(span.to - span.from + 1) && from <= span.from && span.to <= to;
  };

  const title = (year, from, to) => {
    const length = to - from + 1, when = year === null ? "" : " " + year;
    if (!from || length === 12 && from === 1) return String(year);
    if (length === 3 && from % 3 === 1) return "Q" + (from + 2) / 3 + when;
    if (length === 6 && from % 6 === 1) return (from === 1 ? "H1" : "H2") + when;
    if (length === 1) return SHOWN[from - 1] + when;
    if (to > 12) return SHOWN[from - 1] + when + " to " + SHOWN[(to - 1) % 12] + " " + (year + Math.floor((to - 1) / 12));
    return (length === 9 && from === 1 ? "the first three quarters of" : SHOWN[from - 1] + " to " + SHOWN[to - 1]) + when;
  };
  const titleOf = (item) => {
    const span = ofItem(item), years = item.years || [];
    if (span) return title(span.year, span.from, span.to);
    return years.length > 1 ? years[0] + "–" + years.at(-1) : years.length ? String(years[0]) : "no named period";
  };
  // 去年同期 is the quarter, or the year: one of them is told
  const isToldBy = (named, all) => named.isBefore && !named.from && all.some((one) => one.from && one.start === named.start);
  const titles = (all) => [...new Set(all.filter((named) => !isToldBy(named, all)).map((named) => (named.event ? named.event + (named.year ? " " + named.year : "") : title(named.year, named.from, named.to))))].join(", ");

  return { assign, read, isOf, titleOf, titles };
})();
