// The search: it is loaded when somebody opens it, or with its own page, and loads the
// index then. Files are loaded as scripts, because a page on the disk can load no other.
"use strict";

(() => {
  const assets = new URL(".", document.currentScript.src);
  const link = document.querySelector("[data-search]");
  const here = document.getElementById("pb-search-here");
  const few = 12; // of a large site, each may need a file of its own
  let most = few;

  // Every file of the index hands its data over here, under its name.
  const handed = new Map();
  window.pairbookPart = (name, data) => handed.set(name, data);
  const load = (file, name = file) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(file, assets).href;
    script.onload = () => {
      script.remove();
      resolve(handed.get(name));
      handed.delete(name);
    };
    script.onerror = () => reject(new Error(file));
    document.head.append(script);
  });

  // The directory keeps its name when the index changes: an old copy of it, kept by the
  // browser, may name files that are there no more. Then it is asked for anew, once for
  // all that wait for it.
  let finder;
  const start = async (query) => {
    const directory = await load("search-index.js" + query, "directory");
    await Promise.all(directory.scripts.map((file) => load(file)));
    const { find } = pairbookFinder(MiniSearch, directory, load);
    return async (text) => ({ kinds: directory.kinds, ...await find(text, most) });
  };
  const find = async (text) => {
    const first = finder ||= start("");
    try {
      return await (await first)(text);
    } catch {
      if (finder === first) {
        finder = start("?" + Date.now());
        finder.catch(() => { finder = undefined; });
      }
      return (await finder)(text);
    }
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const marked = (pieces) => pieces.map(([words, found]) => found ? element("mark", {}, words) : words);

  const input = element("input", { id: "pb-find", type: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "pb-found",
    "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
  const said = element("p", { id: "pb-find-said", role: "status" });
  const list = element("div", { id: "pb-found", role: "listbox", "aria-label": "What was found", hidden: "" });
  const more = here ? element("button", { type: "button", hidden: "" }, "Show more") : element("a", { href: link.href }, "All pages from A to Z");
  const field = element("p", { class: "field" }, element("label", { for: "pb-find" }, "Search this site"), input);

  let options = [];
  let active = -1;
  const choose = (i) => {
    if (options[active]) options[active].removeAttribute("aria-selected");
    active = i;
    const option = options[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const optionOf = (d) => {
    const option = element("a", { role: "option", tabindex: "-1", href: new URL("../" + d.path, assets).href });
    option.append(element("span", { class: "what" }, ...marked(pairbookExcerpt(d.title, d.wanted, 300))));
    if (d.within) option.append(" ", element("span", { class: "within" }, ...marked(pairbookExcerpt(d.within, d.wanted, 120))));
    if (d.text) option.append(" ", element("span", { class: "text" }, ...marked(pairbookExcerpt(d.text, d.wanted, 180))));
    option.addEventListener("click", () => dialog && dialog.close());
    return option;
  };

  const show = ({ kinds, best, total, every, words }, text) => {
    list.replaceChildren();
    options = [];
    const groups = new Map();
    for (const d of best) {
      if (!groups.has(d.kind)) {
        const id = "pb-found-kind-" + d.kind;
        const group = element("div", { role: "group", "aria-labelledby": id }, element("div", { id, class: "kind" }, kinds[d.kind]));
        groups.set(d.kind, group);
        list.append(group);
      }
      groups.get(d.kind).append(optionOf(d));
    }
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, i) => { option.id = "pb-found-" + i; });
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(options.length > 0));
    list.scrollTop = 0;
    choose(options.length ? 0 : -1);
    const all = total <= best.length;
    if (here) {
      more.hidden = all;
    } else {
      more.href = link.href + (all ? "" : "?q=" + encodeURIComponent(text));
      more.textContent = all ? "All pages from A to Z" : "More of what was found";
    }
    if (!words) return "";
    if (!total) return `Nothing here holds “${text.trim()}”. Fewer or other words may help.`;
    const count = total === 1 ? "1 found" : total + " found";
    const some = every ? "" : ", with some of the words";
    return count + some + (total > best.length ? `. The best ${best.length}:` : "");
  };

  let latest = 0;
  let slow;
  const look = async () => {
    const text = input.value;
    const turn = ++latest;
    clearTimeout(slow);
    slow = setTimeout(() => { said.textContent = "Looking …"; }, 400);
    let words;
    try {
      const result = await find(text);
      if (turn === latest) words = show(result, text);
    } catch {
      if (turn === latest) {
        show({ best: [], total: 0 }, text);
        words = "The search could not be loaded. Every page is in the list from A to Z.";
      }
    }
    if (turn !== latest) return;
    clearTimeout(slow);
    said.textContent = words;
  };
  input.addEventListener("input", () => {
    most = few;
    look();
  });

  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && options.length) {
      choose((active + step + options.length) % options.length);
    } else if (e.key === "Enter" && options[active]) {
      options[active].click();
    } else if (e.key === "Escape" && dialog) {
      dialog.close();
    } else {
      return;
    }
    e.preventDefault();
  });

  let dialog;
  if (here) {
    here.append(field, said, list, more);
    more.addEventListener("click", async () => {
      most += 2 * few;
      await look();
      if (more.hidden) input.focus();
    });
    here.className = "finding";
    const slash = element("input", { id: "pb-slash", type: "checkbox" });
    slash.checked = !slashIsOff();
    slash.addEventListener("change", () => {
      try {
        localStorage.setItem("pairbook-slash", slash.checked ? "on" : "off");
      } catch {
        slash.checked = true;
      }
    });
    here.append(element("p", {}, slash, " ", element("label", { for: "pb-slash" }, "On this device, / opens the search on every page")));
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) look();
  } else {
    const close = element("button", { type: "button" }, "Close");
    dialog = element("dialog", { class: "finding", "aria-label": "Search this site" }, field, said, list, element("p", { class: "more-found" }, more));
    field.append(close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
    document.body.append(dialog);
  }

  const open = () => {
    if (dialog && !dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };
  addEventListener("pairbook-search", open);
  if (dialog) open();
  find("").catch(() => {}); // so that the index is there when the first words are
})();
