// The table: a row for each record and a column for each field, and cards where there is no room.

const WIDTHS = { "long text": 17, text: 15, references: 12, reference: 10, person: 10, date: 10 };
const NARROW = 8; // rem, for everything else
const FIGURE = 6; // rem, for a number in a table whose rows are given, as it may have many columns
const SMALLEST = 600; // px; narrower than this, rows are cards

class Table extends Editor {
  draw() {
    const { model } = this;
    const ask = (message) => this.send(message);
    const announce = (text) => this.announce(text);
    Object.assign(this, drawFrame(model, { ask, announce, hint: hint(model.get("ordered")) }));
    this.add.addEventListener("click", () => this.addRow());
    this.helps = this.columns.map(({ name, help }) =>
      element("span", { class: "wb-help", id: `${this.me}-${name}` }, help),
    );
    this.body = element("tbody", { role: "rowgroup" });
    this.table = this.drawTable();
    const above = [...titleAndLead(model), this.skip];
    this.root = element("section", { class: "wb wb-table" }, ...above, this.table, ...this.below);
  }

  drawTable() {
    const { model, columns } = this;
    const heads = columns.map(({ label }, i) => columnHead(label, this.helps[i]));
    const given = model.get("given"); // no row has buttons then
    const last = given ? [] : [columnHead(element("span", { class: "wb-unseen" }, "Actions"))];
    const buttons = given ? [] : [(model.get("has_history") ? 4 : 3) * BUTTON];
    const widths = [...columns.map((column) => widthOf(column, given)), ...buttons];
    this.total = widths.reduce((sum, width) => sum + width, 0);
    const share = (width) => `width: ${((100 * width) / this.total).toFixed(2)}%`;
    const name = model.get("title") || model.get("label") || model.get("noun");
    return element(
      "table",
      { role: "table", "aria-label": name },
      element("colgroup", {}, ...widths.map((width) => element("col", { style: share(width) }))),
      element(
        "thead",
        { role: "rowgroup" },
        element("tr", { role: "row" }, ...heads, ...last),
      ),
      this.body,
    );
  }

  listen() {
    super.listen();
    const { signal } = this;
    this.model.on("change:removed", () => this.showRemoved());
    const observer = new ResizeObserver(() => this.layOut());
    observer.observe(this.root.parentElement);
    signal?.addEventListener("abort", () => observer.disconnect());
    window.addEventListener("beforeprint", () => (this.root.dataset.layout = "cards"), { signal });
    window.addEventListener("afterprint", () => this.layOut(), { signal });
  }

  layOut() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const needed = Math.max(SMALLEST, this.total * rem * 0.9);
    this.root.dataset.layout = this.root.clientWidth < needed ? "cards" : "table";
  }

  showRemovedLately(message) {
    this.lately.show(message);
  }

  // Rows

  mount(row) {
    row.node = element("tr", { role: "row" });
    this.columns.forEach((column, i) => {
      const cell = this.makeCell(row, column, "td", this.helps[i]);
      cell.label.setAttribute("aria-hidden", "true");
      cell.box.setAttribute("role", "cell");
      cell.box.dataset.help = column.help;
      row.node.append(cell.box);
    });
    row.node.firstChild.append(row.note);
    row.buttons = this.makeButtons(row);
    const buttons = Object.values(row.buttons);
    if (buttons.length)
      row.node.append(element("td", { role: "cell", class: "wb-buttons" }, ...buttons));
    this.body.append(row.node);
    this.fill(row);
  }

  makeButtons(row) {
    if (this.model.get("given")) return {};
    const remove = iconButton("remove", () => this.remove(row));
    const open = () => this.openHistory(row, `row ${row.number}`);
    const past = this.model.get("has_history") ? { history: iconButton("history", open) } : {};
    if (!this.model.get("ordered")) return { ...past, remove };
    const up = iconButton("up", () => this.move(row, -1));
    const down = iconButton("down", () => this.move(row, 1));
    // The keyboard moves rows with Alt and an arrow, so Tab need not stop at these.
    up.tabIndex = down.tabIndex = -1;
    return { ...past, up, down, remove };
  }

  // What tells a row apart: its first words where these are given, such as "July", or its number.
  called(row, number) {
    const [{ name, fixed }] = this.columns;
    return fixed ? row.wire.cells[name] : `row ${number}`;
  }

  nameCells(row, number) {
    const called = this.called(row, number);
    for (const cell of row.cells.values()) cell.name(`${cell.column.label}, ${called}`);
  }

  patchRow(wire, message) {
    super.patchRow(wire, message);
    const [{ name, fixed }] = this.columns;
    const row = this.rows.get(wire.id);
    if (fixed && name in wire.cells && row.number) this.nameCells(row, row.number);
  }

  // Names of cells, such as "Owner, row 2" or "Loaves, July".
  number() {
    const rows = this.inOrder();
    rows.forEach((row, index) => {
      const place = `${index + 1} of ${rows.length}`;
      if (row.place === place) return;
      const number = index + 1;
      if (row.number !== number) {
        nameCells(row, this.called(row, number));
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
    const byNode = new Map(Array.from(this.rows.values(), (row) => [row.node, row]));
    return Array.from(this.body.children, (node) => byNode.get(node));
  }

  addRow() {
    if (this.model.get("given")) return;
    const row = this.insert(blank(this.columns));
    this.number();
    this.send({ type: "add", id: row.id });
    this.focusRow(row);
    this.announce(`Row ${row.number} added.`);
  }

  // Enter goes down a column, as in a spreadsheet, and makes a row at its end. Where rows are typed
  // one after the other, it goes to the first field of the next.
  step(row, cell, by) {
    const next = this.inOrder()[row.number - 1 + by];
    const { name } = this.model.get("by_rows") ? this.columns[0] : cell.column;
    if (next) next.cells.get(name).control.focus();
    else if (by > 0 && !this.isUntouched(row)) this.addRow();
  }

  tell({ gone, moved, focus, pasted, left_out }) {
    if (gone.length) {
      this.announce("Row removed. Undo brings it back.");
      this.undo.focus();
    } else if (focus) {
      this.focusRow(this.rows.get(focus));
      this.announce(`Row ${this.rows.get(focus).number} is back.`);
    } else if (pasted !== undefined)
      this.announce(`Pasted: ${count(pasted, "row")}.${leftOut(left_out)}`);
    else if (moved.length && this.mover) {
      this.mover.node.scrollIntoView({ block: "nearest" });
      this.announce(`Now row ${this.mover.place}.`);
    }
  }
}

// What is only read, such as a month, is short.
function widthOf({ kind, fixed }, given) {
  if (given && kind === "number") return FIGURE;
  return (!(fixed && kind === "text") && WIDTHS[kind]) || NARROW;
}

const LABELS = {
  history: (number) => `History of row ${number}`,
  up: (number) => `Move row ${number} up`,
  down: (number) => `Move row ${number} down`,
  remove: (number) => `Remove row ${number}`,
};

function hint(ordered) {
  const move = ordered ? " Alt and ↑ or ↓ moves a row." : "";
  return `Tab goes to the next field, Enter to the next row.${move} Cells copied from a spreadsheet can be pasted.`;
}

export default {
  render(context) {
    new Table(context);
  },
};
