// Shows the HTML that the kernel made from a template; an opened help text stays open.
function render({ model, el, signal }) {
  const show = () => {
    const open = Array.from(el.querySelectorAll("details"), (details) => details.open);
    el.innerHTML = model.get("html");
    el.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? details.open));
  };
  // Set before the words come, or else they would not be read out.
  if (model.get("live")) el.setAttribute("role", "status");
  show();
  model.on("change:html", show);
  if (model.get("asks")) model.send({ type: "hello" });
  signal?.addEventListener("abort", () => model.off("change:html", show));
}

export default { render };
