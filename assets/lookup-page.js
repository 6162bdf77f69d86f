/* The figure lookup on a page: the field, and the answers of lookup.js as cards. */
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
    script.onload = () => { index = FigureLookup.build(window.figureLookup); resolve(); };
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

  const card = (item, kicker) => {
    const box = make("div", "r-answer");
    box.dataset[item.kind] = item.id;
    if (kicker) box.append(make("p", "r-kicker", kicker));
    box.append(make("h3", "", item.what));
    box.append(make("p", "", make("b", "r-big", item.shown || item.printed), " ", make("span", "r-chip r-" + item.mark, item.verdict)));
    if (item.shown && item.printed && item.printed !== item.shown) {
      const form = make("span", "", item.printed);
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

  const show = () => {
    const query = field.value.trim();
    answers.replaceChildren();
    if (!query || !index) return;
    const told = FigureLookup.ask(index, query);
    const words = FigureLookup.said(index, query, told.length === 0);
    answers.append(...words.map((item) => card(item, "")));
    for (const { figure, found, near, years, value, unit, isOther, isRise, isElse } of told) {
      const written = "You wrote " + figure.written;
      if (unit) {
        answers.append(make("p", "r-note", written + " without a unit. As " + figure.written + unit + " it is:"));
      } else if (unit === "") {
        answers.append(make("p", "r-note", written + " without a unit. Add it: " + figure.written + "亿, billion, million or %."));
      } else if (isElse) {
        answers.append(make("p", "r-note", written + " of another company. That figure is of " + found[0].entity + ":"));
      } else if (found.length && years) {
        const all = found.filter((item) => item.metric === found[0].metric && item.years);
        const known = [...new Set(all.map((item) => item.years.join("–")))].sort();
        answers.append(make("p", "r-note", written + " for " + years.join(", ") + ". That figure is of another year: " + known.join(", ") + "."));
      } else if (isRise) {
        answers.append(make("p", "r-note", written + ", a fall. The figure known is a rise:"));
      } else if (isOther) {
        answers.append(make("p", "r-note", written + ". No figure of what your words name is that; the same number is known of something else."));
      } else if (!found.length) {
        answers.append(make("p", "r-note", written + ": not among the figures this lookup knows."));
      }
      if (figure.isPoints && found.length && found.every((item) => !/point/.test(item.shown || "") && !/_change$/.test(item.metric || ""))) {
        answers.append(make("p", "r-note", "You wrote percentage points. The figure known is a percentage:"));
      }
      const cards = found.map((item, i) => card(item, i === 0 && told.length > 1 ? written : i === 1 ? "The same number elsewhere" : ""));
      if (near && !found.length) {
        const ratio = Math.abs(Number(near.value)) / value - 1;
        cards.push(card(near, "The nearest known figure, " + percent(ratio)));
      } else if (near) {
        const other = card(near, years ? "What is known for " + years.join(", ") : "What the words around it name");
        if (years) cards.push(other); else cards.splice(1, 0, other);
      }
      answers.append(...cards);
    }
    if (told.some(({ found, near, unit, isOther, isElse }) => (!found.length && !near && unit !== "") || isOther || isElse) || (!told.length && !words.length)) named(query, told.length > 0);
  };

  /* What the words name, where no figure in them is known. */
  const named = (query, hasFigure) => {
    const known = FigureLookup.about(index, query);
    if (!known && !hasFigure) {
      answers.append(make("p", "r-note", "No figure was read in this. Write it as the press does: 6800亿, RMB680bn, 78.4%."));
    }
    if (!known) return;
    const { found, page, years } = known;
    const when = years.length ? " for " + years.join(", ") : "";
    const note = make("p", "r-note", (found.length ? "What is known" : "Nothing is known") + " of this" + when + ". More: ");
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
    if (field.name !== "q" || FigureLookup.read(asked.normalize("NFKC").toLowerCase()).length || /[億萬]/.test(asked)) refresh();
  }
})();
