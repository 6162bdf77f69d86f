/* The browser's half of search_bilingual.py: cuts a query as the index was cut, and ranks.
   Sphinx puts this file behind its own stemmer in language_data.js; searchtools.js calls it. */

// Traditional characters of the index's Simplified ones; filled when the index is there.
let foldOf = null;
const fold = (text) => {
  if (!foldOf) {
    const pairs = [...Search._index.fold];
    foldOf = new Map();
    for (let i = 0; i < pairs.length; i += 2) foldOf.set(pairs[i], pairs[i + 1]);
  }
  return [...text].map((character) => foldOf.get(character) || character).join("");
};

const COMPOUND = /[a-z0-9]+(?:-[a-z0-9]+)+/gu;
const TOKEN = /[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+|[\p{L}\p{N}]+?(?=[\u3400-\u9fff0-9]|[^\p{L}\p{N}]|$)/gu;
const HAN = /^[\u3400-\u9fff]/u;

// The runs of two Chinese characters or more of the query that was cut last: Sphinx hands on their pairs only.
let runs = [];

// "#" before a whole number, because Sphinx drops words that are digits only.
var splitQuery = (query) => {
  const tokens = [];
  runs = [];
  let text = fold(query.normalize("NFKC").toLowerCase());
  text = text.replace(COMPOUND, (word) => {
    if (!/[0-9]/.test(word)) return word;
    tokens.push(word);
    return " ";
  });
  for (const [token] of text.matchAll(TOKEN)) {
    if (HAN.test(token)) {
      if (token.length === 1) tokens.push(token); else runs.push(token);
      for (let i = 0; i + 1 < token.length; i++) tokens.push(token.slice(i, i + 2));
    } else {
      const word = token.replace(/,/g, "");
      tokens.push(/^[0-9]+$/.test(word) ? "#" + word : word);
    }
  }
  return tokens.filter((token) => !/^[a-z]$/.test(token));
};

const EnglishStemmer = Stemmer;
Stemmer = function () {
  const english = new EnglishStemmer();
  this.stemWord = (word) => (/^[a-z]+$/.test(word) ? english.stemWord(word) : word);
};

// The parts that have a word, with counts: `3*4 1 12` is part 3 four times, parts 4 and 16 once.
const postings = (term) => {
  let part = 0;
  return Search._index.words[term].split(" ").map((entry) => {
    const [step, count] = entry.split("*");
    part += Number(step);
    return [part, Number(count || 1)];
  });
};

// One Chinese character stands for all pairs that have it; a word that the index does not have for all that begin with it.
const terms = (word) => {
  const { words } = Search._index;
  if (HAN.test(word) && word.length === 1) return Object.keys(words).filter((term) => term.includes(word));
  if (Object.hasOwn(words, word)) return [word];
  return word.length > 2 ? Object.keys(words).filter((term) => term.startsWith(word)) : [];
};

/* Whether a page has a run of characters that are written together: as it stands, or in parts. Each character belongs
   to a pair that the page has, as in 快手|复购率 where 手复 is no word, or stands there by itself. */
const hasRun = (run, page, doc, pagesOf) => {
  const covered = new Set();
  for (let i = 0; i + 1 < run.length; i++) if (page.words.has(run.slice(i, i + 2))) covered.add(i).add(i + 1);
  return covered.size > 0 && [...run].every((character, i) => covered.has(i) || pagesOf(character).has(doc));
};

/* Weight of each part of a page for a query: BM25 with the usual constants (k = 1.2, b = 0.75). */
const weigh = (words) => {
  const { parts } = Search._index;
  const mean = parts.reduce((sum, [, , , length]) => sum + length, 0) / parts.length;
  const found = parts.map(() => ({ score: 0, words: new Set() }));
  words.forEach((word) => terms(word).map(postings).forEach((entries) => {
    const rarity = Math.log(1 + (parts.length - entries.length + 0.5) / (entries.length + 0.5));
    entries.forEach(([part, n]) => {
      const [, , , length, isRow] = parts[part];
      found[part].score += (isRow ? 0.6 : 1) * (rarity * n * 2.2) / (n + 1.2 * (0.25 + 0.75 * length / mean));
      found[part].words.add(word);
    });
  }));
  return found;
};

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

/* One result for each page that has every word and every run, in place of Sphinx's, which knows only whether a page
   has a word. Its link goes to the part of the page that says most, with up to three further parts. */
Search.performTermsSearch = (searchTerms, excludedTerms) => {
  const { parts, docnames, titles, filenames } = Search._index;
  const words = [...searchTerms];
  const pairs = new Set(runs.flatMap((run) => [...run].slice(1).map((_, i) => run.slice(i, i + 2))));
  const alone = words.filter((word) => !pairs.has(word));
  const known = new Map();
  const pagesOf = (character) => {
    if (!known.has(character)) known.set(character, new Set(terms(character).flatMap(postings).map(([part]) => parts[part][0])));
    return known.get(character);
  };
  const found = weigh(words);
  const unwanted = weigh([...excludedTerms]);
  const pages = new Map();
  found.forEach((part, i) => {
    if (!part.words.size) return;
    const page = pages.get(parts[i][0]) || pages.set(parts[i][0], { words: new Set(), parts: [], total: 0 }).get(parts[i][0]);
    part.words.forEach((word) => page.words.add(word));
    page.parts.push(i);
    page.total += part.score;
  });
  parts.forEach((part, i) => unwanted[i].words.size && pages.delete(part[0]));

  const worth = (i) => found[i].score * (found[i].words.size / words.length) ** 2;
  const link = (i) => `<a href="${docnames[parts[i][0]]}${DOCUMENTATION_OPTIONS.LINK_SUFFIX}#${parts[i][1]}">${escaped(parts[i][2])}</a>`;
  const fits = ([doc, page]) => alone.every((word) => page.words.has(word)) && runs.every((run) => hasRun(run, page, doc, pagesOf));
  return [...pages].filter(fits).map(([doc, page]) => {
    page.parts.sort((a, b) => worth(b) - worth(a) || a - b);
    const [best, ...others] = page.parts;
    const [, anchor, heading] = parts[best];
    const more = others.filter((i) => parts[i][1] && worth(i) > worth(best) / 2).slice(0, 3).map(link);
    return [
      docnames[doc],
      titles[doc] + (anchor ? ` \u203a ${escaped(heading)}` : ""),
      anchor ? "#" + anchor : "",
      more.length ? "also " + more.join(", ") : null,
      worth(best) + Math.log(1 + page.total) / 2,
      filenames[doc],
    ];
  });
};
