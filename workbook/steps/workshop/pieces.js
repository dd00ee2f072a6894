// What the facilitator sees of a room, piece by piece, as its process tells it.

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

function askedPiece({ question, few, held, next, guessed }) {
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
  told.push(element("div", { class: "wc-buttons" }, ...moves(question, state, { held, next, guessed })));
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

// Where only a few of those who are here have answered, closing asks once more.
function moves({ result }, state, { held, next, guessed }) {
  const on = next ? [act("Next question", { do: "show", question: next }, { letter: "q" })] : [];
  const again = act("Ask again", { do: "open" }, { letter: "a", second: true });
  if (state === "waiting") return [act("Open", { do: "open" }, { letter: "o" })];
  if (state === "open") return [act("Close", { do: "close" }, { letter: "c", sure: guessed })];
  if (state === "closed") {
    return result?.hidden ? [...on, again] : [act("Reveal", { do: "reveal" }, { letter: "r" }), again];
  }
  const holds = Object.entries(WINDOWS).map(([window, name]) => {
    const holding = held.includes(window);
    const letter = window === "wall" ? "h" : "";
    return act(holding ? `Show on ${name}` : `Hide on ${name}`, { do: "hold", window, held: !holding }, { letter, second: true });
  });
  return [...on, again, ...holds];
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
    return [element("p", {}, "The time of this block is over. How much more does it need?"), moreTime(), leaveIt()];
  const ways = overrun.map(({ way, about, words, can }) =>
    element("li", {}, can ? act(words, { do: "overrun", way, about }, { second: true }) : element("span", { class: "wb-help" }, words)));
  return [
    element("h3", {}, `${need} minutes more: what gives?`),
    element("ul", { class: "wc-ways" }, ...ways),
    leaveIt(),
  ];
}

const moreTime = () =>
  element("div", { class: "wc-buttons" }, ...[5, 10, 15].map((need) => act(`${need} minutes`, { do: "overrun", need }, { second: true })));

const leaveIt = () => act("Leave it as it is", { do: "overrun", need: 0 }, { second: true });

function parkedPiece(parked) {
  const list = element("ul", { class: "wc-parked" });
  for (const { id, text } of parked)
    list.append(element("li", {}, element("span", {}, text), act("Remove", { do: "unpark", id }, { second: true })));
  return [parked.length ? list : element("p", { class: "wb-help" }, "Nothing is parked. Press P when something comes up that is for later.")];
}

function joinPiece({ addresses, code, reached }) {
  if (!addresses.length)
    return [element("p", { class: "wb-note" }, "This computer is in no local network, so that no phone can join. Join a Wi-Fi, or the hotspot of your phone, close the room and open it again; or vote on paper.")];
  const where = element("p", {}, "People join at ", element("strong", {}, addresses[0]), " with the code ", element("strong", { class: "wc-code" }, code), ".");
  if (reached) where.append(element("span", { class: "wc-good" }, " ✓ Reached by phone"));
  const tested = !reached && element("div", { class: "wb-note" },
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

function projectorButton(model) {
  const node = button("wb-button wc-second", "Open the projector");
  node.addEventListener("click", () => {
    // Not as a page of ours: what is on the wall can reach nothing here.
    window.open(model.get("room").wall, "_blank", "noopener,width=1280,height=720");
  });
  return node;
}

// Whoever wants to stand by an answer says the code that their phone showed, and it is read out.
function claimForm(send) {
  const slip = element("input", { id: newId(), autocomplete: "off", maxlength: 20 });
  const form = element(
    "form",
    { class: "ws-ask" },
    slip,
    element("button", { class: "wb-button wc-second" }, "Find the answer")
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (slip.value.trim()) send(slip.value.trim());
  });
  enterSends(form);
  const label = element("label", { for: slip.id, class: "wb-help" }, "Their phone shows a code under “To claim this answer later”. Nobody else can know it.");
  return [label, form];
}

function claimedPiece(claimed) {
  const list = element("dl", { class: "wc-facts" });
  for (const [name, lines] of claimed)
    list.append(element("dt", {}, name), ...lines.map((line) => element("dd", {}, line)));
  return claimed.length ? [list] : [];
}

function wifiForm(send) {
  const [name, password] = [0, 1].map(() => element("input", { id: newId(), autocomplete: "off" }));
  const form = element(
    "form",
    {},
    element("p", { class: "wb-help" }, "If guests have a Wi-Fi of their own, its code stands on the projector before the address. It is kept nowhere, and gone when the room is closed."),
    element("label", { for: name.id }, "Name of the Wi-Fi"),
    name,
    element("label", { for: password.id }, "Its password"),
    password,
    element("button", { class: "wb-button wc-second" }, "Put it on the projector")
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ do: "wifi", name: name.value.trim(), password: password.value });
  });
  enterSends(form);
  return form;
}
