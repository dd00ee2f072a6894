// What happened to a record, newest first, each change with a button that puts back what stood
// before; and the records removed lately.

const PUTS_BACK =
  "“Restore this” puts back what stood before that change. It is saved as a new change, so nothing is lost.";

class HistoryWindow extends Window {
  constructor(root, ask, announce) {
    super(root, ask, announce);
    this.lead = element("p", { class: "wb-lead" }, PUTS_BACK);
    this.list = element("ol", { class: "wb-changes" });
    this.problem.before(this.lead);
    this.dialog.append(this.list);
  }

  open(id, name) {
    this.id = id;
    this.list.replaceChildren();
    this.lead.hidden = true;
    this.begin(`History of ${name}`, "Looking…");
    this.ask({ type: "history", id });
  }

  receive(message) {
    if (!this.heard(message)) return;
    if (message.type === "history") this.show(message);
    else {
      this.dialog.close();
      this.announce("Restored.");
    }
  }

  show({ title, entries }) {
    setText(this.heading, `History of ${title}`);
    this.lead.hidden = !entries.some(({ key }) => key);
    setText(this.status, entries.length ? "" : "Nothing has been saved here yet.");
    const restore = (key) => this.act("Restoring…", { type: "restore", id: this.id, key });
    this.list.replaceChildren(...entries.map((entry) => drawChange(entry, restore)));
  }
}

function drawChange({ when, who, words, reason, key }, restore) {
  const said = element("div", { id: newId() });
  said.append(...words.split("\n").map((line) => element("p", {}, line)));
  const item = element("li", {}, element("p", { class: "wb-when" }, `${when}, ${who}`), said);
  if (reason) item.append(element("p", { class: "wb-reason" }, `“${reason}”`));
  if (!key) return item;
  const node = button("wb-button wb-quiet", "Restore this");
  node.setAttribute("aria-label", `Restore this: as it was before ${when}`);
  node.setAttribute("aria-describedby", said.id);
  node.addEventListener("click", () => restore(key));
  item.append(node);
  return item;
}

// Closed until somebody looks for what is gone; it is asked for anew each time.
class RemovedLately {
  constructor(ask, announce) {
    Object.assign(this, { ask, announce });
    this.problem = element("p", { class: "wb-problem", role: "alert" });
    this.list = element("ul", { class: "wb-changes" });
    this.summary = element("summary", {}, "Removed lately");
    this.node = element("details", { class: "wb-removed" }, this.summary, this.problem, this.list);
    this.node.addEventListener("toggle", () => this.node.open && ask({ type: "removed" }));
  }

  show({ problem, entries }) {
    setText(this.problem, problem);
    if (problem) return;
    const restore = (key) => {
      this.ask({ type: "restore", id: "", key });
      this.ask({ type: "removed" });
      this.announce("Restored.");
      this.summary.focus();
    };
    const nothing = element("li", {}, "Nothing was removed here.");
    const items = entries.map((entry) => drawChange(entry, restore));
    this.list.replaceChildren(...(items.length ? items : [nothing]));
  }
}
