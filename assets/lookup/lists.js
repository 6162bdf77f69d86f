/* Figures that stand in a row, and the periods, companies or quantities that stand in one of as many: the first of the one
   is of the first of the other (2020年和2021年GMV分别为3812亿元和6800亿元). */
"use strict";

const FigureLists = (function () {
  const AND = "(?:[、,，/]|以及|[和与及跟]|(?<![a-z])and(?![a-z]))";
  const BETWEEN = new RegExp("^\\s*" + AND + "{1,2}\\s*(?:and\\s+)?(?:约|超|近)?\\s*$");
  const JOINED = new RegExp("^(?:年度?|年?的|'s)?\\s*" + AND + "{1,2}\\s*(?:and\\s+|in\\s+)?$");
  const SENTENCE = /[。;；!！?？\n]|\.\s/;
  const IN_TURN = /分别|依次|respectively/;

  /* Things that stand in a row: [[thing, thing], …]; a row has two at least. isOne: what may stand between them. */
  const rowsOf = (things, text, isOne) => {
    const rows = [];
    for (const thing of things) {
      const row = rows.at(-1);
      if (row && isOne.test(text.slice(row.at(-1).end, thing.start))) row.push(thing);
      else rows.push([thing]);
    }
    return rows.filter((row) => row.length > 1);
  };

  /* The four quarters of a year, where as many figures follow: 2022年四个季度. */
  const quarters = (row, text, atoms) => {
    const lead = text.slice(0, row[0].start), years = atoms.filter((atom) => atom.year && !atom.from);
    const year = years.filter((atom) => atom.end <= row[0].start).at(-1) || years[0];
    if (row.length !== 4 || !year || !/(?:四个?|4个?|各|每)季度?|(?:four|each of the) quarters/.test(lead + text.slice(row.at(-1).end))) return null;
    return [1, 4, 7, 10].map((from) => ({ ...year, from, to: from + 2 }));
  };

  /* The years of a range, where as many figures follow: 2019-2021年. */
  const years = (row, spans) => {
    const range = spans.filter((span) => span.range === row.length);
    return range.length === row.length ? range : null;
  };

  /* What each figure of a row is of, beside the other words: a map of figure to {period, company, metric}, each a span of
     text, or missing where the words do not stand in such a row. */
  const pairs = (text, figures, named) => {
    const of = new Map();
    for (const row of rowsOf(figures, text, BETWEEN)) {
      const [start, end] = [row[0].start, row.at(-1).end];
      const isInTurn = IN_TURN.test(text.slice(Math.max(0, start - 24), start)) || /^[^。;；]{0,60}(?:respectively|分别)/.test(text.slice(end));
      const isHere = (span) => {
        const gap = span.end <= start ? text.slice(span.end, start) : span.start >= end && isInTurn ? text.slice(end, span.start) : null;
        return gap !== null && !SENTENCE.test(gap) && !figures.some((other) => !row.includes(other) && (span.end <= start
          ? other.start >= span.end && other.end <= start : other.start >= end && other.end <= span.start));
      };
      for (const [kind, spans] of Object.entries(named)) {
        let all = rowsOf(spans, text, JOINED).filter((one) => one.length === row.length && one.every(isHere)).at(-1);
        if (!all && kind === "period") all = years(row, spans.filter(isHere)) || quarters(row, text, spans.filter((span) => span.end <= start || isInTurn));
        if (all) row.forEach((figure, i) => of.set(figure, { ...of.get(figure), [kind]: all[i] }));
      }
    }
    return of;
  };

  return { pairs };
})();
