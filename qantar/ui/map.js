// What a hand does on the map: the page's wheel and a finger scroll the page, Ctrl + wheel, two fingers and the buttons zoom.
const MAP = "[data-testid=stDeckGlJsonChart]";
const STEP = 140; // pixels of a turned wheel, which make the map about 1.6 times as large

/** Say whether this browser can draw the map at all. */
const drawable = () => {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
};

const on = (event) => Boolean(event.target.closest?.(MAP));
const fingers = new Set();
let gone = false; // a graphics card that gave up while the map was drawn: it leaves the map empty until the page is loaded anew

// Where the map hears nothing of it, the page scrolls.
const wheel = (event) => {
  if (on(event) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
};
const down = (event) => {
  if (event.pointerType === "touch") fingers.add(event.pointerId);
};
const up = (event) => fingers.delete(event.pointerId);
const move = (event) => {
  if (event.pointerType === "touch" && fingers.size < 2 && on(event)) event.stopPropagation();
};

const zoom = (turn) => {
  const canvas = document.querySelector(`.st-key-map-canvas ${MAP} canvas`);
  if (!canvas) return;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: turn, ctrlKey: true, bubbles: true, cancelable: true }));
};

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const lost = (event) => {
    if (!on(event)) return;
    gone = true;
    setStateValue("drawable", false);
  };
  const can = !gone && drawable();
  document.documentElement.classList.toggle("qantar-no-map", !can);
  if (can !== data.drawable) setStateValue("drawable", can);
  if (!parentElement.querySelector("button")) {
    const actions = [
      ["+", "Zoom in", () => zoom(-STEP)],
      ["−", "Zoom out", () => zoom(STEP)],
      ["⟲", "Show the whole view again", () => setTriggerValue("whole", true)],
    ];
    for (const [sign, label, act] of data.buttons ? actions : []) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: sign, title: label, onclick: act });
      button.setAttribute("aria-label", label);
      parentElement.append(button);
    }
  }
  const heard = {
    wheel, pointerdown: down, pointermove: move, pointerup: up, pointercancel: up,
    webglcontextlost: lost, webglcontextcreationerror: lost,
  };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear, { capture: true, passive: true });
  return () => {
    for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear, { capture: true });
  };
}
