// Keeps a page up to date, and sends its POST requests. All state is in the address, so an update is the same address again.

const main = () => document.querySelector("main");
const controls = () => [...main().querySelectorAll("a, button, input, select, summary, [tabindex]")];
const connection = document.getElementById("connection");
let [isBusy, isStale] = [false, false];

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const [focused, at] = [document.activeElement, controls().indexOf(document.activeElement)];
  const aside = [...document.querySelectorAll(".scroll")].map(region => region.scrollLeft);
  // A form that is being filled in stays as it is, and so do curves that were asked for.
  for (const kept of main().querySelectorAll("form[id], #curve")) fresh.getElementById(kept.id)?.replaceWith(document.adoptNode(kept));
  document.title = fresh.title;
  main().replaceWith(document.adoptNode(fresh.querySelector("main")));
  document.querySelectorAll(".scroll").forEach((region, i) => { region.scrollLeft = aside[i] ?? 0; });
  (main().contains(focused) ? focused : controls()[at])?.focus({ preventScroll: true });
}

// One update at a time, at most one per second.
async function update() {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  while (isStale) {
    isStale = false;
    const response = await fetch(location.href).catch(() => null);
    if (response?.ok) show(await response.text());
    await new Promise(resolve => setTimeout(resolve, 1000));
    if (main().hasAttribute("data-unfinished")) isStale = true;
  }
  isBusy = false;
}

async function post(button) {
  button.disabled = true;
  const response = await fetch(button.dataset.post, { method: "POST", headers: { "X-Symmetry": "1" } }).catch(() => null);
  const text = await response?.text() ?? "";
  button.disabled = false;
  const into = document.getElementById(button.dataset.into ?? "problem");
  if (!response?.ok) into.textContent = /"error":"(.*?)"}/.exec(text)?.[1] ?? "The server does not answer.";
  else if (button.dataset.into) into.innerHTML = text;
  else update();
}

document.addEventListener("click", event => {
  if (event.target.dataset?.post) post(event.target);
});
if (main().dataset.events) {
  const events = new EventSource(main().dataset.events);
  events.addEventListener("open", () => { connection.textContent = "live"; });
  events.addEventListener("sweep", update);
  events.addEventListener("error", () => { connection.textContent = "connection lost, reconnecting"; });
} else if (main().hasAttribute("data-unfinished")) update();
