// Searches the index that the site brings along. It touches no page, so that it can
// be tried outside a browser.
"use strict";

// Scripts without spaces between words: each two neighbouring characters are a word.
// These are no constants, because a page that outlives its index loads this file again.
var pairbookUnspaced = "(?=[\\p{L}\\p{N}])[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
var pairbookPiece = new RegExp(`(${pairbookUnspaced}\\p{M}*)|(?:(?!${pairbookUnspaced})[\\p{L}\\p{M}\\p{N}])+`, "gu");

// As text.Unaccented of the generator: case and accents do not count.
function pairbookFold(text) {
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", ς: "σ" };
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[ßæœøłđðþıħŧŋς]/g, (c) => letters[c]);
}

function pairbookWords(text) {
  const words = [];
  let before = null; // the character of such a script that stands before, and whether it is in a word already
  const end = () => {
    if (before && !before.used) words.push(before.text);
    before = null;
  };
  for (const piece of pairbookFold(text).matchAll(pairbookPiece)) {
    if (before && before.end !== piece.index) end();
    if (!piece[1]) {
      end();
      words.push([...piece[0]].slice(0, 40).join(""));
      continue;
    }
    if (before) words.push(before.text + piece[1]);
    before = { text: piece[1], end: piece.index + piece[1].length, used: Boolean(before) };
  }
  end();
  return words;
}

// What is in the text, as pieces: [words, whether they were looked for]. Of a long
// text, the part around the first that was.
function pairbookExcerpt(text, wanted, most) {
  const marks = [];
  const pieces = [...text.matchAll(pairbookPiece)];
  const pair = (a, b) => a && b && a[1] && b[1] && a.index + a[0].length === b.index && wanted.has(pairbookFold(a[0] + b[0]));
  pieces.forEach((piece, i) => {
    const found = piece[1] ? wanted.has(pairbookFold(piece[0])) || pair(pieces[i - 1], piece) || pair(piece, pieces[i + 1])
      : pairbookWords(piece[0]).some((word) => wanted.has(word));
    if (found) marks.push([piece.index, piece.index + piece[0].length]);
  });
  let start = 0;
  let end = text.length;
  if (end > most) {
    start = Math.max(0, Math.min((marks[0] || [0])[0] - most / 3, end - most));
    if (start > 0) start = text.indexOf(" ", start) + 1;
    if (start + most < end) end = Math.max(text.lastIndexOf(" ", start + most), start + most / 2);
  }
  const parts = [[start > 0 ? "… " : "", false]];
  let at = start;
  for (const [from, until] of marks) {
    if (from < at || until > end) continue;
    parts.push([text.slice(at, from), false], [text.slice(from, until), true]);
    at = until;
  }
  parts.push([text.slice(at, end) + (end < text.length ? "\u00a0…" : ""), false]);
  return parts.filter(([words]) => words);
}

// Load gives the data of a file of the index, as a promise.
function pairbookFinder(MiniSearch, directory, load) {
  const files = new Map();
  const get = (name) => {
    if (!files.has(name)) {
      const data = load(name);
      data.catch(() => files.delete(name));
      files.set(name, data);
    }
    return files.get(name);
  };
  const all = (names) => Promise.all(names.map(get));

  // What MiniSearch keeps of each document.
  const kept = async () => {
    const value = (c) => directory.digits.indexOf(c);
    const lengths = (await all(directory.lengths)).join("");
    const documents = { documentIds: {}, fieldLength: {} };
    for (let i = 0; i < directory.documents; i++) {
      const [a, b, c, d] = lengths.slice(4 * i, 4 * i + 4);
      documents.documentIds[i] = i;
      documents.fieldLength[i] = [value(a), value(b), value(c) * directory.digits.length + value(d)];
    }
    return documents;
  };
  let documents;

  // The index of some of the files of words, as MiniSearch has it.
  const indexes = new Map();
  const indexOf = async (parts) => {
    const key = parts.join(" ");
    if (!indexes.has(key)) {
      const index = (await all(parts.map((part) => directory.words[part]))).flat();
      documents ||= await kept();
      if (indexes.size > 8) indexes.clear();
      indexes.set(key, MiniSearch.loadJS({
        documentCount: directory.documents, nextId: directory.documents, ...documents, fieldIds: Object.fromEntries(directory.fields.map((f, i) => [f, i])),
        averageFieldLength: directory.average, storedFields: {}, dirtCount: 0, index, serializationVersion: 2,
      }, options));
    }
    return indexes.get(key);
  };
  const options = {
    fields: directory.fields, tokenize: pairbookWords, processTerm: (word) => word,
    searchOptions: { boost: { title: 4, within: 1.5 }, prefix: true },
  };

  // The files in which a word may be, or words that begin with it.
  const filesFor = (word) => {
    let part = directory.first.findLastIndex((first) => first <= word);
    const parts = part < 0 ? [] : [part];
    while (parts.length < 3 && ++part < directory.first.length && directory.first[part].startsWith(word)) parts.push(part);
    return parts;
  };
  let speller;
  const filesLike = async (word, fuzzy) => {
    if (!speller) {
      speller = new MiniSearch({ fields: ["words"], tokenize: (text) => text.split(" "), processTerm: (w) => w });
      speller.addAll((await all(directory.spelling)).flat().map((words, id) => ({ id, words })));
    }
    return speller.search(word, { fuzzy }).slice(0, 3).map((part) => part.id);
  };
  // The files to look in, and the words as MiniSearch is asked for them: one that no
  // word begins with may be misspelt.
  const prepare = async (words) => {
    const parts = new Set();
    const queries = new Map();
    for (const word of words) {
      const here = filesFor(word);
      here.forEach((part) => parts.add(part));
      const known = (await all(here.map((part) => directory.words[part]))).flat().some(([term]) => term.startsWith(word));
      const fuzzy = !known && word.length > 3 && (word.length < 6 ? 1 : 2);
      queries.set(word, { combineWith: "OR", queries: [word], fuzzy });
      if (fuzzy && directory.words.length > 1) (await filesLike(word, fuzzy)).forEach((part) => parts.add(part));
    }
    return { queries, index: await indexOf([...parts].sort((a, b) => a - b)) };
  };

  // Which documents hold all words, or else some. A word that is everywhere is no
  // condition beside others.
  const common = new Set(directory.common);
  const search = (index, queries) => {
    const [rare, most] = [[], []];
    queries.forEach((query, word) => (common.has(word) ? most : rare).push(query));
    const must = { combineWith: "AND", queries: rare.length ? rare : most };
    // A section is not found by the page's title alone: that finds the page.
    const filter = ({ match }) => Object.values(match).flat().some((field) => field !== "within");
    let found = index.search(must, { filter });
    const every = found.length > 0;
    if (every && rare.length && most.length) {
      const held = new Set(found.map(({ id }) => id));
      found = index.search({ combineWith: "OR", queries: [must, ...most] }, { filter: (result) => held.has(result.id) });
    }
    if (!every) found = index.search({ combineWith: "OR", queries: [...rare, ...most] }, { filter });
    return { every, found: found.sort((a, b) => b.score - a.score || a.id - b.id) };
  };

  // The best of what is found for a text: how many there are, whether they hold every
  // word, and each with the words that were found in it.
  const find = async (text, most) => {
    const words = [...new Set(pairbookWords(text))];
    if (!words.length) return { words: 0, total: 0, every: true, best: [] };
    const { queries, index } = await prepare(words);
    const { every, found } = search(index, queries);
    const best = await Promise.all(found.slice(0, most).map(async ({ id, terms }) => {
      const file = directory.from.findLastIndex((first) => first <= id);
      const [kind, path, title, within, shown] = (await get(directory.texts[file]))[id - directory.from[file]];
      return { kind, path, title, within, text: shown, wanted: new Set(terms) };
    }));
    return { words: words.length, total: found.length, every, best };
  };
  return { find, indexOf };
}
