// Help and problems beside plain ipywidgets fields, tied to their inputs for screen readers.

class Notes {
  constructor({ model, el, signal }) {
    this.model = model;
    this.el = el;
    this.me = newId();
    this.note = element("p", { class: "wb-note", role: "status" });
    this.drawn = new Map();
    this.root = element("div", { class: "wb wb-recordnote" }, this.note);
    el.append(this.root);
    if (model.get("has_history")) this.drawHistory();
    model.on("change:problems change:note", () => this.show());
    this.observer = new MutationObserver(() => this.decorate());
    signal?.addEventListener("abort", () => this.observer.disconnect());
    this.begin();
  }

  drawHistory() {
    const { model } = this;
    const name = model.get("title") ? `“${model.get("title")}”` : "this form";
    const history = element("button", { type: "button", class: "wb-button wb-quiet" }, "History");
    history.setAttribute("aria-label", `History of ${name}`);
    const status = element("span", { class: "wb-status", role: "status" });
    this.root.append(element("div", { class: "wb-foot" }, history, status));
    const ask = (message) => sent(model, { ...message, by: this.me });
    const past = new HistoryWindow(this.root, ask, (text) => (status.textContent = text));
    history.addEventListener("click", () => {
      status.textContent = "";
      past.open("", name);
    });
    model.on("msg:custom", (message) => {
      const title = model.get("title") ? name : message.title;
      if (message.by === this.me) past.receive({ ...message, title });
    });
  }

  // The fields are drawn by other widgets, at their own time.
  begin() {
    const form = this.el.closest(".wb-record");
    if (!form) return requestAnimationFrame(() => this.begin());
    this.form = form;
    keepKeys(form);
    this.nameGroup(form);
    this.observer.observe(form, { childList: true, subtree: true });
    this.decorate();
  }

  decorate() {
    for (const [name, about] of Object.entries(this.model.get("fields"))) {
      const field = this.form.querySelector(`.wb-field-${CSS.escape(name)}`);
      const control = field?.querySelector("input, textarea, select");
      const ready = about.kind === "references" ? field : control;
      if (ready && this.drawn.get(name)?.field !== field) this.draw(name, about, field, control);
    }
    this.show();
  }

  draw(name, about, field, control) {
    const id = `${this.me}-${name}`;
    const help = element("p", { class: "wb-help", id: `${id}-help` }, about.help);
    const problem = element("p", { class: "wb-problem", id: `${id}-problem` });
    field.append(help, problem);
    field.classList.add("wb", `wb-${about.kind.replace(" ", "-")}`);
    let described = control;
    if (about.kind === "references") described = this.group(field, about.label, id);
    if (about.required) described.setAttribute("aria-required", "true");
    if (["number", "money"].includes(about.kind)) control.inputMode = "decimal";
    if (about.kind === "date") control.max = "9999-12-31"; // years of four digits
    if (about.kind === "long text") growWithText(control);
    if (control) control.autocomplete = "off";
    this.drawn.set(name, { field, control: described, help, problem });
  }

  // Fields alike in several forms, such as “July”, are told apart by the group that they are in.
  nameGroup(form) {
    const name = this.model.get("label");
    if (!name) return;
    form.setAttribute("role", "group");
    form.setAttribute("aria-label", name);
  }

  // Tick boxes that belong together are one group with one name.
  group(field, label, id) {
    const name = element("p", { class: "wb-legend", id: `${id}-legend` }, label);
    field.prepend(name);
    field.setAttribute("role", "group");
    field.setAttribute("aria-labelledby", name.id);
    return field;
  }

  show() {
    const problems = this.model.get("problems");
    for (const [name, { control, help, problem }] of this.drawn) {
      setText(problem, problems[name] ?? "");
      describe(control, problem, problem, help);
    }
    setText(this.note, this.model.get("note"));
  }
}

export default {
  render(context) {
    new Notes(context);
  },
};
