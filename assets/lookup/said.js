/* What a text says of one of its figures: of which period, whom and what it is. */
"use strict";

const FigureSaid = (function () {
  const { naming } = FigureIndex;

  /* The clauses of a text, as a function of a figure to {start, end}. */
  const clausesOf = (text) => {
    const cuts = [...text.matchAll(/[,，。;；!！?？\n]|(?<=[a-z])\s+and\s+/g)]
      .filter((match) => !(match[0] === "," && /\d/.test(text[match.index - 1] || "") && /\d/.test(text[match.index + 1] || "")));
    return (figure) => {
      let start = 0;
      for (const match of cuts) {
        if (match.index < figure.start) start = match.index + match[0].length;
        else if (match.index >= figure.end) return { start, end: match.index };
      }
      return { start, end: text.length };
    };
  };

  /* What is read once for all figures of a text. */
  const prepared = (index, text, figures) => {
    const clause = clausesOf(text), atoms = FigurePeriods.read(text, figures);
    const spans = index.names.metrics(text), names = index.names.companies(text).filter((span) => !isSpeaker(span, text));
    const { scopes = [] } = index.data, isKnown = (span) => !span.names.some((name) => name[0] === "?") && !scopes.includes(span.word)
      && !span.names.every((name) => name === "" || /^(?:Event|Book|Article)/.test(name));
    return { clause, atoms, spans, names, of: FigurePeriods.assign(text, figures, clause), whole: naming(index, text), odd: new Map(),
      rows: FigureLists.pairs(text, figures, { period: atoms, company: names, metric: spans }),
      known: [...index.names.known(text), ...spans].filter(isKnown).concat(atoms.map((atom) => ({ ...atom, end: atom.end + text.slice(atom.end).match(/^年?度?/)[0].length }))) };
  };

  // who says a number is not whose it is
  const isSpeaker = (span, text) => span.names.every((name) => /^Person/.test(name)) && /^[^,，。]{0,12}?(?:表示|称|说|透露|指出|介绍|宣布|公布|披露|认为)|^(?:,)? (?:said|says|announced)/.test(text.slice(span.end));

  // 快手超过淘宝直播,达3812亿元: what follows is of Kuaishou
  const COMPARED = /(?:超过?|高于|低于|多于|少于|比|较|不及|直逼|接近|追赶|落后于?|(?<![a-z])(?:than|over|surpass(?:ed|ing)?|behind|overtook))\s*$/;
  const TOGETHER = /^(?:[和与及跟、/]|\s*(?:and|or)\s*)$/;
  // a sum of several is of none of them; nor is what each of them is said to have
  const SUM = /合计|总计|总共|共计|一共|加起来|相加|之和|总和|共(?=[为达有约超]?\s*$)|总(?![裁部经])|(?<![a-z])(?:combined|together|in total|jointly)(?![a-z])/;
  const isOfEach = (row, text, figure, { start, end }) => row.length > 1 && (/(?:均|都|各)[为是达]?到?$|(?<![a-z])(?:both|each)(?![a-z])[^,]*$/.test(text.slice(Math.max(start, figure.start - 16), figure.start).trimEnd())
    || SUM.test(text.slice(Math.max(start, row.at(-1).end), figure.start)) || /^\s*(?:in total|combined|together)/.test(text.slice(figure.end, end)));
  /* Whether a figure is said to be a share; one without a word of its own is what the percentage before it is. */
  const isShareOf = (text, figure, figures, clause) => {
    const { start } = clause(figure), lead = text.slice(start, figure.start);
    if (/占[^,，。;；]*$/.test(lead.replace(/(?<=\d),(?=\d)/g, ""))) return true;
    const last = figure.kind === "percent" && !lead.trim() ? figures.filter((other) => other.kind === "percent" && other.end <= start).at(-1) : null;
    return !!last && isShareOf(text, last, figures, clause);
  };
  /* Persons that the words right before a figure count: 6800亿 of money is none of them. */
  const peopleOf = (text, figure, { start }) => (text.slice(start, figure.start).match(/(?<who>用户|人数|人次|网民|观众)(?:数量?|总数|总量|规模)?(?:约|近|超过?|逾|达到?|为|是|有|突破|共|:|\s)*$/) || { groups: { who: null } }).groups.who;
  /* {period: {all, isLoose}, companies, called: the words for them, stranger: a name that is not known, metrics,
     unknown: quantities of which nothing is known, odd: other words that nothing is called by, clause, whole: how well they
     name each metric and entity}. shared: what is read once for a text. */
  const saidOf = (index, text, figures, figure, shared = {}) => {
    if (!shared.clause) Object.assign(shared, prepared(index, text, figures));
    const { clause, whole } = shared, turn = shared.rows.get(figure) || {}, { start, end } = clause(figure);
    const spans = turn.metric ? [turn.metric] : FigureNames.near(FigureNames.shared(shared.spans, text, figure, index.data.wholes), text, figure, figures, clause, true);
    const named = [...new Set(spans.flatMap((span) => span.names))];
    const about = FigureNames.near(FigureNames.shared(shared.names, text, figure), text, figure, figures, clause, !figures.length);
    // the one named last is meant, with those that stand in a row with it
    const isCarried = about.length > 0 && about.at(-1).end <= start; // 快手超过抖音,GMV达6800亿
    // 市场规模9610亿,快手3812亿: the second is of no market
    const isBefore = !isCarried && about.length > 0 && spans.length > 0 && spans.at(-1).end <= start;
    if (isBefore && !index.data.figures.some((item) => named.includes(item.metric) && about.some((span) => span.names.includes(item.entity)))) [spans.length, named.length] = [0, 0];
    // GMV 596亿,占比0.6%: a share is of a quantity that has one
    const isShare = isShareOf(text, figure, figures, clause);
    if (isShare && figure.kind === "percent" && spans.length && spans.at(-1).end <= start && !named.some((name) => /share/.test(name))) [spans.length, named.length] = [0, 0];
    const subjects = about.filter((span) => !COMPARED.test(text.slice(Math.max(0, span.start - 8), span.start)));
    const isSum = SUM.test(text.slice(start, figure.start)), isTogether = (gap) => TOGETHER.test(gap) || (isSum && gap === "");
    const row = turn.company ? [turn.company] : isCarried ? (subjects.length ? subjects : about)
      : about.filter((span, i) => about.slice(i).every((one, j, all) => j === all.length - 1 || isTogether(text.slice(one.end, all[j + 1].start))));
    return { period: turn.period ? { all: [turn.period], isLoose: false } : shared.of(figure), companies: [...new Set(row.flatMap((span) => span.names))],
      called: row.map((span) => span.word.replace(/'s$/, "")), metrics: named.filter((name) => name[0] !== "?"),
      isEach: isOfEach(row, text, figure, { start, end }), people: peopleOf(text, figure, { start }),
      unknown: named.filter((name) => name[0] === "?"), words: [...new Set(spans.map((span) => span.word))], spans, odd: oddOf(text, figure, figures, shared),
      stranger: row.length && row.at(-1).start >= start ? null : FigureNames.stranger(index, text, figure, figures, clause, shared.atoms),
      clause: naming(index, text.slice(start, end)), whole, isShare };
  };

  /* A clause that names nothing speaks of what the figure before it was of. */
  const oddOf = (text, figure, figures, shared) => {
    if (!figure.key) return [];
    const { start, end } = shared.clause(figure), own = FigureOdd.of(text, figure, figures, { start, end }, shared.known, shared.spans.filter((span) => span.names[0][0] !== "?"));
    const isNaming = shared.spans.some((span) => span.start >= start && span.end <= end);
    const last = figures.filter((other) => other.end <= start).at(-1);
    const odd = !own.length && !isNaming && last && !/[。;；!！?？\n]/.test(text.slice(last.end, figure.start)) ? shared.odd.get(last) || [] : own;
    shared.odd.set(figure, odd);
    return odd;
  };

  return { saidOf };
})();
