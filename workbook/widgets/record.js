// One record, drawn as a card.

class RecordCard extends Editor {
  draw() {
    const { model } = this;
    const title = model.get("title");
    this.named = title ? `“${title}”` : "this form";
    this.body = element("div", { class: "wb-record" });
    this.status = element("span", { class: "wb-status", role: "status" });
    this.foot = element("div", { class: "wb-foot" });
    if (model.get("has_history")) {
      const history = button("wb-button wb-quiet", "History");
      history.setAttribute("aria-label", `History of ${this.named}`);
      history.addEventListener("click", () => {
        this.announce("");
        this.openHistory(this.rows.values().next().value, this.named);
      });
      this.foot.append(history);
    }
    this.foot.append(this.status);
    // Fields alike in several forms, such as “July”, are told apart by the group that they are in.
    const label = model.get("label");
    const group = label ? { role: "group", "aria-label": label } : {};
    const about = { class: "wb wb-form", ...group };
    this.root = element("section", about, ...titleAndLead(model), this.body, this.foot);
  }

  mount(row) {
    row.node = drawCard(this, row, this.columns);
    for (const { name, column } of row.cells.values()) name(column.label);
    row.note.setAttribute("role", "status");
    row.node.append(row.note);
    this.body.append(row.node);
    this.fill(row);
  }

  number() {}

  inOrder() {
    return Array.from(this.rows.values());
  }

  titled(message) {
    return this.model.get("title") ? { ...message, title: this.named } : message;
  }

  // A page has one such record, so that its address may leave the record out.
  reveal(event) {
    const { record, field } = event.detail;
    const row = this.rows.values().next().value;
    if (event.defaultPrevented || !row || !this.root.checkVisibility()) return;
    if (![record, field].some((name) => row.cells.has(name)) && record !== row.id) return;
    event.preventDefault();
    this.show(row, row.cells.has(field) ? field : record);
  }
}

export default {
  render(context) {
    new RecordCard(context);
  },
};
