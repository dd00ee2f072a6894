// The list: a line for each record with the fields that tell it apart; one is opened, in its place,
// into a card with all of them.

const ROOMY = 640; // px; narrower than this, a line is two

class List extends Editor {
  draw() {
    const { model } = this;
    const ask = (message) => this.send(message);
    const announce = (text) => this.announce(text);
    Object.assign(this, drawFrame(model, { ask, announce, hint: this.hint() }));
    this.add.addEventListener("click", () => this.addRow());
    this.line = model.get("line").map((name) => this.columns.find((c) => c.name === name));
    this.sequence = []; // the ids in their own order, however they are sorted now
    this.view = new View(this);
    this.table = drawLines(this);
    this.body = this.table; // each record is a group of rows: its line, and its card
    const above = [...titleAndLead(model), this.view.tools, this.skip];
    this.root = element("section", { class: "wb wb-list" }, ...above, this.table, ...this.below);
  }

  hint() {
    const move = this.model.get("ordered") ? " Alt and ↑ or ↓ moves it." : "";
    return `Enter opens a line, Escape closes it.${move} Rows copied from a spreadsheet can be pasted onto a line.`;
  }

  listen() {
    super.listen();
    this.model.on("change:removed", () => this.showRemoved());
    this.root.addEventListener("paste", (event) => this.pasteRows(event));
    const observer = new ResizeObserver(() => {
      this.root.dataset.layout = this.root.clientWidth < ROOMY ? "narrow" : "wide";
    });
    observer.observe(this.root.parentElement);
    this.signal?.addEventListener("abort", () => observer.disconnect());
  }

  get bodies() {
    return Array.from(this.rows.values(), ({ node }) => node);
  }

  showRemovedLately(message) {
    this.lately.show(message);
  }

  // Rows

  setRows(rows) {
    this.sequence = [];
    for (const node of this.bodies) node.remove();
    this.rows.clear();
    for (const wire of rows) this.insert(wire);
    this.number();
    this.view.arrange();
  }

  mount(row) {
    drawLine(this, row);
    this.sequence.push(row.id);
    this.table.append(row.node);
  }

  takeOut(row) {
    if (row) this.sequence = this.sequence.filter((id) => id !== row.id);
    super.takeOut(row);
  }

  place(row, index) {
    this.sequence = this.sequence.filter((id) => id !== row.id);
    this.sequence.splice(index, 0, row.id);
    this.view.arrange();
  }

  // How the records stand on the page now.
  inOrder() {
    const byNode = new Map(Array.from(this.rows.values(), (row) => [row.node, row]));
    return Array.from(this.table.tBodies, (node) => byNode.get(node));
  }

  number() {
    const count = this.rows.size;
    this.sequence.forEach((id, index) => {
      const row = this.rows.get(id);
      Object.assign(row, { place: `${index + 1} of ${count}`, number: index + 1 });
      nameCells(row);
      row.up?.setAttribute("aria-disabled", index === 0);
      row.down?.setAttribute("aria-disabled", index === count - 1);
    });
    this.table.hidden = this.skip.hidden = count === 0;
    this.empty.hidden = count > 0;
    this.view.count();
  }

  patchRow(wire, message) {
    super.patchRow(wire, message);
    showLine(this, this.rows.get(wire.id));
  }

  offer(columns) {
    super.offer(columns);
    if (!this.rows.size) return;
    this.line = this.line.map(({ name }) => columns.find((column) => column.name === name));
    for (const row of this.rows.values()) showLine(this, row);
    this.view.offer();
  }

  // Opening and closing

  toggle(row) {
    if (row === this.opened) this.close(true);
    else this.open(row);
  }

  open(row) {
    if (this.opened && this.opened !== row) this.close();
    this.opened = row;
    if (!row.card) drawOpened(this, row);
    row.card.hidden = false;
    row.node.classList.add("wb-opened");
    row.opener.setAttribute("aria-expanded", "true");
    this.number();
    row.node.dispatchEvent(
      new CustomEvent("workbook:opened", { bubbles: true, detail: { record: row.id } }),
    );
  }

  close(back = false) {
    const row = this.opened;
    if (!row) return;
    for (const cell of row.cells.values()) this.flush(row, cell);
    this.opened = null;
    row.opener.setAttribute("aria-expanded", "false");
    if (this.isUntouched(row)) {
      if (back) this.add.focus();
      return this.send({ type: "drop", id: row.id });
    }
    if (back) row.opener.focus();
    row.card.hidden = true;
    row.node.classList.remove("wb-opened");
    this.view.arrange();
  }

  focusRow(row) {
    this.open(row);
    super.focusRow(row);
  }

  show(row, field) {
    if (row.node.hidden) this.view.showAll();
    this.open(row);
    super.show(row, field);
  }

  addRow() {
    const row = this.insert(blank(this.columns));
    this.number();
    this.send({ type: "add", id: row.id });
    this.focusRow(row);
    this.announce(`New ${this.model.get("noun")}, ${row.place}.`);
  }

  pressed(event) {
    if (event.key === "Escape" && this.opened?.node.contains(event.target)) {
      if (event.defaultPrevented || event.target.closest(".wb-references[open]")) return;
      event.preventDefault();
      this.close(true);
    } else super.pressed(event);
  }

  move(row, by) {
    if (this.view.isOwnOrder) super.move(row, by);
    else this.announce("Show all in their own order first; then they can be moved.");
  }

  // Rows of a spreadsheet, onto a line or the button that adds one: they come at the end.
  pasteRows(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const onLine = event.target.closest(".wb-entry, .wb-add");
    if (!text || !onLine || this.model.get("given")) return;
    event.preventDefault();
    this.flushAll();
    this.send({ type: "paste", id: "", name: "", block: readBlock(text) });
  }

  tell({ gone, moved, focus, pasted, left_out }) {
    const noun = this.model.get("noun");
    if (gone.length) {
      if (this.opened && !this.rows.has(this.opened.id)) this.opened = null;
      this.announce("Removed. Undo brings it back.");
      this.undo.focus();
    } else if (focus) {
      this.rows.get(focus).opener.focus();
      this.announce("It is back.");
    } else if (pasted !== undefined)
      this.announce(`Pasted: ${count(pasted, noun)}.${leftOut(left_out)}`);
    else if (moved.length && this.mover) {
      this.mover.node.scrollIntoView({ block: "nearest" });
      this.announce(`Now ${this.mover.place}.`);
    }
  }
}

export default {
  render(context) {
    new List(context);
  },
};
