// Answers in their owner's own file: the copy that this browser keeps in IndexedDB, one entry an assessment. The hidden
// field holds the newest copy (session/copies.py says what is in it); what the server is to know is put into that field.
(() => {
  "use strict";
  const DAYS = 90 * 24 * 3600 * 1000; // after the last change
  const AGAIN = 8000; // ms after which the server is told once more what it did not hear
  const base = new URL("./", location.href).pathname;
  const channel = new BroadcastChannel(`maturity ${base}`);
  const one = (selector) => document.querySelector(selector);
  let current = null; // the newest copy of this page
  let currentText = "";
  let kept = ""; // the mark of the copy that has reached the disk
  let tried = { mark: "", at: 0 };
  let asked = 0; // when we last answered the server's question
  const unsaid = []; // what the server is still to be told

  let database = null;
  const opened = () => {
    database ||= new Promise((done, fail) => {
      const asking = indexedDB.open(`maturity ${base}`, 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore("copies", { keyPath: "name" });
      asking.onsuccess = () => done(asking.result);
      asking.onerror = asking.onblocked = fail;
      setTimeout(fail, 5000);
    });
    database.catch(() => { database = null; });
    return database;
  };
  const act = async (mode, work) => {
    const transaction = (await opened()).transaction("copies", mode, { durability: "strict" });
    return new Promise((done, fail) => {
      let result;
      transaction.oncomplete = () => done(result);
      transaction.onabort = transaction.onerror = fail;
      work(transaction.objectStore("copies"), (value) => { result = value; });
    });
  };
  const read = (name) => act("readonly", (store, give) => {
    store.get(name).onsuccess = (event) => give(event.target.result);
  });
  const gone = new Set(); // the names of what was too old
  const isOld = (entry) => !(Date.now() - entry.changed < DAYS);
  const all = () => act("readwrite", (store, give) => {
    store.getAll().onsuccess = (event) => {
      for (const { name } of event.target.result.filter(isOld)) {
        gone.add(name);
        store.delete(name);
      }
      give(event.target.result.filter((entry) => !isOld(entry)));
    };
  });

  // Another tab's answers are never written over unread: a copy that ours does not know goes to the server first.
  const write = (copy, text) => act("readwrite", (store, give) => {
    store.get(copy.name).onsuccess = (event) => {
      const there = event.target.result;
      if (there && there.mark !== copy.mark && !copy.knows.includes(there.mark)) {
        give({ other: there.text });
        return;
      }
      const line = one(".copy-line");
      const pools = [there && [there.poolMark, there.pool], line && [line.dataset.poolMark, line.dataset.pool]];
      const [poolMark, pool] = pools.find((found) => found && copy.pool && found[0] === copy.pool) || ["", ""];
      const changed = copy.changed ? Date.parse(copy.changed) : there ? there.changed : Date.now();
      const { name, mark, revision, council } = copy;
      store.put({ name, mark, revision, council, changed, text, pool, poolMark });
      give({ isNew: !there || there.mark !== copy.mark });
    };
  });

  const say = (told) => unsaid.push({ format: "reply/1", name: current ? current.name : "", trouble: "", copies: [], pool: "", ...told });
  const keep = async (copy, text) => {
    tried = { mark: copy.mark, at: performance.now() };
    if (copy.keep !== "yes") kept = ""; // the same answers kept again have the same mark, and are not kept yet
    try {
      if (copy.keep === "delete") {
        await act("readwrite", (store) => store.delete(copy.name));
        channel.postMessage({ name: copy.name, gone: true });
      } else if (copy.keep === "yes") {
        const { other, isNew } = await write(copy, text);
        if (other !== undefined) say({ cause: "tab", copies: [text, other] });
        else if (copy === current) kept = copy.mark; // it may have been deleted while this one was written
        if (isNew) channel.postMessage({ name: copy.name, mark: copy.mark });
      }
    } catch {
      if (copy.keep === "yes") say({ cause: "trouble", trouble: "blocked", copies: [text] });
    }
  };
  channel.onmessage = ({ data }) => {
    if (!current || data.name !== current.name || current.keep !== "yes") return;
    if (data.gone) say({ cause: "trouble", trouble: "deleted", copies: [currentText] });
    else if (data.mark !== current.mark && !current.knows.includes(data.mark)) keep(current, currentText);
  };

  const answer = async (name, wants) => {
    const [visit] = performance.getEntriesByType("navigation");
    const cause = wants === "pool" ? "pool" : visit && visit.type === "reload" ? "reloaded" : "opened";
    const copies = wants === "pool" ? [currentText] : [];
    try {
      await all();
      const entry = await read(name);
      if (!entry) say({ name, cause, copies, trouble: gone.has(name) ? "expired" : "none" });
      else say({ name, cause, copies: wants === "pool" ? copies : [entry.text], pool: entry.pool || "" });
    } catch {
      say({ name, cause, copies, trouble: "blocked" });
    }
  };

  // The field is Streamlit's: it takes a value as if somebody had typed it and left. Nobody else is to hear of that.
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  const put = (field, text) => {
    setValue.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => field.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), 50);
  };
  const isCopyField = (element) => element.closest && element.closest(".st-key-copy-field");

  const paint = () => {
    if (!current || current.keep !== "yes" || kept !== current.mark) return;
    const box = one(".keeping");
    if (box && box.dataset.copied !== "yes") {
      box.dataset.copied = "yes";
      box.prepend("A copy is kept in this browser. ");
    }
    for (const told of document.querySelectorAll(".state .own:not(.kept)")) {
      if (Number(told.parentElement.dataset.revision) > current.revision) continue;
      told.classList.add("kept");
      told.textContent = "Kept in this browser.";
    }
  };
  const list = async (place) => {
    place.dataset.filled = "yes";
    const entries = await all().catch(() => []);
    const others = entries.filter((entry) => !current || entry.name !== current.name);
    const lines = others.sort((first, second) => second.changed - first.changed).map((entry) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `./answer?kept=${entry.name}`;
      const when = new Date(entry.changed).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
      link.textContent = `${entry.council || "A council without a name"}, last changed on ${when}`;
      line.append(link);
      return line;
    });
    if (!lines.length) return;
    const heading = document.createElement("h2");
    heading.className = "small";
    heading.textContent = "Kept in this browser";
    const bullets = document.createElement("ul");
    bullets.append(...lines);
    place.replaceChildren(heading, bullets);
  };

  const look = () => {
    const field = one(".st-key-copy-field textarea");
    const line = one(".copy-line");
    const places = document.querySelectorAll(".copies:not([data-filled])");
    for (const place of places) list(place);
    if (!field || !line) {
      if (!line) current = null;
      return;
    }
    if (field.value !== currentText && field.value.startsWith('{"format":"copy/1"')) {
      current = JSON.parse(field.value);
      currentText = field.value;
      keep(current, currentText);
    } else if (current && current.keep === "yes" && kept !== current.mark && performance.now() - tried.at > AGAIN) {
      keep(current, currentText);
    }
    const app = one('[data-testid="stApp"]');
    const isFree = app.dataset.testConnectionState === "CONNECTED" && app.dataset.testScriptState === "notRunning";
    if (line.dataset.wants && isFree && performance.now() - asked > AGAIN) {
      asked = performance.now();
      answer(line.dataset.name, line.dataset.wants);
    }
    if (!line.dataset.wants) asked = -AGAIN;
    if (unsaid.length && isFree) put(field, JSON.stringify(unsaid.shift()));
    paint();
  };

  asked = -AGAIN;
  addEventListener("DOMContentLoaded", () => {
    document.body.addEventListener("focusout", (event) => { if (isCopyField(event.target)) event.stopPropagation(); });
    setInterval(look, 150);
    all().catch(() => {});
    setInterval(() => all().catch(() => {}), 3600 * 1000);
  });
})();
