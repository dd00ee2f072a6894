// Shows the HTML that the kernel made from a template. Only what differs is changed on the page, so
// that whoever reads there or stands on a link keeps the place, and an opened help text stays open.

// What the page or the person adds to an element, and no template knows of.
const KEPT = ["open", "tabindex", "data-lm-suppress-shortcuts"];

function render({ model, el, signal }) {
  const show = () => {
    const made = document.createElement("template");
    made.innerHTML = model.get("shown").lines.join("");
    const here = el.contains(document.activeElement);
    patch(el, made.content);
    el.querySelectorAll("[data-value]").forEach(hold);
    if (here && !el.contains(document.activeElement)) focusOn(el.querySelector("h2, h3") ?? el);
  };
  // Set before the words come, or else they would not be read out.
  if (model.get("live")) el.setAttribute("role", "status");
  show();
  el.addEventListener("click", (event) => follow(event, el));
  el.addEventListener("change", ({ target }) => tell(model, target));
  el.addEventListener("click", ({ target }) => tell(model, target.closest("button")));
  el.addEventListener("focusin", ({ target }) => target.dataset.say && suppressShortcuts(target));
  model.on("change:shown", show);
  model.send({ type: "hello", version: model.get("shown").version });
  signal?.addEventListener("abort", () => model.off("change:shown", show));
}

// Makes what `old` holds the same as what `fresh` holds, touching only what is not the same yet.
function patch(old, fresh) {
  let [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  const same = alike(before, after);
  [before, after] = [before.slice(same), after.slice(same)];
  const ending = alike(before.toReversed(), after.toReversed());
  const next = before[before.length - ending] ?? null;
  [before, after] = [before, after].map((nodes) => nodes.slice(0, nodes.length - ending));
  after.forEach((node, i) => {
    if (i >= before.length) old.insertBefore(node, next);
    else if (before[i].nodeName !== node.nodeName) before[i].replaceWith(node);
    else patchNode(before[i], node);
  });
  before.slice(after.length).forEach((node) => node.remove());
}

function alike(some, others) {
  const differs = some.findIndex((node, i) => !others[i] || !node.isEqualNode(others[i]));
  return differs < 0 ? some.length : differs;
}

function patchNode(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !KEPT.includes(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
  patch(old, fresh);
}

// A link to a part of this page takes the keyboard there, too. JupyterLab has a use of its own for
// what follows the # in its address.
function follow(event, el) {
  const link = event.target.closest?.('a[href^="#"]');
  const part = link && el.closest(".wb-page")?.querySelector(link.getAttribute("href"));
  if (!part) return;
  event.preventDefault();
  focusOn(part);
  part.scrollIntoView();
}

// A control in the words says what a person chose; what it holds is what the words say it does.
function tell(model, control) {
  if (control?.dataset.say) sent(model, { type: "said", about: control.dataset.say, value: control.value });
}

function hold(control) {
  const typing = control === document.activeElement && control.nodeName !== "SELECT";
  if (!typing && control.value !== control.dataset.value) control.value = control.dataset.value;
}

function focusOn(node) {
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

export default {
  // The model takes in what has changed, so that pages drawn later show it as well.
  initialize({ model }) {
    model.on("msg:custom", ({ type, version, at, gone, lines }) => {
      const shown = model.get("shown");
      if (type !== "patch" || version === shown.version) return;
      const rest = gone === null ? [] : shown.lines.slice(at + gone);
      const missed = gone !== null && version !== shown.version + 1;
      if (missed) model.send({ type: "hello", version: shown.version });
      else model.set("shown", { version, lines: [...shown.lines.slice(0, at), ...lines, ...rest] });
    });
  },
  render,
};
