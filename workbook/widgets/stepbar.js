// The bar at the top: whose workbook this is, and its steps.

function render({ model, el, signal }) {
  const whose = element("p", { class: "wb-whose" });
  const list = element("ol", { class: "wb-stops" });
  const { box, opener } = menu(list, signal);
  const nav = element("nav", { class: "wb-steps", "aria-label": "Steps" }, box);
  el.append(element("header", { class: "wb wb-stepbar" }, whose, nav));
  keepKeys(el);

  const steps = new Stops(list);
  const title = element("span", { class: "wb-stop-title" });
  const mark = element("span", { class: "wb-mark", "aria-hidden": "true" });
  opener.append(element("span", { class: "wb-unseen" }, "Steps: "), mark, title);

  const show = () => {
    const [stops, here] = [model.get("stops"), model.get("here")];
    setText(whose, model.get("whose"));
    whose.title = whose.textContent;
    whose.hidden = !whose.textContent;
    steps.show(stops, here, "step");
    const now = stops.find(({ name }) => name === here);
    setText(title, now?.title ?? "");
    opener.dataset.state = now?.state ?? "";
    nav.hidden = stops.length < 2;
  };
  model.on("change", show);
  signal?.addEventListener("abort", () => model.off("change", show));
  show();
}

export default { render };
