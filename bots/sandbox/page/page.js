"use strict";

const ZONE = "Asia/Ho_Chi_Minh";
const CHANNELS = { telegram: "Telegram", zalo: "Zalo" };

const byId = (id) => document.getElementById(id);
const isWide = () => matchMedia("(min-width: 720px)").matches;
const timeOf = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const dateOf = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, day: "2-digit", month: "2-digit", year: "numeric" });
const weekdayOf = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, weekday: "long" });
const dayOf = (at) => `${weekdayOf.format(at)}, ${dateOf.format(at)}`;

let world = { version: -1, chats: [], faults: [], clock: null };
let openId = null;
let messages = [];
let isAtEnd = true;

// Every text reaches the page through textContent: a title such as "<b>" stays what it is.
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function say(words) {
  byId("trouble").textContent = words;
  byId("trouble").hidden = !words;
}

async function api(method, path, body) {
  const answer = await fetch(`sandbox${path}`, {
    method,
    headers: body && !(body instanceof File) ? { "Content-Type": "application/json" } : {},
    body: body && !(body instanceof File) ? JSON.stringify(body) : body,
  });
  if (!answer.ok) throw new Error(`Hộp thử từ chối (lỗi ${answer.status}). Kiểm tra lại rồi thử lần nữa.`);
  return answer.status === 204 ? null : answer.json();
}

async function act(method, path, body) {
  try {
    await api(method, path, body);
    say("");
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

/* The list of chats */

function initials(title) {
  const words = title.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.slice(-2).map((word) => word[0]).join("").toUpperCase();
}

function whenOf(iso) {
  const at = new Date(iso);
  const today = world.clock ? dateOf.format(new Date(world.clock.now)) : null;
  return dateOf.format(at) === today ? timeOf.format(at) : dateOf.format(at).slice(0, 5);
}

function chatItem(chat) {
  const item = element("li", chat.is_pinned ? "pinned" : "");
  const button = element("button");
  button.type = "button";
  button.dataset.chat = chat.id;
  if (chat.id === openId) button.setAttribute("aria-current", "true");
  const face = element("span", "face", initials(chat.title));
  face.setAttribute("aria-hidden", "true");
  const words = chat.last && (chat.last.text.split("\n")[0] || fileWords(chat.last.file));
  const last = chat.last ? (chat.last.author ? "Cán bộ: " : "") + words : "Chưa có tin nhắn";
  const line = element("span", "last");
  line.append(
    element("span", `channel ${chat.channel}`, CHANNELS[chat.channel] ?? chat.channel),
    ` ${chat.is_blocked ? "Đã chặn bot" : last}`,
  );
  button.append(
    face,
    element("span", "name", chat.title),
    element("span", "when", chat.last ? whenOf(chat.last.sent_at) : ""),
    line,
  );
  if (chat.unread) {
    const badge = element("span", "unread", chat.unread);
    badge.append(element("span", "hidden", " tin chưa đọc"));
    button.append(badge);
  }
  button.addEventListener("click", () => { location.hash = chat.id; });
  item.append(button);
  return item;
}

function drawChats() {
  const wanted = byId("filter").value.trim().toLocaleLowerCase("vi");
  const shown = world.chats.filter((chat) => `${chat.title} ${chat.person}`.toLocaleLowerCase("vi").includes(wanted));
  const focused = document.activeElement?.dataset?.chat;
  byId("chats").replaceChildren(...shown.map(chatItem));
  byId("no-chats").hidden = shown.length > 0;
  if (focused) document.querySelector(`[data-chat="${focused}"]`)?.focus({ preventScroll: true });
  const unread = world.chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = (unread ? `(${unread}) ` : "") + "Hộp thử Nhắc Hạn";
}

/* The conversation */

function openChat() {
  return world.chats.find((chat) => chat.id === openId);
}

function messageItem(message) {
  const item = element("div", `message ${message.author === null ? "bot" : "person"}`);
  item.dataset.message = message.id;
  const bubble = element("div", "bubble");
  const isOther = message.author !== null && message.author !== openChat()?.title;
  const signature = (isOther ? `${message.author} · ` : "") + timeOf.format(new Date(message.sent_at));
  if (message.text) bubble.append(element("p", "", message.text));
  if (message.file) {
    const link = element("a", "file", fileWords(message.file));
    link.href = `sandbox/chats/${openId}/messages/${message.id}/file`;
    link.download = message.file.name;
    bubble.append(link);
  }
  bubble.append(element("footer", "", signature));
  item.append(bubble);
  if (message.buttons.length) item.append(keyboard(message));
  return item;
}

function fileWords({ name, size }) {
  return `📎 ${name || "tệp"} (${Math.ceil(size / 1024)} KB)`;
}

function keyboard(message) {
  const keys = element("div", "keys");
  for (const row of message.buttons) {
    const line = element("div");
    for (const { label, command } of row) {
      const key = element("button", "", label);
      key.type = "button";
      key.title = command;
      key.addEventListener("click", () =>
        act("POST", `/chats/${openId}/presses`, { message_id: message.id, command }));
      line.append(key);
    }
    keys.append(line);
  }
  return keys;
}

// Messages are only ever added, so those already on the page stay and keep their focus.
function drawMessages(isFresh) {
  const list = byId("messages");
  let stays = !isFresh && !isAtEnd;
  if (isFresh) list.replaceChildren();
  messages.forEach((message, index) => {
    let item = list.querySelector(`[data-message="${message.id}"]`);
    if (!item) {
      const day = dayOf(new Date(message.sent_at));
      if (index === 0 || day !== dayOf(new Date(messages[index - 1].sent_at))) {
        const separator = element("div", "day");
        separator.append(element("span", "", day));
        list.append(separator);
      }
      item = messageItem(message);
      list.append(item);
      stays = stays && message.author === null;
    }
    item.classList.toggle("waiting", message.is_waiting);
  });
  if (!messages.length) list.replaceChildren(element("div", "empty", "Chưa có tin nhắn nào."));
  else list.querySelector(".empty")?.remove();
  if (!stays) toEnd();
}

function toEnd() {
  byId("messages").scrollTop = byId("messages").scrollHeight;
}

function scrolled() {
  const { scrollHeight, scrollTop, clientHeight } = byId("messages");
  isAtEnd = scrollHeight - scrollTop - clientHeight < 60;
}

function drawConversation() {
  const chat = openChat();
  document.body.classList.toggle("talking", Boolean(chat));
  byId("choose").hidden = Boolean(chat);
  byId("conversation").hidden = !chat;
  if (!chat) return;
  const kind = chat.kind === "private" ? "" : " (nhóm)";
  byId("title").textContent = chat.title;
  const person = chat.person === chat.title ? "" : `${chat.person} · `;
  byId("subtitle").textContent = `${person}${CHANNELS[chat.channel] ?? chat.channel}${kind}`;
  byId("block").textContent = chat.is_blocked ? "Bỏ chặn bot" : "Chặn bot";
  byId("text").disabled = byId("file").disabled = chat.is_blocked;
  byId("text").placeholder = chat.is_blocked ? "Đã chặn bot: bỏ chặn để nhắn" : "Trả lời, ví dụ: xong 3";
}

async function loadConversation(isFresh) {
  const asked = openId;
  if (!openChat()) return;
  const loaded = await api("GET", `/chats/${asked}/messages`);
  if (asked !== openId) return;
  messages = loaded;
  drawMessages(isFresh);
  if (openChat()?.unread && !document.hidden) await api("POST", `/chats/${asked}/read`);
}

async function chosen() {
  openId = location.hash.slice(1) || null;
  drawChats();
  drawConversation();
  drawMenu();
  await loadConversation(true);
  if (openId && isWide()) byId("text").focus();
}

function openFirst() {
  openId = world.chats[0].id;
  history.replaceState(null, "", `#${openId}`);
}

async function send(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  const file = byId("file").files[0];
  if (!text && !file) return;
  const link = text.match(/t\.me\/\w+\?start=([\w-]+)$/);
  const isSent = file
    ? await act("POST", `/chats/${openId}/files?${new URLSearchParams({ name: file.name, text })}`, file)
    : link
      ? await act("POST", `/chats/${openId}/start`, { code: link[1] })
      : await act("POST", `/chats/${openId}/messages`, { text });
  if (isSent) clearText();
}

/* The bot's menu, while "/" is being typed */

async function drawMenu() {
  const typed = byId("text").value;
  const isOpen = openId && /^\/[a-z0-9_]*$/i.test(typed);
  const commands = isOpen ? await api("GET", `/chats/${openId}/commands`) : [];
  if (typed !== byId("text").value) return;
  const shown = commands.filter((command) => command.name.startsWith(typed.slice(1).toLowerCase()));
  byId("menu").hidden = !shown.length;
  byId("menu").replaceChildren(...shown.map(({ name, description }) => {
    const choice = element("button", "", `/${name}`);
    choice.type = "button";
    choice.append(element("span", "", description));
    choice.addEventListener("click", async () => {
      if (await act("POST", `/chats/${openId}/messages`, { text: `/${name}` })) clearText();
    });
    const item = element("li");
    item.append(choice);
    return item;
  }));
}

function clearText() {
  byId("text").value = byId("file").value = "";
  drawMenu();
}

/* Start */

async function follow() {
  for (;;) {
    try {
      world = await api("GET", `/changes?after=${world.version}`);
      openId ??= location.hash.slice(1) || null;
      if (!openId && isWide() && world.chats.length) openFirst();
      if (byId("trouble").dataset.lost) { delete byId("trouble").dataset.lost; say(""); }
      drawChats();
      drawConversation();
      drawFaults();
      drawClock();
      await loadConversation(false);
    } catch {
      byId("trouble").dataset.lost = "yes";
      say("Mất kết nối với hộp thử, đang thử lại…");
      await new Promise((resume) => setTimeout(resume, 1000));
    }
  }
}

byId("filter").addEventListener("input", drawChats);
byId("compose").addEventListener("submit", send);
byId("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
});
byId("text").addEventListener("input", drawMenu);
byId("block").addEventListener("click", () =>
  act(openChat().is_blocked ? "DELETE" : "PUT", `/chats/${openId}/block`));
byId("messages").addEventListener("scroll", scrolled);
new ResizeObserver(() => { if (isAtEnd) toEnd(); }).observe(byId("messages"));
addEventListener("hashchange", chosen);

addEventListener("DOMContentLoaded", follow);
