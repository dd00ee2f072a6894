// The table: rows with stable ids, patched cell by cell, so that no typing and no focus is lost.

const PAUSE = 600; // ms without a keystroke before typing is sent
const SMALLEST = 600; // px; narrower than this, rows are cards

class Table {
  constructor({ model, el, signal }) {
    this.model = model;
    this.me = newId();
    this.seq = 0;
    this.rows = new Map();
    this.columns = model.get("columns");
    Object.assign(this, drawFrame(model, this.me));
    el.append(this.root);
    if (model.get("has_history"))
      this.past = new HistoryWindow(
        this.root,
        (message) => this.send(message),
        (text) => this.announce(text),
      );
    this.listen(signal);
    this.setRows(model.get("rows"));
    this.showRemoved();
  }

  listen(signal) {
    const { model } = this;
    model.on("msg:custom", (message) => this.receive(message));
    model.on("change:removed", () => this.showRemoved());
    model.on("change:columns", () => this.offer(model.get("columns")));
    this.add.addEventListener("click", () => this.addRow());
    this.undo.addEventListener("click", () => this.send({ type: "undo" }));
    this.body.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("workbook:flush", () => this.flushAll(), { signal });
    document.addEventListener("mousedown", (event) => this.pressedElsewhere(event), { signal });
    const observer = new ResizeObserver(() => this.layOut());
    observer.observe(this.root);
    signal?.addEventListener("abort", () => observer.disconnect());
    window.addEventListener("beforeprint", () => (this.root.dataset.layout = "cards"), { signal });
    window.addEventListener("afterprint", () => this.layOut(), { signal });
  }

  layOut() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const needed = Math.max(SMALLEST, this.total * rem * 0.9);
    this.root.dataset.layout = this.root.clientWidth < needed ? "cards" : "table";
  }

  send(message) {
    return sent(this.model, { ...message, by: this.me });
  }

  announce(text) {
    this.status.textContent = "";
    this.status.textContent = text;
  }

  // Rows

  setRows(rows) {
    this.rows.clear();
    this.body.replaceChildren();
    for (const row of rows) this.insert(row);
    this.number();
  }

  insert(wire) {
    const tr = element("tr", { role: "row" });
    const row = { id: wire.id, tr, cells: new Map(), note: element("p", { class: "wb-note" }) };
    this.columns.forEach((column, i) => {
      const cell = this.makeCell(row, column, this.helps[i]);
      row.cells.set(column.name, cell);
      tr.append(cell.td);
    });
    tr.firstChild.append(row.note);
    row.buttons = this.makeButtons(row);
    tr.append(element("td", { role: "cell", class: "wb-buttons" }, ...Object.values(row.buttons)));
    tr.addEventListener("focusout", ({ relatedTarget }) => this.left(row, relatedTarget));
    this.rows.set(row.id, row);
    this.body.append(tr);
    this.patchRow(wire, {});
    return row;
  }

  makeCell(row, column, help) {
    const id = `${this.me}-${row.id}-${column.name}`;
    const cell = makeCell({ ...column, self: row.id }, id); // no record is offered itself
    const problem = element("p", { class: "wb-problem", id: `${id}-problem` });
    const label = element("label", { for: id, "aria-hidden": "true" }, column.label);
    const td = element("td", { role: "cell", class: `wb-cell wb-${column.kind.replace(" ", "-")}` });
    td.append(label, cell.node, problem);
    td.dataset.help = column.help;
    Object.assign(cell, { column, td, problem, help, unsent: false, seq: 0 });
    if (column.required && cell.control.tagName !== "SUMMARY")
      cell.control.setAttribute("aria-required", "true");
    describe(cell.control, problem, problem, help);
    td.addEventListener("input", () => this.typed(row, cell));
    td.addEventListener("change", () => this.flush(row, cell));
    td.addEventListener("focusout", (event) => this.blurred(row, cell, event.relatedTarget));
    td.addEventListener("paste", (event) => this.paste(event, row, cell));
    return cell;
  }

  makeButtons(row) {
    if (this.model.get("given")) return {};
    const remove = iconButton("remove", () => this.send({ type: "remove", id: row.id }));
    const history = this.past && iconButton("history", () => this.openHistory(row));
    const past = history ? { history } : {};
    if (!this.model.get("ordered")) return { ...past, remove };
    const up = iconButton("up", () => this.move(row, -1));
    const down = iconButton("down", () => this.move(row, 1));
    // The keyboard moves rows with Alt and an arrow, so Tab need not stop at these.
    up.tabIndex = down.tabIndex = -1;
    return { ...past, up, down, remove };
  }

  openHistory(row) {
    this.flushAll();
    this.past.open(row.id, `row ${row.number}`);
  }

  // Names that tell rows apart, such as "Owner, row 2".
  number() {
    const rows = this.inOrder();
    rows.forEach((row, index) => {
      const place = `${index + 1} of ${rows.length}`;
      if (row.place === place) return;
      const number = index + 1;
      if (row.number !== number) {
        for (const cell of row.cells.values()) cell.name(`${cell.column.label}, row ${number}`);
        for (const [verb, node] of Object.entries(row.buttons))
          node.setAttribute("aria-label", LABELS[verb](number));
      }
      row.buttons.up?.setAttribute("aria-disabled", index === 0);
      row.buttons.down?.setAttribute("aria-disabled", number === rows.length);
      Object.assign(row, { place, number });
    });
    this.table.hidden = this.skip.hidden = rows.length === 0;
    this.empty.hidden = rows.length > 0;
  }

  inOrder() {
    const byNode = new Map(Array.from(this.rows.values(), (row) => [row.tr, row]));
    return Array.from(this.body.children, (tr) => byNode.get(tr));
  }

  addRow() {
    if (this.model.get("given")) return;
    const cells = Object.fromEntries(this.columns.map(({ name, initial }) => [name, initial]));
    const row = this.insert({ id: newId(), cells, problems: {}, note: "", new: true });
    this.number();
    this.send({ type: "add", id: row.id });
    this.focusRow(row);
    this.announce(`Row ${row.number} added.`);
  }

  move(row, by) {
    this.flushAll();
    this.mover = row;
    this.send({ type: "move", id: row.id, by_rows: by });
  }

  place(row, index) {
    const active = document.activeElement;
    const others = Array.from(this.body.children).filter((tr) => tr !== row.tr);
    this.moving = true;
    this.body.insertBefore(row.tr, others[index] ?? null);
    if (row.tr.contains(active)) active.focus();
    this.moving = false;
  }

  focusRow(row) {
    row?.cells.values().next().value.control.focus();
  }

  left(row, target) {
    if (row.isNew && !this.moving && !row.tr.contains(target)) {
      for (const cell of row.cells.values()) this.flush(row, cell);
      this.send({ type: "leave", id: row.id });
    }
  }

  // What a person types

  typed(row, cell) {
    cell.unsent = true;
    clearTimeout(cell.timer);
    cell.timer = setTimeout(() => this.flush(row, cell), PAUSE);
  }

  flush(row, cell) {
    clearTimeout(cell.timer);
    if (!cell.unsent || isHalfADate(cell)) return;
    if (cell.half) this.sayHalf(cell, false);
    const seq = ++this.seq;
    const change = { type: "change", id: row.id, name: cell.column.name, value: cell.get(), seq };
    if (this.send(change)) Object.assign(cell, { unsent: false, seq });
  }

  flushAll() {
    for (const row of this.rows.values()) for (const cell of row.cells.values()) this.flush(row, cell);
  }

  blurred(row, cell, target) {
    if (cell.td.contains(target) || this.moving) return;
    const { waiting } = cell;
    cell.waiting = undefined;
    if (cell.control.validity?.badInput) this.sayHalf(cell, true);
    else if (cell.unsent) this.flush(row, cell);
    else if (waiting !== undefined) cell.set(waiting);
  }

  // Only the browser knows of a date that was begun and not finished.
  sayHalf(cell, half) {
    cell.half = half;
    setText(cell.problem, half ? "This date is not complete, so the earlier one is kept." : "");
    describe(cell.control, cell.problem, cell.problem, cell.help);
  }

  pressed(event) {
    if (event.key !== "Enter" && !event.altKey) return;
    const row = this.inOrder().find(({ tr }) => tr.contains(event.target));
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by && this.model.get("ordered")) {
      event.preventDefault();
      this.move(row, by);
    } else if (event.key === "Enter" && !event.isComposing && !event.ctrlKey) {
      const cell = Array.from(row.cells.values()).find(({ control }) => control === event.target);
      if (!cell || ["long text", "references"].includes(cell.column.kind)) return;
      event.preventDefault();
      this.step(row, cell, event.shiftKey ? -1 : 1);
    }
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

  step(row, cell, by) {
    const next = this.inOrder()[row.number - 1 + by];
    if (next) next.cells.get(cell.column.name).control.focus();
    else if (by > 0 && !this.isUntouched(row)) this.addRow();
  }

  isUntouched(row) {
    const same = ({ name, initial }) => String(row.cells.get(name).get()) === String(initial);
    return row.isNew && this.columns.every(same);
  }

  paste(event, row, cell) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const takesText = ["text", "textarea"].includes(cell.control.type);
    if (!text || (takesText && !isBlock(text, cell.column.kind === "long text"))) return;
    event.preventDefault();
    this.flushAll();
    this.send({ type: "paste", id: row.id, name: cell.column.name, block: readBlock(text) });
  }

  // What Python answers

  receive(message) {
    if (message.type === "rows" && message.by === this.me) this.setRows(message.rows);
    if (["history", "restore"].includes(message.type) && message.by === this.me)
      this.past.receive(message);
    if (message.type !== "patch") return;
    const mine = message.by === this.me;
    for (const id of message.gone) this.takeOut(this.rows.get(id));
    for (const wire of message.added)
      if (this.rows.has(wire.id)) this.patchRow(wire, message);
      else this.insert(wire);
    for (const [id, index] of message.moved) this.place(this.rows.get(id), index);
    for (const wire of message.changed)
      if (this.rows.has(wire.id)) this.patchRow(wire, message);
    if (message.gone.length || message.added.length || message.moved.length) this.number();
    if (mine) this.tell(message);
  }

  tell({ gone, moved, focus, pasted, left_out }) {
    if (gone.length) {
      this.announce("Row removed. Undo brings it back.");
      this.undo.focus();
    } else if (focus) {
      this.focusRow(this.rows.get(focus));
      this.announce(`Row ${this.rows.get(focus).number} is back.`);
    } else if (pasted) this.announce(`Pasted: ${count(pasted, "row")}.${leftOut(left_out)}`);
    else if (moved.length && this.mover) {
      this.mover.tr.scrollIntoView({ block: "nearest" });
      this.announce(`Now row ${this.mover.place}.`);
    }
  }

  takeOut(row) {
    if (!row) return;
    this.rows.delete(row.id);
    row.tr.remove();
  }

  patchRow({ id, cells, problems, note, new: isNew }, message) {
    const row = this.rows.get(id);
    for (const [name, value] of Object.entries(cells)) this.patchCell(row.cells.get(name), value, message);
    if (isNew !== undefined) row.isNew = isNew;
    if (note !== undefined) setText(row.note, note);
    if (problems === undefined) return;
    for (const [name, cell] of row.cells) {
      setText(cell.problem, problems[name] ?? "");
      describe(cell.control, cell.problem, cell.problem, cell.help);
    }
  }

  patchCell(cell, value, { by, seq, pasted }) {
    const answered = by === this.me && seq >= cell.seq;
    if (cell.unsent || (cell.seq && !answered && !pasted)) return; // newer typing is on its way
    cell.seq = 0;
    const editing = cell.td.contains(document.activeElement) && !(pasted && by === this.me);
    if (editing) cell.waiting = value;
    else cell.set(value);
  }

  offer(columns) {
    this.columns = columns;
    for (const row of this.rows.values())
      for (const column of columns) row.cells.get(column.name).offer?.(column);
  }

  showRemoved() {
    const removed = this.model.get("removed");
    setText(this.undoText, removed && `Removed ${removed}.`);
    this.undoLine.hidden = !removed;
  }
}

const LABELS = {
  history: (number) => `History of row ${number}`,
  up: (number) => `Move row ${number} up`,
  down: (number) => `Move row ${number} down`,
  remove: (number) => `Remove row ${number}`,
};

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function leftOut(columns) {
  return columns > 0 ? ` ${count(columns, "column")} did not fit in and stayed out.` : "";
}

// The year 202 is somebody on the way to 2026.
function isHalfADate({ control, td }) {
  if (control.type !== "date") return false;
  const begun = control.value !== "" && control.value < "1000";
  return control.validity.badInput || (begun && td.contains(document.activeElement));
}

export default {
  render(context) {
    const table = new Table(context);
    if (context.stale) table.send({ type: "hello" });
  },
};
