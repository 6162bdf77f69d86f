/* The figure lookup on a page: the field, and the answers as cards. */
"use strict";

(function () {
  if (typeof document === "undefined") return;
  const field = document.getElementById("figure-lookup");
  const answers = document.getElementById("figure-answers");
  if (!field || !answers) return;
  const root = field.dataset.root || "";
  let index = null, loading = null;

  const load = () => loading || (loading = new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root + "data/lookup.js";
    script.onload = () => { index = FigureIndex.build(window.figureLookup); resolve(); };
    script.onerror = reject;
    document.head.append(script);
  }));

  const make = (tag, className, ...parts) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...parts);
    return element;
  };
  const link = (href, text) => Object.assign(document.createElement("a"), {
    href: /^https?:/.test(href) ? href : root + href, textContent: text,
  });
  const percent = (ratio) => {
    const size = Math.abs(ratio) * 100;
    if (size < 0.1) return "under 0.1% " + (ratio > 0 ? "higher" : "lower");
    return (size < 10 ? size.toFixed(1) : size.toFixed(0)) + "% " + (ratio > 0 ? "higher" : "lower");
  };

  /* differs: in what the figure is another than the one written, in words, or blank. */
  const card = (item, kicker, differs = "", right = "") => {
    const box = make("div", differs ? "r-answer r-other" : "r-answer");
    box.dataset[item.kind] = item.id;
    if (kicker) box.append(make("p", "r-kicker", kicker));
    box.append(make("h3", "", right ? right[0].toUpperCase() + right.slice(1) + ", " + FigurePeriods.titleOf(item) : titleOf(item)));
    const sign = right ? make("span", "r-chip r-holds", "Holds as you write it") : differs ? make("span", "r-chip r-label", differs) : make("span", "r-chip r-" + item.mark, item.verdict);
    box.append(make("p", "", make("b", "r-big", item.shown || item.printed), " ", sign));
    if (right) box.append(make("p", "r-small", "An article has the number under a wrong label: " + titleOf(item) + "."));
    else if (item.shown && item.printed && item.printed !== item.shown) {
      const form = make("span", "", item.printed.replace(/(?<=\d)\s+(?=\.\d)/, "")); // RMB175 .1 billion
      form.lang = "zh";
      const times = item.first ? index.times.get(item.first) : 1;
      box.append(make("p", "r-small", "Printed as ", form, times > 1 ? ", " + (times === 2 ? "twice" : times + " times") + " in the article" : ""));
    }
    box.append(make("p", "r-say", item.say));
    const links = make("p", "r-small", link(item.href, "The figure and its sources"));
    if (item.cite) links.append(" · ", link(item.cite, "Cite it"));
    box.append(links);
    return box;
  };
  const entityOf = (item) => item.entity.split(": ").pop();
  // what is computed does not name the company
  const titleOf = (item) => item.kind === "result" && item.metric && !item.what.includes(item.entity) ? item.entity + ": " + item.what : item.what;

  const DIFFERS = { company: "Another company", metric: "Another quantity", growth: "Not the growth written", words: "Check what it is of", period: "Another period", fall: "A rise", rise: "A fall", points: "Not percentage points", bound: "Neither less nor more" };
  /* "You wrote 1186亿 for Q3 2021. That figure is of Q1 2021." */
  const difference = ({ figure, found, faults, said }) => {
    const [item] = found, wrote = [], is = [];
    const name = said.stranger || said.called.join(", ");
    if (faults.includes("metric")) {
      if (said.words.length) wrote.push("as " + said.words.join(", "));
      is.push("is of another quantity: " + titleOf(item));
    }
    if (faults.includes("company")) {
      wrote.push("of " + name);
      if (!faults.includes("metric")) is.push("is of " + entityOf(item));
    }
    if (faults.includes("period")) {
      wrote.push("for " + FigurePeriods.titles(said.period.all));
      if (!faults.includes("metric")) is.push((is.length ? "of " : "is of ") + FigurePeriods.titleOf(item));
    }
    if (faults.includes("growth")) {
      wrote.push("as growth");
      if (!faults.includes("metric")) is.push(item.of === "times" ? "is a multiple, and " + figure.amount + " times the level is growth of " + Number((figure.amount - 1).toFixed(3)) + " times" : "is a level");
    }
    if (faults.includes("fall")) { wrote.push("as a fall"); is.push(FigureAnswer.isChange(item) ? "is a rise" : "is of a rise"); }
    if (faults.includes("rise")) { wrote.push("as a rise"); is.push("is a fall"); }
    if (faults.includes("points")) is.push("is a percentage, not percentage points");
    if (faults.includes("words")) is.push("is known as " + titleOf(item) + "; your words name something else that this lookup does not know (" + said.odd.join(", ") + ")");
    if (faults.includes("bound")) is.push("is known as " + item.shown);
    const than = faults.includes("bound") ? (figure.bound === "below" ? "less than " : "more than ") : "";
    return ("You wrote " + than + figure.written + " " + wrote.join(", ")).trim() + ". That figure " + is.join(" and ") + (faults.includes("metric") || faults.includes("words") || is.length > 1 ? ". Check which you mean." : ".");
  };
  // 68 billion for 680: 亿 is a tenth of a billion
  const slip = (near, value, written) => {
    const power = Math.log10(Math.abs(Number(near.value)) / value), whole = Math.round(power);
    if (!whole || Math.abs(power - whole) > 0.002) return "";
    const times = { 1: "ten", 2: "a hundred", 3: "a thousand", 4: "ten thousand" }[Math.abs(whole)];
    return times ? " The figure known is " + times + " times " + (whole > 0 ? "larger" : "smaller") + (/[亿億]|billion|bn/i.test(written) ? ": are 亿 (100 million) and billion mixed up?" : ".") : "";
  };

  // over 1 trillion, where 1.18 trillion is known
  const beyond = ({ bound, key }, near) => {
    const isAbove = Math.abs(Number(near.value)) > Number(key);
    return (bound === "above" && isAbove) || (bound === "below" && !isAbove) ? " The figure known is " + (isAbove ? "above" : "below") + " it, as you write." : "";
  };
  const inYuan = ({ kind, key }) => {
    const item = kind === "dollars" || kind === "other money" ? (index.byKey.get(key) || []).find((one) => one.of === "money") : null;
    return item ? " In yuan that number is known: " + titleOf(item) + "." : "";
  };

  const show = () => {
    const query = field.value.trim();
    answers.replaceChildren();
    if (!query || !index) return;
    const told = FigureAnswer.ask(index, query);
    const words = FigureWords.said(index, query, told.length === 0);
    for (const item of words) {
      const wrong = FigureWords.wrongDay(index, query, item);
      if (wrong) answers.append(make("p", "r-note", "You wrote " + wrong + ". That day is known as another:"));
      answers.append(card(item, "", wrong ? "Another day" : ""));
    }
    for (const one of told) answers.append(...cardsOf(one, told.length > 1));
    if (told.left > 0) answers.append(make("p", "r-note", "Figures of this text not answered: " + told.left + ". Ask for each by itself."));
    const isOpen = ({ found, faults, near, unit }) => !near && unit !== "" && (!found.length || faults.some((fault) => !["fall", "rise", "points", "bound", "words"].includes(fault)));
    if (told.some(isOpen) || (!told.length && !words.length)) named(query, told.length > 0);
  };

  /* The note and the cards for one figure: the one that the words name before the one that has only the number. */
  const cardsOf = (one, isOneOfSeveral) => {
    const { figure, found, faults, near, isNamed, value, unit, said, isRounded, isFiner } = one, all = [];
    const note = (text) => all.push(make("p", "r-note", text));
    const written = "You wrote " + figure.written, when = FigurePeriods.titles(said.period.all);
    if (unit === "") note(written + " without a unit. Add it: " + figure.written + "亿, billion, million or %.");
    else if (unit) note(written + " without a unit. As " + figure.written + unit + " it is:");
    if (found.length && faults.length) note(difference(one));
    else if (isFiner) note(written + ". It rounds to this figure; more digits of it are not known here:");
    else if (isRounded) note(written + ". It is the rounding of this figure:");
    else if (!found.length && unit !== "") note(written + ": not among the figures this lookup knows." + (near ? slip(near, value, figure.written) + beyond(figure, near) : "") + inYuan(figure));
    if (near) {
      const ratio = Math.abs(Number(near.value)) / value - 1, isFar = Math.abs(Math.log(1 + ratio)) > Math.log(2);
      const what = isNamed && when ? "What is known for " + when : "The nearest known figure";
      all.push(card(near, found.length || isFar ? what : what + ", " + percent(ratio)));
    }
    const differs = faults.map((fault) => DIFFERS[fault])[0] || "";
    const rightly = (item) => {
      if (!FigureAnswer.isRelabelled(item, said)) return "";
      return (FigureAnswer.isChange(item) && !FigureAnswer.isChange({ metric: item.right }) ? "change in " : "") + index.data.metrics[item.right][0];
    };
    found.forEach((item, i) => all.push(card(item, i === 0 ? (faults.length ? "That number is known as" : isOneOfSeveral ? written : "") : "The same number elsewhere", differs, rightly(item))));
    return all;
  };

  /* What the words name, where no figure in them is known. */
  const named = (query, hasFigure) => {
    const shown = [...answers.children].map((box) => box.dataset.claim || box.dataset.reported || box.dataset.result).filter(Boolean);
    const known = FigureWords.about(index, query, shown);
    if (!known && !hasFigure) {
      answers.append(make("p", "r-note", "No figure was read in this. Write it as the press does: 6800亿, RMB680bn, 78.4%."));
    }
    if (!known || known.isAll) return;
    const { found, page, when, other, quantity } = known;
    const none = quantity ? "This lookup has no figures of this quantity: " + quantity + (other ? ", nor of " + other : "") : other ? "This lookup has no such figure of " + other : "";
    const note = make("p", "r-note", none ? none + ". More: " : (found.length ? "What is known" : "Nothing is known") + " of this" + (when ? " for " + when : "") + ". More: ");
    if (page) note.append(link(...page), ", ");
    note.append(link("chapters/quote.html", "What to quote"), ".");
    answers.append(note, ...found.map((item) => card(item, "")));
  };

  const refresh = () => { if (index) show(); else load().then(show, () => answers.replaceChildren(make("p", "r-note", "The index could not be loaded."))); };
  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  field.addEventListener("input", refresh);
  const form = field.closest("form");
  if (form && form.dataset.lookup !== undefined) {
    form.addEventListener("submit", (event) => { event.preventDefault(); refresh(); });
  }
  const given = new URLSearchParams(location.search);
  const asked = given.get("figure") || (field.name === "q" ? given.get("q") : "");
  if (asked) {
    field.value = asked;
    // on the search page only what holds a figure is answered
    if (field.name !== "q" || FigureReading.read(asked.normalize("NFKC").toLowerCase()).length || /[億萬]/.test(asked)) refresh();
  }
})();
