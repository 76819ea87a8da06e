// The live page. The part of the address after # selects the view. Texts from the API are inserted as text, never as markup.

import { cellPlot, curvePlot, rate } from "/plot.js";

const main = document.getElementById("main");
const connection = document.getElementById("connection");
let stream = null;

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

async function request(path, options = {}) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? `The silo returned status ${response.status}.`);
  return response.status === 204 ? null : response.json();
}

const post = (path, body) => request(path, { method: "POST", headers: { "X-Symmetry": "1" }, body });
const path = id => `/api/sweeps/${encodeURIComponent(id)}`;
const count = number => number.toLocaleString("en");
const show = (...children) => main.replaceChildren(...children);

function duration(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}

function showConnection(state) {
  connection.textContent = state === "live" ? "live" : state === "lost" ? "connection lost, reconnecting" : "";
  connection.className = state;
}

// The list of sweeps, and a form to submit one.
async function listView() {
  const [sweeps, silos] = await Promise.all([request("/api/sweeps"), request("/api/silos").catch(() => [])]);
  const rows = sweeps.reverse().map(sweep => make("tr", {},
    make("th", { scope: "row" }, make("a", { href: `#/sweep/${sweep.sweep}` }, sweep.sweep)),
    make("td", {}, sweep.status),
    make("td", { class: "number" }, `${count(sweep.committed)} of ${count(sweep.trials)}`),
    make("td", { class: "number" }, count(sweep.failed)),
    make("td", {}, new Date(sweep.submitted).toLocaleString())));
  const head = ["sweep", "status", "trials", "failed", "submitted"].map((name, i) =>
    make("th", { scope: "col", class: i === 2 || i === 3 ? "number" : null }, name));
  const spec = make("textarea", { id: "spec", spellcheck: "false", "aria-describedby": "error" });
  spec.value = JSON.stringify({
    numerics: 1, name: "first-look", seed: 1,
    replicates: { plain: 10, seeds: 0, splits: 0, weights: 0, orders: 0, permutations: 0 },
    axes: [{ setting: "features", values: ["identity", "gradient"] }, { setting: "bias", values: ["false", "true"] }],
    fixed: [{ setting: "epochs", values: ["10"] }], exclude: [],
  }, null, 2);
  const error = make("p", { id: "error", class: "alarm", role: "alert" });
  const submit = make("button", { onclick: async () => {
    try {
      location.hash = `#/sweep/${(await post("/api/sweeps", spec.value)).sweep}`;
    } catch (e) {
      error.textContent = e.message;
    }
  } }, "Submit");
  show(
    make("h1", {}, "Sweeps"),
    make("p", { class: "soft" }, silos.length ? `${silos.length} silo${silos.length === 1 ? "" : "s"}: ${silos.map(silo => silo.silo).join(", ")}` : ""),
    sweeps.length
      ? make("div", { class: "scroll" }, make("table", {}, make("caption", {}, "Newest first"), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)))
      : make("p", {}, "No sweeps yet."),
    make("details", {}, make("summary", {}, "Submit a sweep"), make("label", { for: "spec" }, "Specification as canonical JSON"), spec, error, submit));
}

// One sweep: a table of its cells, updated by events.
function sweepView(id) {
  const title = make("h1", {}, id);
  const summary = make("p", { role: "status" }, "Loading.");
  const bar = make("progress", { max: 1, value: 0, "aria-label": "trials completed" });
  const error = make("p", { class: "alarm", role: "alert" });
  const actionButton = (name, verb) => make("button", { class: verb === "cancel" ? "quiet" : null, disabled: true, onclick: async event => {
    event.target.disabled = true;
    try {
      await post(`${path(id)}/${verb}`);
      error.textContent = "";
    } catch (e) {
      error.textContent = e.message;
    }
  } }, name);
  const [cancel, resume] = [actionButton("Cancel", "cancel"), actionButton("Resume", "resume")];
  const body = make("tbody");
  const cells = make("table", { class: "cells" });
  const choice = make("select", { id: "metric", disabled: true, "aria-describedby": "about-metric", onchange: () => { arrange(); update(latest); } });
  const about = make("span", { id: "about-metric", class: "soft" });
  const standing = make("p");
  const more = make("p", { class: "soft" });
  const silos = make("ul", { class: "soft" });
  show(title, summary, standing, make("div", { class: "bar" }, bar, cancel, resume), error,
    make("div", { class: "bar" }, make("label", { for: "metric" }, "Metric"), choice, about), make("div", { class: "scroll" }, cells), more, silos,
    make("p", {}, make("a", { href: `${path(id)}/table` }, "Table as JSON")));
  const rows = new Map();
  const shownStates = new Map();
  let latest = null;
  let hasAccuracies = false;
  let shown = []; // The metrics beside the accuracies, read from the table for tableState.
  let tableState = null;
  let nextRead = 0;
  const timer = setInterval(() => title.isConnected ? readMetrics() : clearInterval(timer), 1000);

  // The head of the table and no rows yet, for the metric that is chosen.
  function arrange() {
    const others = latest.metrics.filter(metric => !(hasAccuracies && metric.key in accuracies));
    if (choice.options.length === 0) {
      choice.disabled = false;
      choice.append(make("option", { value: "" }, hasAccuracies ? "accuracies only" : "all metrics"), ...others.map(metric => make("option", {}, metric.name)));
    }
    shown = others.filter(metric => choice.value ? metric.name === choice.value : metric.shown);
    about.className = "soft";
    about.textContent = choice.value ? describeMetric(shown[0]) : "";
    [tableState, nextRead] = [null, 0];
    rows.clear();
    shownStates.clear();
    body.replaceChildren();
    const column = (name, kind = "number") => make("th", { scope: "col", class: kind, rowspan: shown.length ? 2 : null }, name);
    cells.replaceChildren(
      make("caption", {}, `${hasAccuracies ? "Discs: X, or both X and −X if the features are invariant (±X). Triangles: −X. " : ""}Select a cell to see its trials.`),
      make("colgroup", { span: hasAccuracies ? 5 : 3 }), ...shown.map(() => make("colgroup", { span: 3 })), ...(hasAccuracies ? [make("colgroup")] : []),
      make("thead", {},
        make("tr", {}, column("cell", null), column("n"), column("failed"), ...(hasAccuracies ? [column("mean on X"), column("mean on −X")] : []),
          ...shown.map(metric => make("th", { scope: "colgroup", colspan: 3, class: "group" }, metric.name)),
          ...(hasAccuracies ? [column("accuracy of every run, 95 % interval of the mean, and the paper's number (diamond), from 0 to 1", null)] : [])),
        shown.length ? make("tr", {}, ...shown.flatMap(() => ["mean", "95 % interval", "n"].map(name => make("th", { scope: "col", class: "number" }, name)))) : null),
      body);
  }

  // Fills the columns of the chosen metrics if the sweep has changed: at most every 5 s, and waiting for at most a tenth of the time.
  async function readMetrics() {
    const [metrics, state, start] = [shown, `${latest?.committed} ${latest?.status}`, performance.now()];
    if (metrics.length === 0 || state === tableState || start < nextRead) return;
    nextRead = Infinity;
    let message = "";
    try {
      const table = await request(`${path(id)}/table?on=${encodeURIComponent(metrics.map(metric => metric.name).join())}`);
      if (metrics !== shown) return;
      tableState = state;
      for (const cell of table.cells.filter(cell => rows.has(cell.cell))) {
        metrics.forEach((metric, i) => {
          const test = cell.tests[metric.key];
          const [mean, interval, n] = [...rows.get(cell.cell).children].slice((hasAccuracies ? 5 : 3) + 3 * i);
          mean.textContent = metricValue(metric, test.mean);
          interval.textContent = test.lower === null ? "–" : `[${metricValue(metric, test.lower)}, ${metricValue(metric, test.upper)}]${skewed(test)}`;
          n.textContent = count(test.n);
        });
      }
    } catch (e) {
      message = e.message;
    }
    if (metrics !== shown) return;
    nextRead = performance.now() + Math.max(5000, 9 * (performance.now() - start));
    about.className = message ? "alarm" : "soft";
    about.textContent = message || (choice.value ? describeMetric(metrics[0]) : "");
  }

  function update(sweep) {
    latest = sweep;
    if (choice.options.length === 0) {
      hasAccuracies = sweep.hasAccuracies;
      arrange();
    }
    document.title = `${sweep.name}: ${Math.floor(100 * sweep.committed / sweep.trials)} %`;
    bar.value = sweep.committed / sweep.trials;
    cancel.disabled = sweep.status !== "running";
    resume.disabled = sweep.status !== "cancelled";
    const parts = [sweep.status, `${count(sweep.committed)} of ${count(sweep.trials)} trials`];
    if (sweep.failed + sweep.diverged) parts.push(`${count(sweep.failed)} failed, ${count(sweep.diverged)} diverged`);
    if (sweep.status === "running" && sweep.trialsPerSecond) parts.push(`${sweep.trialsPerSecond.toFixed(1)} trials/s, ${duration(sweep.secondsLeft)} left`);
    if (sweep.leased) parts.push(`${count(sweep.leased)} leased`);
    if (sweep.verified) parts.push(`${count(sweep.verified)} duplicates verified`);
    if (sweep.mismatched) parts.push(`ALARM: ${count(sweep.mismatched)} duplicates differ`);
    if (sweep.lost) parts.push(`${count(sweep.lost)} stored results disappeared from the store`);
    summary.textContent = parts.join(" · ");
    summary.className = sweep.mismatched ? "alarm" : "";
    standing.textContent = sweep.standing;
    for (const cell of sweep.cells) {
      const state = JSON.stringify([cell.replicates, cell.failed, cell.out]);
      if (shownStates.get(cell.cell) === state) continue;
      shownStates.set(cell.cell, state);
      if (!rows.has(cell.cell)) {
        const row = make("tr", { "data-cell": cell.cell }, make("th", { scope: "row" }, make("a", { href: `#/sweep/${id}/cell/${cell.cell}` }, cell.label)),
          ...["n", "failed", ...(hasAccuracies ? Object.values(accuracies) : []), ...shown.flatMap(metric => [`${metric.name}: mean`, "95 % interval", "n"])]
            .map(name => make("td", { class: "number", "data-name": name })),
          hasAccuracies ? make("td", { class: "plot" }) : null);
        rows.set(cell.cell, row);
        body.append(row);
      }
      const [, n, failed, original, inverted] = rows.get(cell.cell).children;
      // In a race, cells that are shown not to be the best leave.
      n.textContent = `${count(cell.replicates - cell.failed)}${cell.out ? ` (out, by cell ${cell.out.by})` : ""}`;
      failed.textContent = count(cell.failed);
      if (!hasAccuracies) continue;
      original.textContent = mean(cell.tests.original);
      inverted.textContent = mean(cell.tests.inverted);
      rows.get(cell.cell).lastElementChild.replaceChildren(cellPlot(cell));
    }
    readMetrics();
    silos.replaceChildren(...(sweep.status === "running" ? sweep.silos : []).map(silo => make("li", { class: silo.sick ? "alarm" : null },
      `${silo.silo}: ${silo.slots ? `${silo.slots} slot${silo.slots === 1 ? "" : "s"}, ` : ""}${count(silo.held)} trial${silo.held === 1 ? "" : "s"} leased${silo.leasedFor === null ? "" : `, last lease ${silo.leasedFor.toFixed(1)} s ago`}, last report ${silo.silentFor.toFixed(1)} s ago${silo.sick ? ", quarantined: its trials kept failing" : ""}`)));
    more.textContent = sweep.allCells > sweep.cells.length ? `Showing the first ${sweep.cells.length} of ${count(sweep.allCells)} cells.` : "";
  }

  stream = new EventSource(`${path(id)}/events`);
  stream.addEventListener("open", () => showConnection("live"));
  stream.addEventListener("sweep", event => update(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    showConnection("lost");
    if (stream && stream.readyState === EventSource.CLOSED) request(path(id)).then(update, e => { error.textContent = e.message; });
  });
}

const mean = test => test.mean === null ? "–" : test.lower === null ? rate(test.mean) : `${rate(test.mean)} ± ${((test.upper - test.lower) / 2).toFixed(4)}${skewed(test)}`;
// Cochran's rule, as in tables.
const skewed = test => test.skewed ? " (skewed)" : "";

// The accuracies by key. Snapshots have their means and runs if the trials of the sweep have both.
const accuracies = { original: "on X", inverted: "on −X" };
const metricValue = (metric, value) => value === null || value === undefined ? "–" : metric.kind === "proportion" ? rate(value)
  : String(Number.isInteger(value) ? value : Math.abs(value) >= 1e4 ? Math.round(value) : Number(value.toPrecision(4)));
const describeMetric = metric => `${metric.summary[0].toUpperCase()}${metric.summary.slice(1)}.${{ larger: " Larger is better.", smaller: " Smaller is better." }[metric.direction] ?? ""}`;

const back = (id, cell) => make("p", {}, make("a", { href: `#/sweep/${id}` }, id), ...(cell === undefined ? [] : [" · ", make("a", { href: `#/sweep/${id}/cell/${cell}` }, `cell ${cell}`)]));

// The trials of one cell, one page at a time.
async function cellView(id, cell, from = 0) {
  const page = 100;
  const [sweep, trials] = await Promise.all([request(path(id)), request(`${path(id)}/cells/${cell}/trials?from=${from}&count=${page}`)]);
  const names = sweep.hasAccuracies ? { ...accuracies, train_loss: "loss" } : {};
  const metrics = sweep.metrics.filter(metric => sweep.hasAccuracies ? metric.key in names : metric.shown && metric.name !== "seconds");
  const head = ["replicate", ...metrics.map(metric => names[metric.key] ?? metric.name), "outcome", "attempts", "seconds"].map(name =>
    make("th", { scope: "col", class: name === "outcome" ? null : "number" }, name));
  const value = (trial, { key, kind, name }) => kind === "real" ? trial[name] : trial[`total_${key}`] ? trial[`correct_${key}`] / trial[`total_${key}`] : null;
  const rows = trials.map(trial => make("tr", {},
    make("th", { scope: "row", class: "number" }, make("a", { href: `#/sweep/${id}/cell/${cell}/trial/${trial.replicate}` }, String(trial.replicate))),
    ...metrics.map(metric => make("td", { class: "number" }, metricValue(metric, value(trial, metric)))),
    make("td", { class: trial.outcome === "completed" ? null : "alarm" }, trial.outcome),
    make("td", { class: "number" }, String(trial.attempts)),
    make("td", { class: "number" }, trial.seconds === null ? "–" : trial.seconds.toFixed(3))));
  show(back(id), make("h1", {}, `Trials of cell ${cell}`),
    trials.length
      ? make("div", { class: "scroll" }, make("table", {}, make("caption", {}, "In replicate order"), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows)))
      : make("p", {}, "No trial of this cell has ended yet."),
    make("p", {}, from > 0 ? make("a", { href: `#/sweep/${id}/cell/${cell}` }, "First trials") : null, " ",
      trials.length === page ? make("a", { href: `#/sweep/${id}/cell/${cell}/from/${trials[page - 1].replicate + 1}` }, "Next trials") : null));
}

// Arranges pixels in a square.
function pixels(...children) {
  const grid = make("div", { class: "pixels" }, ...children);
  grid.style.gridTemplateColumns = `repeat(${Math.ceil(Math.sqrt(children.length))}, 1fr)`;
  return grid;
}

// One trial: its settings and results, its permutation if it has one, and its learning curve if it is trained in epochs.
async function trialView(id, cell, replicate) {
  const [sweep, trial] = await Promise.all([request(path(id)), request(`${path(id)}/cells/${cell}/trials/${replicate}`)]);
  const list = Object.entries(trial).filter(([name]) => name !== "permutation")
    .flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value === null ? "–" : Array.isArray(value) ? `[${value}]` : String(value))]);
  const curve = make("div", {}, make("button", { onclick: async event => {
    event.target.disabled = true;
    event.target.textContent = "Retraining";
    try {
      curve.replaceChildren(...curvePlot(await request(`${path(id)}/cells/${cell}/trials/${replicate}/curve`)));
    } catch (e) {
      curve.replaceChildren(make("p", { class: "alarm", role: "alert" }, e.message));
    }
  } }, "Retrain and plot"));
  show(back(id, cell), make("h1", {}, `Cell ${cell}, replicate ${replicate}`), make("dl", {}, ...list),
    ...(trial.permutation ? [make("h2", {}, "Permutation: pixel i is multiplied by pixel P(i)"),
      pixels(...trial.permutation.split(" ").map((image, i) => make("span", { title: `P(${i}) = ${image}` }, image)))] : []),
    ...(sweep.hasLearningCurves ? [make("h2", {}, "Learning curve"), curve] : []),
    make("p", { class: "soft" }, "To retrain this trial and compare the results bit for bit: ", make("code", {}, `symmetry rerun ${id} ${cell} ${replicate}`)));
}

async function navigate() {
  stream?.close();
  stream = null;
  showConnection("");
  document.title = "symmetry";
  const [kind, id, , cell, what, number] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  try {
    if (kind !== "sweep") await listView();
    else if (cell === undefined) sweepView(id);
    else if (what === "trial") await trialView(id, cell, number);
    else await cellView(id, cell, what === "from" ? Number(number) : 0);
  } catch (e) {
    show(make("h1", {}, "This page cannot be shown"), make("p", { class: "alarm", role: "alert" }, e.message), make("p", {}, make("a", { href: "#/" }, "All sweeps")));
  }
  main.focus({ preventScroll: true });
}

addEventListener("hashchange", navigate);
navigate();
