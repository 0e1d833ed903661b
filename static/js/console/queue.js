// Entries that the office has not kept yet: in order, each once, across reloads and lost connections.
const PAUSE = 4000;

export class Queue {
  constructor(root, { kept, changed }) {
    this.url = root.dataset.url;
    this.place = `console-${root.dataset.session}`;
    this.kept = kept;
    this.changed = changed;
    this.online = true;
    this.waiting = JSON.parse(localStorage.getItem(this.place) ?? "[]");
    addEventListener("online", () => this.send());
    setInterval(() => this.send(), PAUSE);
  }

  add(kind, item, data) {
    const entry = { uid: crypto.randomUUID(), kind, item, data, at: new Date().toISOString() };
    // A sheet that was not sent yet is replaced by its newer text.
    if (kind === "sheet") this.waiting = this.waiting.filter((one) => one === this.going || one.kind !== kind || one.item !== item);
    this.waiting.push(entry);
    this.remember();
    this.send();
    return entry;
  }

  remember() {
    localStorage.setItem(this.place, JSON.stringify(this.waiting));
    this.changed(this);
  }

  async send() {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    const entries = [...this.waiting];
    this.going = entries.findLast((one) => one.kind === "sheet");
    try {
      const answer = await fetch(this.url, { method: "POST", headers: headers(), body: JSON.stringify({ entries }) });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      this.settle(entries, await answer.json());
    } catch {
      this.online = false;
    }
    this.busy = false;
    this.going = null;
    this.changed(this);
    if (this.again) {
      this.again = false;
      if (this.online && this.waiting.length) this.send();
    }
  }

  settle(entries, answer) {
    this.online = true;
    const done = new Set(answer.kept.map((one) => one.uid));
    this.waiting = this.waiting.filter((one) => !done.has(one.uid));
    this.remember();
    for (const one of answer.kept) this.kept(entries.find((entry) => entry.uid === one.uid), one);
    this.kept(null, answer.parts);
  }
}

function headers() {
  return { "Content-Type": "application/json", ...JSON.parse(document.body.getAttribute("hx-headers")) };
}
