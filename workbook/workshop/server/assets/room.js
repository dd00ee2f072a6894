// Follows the room, and keeps what is typed while a phone sleeps. Every page works without it.
"use strict";
(() => {
  const about = document.querySelector("meta[name=room]").dataset;
  const ballot = document.getElementById("ballot");
  const draft = ballot && ballot.getAttribute("action");
  let touched = false;
  let following = false;

  const fields = () => [...ballot.querySelectorAll("input, textarea, select")].filter((each) => each.name && each.type !== "hidden");

  const lent = about.at.startsWith("/v/here-"); // the next one at this computer is somebody else
  const keep = () => {
    if (lent) return;
    const typed = fields().filter((each) => each.type === "radio" || each.type === "checkbox" ? each.checked : each.value).map((each) => [each.name, each.value]);
    try { sessionStorage.setItem(draft, JSON.stringify([ballot.dataset.seen, typed])); } catch { /* it may be full, or off */ }
  };

  const restore = () => {
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(draft)); } catch { return; }
    if (!kept || kept[0] !== ballot.dataset.seen || ballot.parentElement.querySelector("div.wrong")) return;
    const typed = new Map(kept[1]);
    for (const each of fields()) {
      if (each.type === "radio" || each.type === "checkbox") each.checked = typed.has(each.name) ? typed.get(each.name) === each.value : each.value === "";
      else each.value = typed.get(each.name) ?? "";
    }
    touched = true;
  };

  const left = document.getElementById("left");
  const count = () => {
    if (!left) return;
    let spent = 0;
    for (const each of ballot.querySelectorAll("[data-cost]")) {
      spent += each.type === "checkbox" ? (each.checked ? Number(each.dataset.cost) : 0) : Number(each.value) || 0;
    }
    const most = Number(left.dataset.most);
    const say = (number) => number.toLocaleString(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { maximumFractionDigits: 2 });
    left.textContent = spent > most ? left.dataset.over.replace("{over}", say(spent - most)) : left.dataset.left.replace("{left}", say(most - spent));
    left.classList.add("stays");
    left.classList.toggle("wrong", spent > most);
  };

  if (ballot) {
    restore();
    count();
    touched ||= Boolean(ballot.parentElement.querySelector(".wrong"));
    ballot.addEventListener("input", () => { touched = true; keep(); count(); });
    ballot.addEventListener("submit", (event) => {
      if (ballot.dataset.sent) { event.preventDefault(); return; }
      ballot.dataset.sent = "1";
      if (event.submitter) event.submitter.textContent = about.sending;
    });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  } else {
    try { sessionStorage.clear(); } catch { /* nothing was kept */ }
  }

  const tell = (text, button) => {
    document.getElementById("news")?.remove();
    if (!text) return;
    const news = document.createElement("div");
    news.id = "news";
    news.setAttribute("role", "status");
    news.append(text);
    if (button) {
      const show = document.createElement("button");
      show.textContent = about.show;
      show.addEventListener("click", turn);
      news.append(show);
    }
    document.body.append(news);
  };

  const turn = () => location.replace(about.at);
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  const follow = async () => {
    if (following) return;
    following = true;
    let lost = 0;
    while (!document.hidden) {
      try {
        const answer = await fetch(`${about.at}/follow?scene=${about.scene}`, { cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        const now = await answer.json();
        if (lost) tell("");
        lost = 0;
        if (now.scene === about.scene) continue;
        if (!now.open && about.open) { tell(about.closed, touched); break; }
        if (now.round && now.round === about.round) { about.scene = now.scene; continue; }
        if (touched) { tell(about.over, true); break; }
        await pause(Math.random() * 0.3);
        turn();
        break;
      } catch {
        lost += 1;
        if (lost === 3) tell(about.offline);
        await pause(Math.min(5, lost));
      }
    }
    following = false;
  };
  document.addEventListener("visibilitychange", follow);
  addEventListener("online", follow);
  follow();
})();
