/* Whom and what a text names: companies, and quantities. Words in letters are whole, the longer word counts. */
"use strict";

const FigureNames = (function () {
  const escape = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (words) => {
    const listed = [...new Set(words)].sort((a, b) => b.length - a.length);
    return new RegExp(listed.map((word) => (/^[a-z]/.test(word) ? "(?<![a-z])" : "") + escape(word) + (/[a-z]$/.test(word) ? "(?:'?s)?(?![a-z])" : "")).join("|") || "(?!)", "g");
  };
  /* A finder of names: {find(text): [{start, end, word, names}]}. named: words by name. */
  const finder = (named) => {
    const of = new Map();
    for (const [name, words] of Object.entries(named)) for (const word of words) of.set(word, [...(of.get(word) || []), name]);
    const all = pattern([...of.keys()]);
    return (text) => [...text.matchAll(all)].map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0],
      names: of.get(match[0]) || of.get(match[0].replace(/'?s$/, "")) || [] }));
  };

  // of the entities of the figures, the persons and companies: Person: Xinba (辛巴), Yalu (雅鹿)
  const OWNER = /^Person|^[A-Z][A-Za-z' ]+ \([\u3400-\u9fff]+\)$/;
  const GAP = /^(?:[\d年度第一二三四季上下半全的]|q[1-4]|h[12]|服务|业务|\s|from|of|in|the|its|”|"|')*$/;
  const SHARE_OF = /占(?!比)[^,，。;；]*$|(?:share|part|percent|%) of [^,;]*$/;

  // growth, change and share of a quantity are named by it, as it is by them
  const family = (metric) => metric.replace(/_(?:yoy|change|share)$/, "").replace(/^share_/, "").replace(/^revenue_|_revenue$/, "");
  /* The quantities named: spans of text. A word for any revenue is of the line named beside it, and what a share is
     taken of is not what is shared. */
  const build = (data) => {
    const vague = new Set(data.vague || []), generic = new Set(data.generic || []);
    const plain = Object.fromEntries(Object.entries(data.metrics).map(([name, words]) => [name, words.filter((word) => !vague.has(word))]));
    const unknown = Object.fromEntries(Object.entries(data.unknown || {}).map(([name, words]) => ["?" + name, words]));
    const quantities = finder({ ...plain, ...unknown }), owners = Object.fromEntries(Object.entries(data.entities).filter(([name]) => OWNER.test(name)));
    const companies = finder({ ...owners, ...data.companies, [data.main]: data.entities[data.main] || [] });
    const known = finder({ ...plain, ...unknown, ...data.companies, ...data.entities, "": [...(data.vague || []), ...(data.plain || [])] });
    const families = Map.groupBy(Object.keys(plain), family);
    const kin = (names) => [...new Set(names.flatMap((name) => families.get(family(name)) || [name]))];
    const metrics = (text) => {
      const spans = quantities(text).map((span) => ({ ...span, names: kin(span.names) }));
      return spans.filter((span, i) => !generic.has(span.word.replace(/'?s$/, "")) || ![spans[i - 1], spans[i + 1]].some((other) => other && !generic.has(other.word)
        && GAP.test(other.end <= span.start ? text.slice(other.end, span.start) : text.slice(span.end, other.start))));
    };
    return { metrics, companies, known };
  };

  /* Those of spans that a figure is said of: in its clause the ones since the figure before it, else behind it; else the
     clause before; else what else the text names. */
  const CLAUSE = /[,，。;；!！?？\n]/;
  const near = (spans, text, figure, figures, clause, isBehindToo) => {
    const { start, end } = clause(figure);
    const inClause = spans.filter((span) => span.start >= start && span.end <= end && !(span.start < figure.end && span.end > figure.start));
    const before = inClause.filter((span) => span.end <= figure.start);
    const last = Math.max(start, ...figures.filter((other) => other.end <= figure.start).map((other) => other.end));
    const since = before.filter((span) => span.start >= last);
    if (since.length) return since;
    if (figure.isGrowth && before.length) return before; // GMV 6800亿元 同比78.4%
    const next = figures.find((other) => other.start >= figure.end);
    const behind = inClause.filter((span) => span.start >= figure.end && !(next && span.start > next.start));
    if (behind.length) return behind;
    if (before.length) return before;
    const earlier = spans.filter((span) => span.end <= start);
    if (earlier.length) {
      const edge = earlier.at(-1).end; // all those of that clause, since a clause may name two
      return earlier.filter((span) => !CLAUSE.test(text.slice(span.end, edge).replace(/\d,\d/g, "")));
    }
    // 6800亿元,这是快手2021年的营收
    const then = isBehindToo && /^[,，]\s*(?:这|即|也就是|[为是系]|its|which|that|the|as)/.test(text.slice(end)) ? clause({ start: end + 1, end: end + 1 }) : null;
    return then && !figures.some((other) => other.start >= then.start && other.end <= then.end) ? spans.filter((span) => span.start >= then.start && span.end <= then.end) : [];
  };
  /* What a share is taken of is not named as what is shared. */
  const shared = (spans, text, figure, wholes = []) => figure.kind !== "percent" ? spans : spans.filter((span) => (!SHARE_OF.test(text.slice(Math.max(0, span.start - 24), span.start)) || span.end > figure.end + 16)
    && !(wholes.includes(span.word) && /^的?(?:贡献|占比|比重|比例)/.test(text.slice(span.end))));

  /* A name that is not known, right before a period, a quantity or the figure, at the head of its clause: 视频号2021年GMV. */
  const HEAD = /^(?:[\s“"'(]|其中|而|但|且|另外|此外|同时|目前|今年|去年|当年|全年|据|从|到|在|至|由|于|因为|所以|截至|截止|预计|预期|我国|中国|国内|全国|全球|公司|平台|该|其|这|本|的|整体|整个|行业|财报显示|数据显示|报告显示|显示|根据|按|对应|包括|包含|涉及|占|较|比|同比|环比|约|近|超|达到?|为|是|有|实现|完成|突破|超过|增长|增速|增至|总|累计|平均|电商|直播|线上|年度?|月|日|季度?|第|前|后|上|下|半|高达|仅|只|就|已经?|也|又|还|均|都|各|每|单|一|个|家|人|用户|亿|万|元|与|和|及|或|对|将|会|要|能|可|年均|复合|季|首|份|销售|商品|交易|买家|商家|主播|品牌|服务商|资金|流量|补贴|规模|市场|份额|收入|成交|订单|场|期间|大促|双十一|双11|女王节|年货节|带货)+/;
  // characters of sentences rather than of names
  const COMMON = /[单首双均平峰累同期的是了和与在为至到可将被把该这那其此每各年月项率量费价只已也都就从向对比超达]|数据|显示|表示|认为|指出|透露|公布|发布|披露|实现|突破|电商|直播|平台|公司|方面|财报|年报|季报|报告|公告|业绩|小店|合计|预计|用户|投入|业务|规模|水平|整体|贡献/;
  const stranger = (index, text, figure, figures, clause, periods) => {
    const { start } = clause(figure);
    const since = Math.max(start, ...figures.filter((other) => other.end <= figure.start).map((other) => other.end));
    const here = text.slice(since, figure.start), within = (span) => ({ ...span, start: span.start + since, end: span.end + since });
    const spans = index.names.known(here).map(within);
    const marks = [...periods.filter((span) => span.start >= since && span.end <= figure.start), ...index.names.metrics(here).map(within)].map((span) => span.start);
    if (!marks.length) return null;
    const first = Math.min(...marks);
    const of = text.slice(first, figure.start).match(/^[^,]*?(?<![a-z])(?:of|at|for)\s+(?<name>[a-z][a-z&.-]+)(?:'s)?\s/);
    if (of && !spans.some((span) => span.start >= first && text.slice(span.start, span.end).startsWith(of.groups.name)) && !index.vocabulary.has(of.groups.name) && !/^(?:q[1-4]|h[12]|fy|rmb|cny|us|usd)$/.test(of.groups.name)) return of.groups.name;
    let head = text.slice(since, first);
    for (const span of spans) if (span.start < first) return null; // something known stands there
    head = head.replace(HEAD, "").replace(/(?:的|在|于|in|for|的?电商|'s|\s)+$/, "").trim();
    // 平均复购率 is no company's: only before a period, or a quantity in letters
    const isBeforeName = periods.some((span) => span.start === first) || /^[a-z]|^货币化/.test(text.slice(first));
    if (isBeforeName && /^[\u3400-\u9fff]{2,5}$/.test(head) && !HEAD.test(head) && !COMMON.test(head)) return head;
    if (/^[a-z][a-z&.-]{1,14}$/.test(head) && !FigureOdd.isPlain(head) && !index.vocabulary.has(head.replace(/'s$/, ""))) return head;
    return null;
  };

  return { build, near, shared, stranger };
})();
