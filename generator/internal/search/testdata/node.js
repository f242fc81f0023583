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

const isObject = (value) => value !== null && typeof value === "object";

// Where two values differ: the path of each difference, and both sides of it. What one
// of them lacks, even if the other holds undefined there, differs.
function* differences(own, written, at = "") {
  if (!isObject(own) || !isObject(written) || Array.isArray(own) !== Array.isArray(written)) {
    if (!Object.is(own, written)) yield `${at}: MiniSearch's ${JSON.stringify(own)}, written ${JSON.stringify(written)}`;
    return;
  }
  for (const key of new Set([...Object.keys(own), ...Object.keys(written)])) {
    const [a, b] = [own, written].map((side) => Object.hasOwn(side, key));
    if (a && b) yield* differences(own[key], written[key], `${at}/${key}`);
    else yield `${at}/${key}: only ${a ? "MiniSearch's" : "written"}`;
  }
}

// The index that MiniSearch makes of the documents by itself, and the one that was written.
async function compare(finder, directory) {
  const own = new MiniSearch({ fields: ["title", "within", "text"], tokenize: pairbookWords, processTerm: (word) => word });
  own.addAll(ask.documents.map((d, id) => ({ id, title: d.Title, within: d.Within, text: d.Text })));
  const written = await finder.indexOf(directory.words.map((_, part) => part));
  const [a, b] = [own, written].map((index) => {
    const json = index.toJSON();
    json.index = Object.fromEntries(json.index.map(([term, data]) => ["=" + term, data]));
    return json;
  });
  const common = {};
  for (const word of directory.common) {
    common[word] = { own: a.index["=" + word], written: b.index["=" + word] };
    delete a.index["=" + word];
    delete b.index["=" + word];
  }
  const [differ, tables] = [[...differences(a, b)], Object.keys(a).length];
  return { tables, words: Object.keys(a.index).length, differ: differ.slice(0, 20), common, results: (ask.queries || []).map((q) => [own, written].map((index) =>
    index.search(q, { prefix: true, fuzzy: 0.2, boost: { title: 4 } }).map(({ id, score, terms }) => ({ id, score, terms })))) };
}

(async () => {
  const answer = {};
  if (ask.fold) answer.folded = ask.fold.map(pairbookFold);
  if (ask.words) answer.words = ask.words.map(pairbookWords);
  if (ask.excerpts) answer.excerpts = ask.excerpts.map(({ text, wanted, most }) => pairbookExcerpt(text, new Set(wanted), most));
  if (ask.find || ask.documents) {
    const directory = read("search-index.js");
    const fresh = () => pairbookFinder(MiniSearch, directory, async (name) => {
      loaded.push(name);
      return read(name);
    });
    const finder = fresh();
    answer.found = [];
    for (const text of ask.find || []) {
      loaded.length = 0;
      const said = await (ask.alone ? fresh() : finder).find(text, 12);
      answer.found.push({ ...said, best: said.best.map((d) => ({ ...d, wanted: [...d.wanted].sort() })), loaded: [...loaded] });
    }
    if (ask.documents) answer.compared = await compare(finder, directory);
  }
  process.stdout.write(JSON.stringify(answer));
})();
