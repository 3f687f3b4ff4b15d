// Keeps the wall fresh. The room's socket says that something moved, and the wall fetches what it shows anew; it also looks
// by itself, so that a socket that died silently, or none at all, costs seconds. What it can't vouch for it says.
(() => {
  "use strict";
  const LOOKS = 15_000; // ms between two looks with a socket
  const LOOKS_ALONE = 3000; // without one
  const STALE = 6000; // without an answer, after a failure
  const SILENT = 25_000; // without an answer at all
  const ANSWERS = 8000; // what a look may take
  const AT_ONCE = 400; // votes that come together are fetched together
  const LARGEST = 60, SMALLEST = 28; // px at 1920 x 1080
  const WAITS = 8000, PIXELS = 24; // at the ends of what scrolls by itself, and a second
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const root = document.documentElement;
  const wall = () => document.getElementById("wall");
  const address = new URL(location.href);
  address.searchParams.set("part", "1");

  let socket = null, pause = 500, socketAt = 0;
  let heardAt = Date.now(), failed = false, refused = 0, asking = false, askAgain = false, nextLook = Date.now() + 1000;

  // A long address or name: all of how to join gets smaller
  const shrink = () => {
    let part = 100;
    do root.style.setProperty("--part", part / 100); while (wall().scrollHeight > wall().clientHeight && (part -= 4) > 40);
  };

  // The largest letters with which all fits; below the smallest it scrolls
  const fit = () => {
    root.classList.add("fits");
    root.classList.remove("scrolls", "many");
    const board = document.querySelector(".board");
    if (!board) { shrink(); return; }
    const fits = () => board.scrollHeight <= board.clientHeight + 1;
    const crowded = Math.max(0, ...[...board.querySelectorAll(".dots > span")].map((row) => row.children.length)) > 24;
    root.classList.toggle("many", crowded);
    let size = LARGEST;
    do root.style.setProperty("--size", size); while (!fits() && --size >= SMALLEST);
    if (size < SMALLEST) root.style.setProperty("--size", SMALLEST);
    root.classList.toggle("scrolls", !fits());
    [at, since, held] = [0, performance.now(), still.matches];
    board.scrollTop = 0;
  };

  // What doesn't fit moves slowly, up and down, until somebody takes it over by a key or the wheel; space lets it go on
  let at = 0, since = 0, held = false, way = 1, last = 0;
  const roll = (now) => {
    const board = document.querySelector(".scrolls .board");
    const step = Math.min(100, now - last) * PIXELS / 1000;
    last = now;
    if (board && !held && now - since > WAITS) {
      const end = board.scrollHeight - board.clientHeight;
      at = Math.max(0, Math.min(end, at + way * step));
      board.scrollTop = at;
      if (at === 0 || at === end) [way, since] = [at === 0 ? 1 : -1, now];
    }
    requestAnimationFrame(roll);
  };
  addEventListener("wheel", () => { held = true; }, { passive: true });
  addEventListener("keydown", (event) => {
    const board = document.querySelector(".scrolls .board");
    if (!board) return;
    const page = board.clientHeight * 0.8;
    const by = { ArrowDown: 80, ArrowUp: -80, PageDown: page, PageUp: -page, Home: -1e6, End: 1e6 }[event.key];
    if (by) board.scrollBy(0, by);
    if (event.key === " ") [held, at, since] = [still.matches || !held, board.scrollTop, 0];
    else if (by) held = true;
    if (by || event.key === " ") event.preventDefault();
  });

  const show = (text) => {
    const found = new DOMParser().parseFromString(text, "text/html").getElementById("wall");
    if (!found) return false;
    const old = wall();
    const same = old.dataset.turn === found.dataset.turn && old.className === found.className;
    const [was, is] = [old.querySelector(".live"), found.querySelector(".live")];
    if (!same) old.replaceWith(found);
    else if (was && is && was.textContent !== is.textContent) was.textContent = is.textContent;
    if (!same) { begin(); fit(); }
    return true;
  };
  const look = async () => {
    if (asking) { askAgain = true; return; }
    [asking, askAgain] = [true, false];
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(ANSWERS), cache: "no-store" });
      const text = await answer.text();
      failed = !(answer.ok && show(text));
      refused = answer.status === 404 ? refused + 1 : 0;
      if (refused > 1) location.reload(); // the workshop or the link is gone: the page says which in a sentence
    } catch {
      failed = true;
    }
    if (!failed) heardAt = Date.now();
    asking = false;
    nextLook = Date.now() + (askAgain ? AT_ONCE : socket && socket.readyState === 1 && !failed ? LOOKS : LOOKS_ALONE);
    tell();
  };

  const tell = () => {
    const old = Date.now() - heardAt;
    const stale = (failed && old > STALE) || old > SILENT;
    root.classList.toggle("stale", stale);
    const told = document.getElementById("stale");
    const time = new Date(heardAt).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const words = stale ? wall().dataset.stale.replace("{time}", time) : "";
    if (told.textContent !== words) told.textContent = words;
  };

  const open = () => {
    const room = new URL(`./room?as=wall&w=${encodeURIComponent(address.searchParams.get("w") || "")}`, location.href);
    room.searchParams.set("a", address.searchParams.get("a") || "");
    room.protocol = room.protocol.replace("http", "ws");
    socket = new WebSocket(room);
    socket.onopen = () => { pause = 500; nextLook = 0; };
    socket.onmessage = () => { nextLook = Math.min(nextLook, Date.now() + AT_ONCE); };
    socket.onclose = () => {
      [socket, socketAt, nextLook] = [null, Date.now() + pause * (0.5 + Math.random() / 2), Math.min(nextLook, Date.now() + 200)];
      pause = Math.min(5000, pause * 2);
    };
  };

  // The question's clock: what was left when it came, less what has gone by since
  let ends = 0;
  const begin = () => {
    const clock = document.querySelector(".clock");
    ends = clock ? Date.now() + 1000 * Number(clock.dataset.left) : 0;
  };
  const tick = () => {
    const clock = document.querySelector(".clock");
    if (!clock) return;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    const told = left ? `${clock.dataset.told} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : clock.dataset.up;
    if (clock.textContent !== told) clock.textContent = told;
  };

  addEventListener("DOMContentLoaded", () => {
    begin();
    fit();
    document.fonts.ready.then(fit);
    requestAnimationFrame(roll);
    setInterval(() => {
      if (!socket && Date.now() >= socketAt) open();
      if (Date.now() >= nextLook) look();
      tick();
      tell();
    }, 200);
  });
  addEventListener("resize", fit);
})();
