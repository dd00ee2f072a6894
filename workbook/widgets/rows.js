// Records as they are drawn: rows of cells that keep their places and are patched one by one, so
// that no typing and no focus is lost. How they look is told by the table, the list and the record.

class Rows {
  setRows(rows) {
    this.rows.clear();
    this.body.replaceChildren();
    for (const wire of rows) this.insert(wire);
    this.number();
  }

  insert(wire) {
    const row = { id: wire.id, wire: { ...wire, cells: { ...wire.cells } }, cells: new Map() };
    row.isNew = wire.new;
    row.note = element("p", { class: "wb-note" });
    this.mount(row);
    row.node.addEventListener("focusout", ({ relatedTarget }) => this.left(row, relatedTarget));
    this.rows.set(row.id, row);
    this.patchRow(wire, {});
    return row;
  }

  // A cell is drawn in a box with its label and what is said of it.
  makeCell(row, column, tag, help) {
    const id = `${this.me}-${row.id}-${column.name}`;
    const self = column.kind === "choice" ? undefined : row.id; // no record is offered itself
    const cell = makeCell({ ...column, self }, id);
    const problem = element("p", { class: "wb-problem", id: `${id}-problem` });
    const create = element("button", { type: "button", class: "wb-button wb-quiet", hidden: true });
    const label = element("label", { for: id }, column.label);
    const box = element(tag, { class: `wb-cell wb-${column.kind.replace(" ", "-")}` });
    box.append(label, cell.node, problem, create);
    Object.assign(cell, { column, box, label, problem, create, help, unsent: false, seq: 0 });
    if (column.required && cell.control.tagName !== "SUMMARY")
      cell.control.setAttribute("aria-required", "true");
    box.addEventListener("input", () => this.typed(row, cell));
    box.addEventListener("change", () => this.flush(row, cell));
    box.addEventListener("focusout", (event) => this.blurred(row, cell, event.relatedTarget));
    box.addEventListener("paste", (event) => this.paste(event, row, cell));
    create.addEventListener("click", () => this.create(row, cell));
    row.cells.set(column.name, cell);
    return cell;
  }

  // What people typed before is shown in cells that are drawn later.
  fill(row) {
    for (const [name, cell] of row.cells) {
      this.put(row, cell, row.wire.cells[name]);
      lock(cell, row.wire.fixed.includes(name));
    }
    this.showProblems(row);
  }

  focusRow(row) {
    row?.cells.values().next().value.control.focus();
  }

  isUntouched(row) {
    const same = ({ name, initial }) => String(row.cells.get(name).get()) === String(initial);
    return row.isNew && this.columns.every(same);
  }

  takeOut(row) {
    if (!row) return;
    for (const { name } of this.columns) outbox.drop(row.id, name);
    this.rows.delete(row.id);
    row.node.remove();
  }

  // Moves without losing the focus.
  place(row, index) {
    const active = document.activeElement;
    const others = Array.from(this.body.children).filter((node) => node !== row.node);
    this.moving = true;
    this.body.insertBefore(row.node, others[index] ?? null);
    if (row.node.contains(active)) active.focus();
    this.moving = false;
  }

  show(row, field) {
    const cell = row.cells.get(field) ?? row.cells.values().next().value;
    const { control } = cell;
    unfold(cell);
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "center" });
  }

  announce(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  patch(message) {
    for (const id of message.gone) this.takeOut(this.rows.get(id));
    for (const wire of message.added)
      if (this.rows.has(wire.id)) this.patchRow(wire, message);
      else this.insert(wire);
    for (const [id, index] of message.moved) this.place(this.rows.get(id), index);
    for (const wire of message.changed)
      if (this.rows.has(wire.id)) this.patchRow(wire, message);
    if (message.gone.length || message.added.length || message.moved.length) this.number();
    if (message.by === this.me) this.tell(message);
  }

  tell({ pasted, left_out }) {
    if (pasted !== undefined) this.announce(`Pasted.${leftOut(left_out)}`);
  }

  patchRow({ id, cells, ...about }, message) {
    const row = this.rows.get(id);
    Object.assign(row.wire.cells, cells);
    Object.assign(row.wire, about);
    row.isNew = row.wire.new;
    setText(row.note, row.wire.note);
    if (about.fixed) for (const [name, cell] of row.cells) lock(cell, about.fixed.includes(name));
    for (const [name, value] of Object.entries(cells))
      if (row.cells.has(name)) this.patchCell(row, row.cells.get(name), value, message);
    this.showProblems(row);
    for (const { name } of this.columns) {
      const cell = row.cells.get(name);
      const known = !cell || (!cell.unsent && !cell.seq);
      if (known && !row.wire.unsaved?.includes(name)) outbox.drop(id, name);
    }
  }

  showProblems({ wire, cells }) {
    for (const [name, cell] of cells) {
      setText(cell.problem, wire.problems[name] ?? "");
      if (wire.problems[name]) unfold(cell);
      const missing = (this.model.get("can_add").includes(name) && wire.offers[name]) || [];
      cell.create.hidden = !missing.length;
      setText(cell.create, missing.length && `Add ${missing.map((n) => `“${n}”`).join(" and ")}`);
      describe(cell.control, cell.problem, cell.problem, cell.help);
    }
  }

  patchCell(row, cell, value, { by, seq, pasted, created }) {
    const put = by === this.me && (pasted !== undefined || created);
    const answered = by === this.me && seq >= cell.seq;
    if (cell.unsent || (cell.seq && !answered && !put)) return; // newer typing is on its way
    cell.seq = 0;
    if (cell.control.validity?.badInput && !put) return; // a date at which somebody is
    if (cell.box.contains(document.activeElement) && !put) cell.waiting = value;
    else this.put(row, cell, value);
  }

  put(row, cell, value) {
    cell.waiting = undefined; // older than this
    cell.set(value, Boolean(row.wire.problems[cell.column.name]));
  }

  // Other records to choose from, or other columns.
  offer(columns) {
    const names = (list) => list.map(({ name }) => name).join(" ");
    if (names(columns) !== names(this.columns)) return this.redraw(columns);
    this.columns = columns;
    for (const row of this.rows.values())
      for (const column of columns) row.cells.get(column.name)?.offer?.(column);
  }

  redraw(columns) {
    const old = this.root;
    this.columns = columns;
    this.draw();
    keepKeys(this.root);
    this.body.addEventListener("keydown", (event) => this.pressed(event));
    this.root.append(...old.querySelectorAll(":scope > dialog"));
    old.replaceWith(this.root);
    this.send({ type: "hello" });
  }
}
