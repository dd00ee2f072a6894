// A list that is in sight where there is room; where there is none, a button opens it over the page.
function menu(panel, signal) {
  panel.id = `wb-menu-${newId()}`;
  const opener = element("button", {
    type: "button",
    class: "wb-menu",
    "aria-expanded": "false",
    "aria-controls": panel.id,
  });
  const box = element("div", { class: "wb-menu-box" }, opener, panel);
  const isOpen = () => opener.getAttribute("aria-expanded") === "true";
  const open = (yes) => opener.setAttribute("aria-expanded", yes);
  opener.addEventListener("click", () => open(!isOpen()));
  panel.addEventListener("click", ({ target }) => target.closest("a") && open(false));
  box.addEventListener("focusout", ({ relatedTarget: to }) => to && !box.contains(to) && open(false));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    open(false);
    opener.focus();
  });
  const elsewhere = ({ target }) => isOpen() && !box.contains(target) && open(false);
  document.addEventListener("pointerdown", elsewhere, { signal });
  return { box, opener };
}

const STATES = { empty: "Not started", started: "Started", ready: "Ready", done: "Done" };

// Links with their state, by name, so that one that has the focus keeps it when the others change.
class Stops {
  constructor(list) {
    this.list = list;
    this.links = new Map();
  }

  show(stops, here, current) {
    const names = stops.map(({ name }) => name).join("/");
    if (names !== this.names) this.draw(stops);
    this.names = names;
    for (const { name, title, address, state, word } of stops) {
      const { link, mark, said, label } = this.links.get(name);
      link.href = address;
      setText(label, title);
      setText(said, word ?? STATES[state] ?? "");
      mark.parentNode.dataset.state = state;
      if (name === here) link.setAttribute("aria-current", current);
      else link.removeAttribute("aria-current");
    }
  }

  draw(stops) {
    this.links.clear();
    const items = stops.map(({ name }) => {
      const mark = element("span", { class: "wb-mark", "aria-hidden": "true" });
      const label = element("span", { class: "wb-stop-title" });
      const said = element("span", { class: "wb-stop-state" });
      const link = element("a", { class: "wb-stop" }, mark, label, " ", said);
      this.links.set(name, { link, mark, said, label });
      return element("li", {}, link);
    });
    this.list.replaceChildren(...items);
  }
}
