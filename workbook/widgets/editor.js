// Records in hand: what is typed is sent, and what Python answers is patched cell by cell, so that
// no typing and no focus is lost. How they are drawn is told by the table, the list and the record.

const PAUSE = 600; // ms without a keystroke before typing is sent

class Editor {
  constructor({ model, el, signal, stale }) {
    Object.assign(this, { model, signal, me: newId(), seq: 0, rows: new Map() });
    this.columns = model.get("columns");
    this.draw();
    keepKeys(this.root);
    el.append(this.root);
    const say = (text) => this.announce(text);
    const ask = (message) => this.send(message);
    if (model.get("has_history")) this.past = new HistoryWindow(this.root, ask, say);
    this.parting = new PartingWindow(this.root, ask, say);
    this.listen();
    this.setRows(model.get("rows"));
    if (stale) this.send({ type: "hello" });
    this.sendAgain(outbox.take(this.form));
  }

  // What a form is known by when the page is loaded again.
  get form() {
    return [this.model.get("noun"), ...this.columns.map(({ name }) => name)].join(" ");
  }

  listen() {
    const { model, signal } = this;
    const on = (event, act) => document.addEventListener(event, act, { signal });
    const heard = {
      "msg:custom": (message) => this.receive(message),
      "change:columns": () => this.offer(model.get("columns")),
    };
    for (const [event, act] of Object.entries(heard)) model.on(event, act);
    signal?.addEventListener("abort", () => {
      for (const [event, act] of Object.entries(heard)) model.off(event, act);
    });
    on("workbook:flush", () => this.flushAll());
    on("workbook:again", () => this.sendAgain(outbox.of(this.form)));
    on("workbook:reveal", (event) => this.reveal(event));
    on("mousedown", (event) => this.pressedElsewhere(event));
    this.body.addEventListener("keydown", (event) => this.pressed(event));
  }

  send(message) {
    return sent(this.model, { ...message, by: this.me });
  }

  announce(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  // Rows and their cells

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
    const cell = makeCell({ ...column, self: row.id }, id); // no record is offered itself
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

  left(row, target) {
    if (!row.isNew || this.moving || row.node.contains(target)) return;
    for (const cell of row.cells.values()) this.flush(row, cell);
    this.send({ type: "leave", id: row.id });
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

  // The page's address names a record and a field.
  reveal(event) {
    const { record, field } = event.detail;
    const row = this.rows.get(record) ?? this.rowOf(record);
    if (!row || event.defaultPrevented || !this.root.checkVisibility()) return;
    event.preventDefault();
    this.show(row, this.rows.has(record) ? field : record);
  }

  // Where the columns stand for records: the first row that still lacks this one.
  rowOf(column) {
    const rows = [...this.rows.values()].filter((row) => row.cells.has(column));
    return rows.find((row) => !row.cells.get(column).control.value) ?? rows[0];
  }

  show(row, field) {
    const { control } = row.cells.get(field) ?? row.cells.values().next().value;
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "center" });
  }

  // What a person types

  typed(row, cell) {
    cell.unsent = true;
    this.hold(row, cell);
    clearTimeout(cell.timer);
    cell.timer = setTimeout(() => this.flush(row, cell), PAUSE);
  }

  hold(row, { column: { name }, get }) {
    const { cells, version } = row.wire;
    outbox.hold(this.form, row.id, name, { value: get(), was: cells[name], version });
  }

  flush(row, cell) {
    clearTimeout(cell.timer);
    if (!cell.unsent || isHalfADate(cell)) return;
    this.hold(row, cell);
    this.tellOf(row, cell, { type: "change", value: cell.get() });
  }

  tellOf(row, cell, message) {
    const seq = ++this.seq;
    if (this.send({ ...message, id: row.id, name: cell.column.name, seq }))
      Object.assign(cell, { unsent: false, seq });
  }

  flushAll() {
    for (const row of this.rows.values())
      for (const cell of row.cells.values()) this.flush(row, cell);
  }

  sendAgain(entries) {
    for (const { id, name, value, was, version } of entries) {
      const seq = ++this.seq;
      const cell = this.rows.get(id)?.cells.get(name);
      const message = { type: "again", id, name, value, was, version, seq };
      if (this.send(message) && cell) Object.assign(cell, { unsent: false, seq });
    }
  }

  blurred(row, cell, target) {
    if (cell.box.contains(target) || this.moving) return;
    const { waiting } = cell;
    // Only the browser knows of a date that was begun and not finished.
    if (cell.control.validity?.badInput) this.tellOf(row, cell, { type: "half" });
    else if (cell.unsent) this.flush(row, cell);
    else if (waiting !== undefined) this.put(row, cell, waiting);
  }

  pressed(event) {
    const row = Array.from(this.rows.values()).find(({ node }) => node.contains(event.target));
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!row) return;
    if (event.altKey && by && this.model.get("ordered")) {
      event.preventDefault();
      this.move(row, by);
    } else if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.altKey) {
      const cell = Array.from(row.cells.values()).find(({ control }) => control === event.target);
      if (!cell || ["long text", "references"].includes(cell.column.kind)) return;
      event.preventDefault();
      this.step(row, cell, event.shiftKey ? -1 : 1);
    }
  }

  // In a card, Enter leads to the next field.
  step(row, cell, by) {
    const cells = Array.from(row.cells.values());
    cells[cells.indexOf(cell) + by]?.control.focus();
  }

  // The help under a field goes when the focus does, and what was below moves up from under the
  // mouse before it is released: the click would be lost. So the focus moves with the click.
  pressedElsewhere(event) {
    const clickable = event.target.closest?.("button, a, summary");
    if (!clickable || !this.body.contains(document.activeElement)) return;
    event.preventDefault();
    clickable.addEventListener("click", () => clickable.focus(), { once: true, capture: true });
    this.flushAll();
  }

  paste(event, row, cell) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const takesText = ["text", "textarea"].includes(cell.control.type);
    if (!text || (takesText && !isBlock(text, cell.column.kind === "long text"))) return;
    event.preventDefault();
    event.stopPropagation();
    this.flushAll();
    const order = this.inOrder().map(({ id }) => id);
    const block = readBlock(text);
    this.send({ type: "paste", id: row.id, name: cell.column.name, block, order });
  }

  create(row, cell) {
    cell.control.focus();
    this.send({ type: "create", id: row.id, name: cell.column.name });
  }

  move(row, by) {
    this.flushAll();
    this.mover = row;
    this.send({ type: "move", id: row.id, by_rows: by });
  }

  remove(row) {
    this.flushAll();
    this.send({ type: "remove", id: row.id });
  }

  openHistory(row, name) {
    this.flushAll();
    this.past.open(row.id, name);
  }

  // What Python answers

  receive(message) {
    const mine = message.by === this.me;
    const { type } = message;
    if (type === "rows" && (mine || message.by === "*")) this.setRows(message.rows);
    if (mine && ["history", "restore"].includes(type)) this.past.receive(this.titled(message));
    if (mine && ["used", "parted"].includes(type)) {
      this.parting.receive(message);
      // The button that asked went with its row.
      if (message.way === "hand over" && !message.problem) this.add?.focus();
    }
    if (mine && type === "removed") this.showRemovedLately(message);
    if (type === "patch") this.patch(message);
  }

  titled(message) {
    return message;
  }

  showRemovedLately() {}

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

// Names that tell cells of different rows apart, such as "Owner, row 2".
function nameCells({ cells, number }, called = `row ${number}`) {
  for (const cell of cells.values()) cell.name(`${cell.column.label}, ${called}`);
}

// There to be read, for a whole column or in this row alone.
function lock({ control, column }, fixed) {
  if (control.matches("textarea, [type=text], [type=date]"))
    control.readOnly = fixed || Boolean(column.fixed);
  else if (control.matches("select, [type=checkbox]")) control.disabled = fixed;
}

function count(number, noun) {
  const plural = `${noun.replace(/([^aeiou])y$/, "$1ie")}s`;
  return `${number} ${number === 1 ? noun : plural}`;
}

// A row as Python will know it in a moment.
function blank(columns) {
  const cells = Object.fromEntries(columns.map(({ name, initial }) => [name, initial]));
  const about = { problems: {}, offers: {}, note: "", new: true, version: null, unsaved: [], fixed: [] };
  return { id: newId(), cells, ...about };
}

function leftOut(columns) {
  return columns > 0 ? ` ${count(columns, "column")} did not fit in and stayed out.` : "";
}

// The year 202 is somebody on the way to 2026.
function isHalfADate({ control, box }) {
  if (control.type !== "date") return false;
  const begun = control.value !== "" && control.value < "1000";
  return control.validity.badInput || (begun && box.contains(document.activeElement));
}
