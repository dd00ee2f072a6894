// The link to the next page.

function render({ model, el }) {
  const link = element("a", { class: "wb-next" });
  el.append(element("nav", { class: "wb wb-nextstep", "aria-label": "Next step" }, link));
  keepKeys(link);
  const show = () => {
    setText(link, `Next: ${model.get("label")}`);
    link.href = model.get("href");
  };
  model.on("change", show);
  show();
}

export default { render };
