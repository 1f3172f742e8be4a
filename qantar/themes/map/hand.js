// What a hand does on a map: the page's wheel and a finger scroll the page, Ctrl + wheel, two fingers and the buttons zoom.
const STEP = 140; // pixels of a turned wheel, which make the map about 1.6 times as large

/** Say whether this browser can draw a map at all. */
const drawable = () => {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
};

/** Make a map as large as a turned wheel would. */
const zoom = (canvas, turn) => {
  if (!canvas) return;
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + height / 2 };
  canvas.dispatchEvent(new WheelEvent("wheel", { ...at, deltaY: turn, ctrlKey: true, bubbles: true, cancelable: true }));
};

/** Put the buttons that zoom into a place; `canvas` returns the map's, `whole` shows the whole view again. */
const buttons = (place, canvas, whole) => {
  const actions = [
    ["+", "Zoom in", () => zoom(canvas(), -STEP)],
    ["−", "Zoom out", () => zoom(canvas(), STEP)],
    ["⟲", "Show the whole view again", whole],
  ];
  for (const [sign, label, act] of actions) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: sign, title: label, onclick: act });
    button.setAttribute("aria-label", label);
    place.append(button);
  }
};

const fingers = new Set();

/** Return what listens for a hand on a map, by event; `on` says whether an event is there. What the map doesn't hear scrolls the page. */
const hand = (on) => ({
  wheel: (event) => {
    if (on(event) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  },
  pointerdown: (event) => {
    if (event.pointerType === "touch") fingers.add(event.pointerId);
  },
  pointermove: (event) => {
    if (event.pointerType === "touch" && fingers.size < 2 && on(event)) event.stopPropagation();
  },
  pointerup: (event) => fingers.delete(event.pointerId),
  pointercancel: (event) => fingers.delete(event.pointerId),
});
