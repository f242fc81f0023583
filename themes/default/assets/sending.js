// How a form of the site behaves: what is amiss, the preview, and the ways to
// send what was made. A form gives its elements and a function that makes the
// file of the moment.
"use strict";

const element = (id) => document.getElementById("pb-" + id);

// make builds an element with properties and children.
function make(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// tick is a box to tick with its words, marked for whom they mean.
function tick(name, value, words, checked = false, party = "") {
  return make("label", {}, make("input", { type: "checkbox", name, value, checked }), " ", make("span", { className: party }, words));
}

// picker lets topics be chosen by their words; the chosen ones are ticked boxes,
// and those of a draft are boxes from the beginning.
function picker(place, name, topics, changed, draft = {}) {
  const words = new Map();
  topics.forEach((t) => [t.id, ...(t.aliases || []), t.name].forEach((w) => words.set(w.toLowerCase(), t)));
  const chosen = make("div", { className: "picks" }, ...topics.filter((t) => name + "=" + t.id in draft).map((t) => tick(name, t.id, t.name)));
  const id = "pb-" + name + "-word";
  const input = make("input", { id, autocomplete: "off", type: "text" });
  input.setAttribute("list", id + "s");
  const options = make("datalist", { id: id + "s" }, ...topics.map((t) => make("option", { value: t.name })));
  const note = make("span", { className: "help", id: id + "-help" }, "Choose from the programme’s topics, one at a time.");
  note.setAttribute("role", "status");
  input.setAttribute("aria-describedby", note.id);
  const add = () => {
    const topic = words.get(input.value.trim().toLowerCase());
    const there = topic && chosen.querySelector("input[value=\"" + CSS.escape(topic.id) + "\"]");
    if (!topic) {
      note.textContent = input.value.trim() ? "There is no topic “" + input.value.trim() + "” in the programme’s list." : "Choose a topic first.";
      return;
    }
    if (there) there.checked = true;
    else chosen.append(tick(name, topic.id, topic.name, true));
    note.textContent = topic.name + " is chosen.";
    input.value = "";
    changed();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  const button = make("button", { type: "button" }, "Add");
  button.addEventListener("click", add);
  place.append(make("p", {}, make("label", { htmlFor: id }, "A topic"), " ", input, " ", button, " ", note), options, chosen);
  return () => [...chosen.querySelectorAll("input:checked")].map((box) => box.value);
}

// pairbookSending runs a form. made gives {path, name, folder, text, problems}, what
// travels by mail, {name, text}, and to whom; fields are the ids of inputs that problems
// do not name.
function pairbookSending(form, made, fields) {
  const amiss = element("amiss"), said = element("said"), send = element("send");
  const place = (problem) => fields[problem.field] || problem.field;
  let accepted = ""; // the text whose warnings have been seen

  const preview = () => {
    const file = made();
    element("path").textContent = file.path;
    element("text").textContent = file.text;
    return file;
  };

  // show puts what is amiss beside the field that it is about, in plain words.
  const show = (problems) => {
    form.querySelectorAll(".beside").forEach((words) => words.remove());
    form.querySelectorAll("[aria-describedby*=pb-amiss-]").forEach((field) => {
      field.removeAttribute("aria-invalid");
      const others = field.getAttribute("aria-describedby").split(" ").filter((d) => !d.startsWith("pb-amiss-"));
      if (others.length > 0) field.setAttribute("aria-describedby", others.join(" "));
      else field.removeAttribute("aria-describedby");
    });
    problems.forEach((problem, i) => {
      const words = make("span", { id: "pb-amiss-" + i, className: "beside " + (problem.warning ? "care" : "error") }, problem.plain || [problem.message, problem.hint].filter(Boolean).join("; "));
      words.dataset.said = problem.message;
      const field = element(place(problem)) || send;
      if (!problem.warning && field.tagName !== "FIELDSET") field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + words.id).trim());
      (field.tagName === "FIELDSET" ? field : field.closest("p") || form).append(words);
    });
    if (problems.length === 0) amiss.textContent = "";
  };

  // What is amiss is told of the fields that somebody has been at, and of all
  // once the file was to go.
  const touched = new Set();
  let all = false, pause = 0;
  const review = () => show(made().problems.filter((p) => all || touched.has(place(p))));
  const touch = (field) => {
    touched.add(field.id.replace(/^pb-/, "") || field.name);
    review();
  };

  // ready tells whether the file may go: errors never, warnings once seen.
  const ready = (file) => {
    const errors = file.problems.filter((p) => !p.warning);
    all = true;
    show(file.problems);
    if (file.problems.length > 0) amiss.textContent = errors.length > 0 ? "Something above is not right yet." : "Look once more at what is said above.";
    said.textContent = "";
    if (errors.length > 0 || file.problems.length > 0 && accepted !== file.text) {
      const field = element(place(errors[0] || file.problems[0])) || send;
      const first = field.tagName === "FIELDSET" ? field.querySelector("input") : field;
      const fold = first.closest("details");
      if (fold) fold.open = true;
      (first.hidden ? send : first).focus();
      accepted = errors.length > 0 ? "" : file.text;
      send.textContent = accepted ? "Send it all the same" : "Send it";
      return false;
    }
    return true;
  };

  const onward = "Send it to whoever coordinates.";
  const byHand = (file, words) => {
    element("preview").open = true;
    said.replaceChildren(words + " ");
    const at = pairbookForm.address(file.folder, file.name, "") || file.folder.see;
    if (at) said.append(make("a", { href: at, target: "_blank", rel: "noopener", id: "pb-folder" }, "Open the folder"), ", " + (file.called ? "for " + file.called + " " : "") + "make a file " + file.name + " there and paste what you copied.");
    else said.append(onward);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = preview();
    if (!ready(file)) return;
    if (!file.address) {
      byHand(file, file.folder.new ? "This is too long for an address. Copy it or download it." : "Copy it or download it.");
      return;
    }
    const link = make("a", { href: file.address, target: "_blank", rel: "noopener", id: "pb-open" }, "Open it here");
    said.replaceChildren(form.dataset.opens + " Nothing opened? ", link, ".");
    if (file.sent) file.sent();
    window.open(file.address, "_blank", "noopener");
  });

  element("copy").addEventListener("click", async () => {
    const file = preview();
    if (!ready(file)) return;
    try {
      await navigator.clipboard.writeText(send.hidden ? file.travels.text : file.text); // without a folder, it travels
      if (file.sent) file.sent();
      byHand(file, "Copied.");
    } catch {
      byHand(file, "This browser does not let a page copy: the text is selected, so copy it yourself.");
      getSelection().selectAllChildren(element("text"));
    }
  });

  element("mail").addEventListener("click", () => {
    const file = preview();
    if (!ready(file)) return;
    const { name, text } = file.travels;
    const body = encodeURIComponent((text + "\n-- \n").replace(/\n/g, "\r\n"));
    const link = make("a", { href: "mailto:" + file.mail + "?subject=" + encodeURIComponent(name.slice(0, -3)) + "&body=" + body });
    if (link.href.length > 1900) {
      said.textContent = "This is too long for a mail by itself. Download it, and attach it to one.";
      return;
    }
    link.click();
    said.textContent = "Your mail program opens with all of it: send it as it is" + (file.mail ? "" : ", to whoever coordinates") + ".";
  });

  element("download").addEventListener("click", () => {
    const file = preview();
    if (!ready(file)) return;
    const { name, text } = file.travels;
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: name });
    if (file.sent) file.sent();
    link.click();
    URL.revokeObjectURL(link.href);
    said.textContent = "Downloaded as " + name + ". " + onward;
  });

  form.addEventListener("change", (event) => touch(event.target));
  form.addEventListener("input", (event) => {
    preview();
    review();
    clearTimeout(pause);
    pause = setTimeout(() => touch(event.target), 700);
    said.textContent = "";
    send.textContent = "Send it";
    accepted = "";
  });
  form.hidden = false;
  send.hidden = !preview().folder.see;
  return preview;
}
