// What the page gains with a script. Every page is whole without it.
"use strict";

const root = document.documentElement;

function chooseScheme(button) {
  const next = { auto: "light", light: "dark", dark: "auto" };
  let scheme = root.dataset.theme || "auto";
  const show = () => {
    button.innerHTML = "<span>Colours: " + scheme + "</span>";
    if (scheme === "auto") delete root.dataset.theme;
    else root.dataset.theme = scheme;
  };
  button.addEventListener("click", () => {
    scheme = next[scheme];
    show();
    try {
      localStorage.setItem("pairbook-scheme", scheme);
    } catch {
      // The choice then lasts for this page.
    }
  });
  show();
  button.hidden = false;
}

// Style shows the folds where there is room; this makes it known to those who
// do not see it, and opens them in browsers that style cannot.
function unfold() {
  const open = (selector, query) => {
    const fold = document.querySelector(selector);
    const wide = matchMedia(query);
    const set = () => { if (fold) fold.open = wide.matches; };
    wide.addEventListener("change", set);
    set();
  };
  open(".menu", "(min-width: 56.25rem)");
  open(".contents", `(min-width: ${document.querySelector(".reading") ? 75 : 100}rem)`);
  if (CSS.supports("selector(::details-content)")) return;
  addEventListener("beforeprint", () => document.querySelectorAll(".round, .earlier, .fold").forEach((d) => { d.open = true; }));
}

// The page of the search has a switch for it: a voice may press a key alone.
function slashIsOff() {
  try {
    return localStorage.getItem("pairbook-slash") === "off";
  } catch {
    return false;
  }
}

// What is there "to print" gets a button that prints it alone.
function printable(heading) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "print";
  button.append("Print this card");
  button.addEventListener("click", () => {
    heading.classList.add("card");
    print();
  });
  addEventListener("afterprint", () => heading.classList.remove("card"));
  heading.after(button);
}

// The link to the search opens it here instead, and so do / and Ctrl-K, or ⌘K. It is
// loaded when it is first wanted.
function searchable(link) {
  let asked = Boolean(document.getElementById("pb-search-here")); // where it is loaded already
  const open = (e) => {
    e.preventDefault();
    if (asked) {
      dispatchEvent(new Event("pairbook-search"));
      return;
    }
    asked = true;
    const script = document.createElement("script");
    script.src = link.dataset.search;
    script.onerror = () => { location.href = link.href; };
    document.head.append(script);
  };
  link.addEventListener("click", (e) => {
    if (!e.ctrlKey && !e.metaKey && !e.shiftKey && !e.altKey) open(e);
  });
  addEventListener("keydown", (e) => {
    const apple = /Mac|iP/.test(navigator.platform);
    const typing = e.target.closest && e.target.closest("input, textarea, select, [contenteditable]");
    const keys = e.key && e.key.toLowerCase() === "k" && (apple ? e.metaKey && !e.ctrlKey : e.ctrlKey && !e.metaKey) && !e.shiftKey;
    const slash = e.key === "/" && !e.ctrlKey && !e.metaKey && !typing && !slashIsOff();
    if ((keys || slash) && !e.altKey && !e.defaultPrevented && !e.isComposing) open(e);
  });
  const slash = slashIsOff() ? "" : "/ ";
  link.setAttribute("aria-keyshortcuts", slash + "Control+K Meta+K");
  link.title = "Search this site: press " + (slash || "Ctrl-K");
}

// The entry of the last heading above the upper third is the current one.
function follow(contents) {
  const entries = [...contents.querySelectorAll("a")].map((a) => [a, document.getElementById(decodeURIComponent(a.hash.slice(1)))]).filter(([, h]) => h);
  let waiting = false;
  const mark = () => {
    waiting = false;
    let current = -1;
    entries.forEach(([, h], i) => { if (h.getBoundingClientRect().top < innerHeight / 3) current = i; });
    const atEnd = scrollY > 0 && innerHeight + scrollY >= root.scrollHeight - 2;
    if (atEnd) current = entries.length - 1;
    entries.forEach(([a], i) => i === current ? a.setAttribute("aria-current", "location") : a.removeAttribute("aria-current"));
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}

// A header with data-sort gets a button; a cell may say its value in data-value.
function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, i) => row.cells[i].dataset.value ?? row.cells[i].textContent.trim();
  const words = new Intl.Collator("en", { numeric: true });
  heads.forEach((head, i) => {
    if (!("sort" in head.dataset)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((h) => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [value(a, i), value(b, i)];
        // What has no value stays below, whichever way the rest goes.
        if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
        return (down ? -1 : 1) * words.compare(x, y);
      });
      body.append(...rows);
    });
  });
}

// fold takes case, accents and the shape of an apostrophe away.
function fold(text) {
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t", ŋ: "n", "‘": "'", "’": "'" };
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\u0300-\u036fßæœøłđðþıħŧŋ‘’]/g, (c) => letters[c] || "");
}

// A long table gets a field: only rows that hold all its words stay.
function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 8) return;
  const words = rows.map((row) => fold(row.textContent));
  const label = document.createElement("label");
  label.className = "filter";
  const field = document.createElement("input");
  field.type = "search";
  const found = document.createElement("span");
  found.setAttribute("role", "status");
  label.append(document.querySelector(".stretches") ? "Only rows of this part with" : "Only rows with", field, found);
  field.addEventListener("input", () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, i) => {
      row.hidden = !wanted.every((w) => words[i].includes(w));
      if (!row.hidden) shown++;
    });
    found.textContent = wanted.length ? shown + " of " + rows.length : "";
  });
  (table.closest(".table-scroll") || table).before(label);
}

function copyable(pre) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(pre.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  pre.append(button);
}

// An address that names a figure opens its proof, and whatever it is folded into.
function unveil() {
  const named = document.querySelector(":target");
  if (!named) return;
  const proof = named.matches(".figure") && named.querySelector(".proof");
  for (let at = proof || named; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  named.scrollIntoView();
}

// Esc closes the proof that the focus is in, or the menu over the page.
function closable(e) {
  if (e.key !== "Escape" || e.defaultPrevented) return;
  const inside = document.activeElement;
  const menu = matchMedia("(max-width: 56.24rem)").matches && document.querySelector(".menu[open]");
  const fold = inside.closest(".proof[open]") || menu;
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
}

document.querySelectorAll("[data-scheme]").forEach(chooseScheme);
document.querySelectorAll("[data-search]").forEach(searchable);
unfold();
document.querySelectorAll(".contents").forEach(follow);
document.querySelectorAll("table[data-sortable]").forEach(sortable);
document.querySelectorAll("table[data-sortable]").forEach(filterable);
document.querySelectorAll('main h2[id$="-to-print"]').forEach(printable);
document.querySelectorAll("pre:has(> code)").forEach(copyable);
addEventListener("keydown", closable);
addEventListener("hashchange", unveil);
unveil();
