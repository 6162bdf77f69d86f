/* The figures of a text: where they stand, what they come to, and what they are counted in. */
"use strict";

const FigureReading = (function () {
  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const PLACES = { 十: 1, 百: 2, 千: 3 };
  const SCALES = {
    万亿: 12, 亿: 8, 万: 4, trillion: 12, trn: 12, tn: 12, billion: 9, bn: 9, b: 9, million: 6, mn: 6, mln: 6, m: 6,
    thousand: 3, k: 3, w: 4, "hundred billion": 11, "hundred million": 8,
  };
  const UNITS = [
    ["per mille", /^(?:‰|permille|per mille)/],
    ["percent", /^(?:%|percent(?:age points?)?|per cent|pct|个百分点|个点)/],
    ["times", /^(?:倍|times|x(?![a-z])|-?fold)/],
    ["other money", /^(?:港元|港币|hkd|hk dollars|hong kong dollars|日元|日币|yen|jpy|韩元|won(?![a-z])|欧元|euros?|eur|英镑|pounds|gbp|台币|新台币|新元|卢布|卢比)/],
    ["dollars", /^(?:美元|美金|美刀|usd|us ?dollars|dollars)/],
    ["money", /^(?:元|块钱|人民币|yuan|(?:cny|rmb)(?!\s*\d)|renminbi)/],
    ["span", /^(?:分钟|小时|个月|周|minutes|hours|months|weeks)/],
    ["days", /^(?:天|days?)/],
    ["count", /^(?:人|名|户|people|persons|users|viewers|buyers|家)/],
    ["count", /^(?:[个瓶部页字款场位条件本]|products|bottles|phones|pages)/],
  ];
  const BEFORE = { "百分之": "percent", us$: "dollars", $: "dollars", usd: "dollars", hk$: "other money", hkd: "other money", "€": "other money", "£": "other money", eur: "other money", jpy: "other money" };
  // a fall, where the words stand right before the figure
  const FALL = /(?:(?:下降|下跌|下滑|减少|缩减|萎缩|大跌|跌|降)(?:了|约|至|到)?|(?:fell|fallen|down|dropped|declined|decreased|shrank|(?:decline|decrease|drop|fall) of)(?: by| to)?)\s*$/;
  // what the words in front say of the figure: that it is less, or more, or about that
  const BOUND = {
    below: /(?:不到|未到|不足|低于|少于|小于|不及|未达|未超过?|没有?超过|不超过|不多于|以下|under|below|less than|fewer than|not (?:even|quite|exceed(?:ing)?)|short of)\s*(?:了|人民币|rmb|¥)?\s*$/,
    above: /(?:超过?|逾|突破|破|高于|大于|多于|以上|over|above|more than|exceed(?:s|ed|ing)?|at least|topped|surpass(?:ed|ing)?)\s*(?:了|人民币|rmb|¥)?\s*$/,
    about: /(?:约|大约|约为|左右|接近|近|将近|about|around|roughly|nearly|almost|approximately|some|~|c\.|ca\.)\s*(?:了|人民币|rmb|¥)?\s*$/,
  };
  const BEHIND = [["below", /^\s*以下/], ["about", /^\s*(?:左右|上下)/], ["above", /^(?:以上|\+|多)/]];
  const boundOf = (lead, tail) => Object.keys(BOUND).find((name) => BOUND[name].test(lead)) || (BEHIND.find(([, words]) => words.test(tail)) || [""])[0];
  // grown by (增长5.4倍), and grown to
  const RISE = /(?:增长|上涨|提升|上升|增加|增幅|增速|涨幅|涨|同比|grew|up|rose|increased|increase of|rise of|growth of|growth)(?:了|近|约|超过?|达到?|高达|为|是|:|逾|大幅|by|of|some|about|nearly|over|more than|\+|\s)*$/;
  // addresses, tickers, telephones, times of day
  const NOT_FIGURE = /https?:\S+|www\.\S+|(?<!\d)\d{3,5}\.hk(?![a-z])|(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d|\s*[元万亿])|\+\d{1,3}[-\s]\d{2,4}(?:[-\s]\d{3,4})+|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)/g;
  const HAN = "[零〇一二两三四五六七八九十百千]";
  const TOKEN = new RegExp(
    "(?<before>rmb|cny|¥|人民币|百分之|us\\$|hk\\$|\\$|usd|hkd|eur|jpy|€|£)?\\s*(?<sign>(?<![\\d万亿元%])[-−–])?"
    + "(?<!\\d|\\d\\.)(?<number>(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|" + HAN + "+(?:点" + HAN + "+)?)"
    + "(?:\\s*[多余来几](?=[万亿百千]))?\\s*(?<scale>万亿|千亿|百亿|十亿|千万|百万|亿|万|hundred billion|hundred million|trillion|trn|tn|billion|bn|million|mn|mln|thousand|[mkwb](?![a-z]))?", "g");
  const REST = new RegExp("^\\s*零?(?<number>\\d{1,4}|" + HAN + "+)(?<scale>千万|百万|万)"); // 5亿6200万

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

  /* 618 is the 18th of June, 116 the 6th of November. */
  const isMonthAndDay = (digits) => /^\d{3,4}$/.test(digits) && [1, 2].some((cut) => {
    const [month, day] = [digits.slice(0, cut), digits.slice(cut)].map(Number);
    return digits[cut] !== "0" && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  });

  const COMPOUND = { 千亿: [3, "亿"], 百亿: [2, "亿"], 十亿: [1, "亿"], 千万: [3, "万"], 百万: [2, "万"] };

  /* The figures of a normalised text: where they stand, what they come to, and what they are counted in. */
  const read = (text) => {
    const found = [], others = [...text.matchAll(NOT_FIGURE)].map((match) => [match.index, match.index + match[0].length]);
    let past = 0;
    for (const match of text.matchAll(TOKEN)) {
      const { before = "", sign = "", number, scale = "" } = match.groups;
      const isHan = !/\d/.test(number);
      let end = match.index + match[0].length;
      const start = match.index + match[0].search(/\S/), at = match.index + match[0].indexOf(number);
      if (start < past || others.some(([from, to]) => start < to && end > from)) continue;
      let amount = isHan ? hanNumber(number) : number;
      if (amount === null) continue;
      let power = 0;
      if (scale in COMPOUND) power = COMPOUND[scale][0] + SCALES[COMPOUND[scale][1]];
      else if (scale) power = SCALES[scale];
      const more = scale === "亿" && !amount.includes(".") ? text.slice(end).match(REST) : null;
      if (more) {
        const tail = /\d/.test(more.groups.number) ? more.groups.number : hanNumber(more.groups.number);
        const times = { 千万: 1000, 百万: 100, 万: 1 }[more.groups.scale];
        [amount, power, end] = [String(Number(amount.replaceAll(",", "")) * 10000 + Number(tail) * times), 4, end + more[0].length];
      }
      let kind = BEFORE[before] || (before ? "money" : "");
      const rest = text.slice(end).replace(/^\s+/, "");
      const unit = UNITS.find(([, pattern]) => pattern.test(rest));
      if (unit && !(kind && kind !== unit[0])) {
        kind = unit[0];
        end = text.length - rest.length + rest.match(unit[1])[0].length;
      }
      // the year of FY21 and 1Q21
      if (!scale && /(?:fy|[1-4]q|[12]h|9m|q[1-4]|h[12])\s?['’]?$/.test(text.slice(Math.max(0, at - 4), at))) continue;
      const isYear = /^(?:19|20)\d\d$/.test(number) && !scale && !kind;
      const isDate = !scale && ((!kind && /^[年月日号季]/.test(rest)) || (text[at - 1] === "前" && /^个(?:月|季)/.test(text.slice(at + number.length))));
      if (isYear || isDate) continue;
      // names of sale days and of ages: 快手116, 618大促, 2.0时代
      if (!scale && !kind && ((isMonthAndDay(number) && (/[\u3400-\u9fff、"]/.test(text[at - 1] || "") || /^[\u3400-\u9fff、"]/.test(rest))) || /^(?:时代|版)/.test(rest))) continue;
      // a letter that touches a bare number makes it part of a name: H1, Q3
      if (!scale && !kind && /[a-z.]/.test(text[at - 1] || "")) continue;
      // a bare word such as 一 or 十 in a sentence is no figure, nor is 三个; 百亿 without a digit is a name unless 级 follows
      if (isHan && !scale && (!kind || (kind === "count" && !/[十百千]/.test(number)))) continue;
      if (/^[十百千]$/.test(number) && !/^元?级/.test(rest)) continue;
      const plain = amount.replaceAll(",", "");
      const lead = text.slice(Math.max(0, start - 24), start), digits = plain.replace(/^[0.]+|\./g, "").length;
      past = end;
      found.push({
        start, end, written: text.slice(start, end).trim(), key: keyOf(amount, power), kind,
        isPoints: kind === "percent" && /(?:个百分点|个点|percentage ?points?)$/.test(text.slice(start, end)), isBare: !scale && !kind,
        isMinor: !scale && number.length < 3 && ["count", "span", "days"].includes(kind),
        isFall: (sign !== "" && !/[\da-z]/.test(text[start - 1] || "")) || FALL.test(lead), isGrowth: RISE.test(lead), bound: boundOf(lead, text.slice(end, end + 4)),
        amount, digits, step: 10 ** (power - (plain.split(".")[1] || "").length),
      });
    }
    if (found.length === 1 && found[0].isBare && text.trim() === found[0].written) return found; // it is all that is asked
    // 116, 618, 3 in a sentence are names and counts; bare numbers count where they are all there is
    const marked = found.filter((figure) => !figure.isBare);
    return marked.length ? marked.concat(found.filter((f) => f.isBare && /\./.test(f.written))) : found.filter((f) => /\.|\d{3}/.test(f.written.replaceAll(",", "")) || !f.isBare);
  };

  // a day or a month, as 2022年9月16日; the year may be missing
  const DAY = /^(?:(?<year>(?:19|20)\d\d)年)?(?<day>(?:\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]))$/;

  return { read, keyOf, valueOf, DAY };
})();
