// Opens a file that only the kernel can reach; works wherever the page is shown.
function render({ model, el, signal }) {
  const open = document.createElement("a");
  open.className = "ws-button";
  open.target = "_blank";
  open.textContent = model.get("label");
  const keep = document.createElement("a");
  keep.download = model.get("name");
  keep.textContent = "Save a copy";
  const note = document.createElement("span");
  note.setAttribute("role", "status");
  const line = document.createElement("p");
  line.className = "wb ws-words ws-links";
  line.append(note);
  el.append(line);

  let address;
  const receive = ({ type, sentence }, buffers) => {
    note.textContent = sentence;
    if (type !== "file" || address) return;
    address = URL.createObjectURL(new Blob(buffers, { type: model.get("mime") }));
    open.href = keep.href = address;
    line.replaceChildren(...(model.get("shown") ? [open] : []), keep, note);
  };
  model.on("msg:custom", receive);
  signal?.addEventListener("abort", () => {
    model.off("msg:custom", receive);
    if (address) URL.revokeObjectURL(address);
  });
  model.send({ type: "hello" });
}

export default { render };
