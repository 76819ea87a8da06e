// Shows what the columns of a file of results mean, and imports it.
const [form, file, mistake, plan, button] = ["import", "file", "mistake", "plan", "submit"].map(id => document.getElementById(id));

async function post(path) {
  const query = new URLSearchParams({ name: file.files[0]?.name ?? "" });
  for (const id of ["replicate", "metric", "axis"]) query.set(id, document.getElementById(id).value.trim());
  const response = await fetch(`${path}?${query}`, { method: "POST", headers: { "X-Symmetry": "1" }, body: file.files[0] }).catch(() => null);
  return await response?.json().catch(() => null) ?? { error: "The server does not answer, or the file is too large." };
}

function show({ error, roles, cells, replicates }) {
  mistake.hidden = !error;
  mistake.textContent = error ?? "";
  plan.textContent = error ? "" : `${roles}. Cells: ${cells}. Replicates of each: ${replicates}.`;
  button.disabled = Boolean(error);
}

form.addEventListener("change", async () => {
  button.disabled = true;
  if (file.files[0]) show(await post("/api/results/plan"));
});
form.addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await post("/api/results");
  if (answer.sweep) location.assign(`/sweeps/${answer.sweep}`); else show(answer);
});
