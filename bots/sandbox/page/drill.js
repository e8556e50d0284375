"use strict";

// The switches that make the sandbox misbehave, and the simulated clock. Uses page.js.

const FAULTS = {
  too_fast: "Báo gửi quá nhanh, phải chờ (429)",
  server_error: "Máy chủ lỗi",
  gateway_timeout: "Cổng hết giờ chờ (504)",
  hang: "Treo, trả lời muộn",
  drop_before: "Đứt kết nối, tin không đến",
  drop_after: "Tin đã đến nhưng mất câu trả lời",
  blocked: "Người dùng đã chặn bot",
  not_found: "Không tìm thấy chat",
  migrated: "Nhóm Telegram thành siêu nhóm, đổi địa chỉ",
};

function drawFaults() {
  byId("fault-count").textContent = `đang bật: ${world.faults.length}`;
  byId("fault-count").hidden = !world.faults.length;
  byId("faults").replaceChildren(...world.faults.map((fault) => {
    const chat = world.chats.find(({ id }) => id === fault.chat_id);
    const where = fault.chat_id === null ? "mọi chat" : chat?.title ?? fault.chat_id;
    const call = { send: "gửi tin", poll: "lấy tin về", file: "tải tệp" }[fault.call];
    const item = element("li", "", `${FAULTS[fault.kind]} – ${where}, khi bot ${call}, còn ${fault.remaining} lần`);
    const off = element("button", "quiet", "Tắt");
    off.type = "button";
    off.addEventListener("click", () => act("DELETE", `/faults?fault_id=${fault.id}`));
    item.append(off);
    return item;
  }));
}

function setFault(event) {
  event.preventDefault();
  const form = new FormData(byId("fault"));
  const isEverywhere = form.get("where") === "all" || form.get("call") !== "send";
  act("POST", "/faults", {
    kind: form.get("kind"),
    call: form.get("call"),
    chat_id: isEverywhere ? null : openId,
    times: Number(form.get("times")),
    seconds: Number(form.get("seconds")),
  });
}

function drawClock() {
  byId("clock").hidden = !world.clock;
  if (!world.clock) return;
  const now = new Date(world.clock.now);
  const next = world.clock.next_event_at && new Date(world.clock.next_event_at);
  byId("clock-time").textContent = timeOf.format(now);
  byId("clock-time").dateTime = world.clock.now;
  byId("clock-date").textContent = dayOf(now);
  byId("clock-next").textContent = next ? `Kế tiếp: ${timeOf.format(next)} ${dateOf.format(next)}` : "";
  byId("play").textContent = world.clock.is_playing ? "Dừng" : "Chạy";
}

async function moveClock(action) {
  const buttons = document.querySelectorAll(".clock-buttons button");
  const focused = document.activeElement;
  buttons.forEach((button) => { button.disabled = true; });
  await act("POST", "/clock", { action, speed: Number(byId("speed").value) });
  buttons.forEach((button) => { button.disabled = false; });
  focused?.focus();
}

byId("fault-kind").append(...Object.entries(FAULTS).map(([kind, words]) => new Option(words, kind)));
byId("fault").addEventListener("submit", setFault);
document.querySelectorAll("[data-clock]").forEach((button) =>
  button.addEventListener("click", () => moveClock(button.dataset.clock)));
byId("play").addEventListener("click", () => moveClock(world.clock.is_playing ? "pause" : "play"));
byId("fault-kind").addEventListener("change", ({ target }) => {
  byId("fault-seconds").hidden = !["too_fast", "hang"].includes(target.value);
});
