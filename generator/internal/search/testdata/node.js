// Loads what a browser would load, and answers what the tests ask: node node.js FOLDER
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const MiniSearch = require(path.resolve(process.argv[2], "minisearch.js"));
vm.runInThisContext(fs.readFileSync(path.join(process.argv[2], "finder.js"), "utf8"));

const ask = JSON.parse(fs.readFileSync(0, "utf8"));
const loaded = [];
const read = (name) => {
  let data;
  globalThis.pairbookPart = (_, given) => { data = given; };
  vm.runInThisContext(fs.readFileSync(path.join(process.argv[2], name), "utf8"));
  return data;
};

const sorted = (value) => Array.isArray(value) || value === null || typeof value !== "object" ? value
  : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => [k, sorted(v)]));

// The index that MiniSearch makes of the documents by itself, and the one that was written.
async function compare(finder, directory) {
  const own = new MiniSearch({ fields: ["title", "within", "text"], tokenize: pairbookWords, processTerm: (word) => word });
  own.addAll(ask.documents.map((d, id) => ({ id, title: d.Title, within: d.Within, text: d.Text })));
  const written = await finder.indexOf(directory.words.map((_, part) => part));
  const [a, b] = [own, written].map((index) => {
    const json = index.toJSON();
    json.index = Object.fromEntries(json.index.map(([term, data]) => ["=" + term, data]));
    return sorted(json);
  });
  const common = {};
  for (const word of directory.common) {
    common[word] = { own: a.index["=" + word], written: b.index["=" + word] };
    delete a.index["=" + word];
    delete b.index["=" + word];
  }
  return { own: a, written: b, common, results: (ask.queries || []).map((q) => [own, written].map((index) =>
    index.search(q, { prefix: true, fuzzy: 0.2, boost: { title: 4 } }).map(({ id, score, terms }) => ({ id, score, terms })))) };
}

(async () => {
  const answer = {};
  if (ask.fold) answer.folded = ask.fold.map(pairbookFold);
  if (ask.words) answer.words = ask.words.map(pairbookWords);
  if (ask.excerpts) answer.excerpts = ask.excerpts.map(({ text, wanted, most }) => pairbookExcerpt(text, new Set(wanted), most));
  if (ask.find || ask.documents) {
    const directory = read("search-index.js");
    const finder = pairbookFinder(MiniSearch, directory, async (name) => {
      loaded.push(name);
      return read(name);
    });
    answer.found = [];
    for (const text of ask.find || []) {
      loaded.length = 0;
      const said = await finder.find(text, 12);
      answer.found.push({ ...said, best: said.best.map((d) => ({ ...d, wanted: [...d.wanted].sort() })), loaded: [...loaded] });
    }
    if (ask.documents) answer.compared = await compare(finder, directory);
  }
  process.stdout.write(JSON.stringify(answer));
})();
