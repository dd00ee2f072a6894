// What stands around the rows of a table: heading, column heads, buttons, hints.

const WIDTHS = { "long text": 17, text: 15, references: 12, reference: 10, person: 10, date: 10 };
const NARROW = 8; // rem, for everything else
const BUTTON = 2.65; // rem, each
const PATHS = {
  history: "M3 8a5 5 0 1 0 1.7-3.8L3 5.7M3 2.6v3.1h3.1M8 5.2V8l2 1.3",
  up: "M8 13V3M3.5 7.5 8 3l4.5 4.5",
  down: "M8 3v10M3.5 8.5 8 13l4.5-4.5",
  remove: "M4 4l8 8M12 4l-8 8",
};

function drawFrame(model, me) {
  const columns = model.get("columns");
  const helps = columns.map(({ name, help }) =>
    element("span", { class: "wb-help", id: `${me}-${name}` }, help),
  );
  const heads = columns.map(({ label }, i) => columnHead(label, helps[i]));
  const last = columnHead(element("span", { class: "wb-unseen" }, "Actions"));
  const buttons = (model.get("has_history") ? 4 : 3) * BUTTON;
  const widths = [...columns.map(widthOf), buttons];
  const total = widths.reduce((sum, width) => sum + width, 0);
  const share = (width) => `width: ${((100 * width) / total).toFixed(2)}%`;
  const body = element("tbody", { role: "rowgroup" });
  const table = element(
    "table",
    { role: "table", "aria-label": model.get("title") || model.get("label") || model.get("noun") },
    element("colgroup", {}, ...widths.map((width) => element("col", { style: share(width) }))),
    element(
      "thead",
      { role: "rowgroup" },
      element("tr", { role: "row" }, ...heads, last),
    ),
    body,
  );
  const add = button("wb-button wb-add", `Add ${article(model.get("noun"))}`);
  const undo = button("wb-button wb-quiet", "Undo");
  const undoText = element("span");
  const undoLine = element("p", { class: "wb-undo" }, undoText, undo);
  const empty = element("p", { class: "wb-empty" }, "Nothing here yet.");
  const status = element("p", { class: "wb-status", role: "status" });
  const buttonsBelow = model.get("given") ? [] : [add];
  const foot = element("div", { class: "wb-foot", tabindex: "-1" }, ...buttonsBelow, undoLine, status);
  const skip = skipLink(() => (buttonsBelow[0] ?? foot).focus());
  const root = element(
    "section",
    { class: "wb wb-table" },
    ...titleAndLead(model),
    skip,
    table,
    empty,
    foot,
    element("p", { class: "wb-hint" }, hint(model.get("ordered"))),
  );
  keepKeys(root);
  return { root, skip, table, body, helps, add, undo, undoText, undoLine, empty, status, total };
}

// A table has several stops for Tab in each of its cells; this is the way round them.
function skipLink(go) {
  const link = element("a", { class: "wb-skip", href: "#" }, "Skip this table");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  return link;
}

function widthOf({ kind }) {
  return WIDTHS[kind] ?? NARROW;
}

function columnHead(...children) {
  return element("th", { scope: "col", role: "columnheader" }, ...children);
}

function titleAndLead(model) {
  const title = model.get("title") && element("h2", {}, model.get("title"));
  const lead = model.get("lead") && element("p", { class: "wb-lead" }, model.get("lead"));
  return [title, lead].filter(Boolean);
}

function hint(ordered) {
  const move = ordered ? " Alt and ↑ or ↓ moves a row." : "";
  return `Tab goes to the next field, Enter to the next row.${move} Cells copied from a spreadsheet can be pasted.`;
}

function article(noun) {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function button(className, text) {
  return element("button", { type: "button", class: className }, text);
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
