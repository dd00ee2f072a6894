// How a list is looked at: which of its records, and in which order. It is nobody else's concern,
// so nothing of it is saved.

const MANY = 6; // records from which on sorting and filtering help

class View {
  constructor(list) {
    this.list = list;
    this.sort = null; // { name, down }
    this.wanted = new Map(); // column name -> value
    this.counted = element("p", { class: "wb-count", role: "status" });
    this.all = button("wb-button wb-quiet", "Show all");
    this.all.addEventListener("click", () => {
      this.showAll();
      this.filters.values().next().value?.focus();
    });
    const chosen = ["choice", "person", "reference", "references"];
    this.filters = new Map(
      list.line
        .filter(({ kind }) => chosen.includes(kind))
        .map(({ name }) => [name, this.filter(name)]),
    );
    const order = this.order();
    const filters = Array.from(this.filters.values(), (select) => tool("", select));
    this.tools = element("div", { class: "wb-tools" }, ...filters, order, this.all, this.counted);
    this.offer();
  }

  filter(name) {
    const select = element("select", { id: newId() });
    select.addEventListener("change", () => {
      if (select.value) this.wanted.set(name, select.value);
      else this.wanted.delete(name);
      this.arrange();
    });
    return select;
  }

  // Where there is no room for the heads of the columns.
  order() {
    this.choice = element("select", { id: newId() }, element("option", { value: "" }, "Own order"));
    this.choice.append(...this.list.line.map(({ name, label }) => element("option", { value: name }, label)));
    this.choice.addEventListener("change", () => this.sortBy(this.choice.value, true));
    return tool("Sort by", this.choice, "wb-order");
  }

  // What is to be chosen from may have changed.
  offer() {
    for (const [name, select] of this.filters) {
      const { label, options } = this.list.line.find((column) => column.name === name);
      setText(select.previousSibling, label);
      const all = [["", "All"], ...options, ["–", "None"]];
      select.replaceChildren(...all.map(([value, words]) => element("option", { value }, words)));
      select.value = this.wanted.get(name) ?? "";
    }
  }

  get isOwnOrder() {
    return !this.sort && !this.wanted.size;
  }

  sortBy(name, up = false) {
    const same = this.sort?.name === name;
    if (!name || (same && this.sort.down)) this.sort = null;
    else this.sort = { name, down: same && !up };
    this.choice.value = this.sort?.name ?? "";
    this.arrange();
    const { label } = this.list.line.find((column) => column.name === name) ?? {};
    const way = this.sort?.down ? ", last first" : "";
    this.list.announce(this.sort ? `Sorted by ${label}${way}.` : "In their own order.");
  }

  showAll() {
    this.sort = null;
    this.wanted.clear();
    for (const select of [...this.filters.values(), this.choice]) select.value = "";
    this.arrange();
  }

  // Whoever is at a record keeps it in sight, and keeps the focus in it.
  arrange() {
    const { list } = this;
    const active = document.activeElement;
    const rows = list.sequence.map((id) => list.rows.get(id));
    if (this.sort) rows.sort((one, other) => this.compare(one, other));
    list.moving = true;
    rows.forEach((row, index) => {
      row.node.hidden = row !== list.opened && !row.isNew && !this.wants(row);
      const there = list.table.tBodies[index];
      if (there !== row.node) list.table.insertBefore(row.node, there ?? null);
    });
    if (active !== document.activeElement && list.root.contains(active)) active.focus();
    list.moving = false;
    for (const [name, head] of list.heads) {
      const down = this.sort?.down ? "descending" : "ascending";
      head.setAttribute("aria-sort", this.sort?.name === name ? down : "none");
    }
    list.root.classList.toggle("wb-own-order", this.isOwnOrder);
    this.count();
  }

  wants({ wire }) {
    return Array.from(this.wanted).every(([name, value]) => {
      const has = wire.cells[name];
      if (value === "–") return !has?.length;
      return Array.isArray(has) ? has.includes(value) : has === value;
    });
  }

  // What is empty stands last, whichever way.
  compare(one, other) {
    const { name, down } = this.sort;
    const column = this.list.line.find((each) => each.name === name);
    const [a, b] = [one, other].map(({ wire }) => key(column, wire.cells[name]));
    if (a === "" || b === "") return (a === "") - (b === "");
    const by = typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true });
    return down ? -by : by;
  }

  count() {
    const { list } = this;
    const rows = Array.from(list.rows.values());
    const shown = rows.filter(({ node }) => !node.hidden).length;
    this.tools.hidden = rows.length < MANY && this.isOwnOrder;
    this.all.hidden = this.isOwnOrder;
    setText(this.counted, this.wanted.size ? `${shown} of ${count(rows.length, list.model.get("noun"))}` : "");
  }
}

function tool(label, select, more = "") {
  const named = element("label", { for: select.id }, label);
  return element("div", { class: `wb-tool ${more}` }, named, select);
}

function key(column, value) {
  if (column.kind === "date" || value === "") return String(value ?? "");
  if (["number", "money"].includes(column.kind)) return Number(String(value).replaceAll(",", "")) || 0;
  const place = column.options.findIndex(([id]) => id === value);
  return column.kind === "choice" && place >= 0 ? place : said(column, value);
}
