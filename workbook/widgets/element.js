// Building blocks that every widget of the kit uses.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Not crypto.randomUUID: it is absent on plain http, where a colleague may open the page.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// A closed connection throws; the sign of life that does not come is what tells the person.
function sent(model, message) {
  try {
    model.send(message);
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}

// JupyterLab takes single letters as commands (b: add a cell) wherever one cannot type; it asks the
// focused element itself whether to keep out.
function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => suppressShortcuts(target));
}

function suppressShortcuts(target) {
  target.setAttribute("data-lm-suppress-shortcuts", "");
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// A field that needs another look says so to screen readers too.
function describe(control, problem, ...describedBy) {
  const ids = describedBy.filter((node) => node.textContent).map((node) => node.id);
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
  if (problem.textContent) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

// Where the browser cannot size a text area to its text by itself.
function growWithText(area) {
  if (CSS.supports("field-sizing", "content")) return;
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", fit);
  requestAnimationFrame(fit);
}

function button(className, text) {
  return element("button", { type: "button", class: className }, text);
}
