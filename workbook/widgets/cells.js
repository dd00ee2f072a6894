// One cell of a table: how each kind of field is drawn, read and written.
// A cell has `control` (what gets the focus), `node` (what is drawn), get(), set(value, refused) and
// name(words), and offer(column) where there is something to choose from. A value that was refused
// is shown as it was typed.

function makeCell(column, id) {
  const make = { number, money: number, date, tick, references };
  const choose = ["choice", "person", "reference"].includes(column.kind);
  return (make[column.kind] ?? (choose ? select : area))(column, id);
}

function number(column, id) {
  return plain(element("input", { id, type: "text", autocomplete: "off", inputmode: "decimal" }));
}

// The latest date keeps years at four digits.
function date(column, id) {
  return plain(element("input", { id, type: "date", max: "9999-12-31" }));
}

// One line of text wraps too, so that all of it can be read; Enter does not break it.
function area(column, id) {
  const control = element("textarea", { id, rows: 1 });
  growWithText(control);
  return plain(control);
}

function plain(control) {
  const set = (value) => {
    if (control.value !== value) control.value = value;
  };
  return { ...named(control), get: () => control.value, set };
}

function tick(column, id) {
  const control = element("input", { id, type: "checkbox" });
  const set = (value) => (control.checked = value);
  return { ...named(control), get: () => control.checked, set };
}

function named(control) {
  return { node: control, control, name: (words) => control.setAttribute("aria-label", words) };
}

function select(column, id) {
  const control = element("select", { id });
  const set = (value, refused) => {
    const listed = Array.from(control.options).some((option) => option.value === value);
    const words = refused ? value : value && "(no longer listed)";
    if (!listed) control.append(element("option", { value }, words));
    control.value = value;
  };
  const offer = ({ options, blank }) => {
    const chosen = control.value;
    const words = control.selectedOptions[0]?.textContent;
    const others = options.filter(([value]) => value !== column.self);
    const all = blank ? [["", "–"], ...others] : others;
    control.replaceChildren(...all.map(([value, label]) => element("option", { value }, label)));
    if (chosen) set(chosen, words === chosen);
  };
  offer(column);
  return { ...named(control), get: () => control.value, set, offer };
}

// Any number of records: a summary that opens into tick boxes, which are made when it is opened.
function references(column, id) {
  const control = element("summary", { id });
  const box = element("div", { class: "wb-ticks", role: "group", "aria-label": column.label });
  const node = element("details", { class: "wb-references" }, control, box);
  let { options } = column;
  let chosen = [];
  let typed = ""; // names that were refused
  let words = column.label;
  const labelOf = (value) =>
    options.find(([listed]) => listed === value)?.[1] ?? "(no longer listed)";
  const fill = () => {
    const unlisted = chosen.filter((value) => !options.some(([listed]) => listed === value));
    const all = [...options, ...unlisted.map((value) => [value, labelOf(value)])];
    const boxes = all.map(([value, label]) => {
      const input = element("input", { type: "checkbox", value });
      input.checked = chosen.includes(value);
      input.disabled = "fixed" in control.dataset;
      return element("label", {}, input, label);
    });
    const nothing = element("p", {}, "Nothing to choose from yet.");
    box.replaceChildren(...(boxes.length ? boxes : [nothing]));
  };
  const show = () => {
    const labels = typed || chosen.map(labelOf).join(", ") || "Choose…";
    setText(control, labels);
    control.setAttribute("aria-label", `${words}: ${labels}`);
  };
  const update = () => {
    show();
    if (node.open) fill();
  };
  box.addEventListener("change", ({ target }) => {
    const others = chosen.filter((value) => value !== target.value);
    chosen = target.checked ? [...others, target.value] : others;
    typed = "";
    show();
  });
  control.addEventListener("click", fill); // before it opens, so that Tab finds the boxes at once
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    node.open = false;
    control.focus();
  });
  show();
  return {
    node,
    control,
    get: () => typed || chosen,
    set: (value) => {
      const refused = typeof value === "string";
      [chosen, typed] = refused ? [[], value] : [[...value], ""];
      update();
    },
    name: (text) => {
      words = text;
      show();
    },
    offer: (changed) => {
      options = changed.options;
      update();
    },
  };
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
  else control.toggleAttribute("data-fixed", fixed);
}

// The year 202 is somebody on the way to 2026.
function isHalfADate({ control, box }) {
  if (control.type !== "date") return false;
  const begun = control.value !== "" && control.value < "1000";
  return control.validity.badInput || (begun && box.contains(document.activeElement));
}
