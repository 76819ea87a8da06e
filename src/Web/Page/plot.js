// Plots a cell: one point per run, the mean with its 95 % interval, and the paper's number, on a scale from 0 to 1.

const space = "http://www.w3.org/2000/svg";
const width = 520, left = 26, right = 508, line = 34;

function draw(parent, name, attributes) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

const at = rate => left + rate * (right - left);

/** A number with four decimals, or a dash. */
export const rate = value => value === null || value === undefined ? "–" : value.toFixed(4);

function strip(svg, y, runs, test, side) {
  // Points with nearly equal values are stacked vertically.
  const stacks = new Map();
  for (const run of runs) {
    const bin = Math.round(at(run) / 4);
    const height = stacks.get(bin) ?? 0;
    stacks.set(bin, height + 1);
    const offset = Math.min(9, 3 * Math.ceil(height / 2)) * (height % 2 ? -1 : 1);
    const [x, middle] = [at(run), y + 11 + offset];
    if (side === "original") draw(svg, "circle", { class: "run-original", cx: x, cy: middle, r: 2.4 });
    else draw(svg, "path", { class: "run-inverted", d: `M${x} ${middle - 3}l3 5h-6z` });
  }
  const below = y + 26;
  if (test.lower !== null) {
    draw(svg, "line", { class: "interval", x1: at(Math.max(0, test.lower)), x2: Math.max(at(test.upper), at(test.lower) + 1.5), y1: below, y2: below });
  }
  if (test.mean !== null) draw(svg, "line", { class: "mean", x1: at(test.mean), x2: at(test.mean), y1: below - 6, y2: below + 6 });
  if (test.paper !== null) draw(svg, "path", { class: "paper", d: `M${at(test.paper)} ${below - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z` });
}

/** Draws a cell: one strip if its results on X and −X are identical, two otherwise. */
export function cellPlot(cell) {
  const sides = cell.invariant ? ["original"] : ["original", "inverted"];
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${sides.length * line + 2}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", sides.map(side => describe(cell, side)).join(" "));
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) draw(svg, "line", { class: "grid", x1: at(tick), x2: at(tick), y1: 0, y2: sides.length * line });
  sides.forEach((side, i) => {
    draw(svg, "text", { x: 0, y: i * line + 15 }).textContent = cell.invariant ? "±X" : side === "original" ? "X" : "−X";
    strip(svg, i * line, cell.runs[side], cell.tests[side], side);
  });
  return svg;
}

function describe(cell, side) {
  const test = cell.tests[side];
  const name = cell.invariant ? "On X and −X" : side === "original" ? "On X" : "On −X";
  const interval = test.lower === null ? "" : `, 95 % interval ${rate(test.lower)} to ${rate(test.upper)}`;
  return `${name}: mean ${rate(test.mean)}${interval}${test.paper === null ? "" : `, paper ${test.paper}`}.`;
}

// One panel of a learning curve: lines over epochs, each labelled at its end.
function panel(name, epochs, lines, [low, high]) {
  const [height, top, bottom] = [200, 14, 160];
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${name}: ${lines.map(line =>
    `${line.name} from ${rate(line.values[0])} to ${rate(line.values.at(-1))} after ${epochs.at(-1)} epochs`).join("; ")}.`);
  const [from, to] = [46, 452];
  const x = epoch => from + epoch / Math.max(1, epochs.at(-1)) * (to - from);
  const y = value => bottom - (value - low) / (high - low) * (bottom - top);
  for (let i = 0; i <= 4; i++) {
    const value = low + i / 4 * (high - low);
    draw(svg, "line", { class: "grid", x1: from, x2: to, y1: y(value), y2: y(value) });
    draw(svg, "text", { x: from - 6, y: y(value) + 4, "text-anchor": "end" }).textContent = value.toFixed(2);
  }
  for (const epoch of [...new Set([0, Math.round(epochs.at(-1) / 2), epochs.at(-1)])]) {
    draw(svg, "text", { x: x(epoch), y: bottom + 16, "text-anchor": "middle" }).textContent = epoch;
  }
  draw(svg, "text", { x: (from + to) / 2, y: height - 5, "text-anchor": "middle" }).textContent = "epochs";
  for (const line of lines) {
    draw(svg, "polyline", { class: line.kind, points: line.values.map((value, i) => `${x(epochs[i])},${y(value)}`).join(" ") });
    draw(svg, "text", { x: to + 6, y: y(line.values.at(-1)) + 4 }).textContent = line.name;
  }
  return svg;
}

// The smallest of 1, 2, 2.5 and 5 times a power of ten that is at least min.
function roundStep(min) {
  const power = 10 ** Math.floor(Math.log10(Math.max(min, 1e-9)));
  return power * [1, 2, 2.5, 5, 10].find(factor => factor * power >= min);
}

/** Draws a learning curve: the loss above, the accuracies below. */
export function curvePlot(curve) {
  if (curve.epochs.length === 0) return ["This trial has no epoch with finite values."];
  const same = curve.original.every((value, i) => value === curve.inverted[i]);
  const rates = [{ name: same ? "±X" : "X", kind: "curve-original", values: curve.original }];
  if (!same) rates.push({ name: "−X", kind: "curve-inverted", values: curve.inverted });
  return [["Mean training loss", [{ name: "loss", kind: "curve-loss", values: curve.train_loss }], [0, 4 * roundStep(Math.max(...curve.train_loss) / 4)]],
    ["Test accuracy", rates, [0, 1]]].map(([name, lines, range]) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = name;
    figure.append(caption, panel(name, curve.epochs, lines, range));
    return figure;
  });
}
