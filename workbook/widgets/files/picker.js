// Takes files that are dropped, chosen or pasted, and sends each to the kernel slice by slice.

function render({ model, el, signal }) {
  let sending = null; // others may look at the same page: what arrives is told to who gave it
  const waiting = []; // files that were given together, and go one after the other
  const many = model.get("many");

  const id = newId();
  const input = element("input", { type: "file", id, accept: model.get("endings"), class: "wf-file" });
  input.multiple = many;
  const button = element("label", { for: id, class: "wf-choose" }, many ? "Choose files" : "Choose a file");
  const kinds = element("p", { class: "wb-help", id: `${id}-help` }, model.get("kinds"));
  const trouble = element("p", { class: "wb-problem", id: `${id}-trouble`, role: "alert" });
  const bar = element("progress", { max: 1, value: 0, "aria-label": "On its way", hidden: true });
  const words = element("p", { class: "wf-words" }, many ? "Drop them here, or" : "Drop a file here, or");
  const zone = element("div", { class: "wf-drop" }, words, input, button, bar, kinds, trouble);

  const area = element("textarea", { id: `${id}-rows`, rows: 4, spellcheck: "false" });
  const look = element("button", { type: "button", class: "wb-button" }, "Look at these rows");
  const paste = element(
    "details",
    { class: "ws-help wf-paste" },
    element("summary", {}, "Or paste rows from a spreadsheet"),
    element("label", { for: area.id }, "Rows, with the names of the columns in the first one"),
    area,
    look
  );
  const root = element("div", { class: "wb wf-picker" }, zone, ...(many ? [] : [paste]));
  el.append(root);
  keepKeys(root);

  const say = (sentence) => {
    setText(trouble, sentence);
    describe(input, trouble, kinds, trouble);
  };
  const rest = (sentence = "") => {
    sending = null;
    bar.hidden = true;
    say(sentence);
    if (waiting.length) takeNext();
  };
  const takeNext = () => {
    const file = waiting.shift();
    give(file, file.name);
  };
  const take = (files) => {
    waiting.push(...files);
    if (!sending) takeNext();
  };
  const refuse = (sentence) => {
    model.send({ type: "refused" }); // what lies below is of another file
    rest(sentence);
  };
  const give = (blob, name) => {
    if (!blob.size && !name) return refuse("There is nothing in it. Give another one.");
    if (blob.size > model.get("most")) {
      const size = `${Math.ceil(blob.size / 1e6).toLocaleString("en")} MB`;
      return refuse(`${name} has ${size}, which is too large. Export fewer days or fewer columns.`);
    }
    say("");
    sending = blob;
    bar.value = 0;
    bar.hidden = blob.size <= model.get("slice");
    if (!sent(model, { type: "begin", name, size: blob.size })) rest("Connection lost. Try again.");
  };
  const next = async (at) => {
    const blob = sending;
    if (!blob) return;
    if (at >= blob.size) return rest();
    bar.value = at / blob.size;
    try {
      const bytes = await blob.slice(at, at + model.get("slice")).arrayBuffer();
      if (blob === sending) model.send({ type: "slice", at }, undefined, [bytes]);
    } catch {
      rest("The file could not be read. Is it open elsewhere, or gone? Choose it again.");
    }
  };
  const receive = ({ type, at, sentence }) => {
    if (!sending) return;
    if (type === "got") next(at);
    if (type === "trouble") rest(sentence);
  };

  input.addEventListener("change", () => {
    if (input.files.length) take(input.files);
    input.value = ""; // the same file may be chosen again
  });
  look.addEventListener("click", () => give(new Blob([area.value]), ""));
  // Wherever on the page it falls: the browser would go to the file, and leave the page.
  const fallsHere = (event) =>
    event.dataTransfer?.types.includes("Files") &&
    event.target.closest?.(".wb-page")?.contains(zone);
  const over = (event) => {
    if (!fallsHere(event)) return;
    event.preventDefault();
    if (zone.offsetParent) zone.dataset.over = "";
  };
  const drop = (event) => {
    delete zone.dataset.over;
    if (!fallsHere(event)) return;
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (!zone.offsetParent) return;
    if (files.length > 1 && !many) say("One file at a time, please.");
    else if (files.length) take(files);
  };
  const leave = (event) => !event.relatedTarget && delete zone.dataset.over;
  document.addEventListener("dragover", over, { signal });
  document.addEventListener("drop", drop, { signal });
  document.addEventListener("dragleave", leave, { signal });
  zone.addEventListener("paste", (event) => {
    event.preventDefault();
    const { files } = event.clipboardData;
    if (files.length) take(many ? files : [files[0]]);
    else if (!many) give(new Blob([event.clipboardData.getData("text/plain")]), "");
  });
  model.on("msg:custom", receive);
  signal?.addEventListener("abort", () => model.off("msg:custom", receive));
}

export default { render };
