// Keeps a workshop's page in step with its room. The socket says that something moved; the page then fetches its part. Who
// slept or was away comes back by itself. What is typed and not sent yet is never replaced.
(() => {
  "use strict";
  const main = document.querySelector("main[data-room]");
  const room = main?.dataset.room;
  if (!room) return;
  const kind = main.dataset.as, isSeat = kind === "seat";
  const SLOWEST = 5000, ANSWERS = 8000, LOOKS = 20_000, FIRST_PAUSE = 400; // ms
  const part = () => document.getElementById("part");
  const news = document.getElementById("news");
  const address = new URL(location.href);
  address.hash = "";
  const isSaved = address.searchParams.has("saved");
  address.searchParams.delete("saved"); // said once: a page that is loaded anew has nothing to tell
  if (isSaved) history.replaceState(null, "", address);
  let socket = null, pause = FIRST_PAUSE, asking = false, askAgain = false, dirty = false, sending = false, turn = part()?.dataset.turn;

  const ask = async (url, options = {}) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), ANSWERS);
    try { return await fetch(url, { ...options, signal: stop.signal, headers: { "X-Part": "1", ...options.headers } }); }
    finally { clearTimeout(timer); }
  };
  const swapped = (markup) => {
    const holder = document.createElement("template");
    holder.innerHTML = markup;
    return holder.content.getElementById("part");
  };
  const put = (fresh, focus) => {
    part().replaceWith(fresh);
    turn = fresh.dataset.turn;
    dirty = false;
    if (fresh.dataset.asked === "closed") document.querySelector("details.seat")?.remove();
    if (focus) fresh.querySelector("#asked, p")?.focus({ preventScroll: false });
  };

  const newsOf = (fresh) => Number(fresh.querySelector("input[name=n]")?.value) > 1
    ? "The same question once more. Please vote again; your first vote stays in the record." : "A new question is open.";

  const look = async () => {
    if (asking) { askAgain = true; return; }
    asking = true;
    try {
      const url = new URL(address);
      url.searchParams.set("part", "1");
      const answer = await ask(url);
      if (answer.status === 404) { location.reload(); return; }
      const fresh = answer.ok && swapped(await answer.text());
      if (fresh) take(fresh);
    } catch { /* the next look, or the socket's return, asks again */ } finally {
      asking = false;
      if (askAgain) { askAgain = false; look(); }
    }
  };

  const take = (fresh) => {
    const old = part();
    if (!isSeat) {
      if (fresh.dataset.turn !== turn) { offer(); return; }
      if (fresh.outerHTML !== old.outerHTML) put(fresh);
      return;
    }
    if (fresh.dataset.asked === old.dataset.asked && (dirty || sending || fresh.dataset.asked.endsWith(" 1") || !fresh.dataset.asked)) {
      old.dataset.turn = turn = fresh.dataset.turn;
      if (old.innerHTML === fresh.innerHTML || dirty || sending) return;
    }
    const isNew = fresh.dataset.asked !== old.dataset.asked;
    put(fresh);
    if (isNew && news) news.textContent = fresh.querySelector("form.vote") ? newsOf(fresh) : "";
    if (isNew) scrollTo(0, 0);
    setTimeout(() => { if (news) news.textContent = ""; }, 6000);
  };

  // The host's own press loads the page anew; a second window of the host is offered it, lest what is typed be lost
  const offer = () => {
    const typed = [...document.querySelectorAll("textarea, input:not([type=hidden])")].some((one) => one.defaultValue !== undefined && one.type !== "radio" && one.type !== "checkbox" && one.value !== one.defaultValue);
    if (!typed && !sending) location.reload();
  };

  const lost = (is) => {
    let told = document.getElementById("lost");
    if (is && !told) {
      told = document.createElement("p");
      told.id = "lost"; told.className = "lost"; told.setAttribute("role", "status");
      told.textContent = "Not connected. This page tries again by itself.";
      main.prepend(told);
    } else if (!is) told?.remove();
  };

  let lostTimer = 0;
  const connect = () => {
    const at = new URL(`./room?w=${room}&as=${kind}`, location.href);
    at.protocol = at.protocol.replace("http", "ws");
    socket = new WebSocket(at);
    const mine = socket;
    mine.onopen = () => { pause = FIRST_PAUSE; clearTimeout(lostTimer); lostTimer = 0; lost(false); look(); resend(); };
    mine.onmessage = ({ data }) => {
      if (data === "gone") { location.reload(); return; }
      if (!isSeat || data.split(" ")[0] !== turn) look();
    };
    mine.onclose = () => {
      if (socket !== mine) return;
      socket = null;
      lostTimer ||= setTimeout(() => lost(true), 3000);
      setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(SLOWEST, pause * 2);
    };
  };
  const awake = () => {
    if (document.visibilityState !== "visible") return;
    if (!socket) connect(); else look();
  };
  document.addEventListener("visibilitychange", awake);
  addEventListener("online", awake);
  setInterval(() => { if (document.visibilityState === "visible") look(); }, LOOKS);

  // A vote is sent without leaving the page; "saved" stands there only once the server has said so
  let unsent = null;
  const state = (text, wrong) => {
    const line = document.getElementById("state");
    if (line) { line.textContent = text; line.className = wrong ? "told" : ""; }
  };
  const send = async (form) => {
    const said = new URLSearchParams(new FormData(form));
    const asked = part().dataset.asked;
    sending = true;
    unsent = { form, asked };
    state("");
    try {
      const answer = await ask(form.action, { method: "POST", body: said });
      if (answer.status >= 500) throw new Error("away");
      if (answer.status === 404 || answer.status === 403) { location.reload(); return; }
      const fresh = swapped(await answer.text());
      unsent = null;
      sending = false;
      if (!fresh) throw new Error("odd");
      put(fresh);
      document.getElementById("state")?.scrollIntoView({ block: "nearest" });
    } catch {
      sending = false;
      if (unsent && part().dataset.asked === asked) state("Not saved yet: the server did not answer. Your choice is still here; it is sent again by itself.", true);
    }
  };
  const resend = () => { if (unsent && !sending && part().contains(unsent.form)) send(unsent.form); };
  setInterval(resend, 3000);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.vote")) { sending = true; return; }
    event.preventDefault();
    if (!sending) send(event.target);
  });
  document.addEventListener("input", (event) => {
    if (!event.target.closest("form.vote")) return;
    dirty = true;
    if (!sending && !unsent && document.getElementById("state")?.textContent) state("Not sent yet. Press “Vote”.", true);
  });

  // What a host has typed and not saved outlives a reload, in this tab alone
  const keeps = document.querySelector("[data-keeps]");
  if (keeps) {
    const name = `kept ${keeps.dataset.keeps}`, field = keeps.querySelector("textarea");
    try {
      if (isSaved) sessionStorage.removeItem(name); // else the press may not have arrived
      if (!field.value) field.value = sessionStorage.getItem(name) || "";
      field.addEventListener("input", () => sessionStorage.setItem(name, field.value));
    } catch { /* this browser keeps nothing */ }
  }
  connect();
})();
