// Counts on the minutes that the server wrote. Without this file they stand as they were when the page was asked for.
const MINUTE = 60_000;

export function countOn() {
  const timers = [...document.querySelectorAll('[data-app-timer]')];
  if (timers.length === 0) return;
  // By the time since the page came: this computer's clock may be wrong, the server's is the meeting's.
  const cameAt = performance.now();
  setInterval(() => {
    const passed = Math.floor((performance.now() - cameAt) / MINUTE);
    for (const timer of timers) show(timer, Number(timer.dataset.appTimer) + passed);
  }, MINUTE / 4);
}

function show(timer, minutes) {
  const isOver = minutes > Number(timer.dataset.appBudget);
  timer.querySelector('[data-app-timer-words]').textContent = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  timer.querySelector('[data-app-timer-over]').hidden = !isOver;
  timer.classList.toggle('app-timer--over', isOver);
}
