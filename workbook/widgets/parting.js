// Removing what is still in use: what uses it, and who takes it over, or whether it is closed.

class PartingWindow extends Window {
  constructor(root, ask, announce) {
    super(root, ask, announce);
    this.body = element("div", { class: "wb-parting" });
    this.dialog.append(this.body);
  }

  receive(message) {
    if (message.type === "used") return this.open(message);
    if (!this.heard(message)) return;
    this.dialog.close();
    this.announce(message.way === "close" ? "Closed." : "Handed over, and removed.");
  }

  open({ id, title, lines, heirs, close }) {
    const uses = element("ul", {}, ...lines.map((line) => element("li", {}, line)));
    const parts = [element("p", {}, "It is still used, so it cannot just be removed:"), uses];
    if (heirs.length) parts.push(this.handOver(id, heirs));
    if (close) parts.push(this.close(id, close));
    if (!heirs.length && !close)
      parts.push(element("p", {}, "Add another first that can take this over, then remove it."));
    this.body.replaceChildren(...parts);
    this.begin(`Remove ${title}?`, "");
  }

  handOver(id, heirs) {
    const choose = element("select", { id: newId() });
    choose.append(...heirs.map(([value, label]) => element("option", { value }, label)));
    const go = button("wb-button", "Hand over and remove");
    go.addEventListener("click", () =>
      this.act("Handing over…", { type: "part", id, way: "hand over", heir: choose.value }),
    );
    const label = element("label", { for: choose.id }, "Hand all of it over to");
    return element("div", { class: "wb-way" }, label, choose, go);
  }

  close(id, words) {
    const go = button("wb-button", words);
    go.addEventListener("click", () => this.act("Closing…", { type: "part", id, way: "close" }));
    const text = element("p", {}, "Or keep it, with everything that uses it:");
    return element("div", { class: "wb-way" }, text, go);
  }
}
