/* The figures of the index, put together again from what was left out of it: its maker is claimcheck/pages/lookup_script.py. */
"use strict";

const FigureUnpack = (function () {
  const yearsOf = (period) => {
    const [first, last = first] = period.split("/").map((months) => Number(months.slice(0, 4)));
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  };

  /* One figure as in lookup.json; packed: the texts that figures share. */
  const unpacked = (item, packed) => {
    const one = { ...item };
    if (!one.href) one.href = packed.pages[one.kind] + "#" + one.id;
    if (one.cite === 1) one.cite = "c/" + one.id + "/cite.html";
    if (one.printed === 1) one.printed = one.shown;
    if (!one.years && one.period) one.years = yearsOf(one.period);
    if (typeof one.words === "number") one.words = packed.words[one.words];
    if (one.kind === "result" && !one.say) one.say = "“" + one.what + ": " + one.shown + ", computed”";
    if (Array.isArray(one.what)) {
      const when = packed.whens[one.what[1]];
      one.what = packed.heads[one.what[0]] + when;
      if (typeof one.say === "number") one.say = "“" + one.shown + " (" + when + "), by " + packed.sources[one.say] + "”";
    }
    return one;
  };

  return { data: (data) => (data.packed ? { ...data, packed: undefined, figures: data.figures.map((item) => unpacked(item, data.packed)) } : data) };
})();
