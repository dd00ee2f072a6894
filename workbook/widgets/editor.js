// Records in hand: what is typed, pasted, moved and asked for is sent, and the answers are taken.

const PAUSE = 600; // ms without a keystroke before typing is sent

class Editor extends Rows {
  constructor({ model, el, signal, stale }) {
    super();
    Object.assign(this, { model, signal, me: newId(), seq: 0, rows: new Map() });
    this.columns = columnsOf(model);
    this.draw();
    keepKeys(this.root);
    el.append(this.root);
    const say = (text) => this.announce(text);
    const ask = (message) => this.send(message);
    if (model.get("has_history")) this.past = new HistoryWindow(this.root, ask, say);
    this.parting = new PartingWindow(this.root, ask, say);
    this.listen();
    this.setRows(rowsOf(model));
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
      "change:columns": () => this.offer(columnsOf(model)),
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

  left(row, target) {
    if (!row.isNew || this.moving || row.node.contains(target)) return;
    for (const cell of row.cells.values()) this.flush(row, cell);
    this.send({ type: "leave", id: row.id });
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

}
