// The window with what happened to a record. The browser's own dialog keeps the focus inside,
// closes on Escape, and gives the focus back to the button that opened it.

const PUTS_BACK =
  "“Restore this” puts back what stood before that change. It is saved as a new change, so nothing is lost.";

class HistoryWindow {
  // `ask` sends a message to Python; `announce` says a sentence to screen readers.
  constructor(root, ask, announce) {
    Object.assign(this, { ask, announce });
    const id = newId();
    this.heading = element("h2", { id, tabindex: "-1" });
    this.lead = element("p", { class: "wb-lead" }, PUTS_BACK);
    this.status = element("p", { class: "wb-status", role: "status" });
    this.problem = element("p", { class: "wb-alert", role: "alert" });
    this.list = element("ol", { class: "wb-changes" });
    const close = element("button", { type: "button", class: "wb-button wb-quiet" }, "Close");
    close.addEventListener("click", () => this.dialog.close());
    this.dialog = element(
      "dialog",
      { class: "wb-history-window", "aria-labelledby": id },
      element("header", {}, this.heading, close),
      this.lead,
      this.problem,
      this.status,
      this.list,
    );
    // JupyterLab and the table have uses of their own for keys.
    this.dialog.addEventListener("keydown", (event) => event.stopPropagation());
    root.append(this.dialog);
  }

  open(id, name) {
    this.id = id;
    setText(this.heading, `History of ${name}`);
    this.list.replaceChildren();
    this.lead.hidden = true;
    setText(this.problem, "");
    setText(this.status, "Looking…");
    this.dialog.showModal();
    this.heading.focus();
    this.ask({ type: "history", id });
  }

  receive({ type, problem, title, entries }) {
    if (!this.dialog.open) return;
    setText(this.problem, problem);
    setText(this.status, "");
    this.dialog.removeAttribute("aria-busy");
    if (problem) return;
    if (type === "history") this.show(title, entries);
    else {
      this.dialog.close();
      this.announce("Restored.");
    }
  }

  show(title, entries) {
    setText(this.heading, `History of ${title}`);
    this.lead.hidden = !entries.some(({ key }) => key);
    setText(this.status, entries.length ? "" : "Nothing has been saved here yet.");
    this.list.replaceChildren(...entries.map((entry) => this.draw(entry)));
  }

  draw({ when, who, words, reason, key }) {
    const said = element("div", { id: newId() });
    said.append(...words.split("\n").map((line) => element("p", {}, line)));
    const item = element("li", {}, element("p", { class: "wb-when" }, `${when}, ${who}`), said);
    if (reason) item.append(element("p", { class: "wb-reason" }, `“${reason}”`));
    if (key) item.append(this.button(key, when, said.id));
    return item;
  }

  button(key, when, describedBy) {
    const node = element("button", { type: "button", class: "wb-button wb-quiet" }, "Restore this");
    node.setAttribute("aria-label", `Restore this: as it was before ${when}`);
    node.setAttribute("aria-describedby", describedBy);
    node.addEventListener("click", () => this.restore(key));
    return node;
  }

  // A second press while the first is on its way would restore twice.
  restore(key) {
    if (this.dialog.getAttribute("aria-busy")) return;
    this.dialog.setAttribute("aria-busy", "true");
    setText(this.problem, "");
    setText(this.status, "Restoring…");
    this.ask({ type: "restore", id: this.id, key });
  }
}
