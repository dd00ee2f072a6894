// Asks the kernel for a sign of life, as a dead one is silent and the form would go on taking text.

const BEAT = 5000; // ms between two questions
const PATIENCE = 2500; // ms to wait for an answer
const LONG_PATIENCE = 60000; // ms while the kernel is known to be at work on something

class Heartbeat {
  // `tell` is called with "well", "working" or "lost" whenever that changes.
  constructor(model, tell, signal) {
    this.model = model;
    this.tell = tell;
    this.beat = 0;
    this.unansweredSince = null;
    this.health = "well";
    const timers = [setInterval(() => this.ask(), BEAT), setInterval(() => this.judge(), 500)];
    signal?.addEventListener("abort", () => timers.forEach(clearInterval));
  }

  ask() {
    this.beat += 1;
    this.unansweredSince ??= performance.now();
    sent(this.model, { type: "ping", n: this.beat });
  }

  hear(n) {
    if (n !== this.beat) return;
    this.unansweredSince = null;
    this.judge();
  }

  judge() {
    const silence = this.unansweredSince === null ? 0 : performance.now() - this.unansweredSince;
    const working = this.model.widget_manager?.kernel?.status === "busy";
    let health = "well";
    if (silence > PATIENCE) health = working && silence < LONG_PATIENCE ? "working" : "lost";
    if (health !== this.health) this.tell((this.health = health));
  }
}
