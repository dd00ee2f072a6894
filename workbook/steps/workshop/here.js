// Leads to the page on this computer where the invited answer one after the other.

function render({ model, el, signal }) {
  el.classList.add("wb", "wc-here");
  const start = button("wb-button", "Let people answer on this computer");
  const link = element("a", { class: "wb-button", target: "_blank", rel: "noopener noreferrer" }, "Answer here");
  const help = element("p", { class: "wb-help" });
  const trouble = element("p", { class: "wb-problem", role: "alert" });
  el.append(element("p", {}, start, link), help, trouble);

  start.addEventListener("click", async () => {
    start.disabled = true;
    setText(trouble, "");
    const wrong = await toDoor(model, "POST", { session: model.get("session") });
    if (wrong) setText(trouble, wrong);
    else sent(model, { type: "opened" });
    start.disabled = false;
  });

  const show = () => {
    const [address, session, door] = [model.get("address"), model.get("session"), model.get("door")];
    el.hidden = !session;
    start.hidden = Boolean(address) || !door;
    link.hidden = !address;
    if (address) link.href = address;
    setText(help, address
      ? "A page of its own, on which each types the code of their sheet. It forgets them when they are done."
      : door ? "For whoever has no phone. Nothing is opened to your network by this."
        : "Open this page with “workbook start”, so that people can answer on this computer.");
  };
  model.on("change:address", show);
  model.on("change:session", show);
  show();
  signal?.addEventListener("abort", () => {
    model.off("change:address", show);
    model.off("change:session", show);
  });
}

export default { render };
