// A heading: what this is about; on a page also how far it is and what is missing.

const WORDS = { empty: "Not started", started: "Started", ready: "Ready", done: "Done" };

function render({ model, el, signal }) {
  const level = model.get("level");
  const whose = element("p", { class: "wb-whose" });
  const title = element(`h${level}`);
  const lead = element("p", { class: "wb-lead" });
  const mark = element("span", { class: "wb-mark", "aria-hidden": "true" });
  const word = element("span");
  const state = element("p", { class: "wb-state" }, mark, word);
  const list = element("ul");
  const missing = element("section", { class: "wb-missing" }, element("h2", {}, "What is missing"), list);
  const status = element("div", { role: "status" }, state, missing);
  const header = element("header", { class: `wb wb-heading wb-level-${level}` }, whose, title, lead);
  if (level === 1) header.append(status);
  el.append(header);
  // All of the page keeps its keys: help texts, lists and buttons of other widgets, too.
  const keep = ({ target }) => {
    if (target.closest(".wb-page")) suppressShortcuts(target);
  };
  document.addEventListener("focusin", keep, { signal });

  const [tab] = document.title.split(" · ");
  const show = () => {
    setText(whose, model.get("whose"));
    whose.hidden = !whose.textContent;
    // Several may be open at once. JupyterLab gives its tab a name of its own.
    const named = whose.textContent && document.body.dataset.voila;
    if (named) document.title = `${tab} · ${whose.textContent}`;
    setText(title, model.get("title"));
    setText(lead, model.get("lead"));
    state.hidden = !model.get("state");
    state.dataset.state = model.get("state");
    setText(word, WORDS[model.get("state")] ?? "");
    const blockers = model.get("blockers");
    missing.hidden = blockers.length === 0;
    list.replaceChildren(...blockers.map((blocker) => element("li", {}, blocker)));
    title.hidden = !title.textContent;
    lead.hidden = !lead.textContent;
  };
  model.on("change", show);
  show();
}

export default { render };
