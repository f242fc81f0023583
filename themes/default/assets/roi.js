// Benefit and cost, weighed again when somebody changes a guess. The formulas
// are those of measure/roi.go in the same order, and the words for numbers
// those of view/words.go, so that the page says the same without a script.
"use strict";

const NOT_KNOWN = "not known";
const known = (...values) => values.every((v) => v !== null);
const sensible = (x) => Number.isNaN(x) || Math.abs(x) >= 1e15 ? null : x;

function rounded(x, decimals) {
  const scale = 10 ** decimals;
  const digits = (Math.round(Math.abs(x) * scale) / scale).toFixed(decimals);
  const words = digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  return (x < 0 && /[1-9]/.test(digits) ? "−" : "") + words;
}

function weighCase(effort, g, lean) {
  const c = { cost: null, benefit: null, net: null, ratio: null, breakEven: null };
  if (known(effort.hours, g.tooling, g.coordination_hours, g.hour_cost, g.hours_around, g.training_hours)) {
    const sum = g.coordination_hours + effort.hours + g.hours_around * effort.attendances + g.training_hours * effort.people;
    c.cost = sensible(g.tooling + sum * g.hour_cost * (1 - lean));
  }
  if (effort.people === 0 || !known(g.replacement_cost, g.attributed)) return c;
  const gain = (better) => effort.years * (g.replacement_cost * better * Math.min(1, g.attributed * better));
  if (known(g.baseline_attrition, g.participants_attrition)) {
    const difference = g.baseline_attrition - g.participants_attrition;
    const better = difference < 0 ? 1 - lean : 1 + lean;
    c.benefit = sensible(difference * better * gain(better));
  }
  if (known(c.cost, c.benefit)) c.net = sensible(c.benefit - c.cost);
  if (known(c.cost, c.benefit) && c.cost > 0) c.ratio = sensible(c.benefit / c.cost);
  if (known(c.cost) && gain(1 + lean) > 0) c.breakEven = sensible(c.cost / gain(1 + lean));
  return c;
}

function costParts(effort, g) {
  const times = (hours, n) => known(hours) ? sensible(hours * n) : null;
  const hours = {
    coordination: g.coordination_hours, meetings: effort.hours,
    around: times(g.hours_around, effort.attendances), training: times(g.training_hours, effort.people),
  };
  const parts = { tooling: { cost: g.tooling } };
  for (const [name, h] of Object.entries(hours)) {
    parts[name] = { hours: h, cost: known(h, g.hour_cost) ? sensible(h * g.hour_cost) : null };
  }
  return parts;
}

function lacksOf(effort, g, missing, base) {
  const others = missing.filter((key) => key !== "baseline_attrition");
  const lacks = Object.entries({
    people: effort.people === 0, hours: effort.hours === null, baseline: g.baseline_attrition === null,
    missing: others.length > 0, nothing: base.cost !== null && base.cost <= 0,
  }).filter(([, holds]) => holds).map(([name]) => name);
  return lacks.length === 0 && base.ratio === null ? ["large"] : lacks;
}

function weigh(section) {
  const data = section.dataset;
  const effort = { people: Number(data.people), years: Number(data.days) / 365, attendances: Number(data.attendances), hours: data.hours === "" ? null : Number(data.hours) };
  const money = (x) => rounded(x, 0);
  const inputs = [];

  const show = () => {
    const g = {};
    const missing = [];
    for (const { key, input, share, otherwise } of inputs) {
      const text = input.value === "" ? otherwise : input.value;
      g[key] = text === "" ? null : share ? Number(text) / 100 : Number(text);
      if (text === "") missing.push(key);
    }
    const write = (name, x, words) => {
      section.querySelector(`[data-roi-out="${name}"]`).textContent = x === null ? NOT_KNOWN : words(x);
    };
    const cases = { low: weighCase(effort, g, -g.spread), base: weighCase(effort, g, 0), high: weighCase(effort, g, g.spread) };
    for (const [name, c] of Object.entries(cases)) {
      for (const key of ["cost", "benefit", "net"]) write(`${name}-${key}`, c[key], money);
      write(`${name}-ratio`, c.ratio, (x) => rounded(x, 2));
      write(`${name}-break-even`, c.breakEven, (x) => rounded(x * 100, 1));
    }
    for (const [name, part] of Object.entries(costParts(effort, g))) {
      if (name !== "tooling") write(`${name}-hours`, part.hours, (x) => rounded(x, 1));
      write(`${name}-money`, part.cost, money);
    }
    const lacks = lacksOf(effort, g, missing, cases.base);
    section.querySelectorAll("[data-roi-lack]").forEach((p) => { p.hidden = !lacks.includes(p.dataset.roiLack); });
    section.querySelector("[data-roi-missing]").textContent = missing.map((key) => document.getElementById(`${section.id}-${key}`).firstElementChild.textContent).join("; ");
  };

  section.querySelectorAll("[data-roi-in]").forEach((span) => {
    const input = document.createElement("input");
    const key = span.dataset.roiIn;
    Object.assign(input, { type: "number", min: "0", step: "any", value: span.dataset.value });
    if ("share" in span.dataset) input.max = "100";
    input.setAttribute("aria-labelledby", `${section.id}-${key}`);
    input.addEventListener("input", show);
    inputs.push({ key, input, share: "share" in span.dataset, otherwise: span.dataset.default ?? "" });
    span.replaceWith(input);
  });

  const back = document.createElement("button");
  back.type = "button";
  back.textContent = "Back to the programme’s own";
  back.addEventListener("click", () => {
    inputs.forEach(({ input }) => { input.value = input.defaultValue; });
    show();
  });
  section.querySelectorAll("[data-roi-in], input").forEach((input) => { input.defaultValue = input.value; });
  section.querySelector("[data-roi-inputs]").closest(".table-scroll").after(back);
}

document.querySelectorAll("[data-roi]").forEach(weigh);
