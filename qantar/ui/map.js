const MAP = "[data-testid=stDeckGlJsonChart]";
const on = (event) => Boolean(event.target.closest?.(MAP));
const listening = hand(on);
let gone = false; // a graphics card that gave up while the map was drawn: it leaves the map empty until the page is loaded anew

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const lost = (event) => {
    if (!on(event)) return;
    gone = true;
    setStateValue("drawable", false);
  };
  const can = !gone && drawable();
  document.documentElement.classList.toggle("qantar-no-map", !can);
  if (can !== data.drawable) setStateValue("drawable", can);
  if (data.buttons && !parentElement.querySelector("button")) {
    buttons(parentElement, () => document.querySelector(`.st-key-map-canvas ${MAP} canvas`), () => setTriggerValue("whole", true));
  }
  const heard = { ...listening, webglcontextlost: lost, webglcontextcreationerror: lost };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear, { capture: true, passive: true });
  return () => {
    for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear, { capture: true });
  };
}
