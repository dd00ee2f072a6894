// The facilitator's page of a room. It speaks with the room's own process, so that the room and this
// page go on when the workbook's kernel does not.

const LEFT = { calm: "left", soon: "left: begin to close", last: "left: last words", over: "over" };
const KINDS = { list: "List", scale: "Scale", matrix: "Scores", points: "Points", ranking: "Ranking",
  estimate: "Estimate", consent: "Yes or no", writing: "Silent writing", response: "Response" };
const MARKS = { done: "✓", now: "●", next: "○", dropped: "–" };
const STATES = { done: "done", now: "now", next: "to come", dropped: "dropped" };
const WINDOWS = { wall: "projector", phones: "phones" };

// A button that does something in the room; its letter does the same while nobody types.
function act(text, command, { letter = "", second = false, sure = "" } = {}) {
  const node = button(`wb-button${second ? " wc-second" : ""}`, text);
  node.dataset.command = JSON.stringify(command);
  if (letter) {
    node.dataset.letter = letter;
    node.setAttribute("aria-keyshortcuts", letter.toUpperCase());
    node.append(element("kbd", { "aria-hidden": true }, letter.toUpperCase()));
  }
  if (sure) node.dataset.sure = sure;
  return node;
}

const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;
const clockText = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const markup = (html) => {
  const made = document.createElement("div");
  made.className = "wc-told";
  made.innerHTML = html; // the room's own; what people typed is escaped in it
  return made;
};

// Keeps one piece of the page: drawn again only when what it tells has changed, and whoever stood on
// a button of it stands there still.
class Piece {
  constructor(draw, attributes = {}) {
    this.draw = draw;
    this.el = element("div", attributes);
  }

  show(facts) {
    const told = JSON.stringify(facts);
    if (told === this.told) return;
    this.told = told;
    const { activeElement } = document;
    const stood = this.el.contains(activeElement) ? activeElement.dataset.command : null;
    const children = this.draw(facts);
    this.el.replaceChildren(...children.filter(Boolean));
    this.el.hidden = !this.el.childElementCount;
    if (stood == null) return;
    const buttons = [...this.el.querySelectorAll("[data-command]")];
    (buttons.find((each) => each.dataset.command === stood) ?? buttons[0])?.focus();
  }
}

// The line to the room's process, which is found again by itself.
class Line {
  constructor(tell, lost) {
    this.tell = tell;
    this.lost = lost;
  }

  to(room) {
    const before = this.room;
    this.room = room;
    if (before?.port === room?.port && before?.key === room?.key && this.socket) return;
    this.end();
    if (room?.port) this.open();
  }

  open() {
    const { port, key } = this.room;
    const socket = (this.socket = new WebSocket(`ws://127.0.0.1:${port}/control/follow`));
    socket.onopen = () => socket.send(key);
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      this.tries = 0;
      this.tell(JSON.parse(data));
    };
    socket.onclose = () => {
      if (socket !== this.socket) return;
      this.lost((this.tries = (this.tries ?? 0) + 1));
      this.again = setTimeout(() => this.open(), 1000);
    };
  }

  send(command) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(command));
    return true;
  }

  end() {
    clearTimeout(this.again);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}

function blocksPiece({ blocks }) {
  const list = element("ol", { class: "wc-agenda" });
  for (const { id, title, starts, ends, minutes, state } of blocks) {
    const row = element("li", { "data-state": state, "aria-current": state === "now" ? "step" : false });
    const when = starts ? `${starts}–${ends}` : "dropped";
    row.append(
      element("span", { class: "wc-mark", "aria-hidden": true }, MARKS[state]),
      state === "now" || state === "dropped"
        ? element("span", { class: "wc-name" }, title)
        : act(title, { do: "go", block: id }, { second: true }),
      element("span", { class: "wb-help" }, `${when} · ${minutes} min`),
      element("span", { class: "wb-unseen" }, STATES[state])
    );
    list.append(row);
  }
  return [element("h2", {}, "Agenda"), list];
}

function blockPiece(block) {
  if (!block) return [];
  const facts = element("dl", { class: "wc-facts" });
  for (const [name, said] of [["How", block.method], ["Who", block.who], ["On the table", block.materials]])
    if (said) facts.append(element("dt", {}, name), element("dd", {}, said));
  return [element("h2", {}, block.title), facts, ...outputs(block)];
}

function outputs({ output, due }) {
  if (!output && !due.length) return [];
  const list = element("ul", { class: "wc-checks" });
  for (const { words, met } of due)
    list.append(element("li", { "data-done": String(met) }, `${met ? "✓" : "○"} ${words}`));
  return [element("h3", {}, "Due at the end"), output && element("p", {}, output), list];
}

function questionsPiece({ questions, lacking, here }) {
  const list = element("ul", { class: "wc-questions" });
  for (const words of lacking) list.append(element("li", { class: "wb-note" }, words));
  if (!questions.length && !lacking.length) return [element("p", { class: "wb-help" }, "Nothing is asked in this block: talk, and write down what comes out.")];
  if (questions.length === 1 && here && !lacking.length) return [];
  for (const { id, ask, kind, rounds } of questions) {
    const told = rounds ? many(rounds, "round", "rounds") : KINDS[kind];
    list.append(
      element("li", {}, id === here ? element("strong", {}, ask) : act(ask, { do: "show", question: id }, { second: true }),
        element("span", { class: "wb-help" }, told))
    );
  }
  return [element("h3", {}, "Questions of this block"), list];
}

function askedPiece({ question, few, held }) {
  if (!question) return [];
  const newest = question.rounds.at(-1);
  const state = newest?.state ?? "waiting";
  const told = [
    element("p", { class: "wc-kicker" }, [KINDS[question.kind], newest && `round ${newest.number}`, state].filter(Boolean).join(" · ")),
    element("h2", {}, question.ask),
  ];
  if (question.help) told.push(element("p", { class: "wb-help" }, question.help));
  if (state === "waiting" && few)
    told.push(element("p", { class: "wb-note" }, question.survey
      ? "Fewer than five are here. A survey of so few stays hidden: ask it in another way."
      : "Fewer than five are here, so that answers may be guessed. Say so before you open."));
  told.push(element("div", { class: "wc-buttons" }, ...moves(question, state, held)));
  const { result } = question;
  if (result?.hidden) told.push(element("p", { class: "wb-note" }, result.hidden));
  if (result && !result.hidden) {
    const of = state === "closed" ? "Only you see this until you reveal it." : state === "open" ? `What came of round ${result.round}.` : "";
    if (of) told.push(element("p", { class: "wb-help" }, of));
    told.push(markup(result.html));
  }
  if (question.merging && state !== "open") told.push(...mergers(question));
  return told;
}

// What may say the same is merged by a person, and never by itself.
function mergers({ id, merging: { proposed, done } }) {
  const told = proposed.map(({ option, texts, wording }) =>
    element("li", {}, element("span", {}, texts.map((each) => `“${each}”`).join(" and ")),
      act("These say the same", { do: "merge", question: id, option, texts, wording }, { second: true })));
  const list = told.length > 0 && element("ul", { class: "wc-parked" }, ...told);
  const undo = done > 0 && act(`Take ${many(done, "merge", "merges")} apart`, { do: "merge", question: id }, { second: true });
  return [list && element("h3", {}, "Do these say the same?"), list, undo].filter(Boolean);
}

function moves({ result }, state, held) {
  const again = act("Ask again", { do: "open" }, { letter: "a", second: true });
  if (state === "waiting") return [act("Open", { do: "open" }, { letter: "o" })];
  if (state === "open") return [act("Close", { do: "close" }, { letter: "c" })];
  if (state === "closed") {
    return result?.hidden ? [again] : [act("Reveal", { do: "reveal" }, { letter: "r" }), again];
  }
  const holds = Object.entries(WINDOWS).map(([window, name]) => {
    const holding = held.includes(window);
    const letter = window === "wall" ? "h" : "";
    return act(holding ? `Show on ${name}` : `Hide on ${name}`, { do: "hold", window, held: !holding }, { letter, second: true });
  });
  return [again, ...holds];
}

function turnoutPiece({ turnout, asking, here }) {
  if (!turnout) return [element("p", {}, `${many(here, "person is", "people are")} here.`)];
  const { ready, voted, here: all, paper } = turnout;
  const said = asking ? `${ready} of ${all} are ready` : `${voted} of ${all} answered`;
  const more = [asking && `${voted} answered so far`, paper && `${paper} on paper`].filter(Boolean).join(" · ");
  return [
    element("p", { class: "wc-count" }, said),
    element("progress", { max: Math.max(all, 1), value: asking ? ready : voted, "aria-hidden": true }),
    more && element("p", { class: "wb-help" }, more),
  ];
}

function overrunPiece({ overrun, need, over }) {
  if (!need && !over) return [];
  if (!need)
    return [element("p", {}, "The time of this block is over. How much more does it need?"), moreTime()];
  const ways = overrun.map(({ way, about, words, can }) =>
    element("li", {}, can ? act(words, { do: "overrun", way, about }, { second: true }) : element("span", { class: "wb-help" }, words)));
  return [
    element("h3", {}, `${need} minutes more: what gives?`),
    element("ul", { class: "wc-ways" }, ...ways),
    act("Leave it as it is", { do: "overrun", need: 0 }, { second: true }),
  ];
}

const moreTime = () =>
  element("div", { class: "wc-buttons" }, ...[5, 10, 15].map((need) => act(`${need} minutes`, { do: "overrun", need }, { second: true })));

function parkedPiece(parked) {
  const list = element("ul", { class: "wc-parked" });
  for (const { id, text } of parked)
    list.append(element("li", {}, element("span", {}, text), act("Remove", { do: "unpark", id }, { second: true })));
  return [parked.length ? list : element("p", { class: "wb-help" }, "Nothing is parked. Press P when something comes up that is for later.")];
}

function joinPiece({ addresses, code, reached, here }) {
  if (!addresses.length)
    return [element("p", { class: "wb-note" }, "This computer is in no local network, so that no phone can join. Join a Wi-Fi, or the hotspot of your phone, close the room and open it again; or vote on paper.")];
  const where = element("p", {}, "People join at ", element("strong", {}, addresses[0]), " with the code ", element("strong", { class: "wc-code" }, code), ".");
  if (reached || here) where.append(element("span", { class: "wc-good" }, " ✓ Reached by phone"));
  const tested = !(reached || here) && element("div", { class: "wb-note" },
        element("p", {}, "○ Not reached yet. Open the projector, and scan the code with one phone, now."),
        element("p", {}, "If its page does not open: join a hotspot of your own phone with all devices, or print the ballots and vote on paper."));
  return [where, tested];
}

function showsPiece(wall) {
  const joining = wall === "join";
  const back = wall === "decided";
  const read = act(back ? "Hide what was said" : "Read back what was said", { do: "wall", shows: back ? "" : "decided" }, { second: true });
  return [read, act(joining ? "Hide how to join" : "Show how to join", { do: "wall", shows: joining ? "" : "join" }, { letter: "j", second: true })];
}

function render({ model, el, signal }) {
  const root = element("section", { class: "wb ws-words wc", "aria-label": "The room", tabindex: -1 });
  el.append(root);
  keepKeys(root);

  // What the kernel is asked for.
  const said = element("p", { class: "wb-help", role: "status" });
  const trouble = element("p", { class: "wb-problem", role: "alert" });
  const ask = (type, more = {}) => {
    setText(trouble, "");
    if (!sent(model, { type, ...more })) setText(trouble, "The workbook does not answer. Open this page again; the room goes on.");
  };

  const toServer = async (method, body) => {
    setText(trouble, "");
    setText(trouble, await toDoor(model, method, body));
    return !trouble.textContent;
  };

  const open = button("wb-button wc-first", "Open the room");
  const before = element("div", { class: "wc-before" }, element("p", {}), open);
  open.addEventListener("click", async () => {
    open.disabled = true;
    setText(said, "Opening the room …");
    if (await toServer("POST", { session: model.get("session").id })) ask("opened");
    else setText(said, "");
    open.disabled = false;
  });

  // The room as it runs.
  const pieces = {
    join: new Piece(joinPiece, { class: "wc-join" }),
    shows: new Piece(showsPiece),
    blocks: new Piece(blocksPiece),
    block: new Piece(blockPiece, { class: "wc-card" }),
    questions: new Piece(questionsPiece),
    asked: new Piece(askedPiece),
    turnout: new Piece(turnoutPiece, { class: "wc-turnout", role: "status" }),
    overrun: new Piece(overrunPiece, { class: "wc-overrun", role: "group", "aria-label": "More time" }),
    parked: new Piece(parkedPiece),
  };
  const left = element("span", { class: "wc-left" });
  const leftSaid = element("span", {});
  const behind = element("p", { class: "wc-behind" });
  const clock = element("div", { class: "wc-clock", role: "timer" }, element("p", {}, left, " ", leftSaid), behind);
  const back = act("Back", { do: "step", by: -1 }, { second: true });
  const next = act("Next block", { do: "step", by: 1 }, { letter: "n" });
  const longer = button("wb-button wc-second", "More time");
  const keys = element("input", { type: "checkbox", checked: true });
  const idea = element("input", { id: newId(), autocomplete: "off", maxlength: 300 });
  const park = element("form", { class: "ws-ask" }, idea, element("button", { class: "wb-button" }, "Park it"));
  const wifi = [element("input", { id: newId(), autocomplete: "off" }), element("input", { id: newId(), autocomplete: "off" })];
  const wifiForm = element("form", {},
    element("p", { class: "wb-help" }, "If guests have a Wi-Fi of their own, its code stands on the projector before the address. It is kept nowhere, and gone when the room is closed."),
    element("label", { for: wifi[0].id }, "Name of the Wi-Fi"), wifi[0],
    element("label", { for: wifi[1].id }, "Its password"), wifi[1],
    element("button", { class: "wb-button wc-second" }, "Put it on the projector"));
  const projector = button("wb-button wc-second", "Open the projector");
  const end = act("End the session", { do: "end" }, { second: true, sure: "End it: everything is kept" });
  const running = element("div", { class: "wc-running", hidden: true },
    pieces.join.el,
    element("div", { class: "wc-bar" }, projector, pieces.shows.el, end),
    element("details", { class: "ws-help" }, element("summary", {}, "Wi-Fi for guests"), wifiForm),
    element("div", { class: "wc-columns" },
      element("div", { class: "wc-side" }, pieces.blocks.el),
      element("div", { class: "wc-main" },
        element("div", { class: "wc-now" }, clock, element("div", { class: "wc-buttons" }, next, back, longer)),
        pieces.overrun.el,
        element("div", { class: "wc-card wc-asked" }, pieces.asked.el, pieces.turnout.el, pieces.questions.el),
        pieces.block.el,
        element("div", { class: "wc-card" }, element("h2", {}, "Parked"), element("label", { for: idea.id, class: "wb-help" }, "For later, in the words of the one who said it"), park, pieces.parked.el),
        element("label", { class: "wb-help" }, keys, " Single letters work as buttons while you do not type"))));

  const after = element("div", { class: "wc-after", hidden: true });
  const take = button("wb-button wc-first", "Take into the workbook");
  const scores = element("input", { type: "checkbox" });
  const reopen = act("Let people in again", { do: "begin" }, { second: true });
  const close = button("wb-button wc-second", "Close the room");
  after.append(element("p", {}, "The session is over, and everything is kept in the room’s file. Now it goes into the workbook: what was revealed, and what was parked. Then make the draft pack below."),
    element("label", {}, scores, " Put the median scores into Choosing too, where there is no score yet"),
    element("div", { class: "wc-buttons" }, take, reopen, close));

  root.append(before, running, after, trouble, said);

  let state = null;
  let ahead = 0;
  let over = false;
  // A room whose process has ended is opened again here; the kernel knows whether it has.
  const line = new Line(hear, (tries) => {
    setText(said, "Looking for the room …");
    if (tries % 3 === 0) sent(model, { type: "hello" });
  });

  function hear(message) {
    if (message.said) setText(trouble, message.said);
    if (message.state) message = message.state;
    if (message.stamp === undefined) return;
    state = message;
    ahead = Date.now() / 1000 - state.now;
    if (said.textContent.startsWith("Looking") || said.textContent.startsWith("Opening")) setText(said, "");
    draw();
  }

  function draw() {
    // It may run for the invited, before any session of it was opened.
    const there = Boolean(model.get("room")?.port && state && (state.open || state.began));
    before.hidden = there;
    running.hidden = !there || !state.open;
    after.hidden = !there || state.open;
    reopen.hidden = false;
    if (!there) return prepare();
    for (const node of root.querySelectorAll("[data-asked]")) if (!node.dataset.sure && !leaves(node)) calm(node);
    const block = state.blocks.find((each) => each.state === "now");
    const newest = state.question?.rounds.at(-1);
    pieces.join.show({ addresses: state.addresses ?? [], code: state.code, reached: state.reached, here: state.here });
    pieces.shows.show(state.wall);
    pieces.blocks.show({ blocks: state.blocks.map(({ id, title, starts, ends, minutes, state: how }) => ({ id, title, starts, ends, minutes, state: how })) });
    pieces.block.show(block ?? null);
    pieces.questions.show({ questions: block?.questions ?? [], lacking: block?.lacking ?? [], here: state.question?.id });
    pieces.asked.show({ question: state.question, few: state.few, held: state.held });
    pieces.turnout.show({ turnout: state.turnout, asking: newest?.state === "open", here: state.here });
    pieces.parked.show(state.parked);
    tick();
  }

  function prepare() {
    const { name, blocks, lacks, place } = model.get("session");
    setText(before.firstChild, lacks || `${name}: ${many(blocks, "block", "blocks")}. Opening the room lets people on your network join with a code, until you close it. What they say is kept in ${place}, and only what you reveal goes on into the workbook.`);
    open.hidden = Boolean(lacks) || !model.get("door");
  }

  function tick() {
    const at = state?.clock;
    clock.hidden = !at;
    over = false;
    if (at) {
      const now = Date.now() / 1000 - ahead;
      const seconds = Math.round(at.ends - now);
      const share = seconds / (at.ends - at.began);
      const colour = share <= 0 ? "over" : share <= at.last ? "last" : share <= at.soon ? "soon" : "calm";
      over = seconds <= 0;
      clock.dataset.colour = colour;
      setText(left, clockText(Math.abs(seconds)));
      setText(leftSaid, LEFT[colour]);
      const late = Math.round((Math.max(at.ends, now) - at.planned) / 60);
      setText(behind, late === 0 ? "On time" : `${many(Math.abs(late), "minute", "minutes")} ${late > 0 ? "behind" : "ahead"}${at.day_ends ? `; the day ends at ${at.day_ends}` : ""}`);
    }
    if (state) pieces.overrun.show({ overrun: state.overrun, need: state.need, over });
  }

  // What is pressed. A thing that cannot be taken back asks once more, in its own place.
  function press(node) {
    const sure = node.dataset.sure || (leaves(node) && "Close the round, and go on");
    if (sure && !node.dataset.asked) {
      node.dataset.asked = node.firstChild.data;
      node.firstChild.data = sure;
      setTimeout(() => calm(node), 5000);
      return;
    }
    calm(node);
    setText(trouble, "");
    if (!line.send(JSON.parse(node.dataset.command))) setText(trouble, "The room does not answer just now. Try again in a moment.");
  }

  // Whether it would close the round that people are just answering.
  function leaves(node) {
    const { do: name } = JSON.parse(node.dataset.command);
    return state?.question?.rounds.at(-1)?.state === "open" && ["go", "show", "step", "end"].includes(name);
  }

  function calm(node) {
    if (!node.dataset.asked) return;
    node.firstChild.data = node.dataset.asked;
    delete node.dataset.asked;
  }

  root.addEventListener("click", ({ target }) => {
    const node = target.closest("[data-command]");
    if (node) press(node);
  });
  longer.addEventListener("click", () => line.send({ do: "overrun", need: 5 }));
  park.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = idea.value.trim();
    if (text && line.send({ do: "park", text })) idea.value = "";
  });
  wifiForm.addEventListener("submit", (event) => {
    event.preventDefault();
    line.send({ do: "wifi", name: wifi[0].value.trim(), password: wifi[1].value });
  });
  for (const form of [park, wifiForm]) enterSends(form);
  projector.addEventListener("click", () => {
    // Not as a page of ours: what is on the wall can reach nothing here.
    window.open(model.get("room").wall, "_blank", "noopener,width=1280,height=720");
  });
  take.addEventListener("click", () => ask(scores.checked ? "take with scores" : "take"));
  close.addEventListener("click", async () => {
    line.end();
    if (await toServer("DELETE", {})) ask("closed");
  });

  const typing = (node) => node.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const onKey = (event) => {
    const { key, target, repeat, ctrlKey, altKey, metaKey, isComposing, defaultPrevented } = event;
    const busy = repeat || ctrlKey || altKey || metaKey || isComposing || defaultPrevented;
    if (busy || !keys.checked || running.hidden || !root.offsetParent || typing(target) || key.length > 1) return;
    const letter = key.toLowerCase();
    if (letter === "p") {
      event.preventDefault();
      idea.focus();
      return;
    }
    const node = root.querySelector(`[data-letter="${CSS.escape(letter)}"]`);
    if (!node || !node.offsetParent) return;
    event.preventDefault();
    event.stopPropagation();
    press(node);
  };
  document.addEventListener("keydown", onKey, true);

  const onRoom = () => {
    if (!model.get("room")?.port) {
      state = null;
      setText(said, "");
    }
    line.to(model.get("room"));
    draw();
  };
  const onSaid = () => setText(said, model.get("told"));
  model.on("change:room", onRoom);
  model.on("change:session", draw);
  model.on("change:told", onSaid);
  const ticking = setInterval(tick, 500);
  signal?.addEventListener("abort", () => {
    clearInterval(ticking);
    line.end();
    document.removeEventListener("keydown", onKey, true);
    model.off("change:room", onRoom);
    model.off("change:session", draw);
    model.off("change:told", onSaid);
  });
  onRoom();
  ask("hello");
}

// JupyterLab keeps Enter from sending a form.
function enterSends(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.target.nodeName !== "INPUT") return;
    event.preventDefault();
    form.requestSubmit();
  });
}

export default { render };
