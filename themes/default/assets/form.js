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

  // words are what somebody typed into a line, with one space between them.
  const words = (text) => trim(lines(text)).replace(new RegExp(space, "g"), " ");

  // value writes a text as the program writes it, within a list of one line too: so that
  // YAML takes it for a text, quoted where it could be something else.
  const value = (text, flow = false) => {
    const unprinted = /[^ -~\u00A0-\uFEFE\uFF00-\uFFFD]/u;
    const loose = /^(?:y|yes|n|no|true|false|on|off|null|~|<<)$/i;
    const numeric = /^(?:(?:[-+]_*)?\.?_*[0-9][-+.:_0-9A-Za-z]*|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} .*)$/i;
    if (unprinted.test(text) || loose.test(text) || numeric.test(text) || trim(text) !== text) {
      return "\"" + Array.from(text, (c) => {
        if (c === "\"" || c === "\\") return "\\" + c;
        if (!unprinted.test(c)) return c;
        const code = c.codePointAt(0).toString(16).toUpperCase();
        return code.length > 4 ? "\\U" + code.padStart(8, "0") : code.length > 2 ? "\\u" + code.padStart(4, "0") : "\\x" + code.padStart(2, "0");
      }).join("") + "\"";
    }
    const marks = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?-](?: |$))|:(?: |$)| #/.test(text);
    return marks || flow && /[,?[\]{}:]/.test(text) ? "'" + text.replaceAll("'", "''") + "'" : text;
  };
  // listed writes single values, on one line while they are short.
  const listed = (key, values, write, indent) => {
    if (!values || values.length === 0) return values ? indent + key + ": []\n" : "";
    const width = values.reduce((n, v) => n + bytes(v) + 2, 0);
    if (width <= 90) return indent + key + ": [" + values.map((v) => write(v, true)).join(", ") + "]\n";
    return indent + key + ":\n" + values.map((v) => indent + "  - " + write(v) + "\n").join("");
  };
  const list = (key, ids, indent = "") => listed(key, ids, (id) => id, indent);
  const texts = (key, values, indent = "") => listed(key, values, value, indent);
  // entries writes mappings of keys to values that are written already, and those that
  // have nothing but a short key as its value alone.
  const entries = (key, all, short = "") => {
    const rows = (all || []).map((entry) => Object.entries(entry).filter(([, v]) => v !== undefined && v !== ""));
    const alone = (row) => row.length === 1 && row[0][0] === short;
    if (rows.every(alone)) return list(key, some(rows.map(([[, id]]) => id)));
    return key + ":\n" + rows.map((row) => "  - " + (alone(row) ? row[0][1] : row.map(([k, v]) => k + ": " + v).join("\n    ")) + "\n").join("");
  };
  const some = (values) => values && values.length > 0 ? values : null;
  const line = (key, text) => text ? key + ": " + text + "\n" : "";

  // session writes a log as the program writes it.
  const session = (log) => {
    const notes = trim(lines(log.notes || ""));
    return "---\n" + line("date", log.date) + line("duration", log.duration) + list("attended", log.attended) + texts("guests", some(log.guests)) + line("format", log.format) +
      list("topics", some(log.topics)) + entries("goals", log.goals, "id") + entries("actions", (log.actions || []).map(({ id, who, what, due }) => ({ id, who, what: what && value(what), due }))) +
      entries("done", log.done, "id") + texts("introductions", some(log.introductions)) + line("next", log.next) + "---\n" + (notes ? "\n" + notes + "\n" : "");
  };

  // actionID makes the id of something agreed on a day: a few of its words, and the day,
  // so that nobody who writes elsewhere at the same time takes the same.
  const actionID = (what, day, taken) => {
    const said = fold(what).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    const short = said.length > 24 ? said.slice(0, 25).replace(/-[^-]*$/, "").slice(0, 24) : said;
    const id = (short || "action") + "-" + day;
    for (let n = 1; ; n++) {
      const next = n > 1 ? id + "-" + n : id;
      if (!taken.includes(next)) return next;
    }
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
    (log.guests || []).forEach((guest) => note("guests", wordsProblem("guests", guest)));
    (log.introductions || []).forEach((who) => note("introductions", wordsProblem("introductions", who)));
    (log.actions || []).forEach(({ row, who, what, due }, i) => {
      const beside = (field, problem) => note(field + "-" + (row ?? i), problem);
      beside("what", what ? wordsProblem("what", what) : say("required", "what"));
      if (who) beside("whose-id", idProblem("who", who));
      if (due) beside("due", dateProblem("due", due) || (log.date && !dateProblem("date", log.date) && due < log.date ? say("dueBack", due, log.date) : null));
    });
    note("notes", characterProblem(trim(lines(log.notes || ""))));
    note("notes", sizeProblem(session(log), limits.log));
    return found;
  };

  // address opens the host's form for a new file, "" where that would be too long.
  const address = (folder, name, text) => {
    const fill = { name, text: text.toWellFormed ? text.toWellFormed() : text };
    const whole = (folder.new || "").replace(/{(name|text)}/g, (_, mark) => encodeURIComponent(fill[mark]));
    return whole.length < limits.address ? whole : "";
  };

  return { say, of, dateProblem, duration, idProblem, characterProblem, wordsProblem, sizeProblem, value, list, texts, some, line, words, trim, actionID, dayAfter, session, sessionProblems, address, written, long, limits };
})();
