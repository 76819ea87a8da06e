// Checks a specification while it is typed, and submits it.
const [form, spec, mistake, plan, warnings, button] =
  ["submission", "spec", "mistake", "plan", "warnings", "submit"].map(id => document.getElementById(id));
let timer;

async function post(path) {
  const headers = { "X-Symmetry": "1", "Content-Type": "application/yaml" };
  const response = await fetch(path, { method: "POST", headers, body: spec.value }).catch(() => null);
  return await response?.json().catch(() => null) ?? { error: "The server does not answer." };
}

function show({ error, line, column, cells, replicates, replicatesAreAtMost, trials, warnings: sentences = [] }) {
  const most = replicatesAreAtMost ? "at most " : "";
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  mistake.hidden = !error;
  mistake.textContent = error ? (line ? `Line ${line}, column ${column}: ` : "") + error.replace(/^specification:(\d+:\d+:)? /, "") : "";
  plan.textContent = error ? "" : `${count(cells, "cell")}, ${most}${count(replicates, "replicate")} each: ${most}${count(trials, "trial")}.`;
  warnings.replaceChildren(...sentences.map(sentence => Object.assign(document.createElement("li"), { textContent: sentence })));
  button.disabled = Boolean(error);
}

spec.addEventListener("input", () => { button.disabled = true; clearTimeout(timer); timer = setTimeout(check, 300); });
async function check() {
  const text = spec.value, answer = await post("/api/plan");
  if (text !== spec.value) return;
  show(answer);
  const time = answer.error ? {} : await post("/api/estimate");
  if (text === spec.value && time.text) plan.textContent += ` ${time.text}`;
}
form.addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await post("/api/sweeps");
  if (answer.sweep) location.assign(`/sweeps/${answer.sweep}`); else show(answer);
});
check();
