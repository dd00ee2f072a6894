// The lines of a list: what each says, what it opens into, and how it is dragged.

// Of the width, at most: a column takes as much of it as its longest entry has letters.
const SHARES = { text: 64, "long text": 64, references: 24, reference: 24, person: 20, date: 21 };
const NARROW_SHARE = 16;
const BESIDE = 10; // letters of room

function drawLines(list) {
  const { model, line } = list;
  const rows = rowsOf(model);
  const share = (column) => {
    const most = SHARES[column.kind] ?? NARROW_SHARE;
    const letters = rows.map(({ cells }) => said(column, cells[column.name])?.length ?? 0);
    return rows.length ? Math.max(most / 2, Math.min(most, Math.max(...letters) + BESIDE)) : most;
  };
  const total = line.reduce((sum, column) => sum + share(column), 0);
  const cols = line.map((column) =>
    element("col", { style: `width: ${((100 * share(column)) / total).toFixed(2)}%` }),
  );
  list.heads = new Map(
    line.map((column) => {
      const sort = button("wb-sort", column.label);
      sort.addEventListener("click", () => list.view.sortBy(column.name));
      return [column.name, columnHead(sort)];
    }),
  );
  return element(
    "table",
    { class: "wb-lines", role: "table", "aria-label": model.get("title") || model.get("label") || model.get("noun") },
    element("colgroup", {}, ...cols),
    element(
      "thead",
      { role: "rowgroup" },
      element("tr", { role: "row" }, ...list.heads.values()),
    ),
  );
}

function drawLine(list, row) {
  const id = `${list.me}-${row.id}`;
  row.node = element("tbody", { role: "rowgroup" });
  row.opener = element("button", {
    type: "button",
    class: "wb-opener",
    "aria-expanded": "false",
    "aria-controls": `${id}-card`,
  });
  row.mark = element("p", { class: "wb-problem" });
  row.texts = new Map();
  const cells = list.line.map(({ name, label }, i) => {
    if (i) row.texts.set(name, element("span"));
    const told = i ? [element("span", { class: "wb-of" }, `${label}: `), row.texts.get(name)] : [];
    const first = i ? [] : [row.opener, row.mark, row.note];
    return element("td", { role: "cell" }, ...first, ...told);
  });
  const tr = element("tr", { role: "row", class: "wb-entry" }, ...cells);
  tr.addEventListener("click", ({ target }) => {
    if (!target.closest("button") && !String(getSelection())) list.toggle(row);
  });
  row.opener.addEventListener("click", () => list.toggle(row));
  if (list.model.get("ordered") && !list.model.get("given")) letDrag(list, row, tr);
  row.node.append(tr);
}

function showLine(list, row) {
  const { cells, problems } = row.wire;
  const [first, ...others] = list.line;
  const noun = list.model.get("noun");
  setText(row.opener, said(first, cells[first.name]) || `New ${noun}`);
  row.opener.classList.toggle("wb-unnamed", !cells[first.name]);
  for (const column of others) {
    const text = said(column, cells[column.name]);
    setText(row.texts.get(column.name), text || "–");
    row.texts.get(column.name).classList.toggle("wb-none", !text);
  }
  const wrong = list.columns.filter(({ name }) => problems[name]).map(({ label }) => `“${label}”`);
  setText(row.mark, wrong.length ? `Needs another look: ${wrong.join(", ")}.` : "");
  row.card?.firstChild.firstChild.setAttribute("aria-label", row.opener.textContent);
}

function drawOpened(list, row) {
  const { model } = list;
  const id = `${list.me}-${row.id}-card`;
  const card = drawCard(list, row, list.columns);
  const foot = element("div", { class: "wb-card-foot" });
  const act = (words, does) => {
    const node = button("wb-button wb-quiet", words);
    node.addEventListener("click", () => {
      if (node.getAttribute("aria-disabled") !== "true") does();
    });
    foot.append(node);
    return node;
  };
  act("Close", () => list.close(true));
  if (model.get("has_history"))
    act("History", () => list.openHistory(row, `“${row.opener.textContent}”`));
  if (!model.get("given")) {
    if (model.get("ordered")) {
      row.up = act("Move up", () => list.move(row, -1));
      row.down = act("Move down", () => list.move(row, 1));
    }
    act("Remove", () => list.remove(row)).classList.add("wb-remove");
  }
  card.setAttribute("role", "group");
  card.append(foot);
  const td = element("td", { role: "cell", colspan: list.line.length }, card);
  row.card = element("tr", { id, role: "row", class: "wb-open" }, td);
  row.node.append(row.card);
  nameCells(row);
  list.fill(row);
  showLine(list, row);
}

// A value as the line says it.
function said(column, value) {
  if (column.kind === "date" && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const day = { day: "numeric", month: "short", year: "numeric" };
    return new Date(`${value}T12:00`).toLocaleDateString("en-GB", day);
  }
  if (column.kind === "tick") return value ? "yes" : "";
  const label = (id) => column.options.find(([listed]) => listed === id)?.[1];
  if (Array.isArray(value)) return value.map((id) => label(id) ?? "(no longer listed)").join(", ");
  return label(value) ?? String(value ?? "");
}

// Dragged by mouse, pen or finger at the grip. The keyboard and the card's buttons move it, too.
function letDrag(list, row, tr) {
  const grip = element("span", { class: "wb-grip", "aria-hidden": "true", title: "Drag to move" });
  tr.firstChild.prepend(grip);
  let over = null;
  const lines = () => list.inOrder().filter(({ node }) => !node.hidden);
  const mark = (target, after) => {
    over?.node.removeAttribute("data-drop");
    over = target;
    over?.node.setAttribute("data-drop", after ? "after" : "before");
  };
  const end = () => {
    mark(null);
    row.node.classList.remove("wb-dragged");
    grip.onpointermove = grip.onpointerup = grip.onpointercancel = null;
  };
  grip.addEventListener("click", (event) => event.stopPropagation());
  grip.addEventListener("pointerdown", (event) => {
    if (event.button || !list.view.isOwnOrder) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    row.node.classList.add("wb-dragged");
    let by = 0;
    grip.onpointermove = ({ clientY }) => {
      const all = lines();
      const below = all.filter(({ node }) => {
        const box = node.getBoundingClientRect();
        return clientY > box.top + box.height / 2;
      }).length;
      const own = all.indexOf(row);
      const index = below > own ? below - 1 : below;
      by = index - own;
      mark(by ? all[index] : null, by > 0);
    };
    grip.onpointerup = () => {
      end();
      if (by) list.move(row, by);
    };
    grip.onpointercancel = end;
  });
}
