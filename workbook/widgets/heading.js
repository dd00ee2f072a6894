// A heading: what this is about.

function render({ model, el, signal }) {
  const level = model.get("level");
  const title = element(`h${level}`);
  const lead = element("p", { class: "wb-lead" });
  el.append(element("header", { class: `wb wb-heading wb-level-${level}` }, title, lead));
  const show = () => {
    setText(title, model.get("title"));
    setText(lead, model.get("lead"));
    title.hidden = !title.textContent;
    lead.hidden = !lead.textContent;
  };
  model.on("change", show);
  signal?.addEventListener("abort", () => model.off("change", show));
  show();
}

export default { render };
