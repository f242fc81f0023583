// What the forms share: the words of `check`, the texts of records, and the
// ways in which a file leaves the page. What the programme's records say comes
// from pairbookForms, an asset that the site writes.
"use strict";

const pairbookForm = (() => {
  const { said, limits, ids } = pairbookForms;

  // say fills a sentence as Go's fmt does, for the verbs that the sentences have.
  // Each of its texts takes the arguments from the first.
  const say = (name, ...args) => {
    const fill = (words) => {
      const left = [...args];
      return (words || "").replace(/%(04X|[sqd])/g, (verbatim, verb) => {
        if (left.length === 0) return verbatim;
        const value = left.shift();
        if (verb === "q") return JSON.stringify(String(value));
        if (verb === "04X") return value.toString(16).toUpperCase().padStart(4, "0");
        return String(value);
      });
    };
    const sentence = said[name];
    return { rule: name, message: fill(sentence.message), hint: fill(sentence.hint), plain: fill(sentence.plain), warning: Boolean(sentence.warning) };
  };
  // of is say for the value of a key, whose name the message begins with.
  const of = (key, name, ...args) => {
    const problem = say(name, ...args);
    return { ...problem, message: key + ": " + problem.message };
  };

  const dateProblem = (key, text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return of(key, "date", text);
    const [year, month, day] = text.split("-").map(Number);
    const last = [31, year % 4 === 0 && year % 100 !== 0 || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    if (!last || day < 1 || day > last) return of(key, "day", text);
    if (year < limits.firstYear || year > limits.lastYear) return of(key, "year", year, limits.firstYear, limits.lastYear);
    return null;
  };
  const written = (time) => [time.getFullYear(), time.getMonth() + 1, time.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const dayAfter = (date, n) => {
    const time = new Date(date + "T12:00:00Z");
    time.setUTCDate(time.getUTCDate() + n);
    return time.toISOString().slice(0, 10);
  };
  const long = (date) => new Date(date + "T12:00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  // duration gives minutes as a record writes them, or what is wrong.
  const duration = (text) => {
    const m = /^(?:([1-9]\d?)h)?(?:([1-9]\d{0,3})m)?$/.exec(text);
    if (!m || !text) return { problem: of("duration", "duration", text) };
    const minutes = 60 * Number(m[1] || 0) + Number(m[2] || 0);
    const write = (n) => (n >= 60 ? Math.floor(n / 60) + "h" : "") + (n % 60 ? (n % 60) + "m" : "");
    if (minutes > limits.minutes) return { problem: of("duration", "longDuration", text, write(limits.minutes)) };
    return { text: write(minutes) };
  };

  const idForm = new RegExp(ids);
  const idProblem = (key, text) => idForm.test(text) ? null : { ...say("id", key, text, said.id.hint), hint: "" };

  // characterProblem tells of the first control or hidden character. What is
  // hidden comes from the program, by code points, so that every browser agrees.
  const { hidden, sequences, blank } = pairbookForms.alphabet;
  const within = (spans, c) => spans.some(([first, last]) => first <= c && c <= last);
  const characterProblem = (text) => {
    const codes = Array.from(text, (c) => c.codePointAt(0));
    for (let i = 0; i < codes.length; i++) {
      const c = codes[i], before = codes[i - 1] || 0;
      if (/[^\P{Cc}\n\t]/u.test(String.fromCodePoint(c))) return say("control", c);
      const found = hidden.find((h) => within([h.span], c));
      if (!found || within(found.after || [], before)) continue;
      const sequence = sequences.find((s) => s.before.includes(String.fromCodePoint(before)) && s.rest.every((r, k) => codes[i + k] === r));
      if (!sequence) return say("hidden", c);
      i += sequence.rest.length - 1;
    }
    return null;
  };

  const bytes = (text) => new TextEncoder().encode(text).length;
  const sizeProblem = (text, limit) => {
    const kib = (n) => (n % 1024 ? (n / 1024).toFixed(1) : n / 1024) + " KiB";
    return bytes(text) > limit ? say("oversize", kib(bytes(text)), kib(limit)) : null;
  };

  // trim takes off what Go takes for space.
  const space = "[\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+";
  const trim = (text) => text.replace(new RegExp("^" + space), "").replace(new RegExp(space + "$"), "");
  // lines ends every line in LF, as the program does.
  const lines = (text) => text.replace(/^\uFEFF/, "").replace(/\r+\n/g, "\n");
  // wordsProblem looks at words that somebody typed for a key.
  const wordsProblem = (key, text) => characterProblem(text) || (text && !trim(text.replaceAll(String.fromCodePoint(blank), "")) ? say("empty", key) : null);

  // value writes a text so that YAML takes it for a text.
  const value = (text) => {
    const plain = /^\p{L}(?:[\p{L}\p{M}\p{N}'’. -]*[\p{L}\p{M}\p{N}'’.])?$/u.test(text) && !/^(?:y|yes|n|no|true|false|on|off|null)$/i.test(text);
    return plain ? text : JSON.stringify(text);
  };
  // list writes single values on one line while they are short.
  const list = (key, values, indent = "") => {
    if (!values || values.length === 0) return values ? indent + key + ": []\n" : "";
    const width = values.reduce((n, v) => n + bytes(v) + 2, 0);
    if (width <= 90) return indent + key + ": [" + values.join(", ") + "]\n";
    return indent + key + ":\n" + values.map((v) => indent + "  - " + v + "\n").join("");
  };
  const some = (values) => values && values.length > 0 ? values : null;
  const line = (key, text) => text ? key + ": " + text + "\n" : "";

  // session writes a log as the program writes it.
  const session = (log) => {
    const notes = trim(lines(log.notes || ""));
    return "---\n" + line("date", log.date) + line("duration", log.duration) + list("attended", log.attended) + line("format", log.format) +
      list("topics", some(log.topics)) + list("done", some(log.done)) + line("next", log.next) + "---\n" + (notes ? "\n" + notes + "\n" : "");
  };

  // sessionProblems looks at a log as `check` will, with what is known of the
  // pairing; today is the reader's.
  const sessionProblems = (log, pairing, today) => {
    const found = [];
    const note = (field, problem) => { if (problem) found.push({ field, ...problem }); };
    if (!log.date) {
      note("date", { ...say("required", "date"), hint: say("date").hint });
    } else if (dateProblem("date", log.date)) {
      note("date", dateProblem("date", log.date));
    } else {
      if (pairing.ends && log.date > pairing.ends) note("date", say("afterEnd", log.date, pairing.cohort, pairing.ends));
      else {
        if (pairing.started && log.date < pairing.started) note("date", say("beforeStart", log.date, pairing.started));
        if (log.date > dayAfter(today, 1)) note("date", say("future", log.date));
      }
    }
    (log.attended || []).forEach((id) => note("attended", idProblem("attended", id)));
    if (log.duration) note("duration", duration(log.duration).problem);
    if (log.next) {
      const wrong = dateProblem("next", log.next);
      note("next", wrong || (log.date && log.next <= log.date ? say("nextBack", log.next, log.date) : null));
    }
    note("notes", characterProblem(trim(lines(log.notes || ""))));
    note("notes", sizeProblem(session(log), limits.log));
    return found;
  };

  // address opens the host's form for a new file, "" where that would be too long.
  const address = (folder, name, text) => {
    if (!folder.new) return "";
    const whole = folder.new + "/?filename=" + encodeURIComponent(name) + "&value=" + encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);
    return whole.length < limits.address ? whole : "";
  };

  return { say, of, dateProblem, duration, idProblem, characterProblem, wordsProblem, sizeProblem, value, list, some, line, trim, session, sessionProblems, address, written, long, limits };
})();
