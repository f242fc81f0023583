// join.html: somebody writes who they are, then what they would like to do.
"use strict";

function pairbookJoin(form) {
  const { value, line, list, texts, some } = pairbookForm;
  const field = (name) => form.elements[name];
  const text = (name) => pairbookForm.words(field(name).value);
  const { forge, key, form: allowed, not } = field("account")?.dataset || {};
  const account = () => forge && text("account");
  const first = () => field("step").value === "person";
  const again = () => form.dispatchEvent(new Event("input"));
  const [knows, seeks, offers, shares] = ["knows", "seeks", "offers", "shares"].map((name) => picker(element(name), name, pairbookForms.topics, again));
  const cohort = () => pairbookForms.cohorts[field("cohort").value];
  const parts = () => [...form.querySelectorAll("input[name=party]:checked")].map((box) => box.value);
  const parties = () => {
    const before = parts();
    element("parties").replaceChildren(...cohort().parties.map((p) => tick("party", p, "as a " + p, before.includes(p))));
  };
  field("zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

  const person = () => line("name", text("name") && value(text("name"))) + line("alias", text("alias") && value(text("alias"))) +
    line(key, account() && value(account())) + list("topics", some(knows())) + line("time_zone", text("zone")) +
    (field("hide").checked ? "publish: false\n" : "");

  // A side of the enrolment without anything to say is {}.
  const enrolment = () => {
    const as = parts();
    const inside = { mentor: list("offers", some(offers()), "  "), mentee: list("seeks", some(seeks()), "  ") + texts("goals", some([text("goal")].filter(Boolean)), "  "), peer: list("topics", some(shares()), "  ") };
    return Object.keys(inside).filter((p) => as.includes(p)).map((p) => p + ":" + (inside[p] ? "\n" + inside[p] : " {}\n")).join("");
  };

  const problems = (made) => {
    const found = [];
    const note = (name, problem) => { if (problem) found.push({ field: name, ...problem }); };
    note("id", pairbookForm.idProblem("id", text("id")));
    if (first()) {
      if (!text("name")) note("name", pairbookForm.say("required", "name"));
      if (account() && (!RegExp(allowed).test(account()) || RegExp(not).test(account()))) note("account", pairbookForm.say("account", account(), forge));
      ["name", "alias", "zone"].forEach((name) => note(name, pairbookForm.wordsProblem(name, text(name))));
    } else {
      if (parts().length === 0) note("party", pairbookForm.say("party"));
      note("goal", pairbookForm.wordsProblem("goal", text("goal")));
    }
    note("id", pairbookForm.sizeProblem(made, pairbookForm.limits.record));
    return found;
  };

  const made = () => {
    const id = text("id") || "your-id", name = id + ".yaml";
    const content = first() ? person() : enrolment();
    const folder = first() ? pairbookForms.people : cohort().folder;
    const whose = line("person", id) + line("cohort", first() ? "" : field("cohort").value);
    return { name, text: content, folder, path: folder.path + "/" + name, problems: problems(content), address: pairbookForm.address(folder, name, content),
      mail: cohort().mail || "", travels: { name: id + ".md", text: "---\n" + whose + content + "---\n" } };
  };

  form.addEventListener("input", (event) => {
    element("person").hidden = !first();
    element("enrolment").hidden = first();
    if (event.target.name === "cohort") parties();
    const as = parts();
    element("seeking").hidden = element("goal-row").hidden = !as.includes("mentee");
    element("offering").hidden = !as.includes("mentor");
    element("sharing").hidden = !as.includes("peer");
  });
  parties();
  pairbookSending(form, made, { party: "as" });
}

if (element("join")) pairbookJoin(element("join"));
