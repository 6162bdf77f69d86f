/* The figures of a text: where they stand, what they come to, and what they are counted in. Read before lookup.js. */
"use strict";

const FigureReading = (function () {
  const DIGITS = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const PLACES = { 十: 1, 百: 2, 千: 3 };
  const SCALES = {
    万亿: 12, 亿: 8, 万: 4, trillion: 12, trn: 12, tn: 12, billion: 9, bn: 9, million: 6, mn: 6, mln: 6, m: 6,
    thousand: 3, k: 3, w: 4,
  };
  const UNITS = [
    ["percent", /^(?:%|percent(?:age points?)?|per cent|pct|个百分点|个点)/],
    ["times", /^(?:倍|times|x(?![a-z])|-?fold)/],
    ["dollars", /^(?:美元|usd|us dollars|dollars)/],
    ["money", /^(?:元|人民币|yuan|cny|rmb|renminbi)/],
    ["span", /^(?:分钟|小时|个月|周|minutes|hours|months|weeks)/],
    ["days", /^(?:天|days?)/],
    ["count", /^(?:人|名|户|people|persons|users|viewers|buyers|家)/],
    ["count", /^(?:[个瓶部页字款场位条件本]|products|bottles|phones|pages)/],
  ];
  const BEFORE = { "百分之": "percent", us$: "dollars", $: "dollars", usd: "dollars", hk$: "other money", hkd: "other money" };
  // a fall, where the words stand right before the figure
  const FALL = /(?:(?:下降|下跌|下滑|减少|缩减|萎缩|大跌|跌|降)(?:了|约)?|(?:fell|fallen|down|dropped|declined|decreased|shrank|(?:decline|decrease|drop|fall) of)(?: by)?)\s*$/;
  const HAN = "[零〇一二两三四五六七八九十百千]";
  const TOKEN = new RegExp(
    "(?<before>rmb|cny|¥|人民币|百分之|us\\$|hk\\$|\\$|usd|hkd)?\\s*(?<sign>[-−–])?"
    + "(?<![\\d.])(?<number>(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|" + HAN + "+(?:点" + HAN + "+)?)"
    + "\\s*(?<scale>万亿|千亿|百亿|十亿|千万|百万|亿|万|trillion|trn|tn|billion|bn|million|mn|mln|thousand|[mkw](?![a-z]))?", "g");

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

  const COMPOUND = { 千亿: [3, "亿"], 百亿: [2, "亿"], 十亿: [1, "亿"], 千万: [3, "万"], 百万: [2, "万"] };

  /* The figures of a normalised text: where they stand, what they come to, and what they are counted in. */
  const read = (text) => {
    const found = [];
    for (const match of text.matchAll(TOKEN)) {
      const { before = "", sign = "", number, scale = "" } = match.groups;
      const isHan = !/\d/.test(number);
      let end = match.index + match[0].length;
      const amount = isHan ? hanNumber(number) : number;
      if (amount === null) continue;
      let power = 0;
      if (scale in COMPOUND) power = COMPOUND[scale][0] + SCALES[COMPOUND[scale][1]];
      else if (scale) power = SCALES[scale];
      let kind = BEFORE[before] || (before ? "money" : "");
      const rest = text.slice(end).replace(/^\s+/, "");
      const unit = UNITS.find(([, pattern]) => pattern.test(rest));
      if (unit && !(kind && kind !== unit[0])) {
        kind = unit[0];
        end = text.length - rest.length + rest.match(unit[1])[0].length;
      }
      const isYear = /^(?:19|20)\d\d$/.test(number) && !scale && !kind;
      const isDate = !scale && !kind && /^[年月日号季]/.test(rest);
      if (isYear || isDate) continue;
      // a letter that touches a bare number makes it part of a name: H1, Q3
      if (!scale && !kind && /[a-z.]/.test(text[match.index - 1] || "")) continue;
      // a bare word such as 一 or 十 in a sentence is no figure, nor is 三个; 百亿 without a digit is a name unless 级 follows
      if (isHan && !scale && (!kind || (kind === "count" && !/[十百千]/.test(number)))) continue;
      if (/^[十百千]$/.test(number) && !/^元?级/.test(rest)) continue;
      const plain = amount.replaceAll(",", "");
      found.push({
        start: match.index, end, written: text.slice(match.index, end).trim(), key: keyOf(amount, power), kind,
        isPoints: kind === "percent" && /(?:个百分点|个点|percentage ?points?)$/.test(text.slice(match.index, end)), isBare: !scale && !kind, isMinor: !scale && number.length < 3 && ["count", "span", "days"].includes(kind),
        isFall: (sign !== "" && !/[\da-z]/.test(text[match.index - 1] || "")) || FALL.test(text.slice(Math.max(0, match.index - 16), match.index)),
        amount, digits: plain.replace(/^[0.]+|\./g, "").length, step: 10 ** (power - (plain.split(".")[1] || "").length),
      });
    }
    if (found.length === 1 && found[0].isBare && text.trim() === found[0].written) return found; // it is all that is asked
    // 116, 618, 3 in a sentence are names and counts; bare numbers count where they are all there is
    const marked = found.filter((figure) => !figure.isBare);
    return marked.length ? marked.concat(found.filter((f) => f.isBare && /\./.test(f.written))) : found.filter((f) => /\.|\d{3}/.test(f.written.replaceAll(",", "")) || !f.isBare);
  };

  // 2000万 and 2019% are no years; a year right behind 较 or 比 is the one compared with
  const YEAR = /(?<base>(?:较|比|相比|than|over|from|against|vs\.?)\s*(?:in\s+)?)?(?<![\d.]|\d,)(?<year>(?:19|20)\d\d)(?!\d|[.,]\d|\s*(?:[万亿%元人]|billion|million|trillion|bn\b|percent))/g;
  const years = (text) => {
    const found = [...text.matchAll(YEAR)].map(({ groups }) => ({ year: Number(groups.year), isBase: !!groups.base }));
    const own = found.filter(({ isBase }) => !isBase);
    return { years: found.map(({ year }) => year), own: own.map(({ year }) => year) };
  };

  // a day or a month, as 2022年9月16日; the year may be missing
  const DAY = /^(?:(?<year>(?:19|20)\d\d)年)?(?<day>(?:\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]))$/;

  return { read, keyOf, valueOf, years, DAY };
})();
