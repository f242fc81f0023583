// log.html: a pair says that it met. The address names the pairing:
// log.html?pairing=COHORT/PAIRING.
"use strict";

// pairbookAgreed shows what may be agreed, one fieldset each, and gives what was
// written. A fieldset in which nothing is written counts for nothing. A time such
// as "in a week" counts from today, the day on which the form was begun.
function pairbookAgreed(pairing, today, old, day, changed) {
  const later = today !== pairbookForm.written(new Date());
  const taken = (pairing.actions || []).map((a) => a.id);
  const rows = [];
  const add = () => {
    const row = element("agreement").content.firstElementChild.cloneNode(true), n = rows.length;
    const [what, whose, typed, by, due] = row.querySelectorAll("input, select");
    // Who has no id here is named by hand.
    whose.append(...pairing.members.map((m) => make("option", { value: m.id || "?" }, m.id ? m.words : m.words + ", by their id")));
    [...by.options].filter((o) => Number(o.value)).forEach((o) => { o.text = (later ? "" : o.text + ", ") + pairbookForm.long(pairbookForm.dayAfter(today, Number(o.value))); });
    [what, whose, typed, by, due].forEach((field) => { field.id = "pb-" + field.name + "-" + n; });
    [what, whose, by].forEach((field) => { field.closest("p").querySelector("label").htmlFor = field.id; });
    row.addEventListener("input", () => {
      typed.hidden = whose.value !== "?";
      due.hidden = by.value !== "other";
    });
    rows.push({ what, whose, typed, by, due });
    element("agreed").append(row);
    return what;
  };
  element("another").addEventListener("click", () => {
    add().focus();
    changed();
  });
  do add(); while ("pb-what-" + rows.length in old);
  return () => {
    const ids = [...taken], missing = [];
    const actions = rows.map(({ what, whose, typed, by, due }, row) => {
      const other = by.value === "other";
      const until = other ? due.value : by.value && pairbookForm.dayAfter(today, Number(by.value));
      if (whose.value === "?" && !typed.value.trim()) missing.push({ field: "whose-id-" + row, message: "Write their id.", hint: "" });
      if (other && !until) missing.push({ field: "due-" + row, message: "Say by which day.", hint: "" });
      return { row, who: whose.value === "?" ? typed.value.trim() : whose.value, what: pairbookForm.words(what.value), due: until };
    }).filter((a) => a.what || a.who || a.due);
    actions.forEach((a) => {
      a.id = pairbookForm.actionID(a.what, day() || today, ids);
      ids.push(a.id);
    });
    return { actions, missing };
  };
}

// pairbookMoved shows the goals under way, and gives those that were worked on.
function pairbookMoved(pairing) {
  const selects = (pairing.goals || []).map((goal) => {
    const row = element("goal").content.firstElementChild.cloneNode(true), [label, select] = row.children;
    label.textContent = goal.text;
    label.htmlFor = select.id = "pb-goal-" + goal.id;
    select.addEventListener("input", () => { element("reached").hidden = !selects.some((s) => s.value === "100"); });
    element("moved").append(row);
    return select;
  });
  element("goals").hidden = selects.length === 0;
  if (pairing.plan) element("plan").href = pairing.plan;
  return () => selects.map((select, n) => ({ id: pairing.goals[n].id, value: select.value })).filter((g) => g.value)
    .map((g) => g.value === "on" ? { id: g.id } : { id: g.id, percent: Number(g.value) });
}

function pairbookLog(pairing) {
  const form = element("log"), now = pairbookForm.written(new Date());
  const draft = pairbookDraft(form, pairing, now), today = draft.day;
  const field = (name) => form.elements[name];
  const ticked = (name) => [...form.querySelectorAll("input[name=" + name + "]:checked")];

  const link = element("pairing");
  link.textContent = pairing.people;
  element("code").textContent = pairing.words;
  link.href = pairing.page;
  element("cohort").textContent = pairing.within;
  element("today").textContent = today === now ? "today, " + pairbookForm.long(now) : pairbookForm.long(today) + ", when you began this";
  element("notes").value = pairing.template || "";
  if (pairing.record) element("record").href = pairing.record;
  if (pairing.actions) {
    element("done").append(...pairing.actions.map((a) => tick("done", a.id, a.what + " (" + a.who + ")")));
    element("actions").hidden = false;
  }
  const again = () => form.dispatchEvent(new Event("input"));
  const date = () => field("day").value === "today" ? today : field("date").value;
  const topics = picker(element("topics"), "topics", pairbookForms.topics, again, draft.fields);
  const agreed = pairbookAgreed(pairing, today, draft.fields, date, again), moved = pairbookMoved(pairing);
  const onThatDay = () => pairing.members.map((m, i) => [m, String(i)])
    .filter(([m]) => !date() || (!m.from || m.from <= date()) && (!m.until || date() <= m.until));

  // members shows who belongs to the pairing on the day: all were there as far
  // as nobody says otherwise, but for those who stand by.
  const members = () => {
    const nobody = ticked("who").some((box) => box.value === "nobody");
    const was = new Map([...form.querySelectorAll("input[name=who]")].map((box) => [box.value, box.checked]));
    const boxes = onThatDay().map(([m, i]) => tick("who", i, m.words, !nobody && (was.get(i) ?? !m.aside), m.party));
    element("members").replaceChildren(...boxes, tick("who", "nobody", "Nobody: it did not come about", nobody));
  };

  // A chip writes a duration into its field.
  const chips = [...form.querySelectorAll("button[name=length]")];
  const press = () => chips.forEach((chip) => chip.setAttribute("aria-pressed", String(chip.value === field("duration").value.trim())));
  chips.forEach((chip) => chip.addEventListener("click", () => {
    field("duration").value = chip.getAttribute("aria-pressed") === "true" ? "" : chip.value;
    field("duration").dispatchEvent(new Event("input", { bubbles: true }));
  }));

  // attendance is what the log says of who was there: nothing when all were who come.
  // Whoever has no id here is named by hand.
  const attendance = () => {
    const boxes = ticked("who").map((box) => box.value);
    if (boxes.includes("nobody")) return { attended: [] };
    const present = onThatDay().filter(([, i]) => boxes.includes(i)).map(([m]) => m);
    if (present.length === 0) return { missing: { field: "who", message: "Tick who was there, or that nobody was.", hint: "" } };
    if (onThatDay().every(([m, i]) => boxes.includes(i) === !m.aside)) return {};
    const unnamed = present.filter((m) => !m.id).length;
    const typed = unnamed > 0 ? field("attended").value.split(/[\s,]+/).filter(Boolean) : [];
    const given = { attended: [...present.filter((m) => m.id).map((m) => m.id), ...typed], unnamed };
    if (typed.length !== unnamed) given.missing = { field: "attended", message: "Write who was there, by id: " + unnamed + " in all.", hint: "" };
    return given;
  };

  const rowsOf = (name) => field(name).value.split("\n").map(pairbookForm.words).filter(Boolean);
  const made = () => {
    const { attended, missing, unnamed } = attendance(), agreements = agreed();
    element("ids").hidden = !unnamed;
    const length = pairbookForm.duration(field("duration").value.trim());
    const notes = field("notes").value;
    const log = { date: date(), duration: length.text || field("duration").value.trim(), attended, format: field("format").value, topics: topics(),
      guests: rowsOf("guests"), goals: moved(), actions: agreements.actions, done: ticked("done").map((box) => ({ id: box.value })), introductions: rowsOf("introductions"), next: field("next").value,
      notes: pairbookForm.trim(notes) === pairbookForm.trim(pairing.template || "") ? "" : notes };
    const problems = pairbookForm.sessionProblems(log, pairing, now);
    problems.push(...agreements.missing);
    if (missing) problems.splice(problems.filter((p) => p.field === "date").length, 0, missing);
    // Another day's field says nothing where the browser holds half a date.
    const name = (log.date || today) + ".md", text = pairbookForm.session(log);
    return { name, text, problems, called: pairing.words, mail: pairing.mail || "",
      // A log that travels says of which pairing it is, in its name and in a line.
      travels: { name: pairing.key.replace("/", ".") + "." + name, text: text.replace("---\n", "---\npairing: " + pairing.key + "\n") }, sent: () => {
      pairbookLast.keep(pairing.key);
      draft.drop();
    }, folder: pairing.folder, path: pairing.folder.path + "/" + (pairing.exact ? "" : "…/sessions/") + name,
      address: pairing.exact ? pairbookForm.address(pairing.folder, name, text) : "" };
  };

  form.addEventListener("input", (event) => {
    const other = field("day").value === "other";
    element("date").hidden = !other;
    if (event.target.name === "day" || event.target.name === "date") members();
    press();
    if (event.target.name === "who" && event.target.checked) {
      form.querySelectorAll("input[name=who]").forEach((box) => {
        if ((box.value === "nobody") !== (event.target.value === "nobody")) box.checked = false;
      });
    }
  });
  members();
  draft.restore();
  pairbookSending(form, made, {});
}

// pairbookKept is what this device keeps under a name. Where a browser keeps
// nothing, nothing is kept.
const pairbookKept = (what) => {
  const name = "pairbook-" + what + " " + new URL(".", location.href).pathname; // two sites of one host are two
  const tried = (call) => { try { return call(); } catch { return null; } };
  return {
    get: () => tried(() => JSON.parse(localStorage.getItem(name))),
    keep: (value) => tried(() => { localStorage.setItem(name, JSON.stringify(value)); return true; }),
    drop: () => tried(() => localStorage.removeItem(name)),
  };
};

// pairbookLast is the pairing that was logged from this device last.
const pairbookLast = pairbookKept("pairing");

// pairbookDraft keeps on this device what differs from an empty form, with the day
// that it calls today, until the log leaves the page.
function pairbookDraft(form, pairing, now) {
  const kept = pairbookKept("draft " + pairing.key), people = JSON.stringify(pairing.members), note = element("draft");
  let old = kept.get();
  if (!old?.fields || pairbookForm.dateProblem("day", old.day)) old = { day: now, fields: {} };
  const { day, fields } = old;
  // What is ticked has no id.
  const key = (field) => field.id || field.name + "=" + field.value;
  const what = (field) => field.id ? "value" : "checked";
  const all = () => [...form.elements].filter((field) => field.name && field.type !== "button");
  const written = () => all().map((field) => [key(field), field[what(field)]]);
  const drop = () => {
    kept.drop();
    note.hidden = true;
  };

  // restore writes the draft into the form, and keeps it from then on. Who was there
  // is left out where others belong to the pairing now.
  const restore = () => {
    const empty = Object.fromEntries(written());
    Object.keys(fields).filter((name) => old.people === people || !name.startsWith("who=")).forEach((name) => {
      const field = all().find((f) => key(f) === name);
      if (!field) return;
      field[what(field)] = fields[name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const fold = field.closest("details");
      if (fold) fold.open = true;
    });
    if (old.people) {
      element("begun").textContent = "You began this on " + pairbookForm.long(day) + ". ";
      form.firstElementChild.after(note);
      note.hidden = false;
    }
    form.addEventListener("input", () => {
      const changed = written().filter(([name, value]) => value !== (empty[name] ?? ""));
      if (changed.length === 0) drop();
      else note.hidden = !kept.keep({ day, people, fields: Object.fromEntries(changed) });
    });
    element("afresh").addEventListener("click", () => {
      drop();
      location.reload();
    });
  };
  return { day, fields, drop, restore };
}

// pairbookNarrow lets one look for a name among more pairings than a few.
function pairbookNarrow(few) {
  const rows = [...document.querySelectorAll("#pb-choose .choices li")], words = rows.map((row) => fold(row.textContent));
  if (rows.length <= few) return;
  element("find").hidden = false;
  element("name").addEventListener("input", () => {
    const wanted = fold(element("name").value).split(/\s+/).filter(Boolean);
    rows.forEach((row, i) => { row.hidden = !wanted.every((w) => words[i].includes(w)); });
    document.querySelectorAll("#pb-choose .choices").forEach((list) => { list.hidden = list.previousElementSibling.hidden = [...list.children].every((row) => row.hidden); });
    element("found").textContent = wanted.length ? rows.filter((row) => !row.hidden).length + " of " + rows.length : "";
  });
}

// pairbookFind passes on what is known of a pairing, undefined of one that is
// unknown. Of many pairings it lies in a file that is loaded when it is wanted.
function pairbookFind(key, found, lost) {
  const known = () => Object.hasOwn(pairbookForms.pairings, key) ? pairbookForms.pairings[key] : undefined;
  const part = (pairbookForms.parts || []).filter((p) => p.from <= key).pop();
  if (known() || !part) {
    found(known());
    return;
  }
  const script = make("script", { src: part.path });
  script.addEventListener("load", () => found(known()));
  script.addEventListener("error", lost);
  document.head.append(script);
}

{
  const asked = new URLSearchParams(location.search);
  const key = asked.get("pairing"), last = asked.has("choose") ? null : pairbookLast.get();
  const open = (of) => (pairing) => pairbookLog({ ...pairing, key: of });
  const choose = (reason) => {
    if (reason) element(reason).hidden = false;
    pairbookNarrow(12);
    element("choose").hidden = false;
  };
  if (key) pairbookFind(key, (pairing) => pairing ? open(key)(pairing) : choose("unknown"), () => choose("unloaded"));
  else if (last) pairbookFind(last, (pairing) => pairing ? open(last)(pairing) : choose(""), () => choose(""));
  else choose("");
}
