// A button that asks the kernel for a file and keeps it; works wherever the page is shown.
function render({ model, el, signal }) {
  let asked = false;
  const keep = element("button", { type: "button", class: "wb-button" });
  const note = element("p", { class: "wb-problem", role: "alert" });
  el.append(element("div", { class: "wb" }, keep, note));
  keepKeys(el);

  const receive = ({ type, name, sentence }, buffers) => {
    if (!asked) return;
    asked = false;
    setText(note, type === "gone" ? sentence : "");
    if (type !== "file") return;
    const address = URL.createObjectURL(new Blob(buffers));
    const link = element("a", { href: address, download: name, hidden: true });
    el.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  const show = () => setText(keep, model.get("label"));
  keep.addEventListener("click", () => (asked = sent(model, { type: "want" })));
  model.on("change:label", show);
  model.on("msg:custom", receive);
  signal?.addEventListener("abort", () => {
    model.off("change:label", show);
    model.off("msg:custom", receive);
  });
  show();
}

export default { render };
