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
const cellName = cell => Object.entries(cell.axes).map(([name, value]) =>
  name === "features" ? value : name === "bias" ? (value ? "bias" : "no bias")
  : name === "training" ? { both: "trained on X and −X", original: "trained on X" }[value] ?? "trained on a sample"
  : `${name} ${Array.isArray(value) ? `[${value}]` : value}`).join(", ") || "the only cell";

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
  const head = [["cell", null], ["n", "number"], ["failed", "number"], ["mean on X", "number"], ["mean on −X", "number"],
    ["accuracy of every run, 95 % interval of the mean, and the paper's number (diamond), from 0 to 1", null]]
    .map(([name, kind]) => make("th", { scope: "col", class: kind }, name));
  const more = make("p", { class: "soft" });
  const silos = make("ul", { class: "soft" });
  show(title, summary, make("div", { class: "bar" }, bar, cancel, resume), error,
    make("table", { class: "cells" }, make("caption", {}, "Discs: X, or both X and −X if the features are invariant (±X). Triangles: −X. Select a cell to see its trials."),
      make("thead", {}, make("tr", {}, ...head)), body), more, silos,
    make("p", {}, make("a", { href: `${path(id)}/table` }, "Table as JSON")));
  const rows = new Map();
  const shownStates = new Map();

  function update(sweep) {
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
    summary.textContent = parts.join(" · ");
    summary.className = sweep.mismatched ? "alarm" : "";
    for (const cell of sweep.cells) {
      const state = JSON.stringify([cell.replicates, cell.failed]);
      if (shownStates.get(cell.cell) === state) continue;
      shownStates.set(cell.cell, state);
      if (!rows.has(cell.cell)) {
        const row = make("tr", { "data-cell": cell.cell }, make("th", { scope: "row" }, make("a", { href: `#/sweep/${id}/cell/${cell.cell}` }, cellName(cell))),
          make("td", { class: "number", "data-name": "n" }), make("td", { class: "number", "data-name": "failed" }),
          make("td", { class: "number", "data-name": "on X" }), make("td", { class: "number", "data-name": "on −X" }), make("td", { class: "plot" }));
        rows.set(cell.cell, row);
        body.append(row);
      }
      const [, n, failed, original, inverted, plot] = rows.get(cell.cell).children;
      n.textContent = count(cell.replicates - cell.failed);
      failed.textContent = count(cell.failed);
      original.textContent = mean(cell.tests.original);
      inverted.textContent = mean(cell.tests.inverted);
      plot.replaceChildren(cellPlot(cell));
    }
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

const mean = test => test.mean === null ? "–" : test.lower === null ? rate(test.mean) : `${rate(test.mean)} ± ${((test.upper - test.lower) / 2).toFixed(4)}`;

const back = (id, cell) => make("p", {}, make("a", { href: `#/sweep/${id}` }, id), ...(cell === undefined ? [] : [" · ", make("a", { href: `#/sweep/${id}/cell/${cell}` }, `cell ${cell}`)]));

// The trials of one cell, one page at a time.
async function cellView(id, cell, from = 0) {
  const page = 100;
  const trials = await request(`${path(id)}/cells/${cell}/trials?from=${from}&count=${page}`);
  const head = ["replicate", "on X", "on −X", "loss", "outcome", "attempts", "seconds"].map((name, i) =>
    make("th", { scope: "col", class: i === 4 ? null : "number" }, name));
  const accuracy = (correct, total) => total ? rate(correct / total) : "–";
  const rows = trials.map(trial => make("tr", {},
    make("th", { scope: "row", class: "number" }, make("a", { href: `#/sweep/${id}/cell/${cell}/trial/${trial.replicate}` }, String(trial.replicate))),
    make("td", { class: "number" }, accuracy(trial.correct_original, trial.total_original)),
    make("td", { class: "number" }, accuracy(trial.correct_inverted, trial.total_inverted)),
    make("td", { class: "number" }, rate(trial.train_loss)),
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

// One trial: its settings, permutation and results.
async function trialView(id, cell, replicate) {
  const trial = await request(`${path(id)}/cells/${cell}/trials/${replicate}`);
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
    make("h2", {}, "Learning curve"), curve,
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
