// What stands around records: heading, buttons, hints, and what was removed.

const BUTTON = 2.65; // rem, each
const PATHS = {
  history: "M3 8a5 5 0 1 0 1.7-3.8L3 5.7M3 2.6v3.1h3.1M8 5.2V8l2 1.3",
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  remove: "M4 4l8 8M12 4l-8 8",
};

// The rows' frame: what is above and below them, alike for tables and lists.
function drawFrame(model, { ask, announce, hint }) {
  const add = button("wb-button wb-add", `Add ${article(model.get("noun"))}`);
  const undo = button("wb-button wb-quiet", "Undo");
  const undoText = element("span");
  const undoLine = element("p", { class: "wb-undo" }, undoText, undo);
  const empty = element("p", { class: "wb-empty" }, "Nothing here yet.");
  const status = element("p", { class: "wb-status", role: "status" });
  const buttons = model.get("given") ? [] : [add];
  const foot = element("div", { class: "wb-foot", tabindex: "-1" }, ...buttons, undoLine, status);
  const skip = skipLink(() => (buttons[0] ?? foot).focus());
  const lately = model.get("has_removed") ? new RemovedLately(ask, announce) : null;
  const below = [empty, foot, lately?.node, element("p", { class: "wb-hint" }, hint)];
  const showRemoved = () => {
    const removed = model.get("removed");
    setText(undoText, removed && `Removed ${removed}.`);
    undoLine.hidden = !removed;
    if (lately && removed) lately.node.hidden = false;
  };
  if (lately) lately.node.hidden = !model.get("removed_before");
  undo.addEventListener("click", () => ask({ type: "undo" }));
  showRemoved();
  return { add, undo, empty, status, skip, lately, showRemoved, below: below.filter(Boolean) };
}

// Rows have several stops for Tab; this is the way round them.
function skipLink(go) {
  const link = element("a", { class: "wb-skip", href: "#" }, "Skip this table");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  return link;
}

function columnHead(...children) {
  return element("th", { scope: "col", role: "columnheader" }, ...children);
}

function titleAndLead(model) {
  const title = model.get("title") && element("h2", {}, model.get("title"));
  const lead = model.get("lead") && element("p", { class: "wb-lead" }, model.get("lead"));
  return [title, lead].filter(Boolean);
}

function article(noun) {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function iconButton(icon, onClick) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[icon]);
  svg.append(path);
  const node = element("button", { type: "button", class: `wb-icon wb-${icon}` }, svg);
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-disabled") !== "true") onClick();
  });
  return node;
}

// A card: the fields of one record below each other, or beside each other where there is room. Deep
// ones wait in a fold, which is open where somebody has used them.
function drawCard(editor, row, columns) {
  const boxes = columns.map((column) => {
    const help = element("p", { class: "wb-help", id: `${editor.me}-${row.id}-${column.name}-help` });
    setText(help, column.help);
    const cell = editor.makeCell(row, column, "div", help);
    cell.problem.before(help);
    return cell.box;
  });
  const card = element("div", { class: "wb-card" }, ...boxes.filter((_, i) => !columns[i].deep));
  const deep = columns.filter((column) => column.deep);
  if (deep.length) {
    const used = deep.some(({ name, initial }) => `${row.wire.cells[name]}` !== `${initial}`);
    const fold = element("div", { class: "wb-card" }, ...boxes.filter((_, i) => columns[i].deep));
    const summary = element("summary", {}, "Go deeper");
    card.append(element("details", { class: "wb-deeper", open: used }, summary, fold));
  }
  return card;
}

function unfold({ box }) {
  box.closest(".wb-deeper")?.setAttribute("open", "");
}

function count(number, noun) {
  const plural = `${noun.replace(/([^aeiou])y$/, "$1ie")}s`;
  return `${number} ${number === 1 ? noun : plural}`;
}

function leftOut(columns) {
  return columns > 0 ? ` ${count(columns, "column")} did not fit in and stayed out.` : "";
}

// What is so of most fields and records does not travel (wire.py).
const PLAIN_COLUMN = { required: false, options: [], blank: true, initial: "", fixed: false };
const PLAIN_ROW = { problems: {}, offers: {}, note: "", new: false, unsaved: [], fixed: [] };

function columnsOf(model) {
  return model.get("columns").map((sent) => ({ ...PLAIN_COLUMN, ...sent }));
}

function rowsOf(model) {
  const empty = Object.fromEntries(model.get("columns").map(({ name }) => [name, ""]));
  return model.get("rows").map((sent) => ({ ...PLAIN_ROW, ...sent, cells: { ...empty, ...sent.cells } }));
}

// A row as Python will know it in a moment.
function blank(columns) {
  const cells = Object.fromEntries(columns.map(({ name, initial }) => [name, initial]));
  return { ...PLAIN_ROW, id: newId(), cells, new: true, version: null };
}
