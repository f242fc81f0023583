// join.html: somebody writes who they are, then what they would like to do.
"use strict";

function pairbookJoin(form) {
  const { value, line, list, texts, some } = pairbookForm;
  const field = (name) => form.elements[name];
  const text = (name) => pairbookForm.words(field(name).value);
  const { forge, key, form: allowed, not } = field("account")?.dataset || {};
  const account = () => forge && text("account");
  const again = () => form.dispatchEvent(new Event("input"));
  const [knows, seeks, offers, shares] = ["knows", "seeks", "offers", "shares"].map((name) => picker(element(name), name, pairbookForms.topics, again));
  const cohort = () => pairbookForms.cohorts[field("cohort").value];
  const words = { mentor: "as a mentor", mentee: "as a mentee", peer: "as a peer" };
  const parts = () => [...form.querySelectorAll("input[name=party]:checked")].map((box) => box.value);
  const parties = () => {
    const before = parts();
    element("parties").replaceChildren(...cohort().parties.map((p) => tick("party", p, words[p], before.includes(p))));
  };
  field("zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";

  const person = () => line("name", text("name") && value(text("name"))) + line("alias", text("alias") && value(text("alias"))) +
    line(key, account() && value(account())) + list("topics", some(knows())) + line("time_zone", text("zone")) +
    (field("hide").checked ? "publish: false\n" : "");

  // part writes a side of the enrolment; without anything to say it is {}.
  const part = (name, inside) => inside ? name + ":\n" + inside : name + ": {}\n";
  const enrolment = () => {
    const as = parts();
    return (as.includes("mentor") ? part("mentor", list("offers", some(offers()), "  ")) : "") +
      (as.includes("mentee") ? part("mentee", list("seeks", some(seeks()), "  ") + texts("goals", some([text("goal")].filter(Boolean)), "  ")) : "") +
      (as.includes("peer") ? part("peer", list("topics", some(shares()), "  ")) : "");
  };

  const problems = (step, made) => {
    const found = [];
    const note = (name, problem) => { if (problem) found.push({ field: name, ...problem }); };
    note("id", pairbookForm.idProblem("id", text("id")));
    if (step === "person") {
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
    const step = field("step").value;
    const content = step === "person" ? person() : enrolment();
    const folder = step === "person" ? pairbookForms.people : cohort().folder;
    const name = (text("id") || "your-id") + ".yaml";
    return { name, text: content, folder, path: folder.path + "/" + name, problems: problems(step, content), address: pairbookForm.address(folder, name, content) };
  };

  form.addEventListener("input", (event) => {
    const second = field("step").value === "enrolment";
    element("person").hidden = second;
    element("enrolment").hidden = !second;
    if (event.target.name === "cohort") parties();
    const as = parts();
    element("seeking").hidden = element("goal-row").hidden = !as.includes("mentee");
    element("offering").hidden = !as.includes("mentor");
    element("sharing").hidden = !as.includes("peer");
  });
  parties();
  pairbookSending(form, made, { id: "id", name: "name", alias: "alias", account: "account", zone: "zone", party: "as", goal: "goal" });
}

if (element("join")) pairbookJoin(element("join"));
