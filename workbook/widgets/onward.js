// The links to what comes next, and to what came before.

function render({ model, el, signal }) {
  const onward = element("a", { class: "wb-next" });
  const back = element("a", { class: "wb-back" });
  const nav = element("nav", { class: "wb wb-onward", "aria-label": "Way on" }, onward, back);
  el.append(nav);
  keepKeys(nav);
  const show = () => {
    for (const [link, word, name] of [[onward, "Next", "onward"], [back, "Back", "back"]]) {
      const [title, address] = model.get(name);
      link.hidden = !title;
      if (title) link.href = address;
      setText(link, title ? `${word}: ${title}` : "");
    }
  };
  model.on("change", show);
  signal?.addEventListener("abort", () => model.off("change", show));
  show();
}

export default { render };
