// Says on <html data-rest> whether the page is at rest, for tests and scripts, which would else have to guess how long to wait.
// Only a browser that a program drives takes this script; a reader's doesn't ask for it.
//
// "busy" as soon as anything is touched, asked for, changed or drawn; "rest" when nothing is awaited any more
// and two frames have gone by in which nothing happened.

const FRAMES = 2;
const SOON = 1000; // milliseconds: what waits so long at most (a slider until it is let go of) is waited for
const RERUN = 0x5a; // the first byte of a message that asks for a run of the script (BackMsg.rerun_script)
const NEW_SESSION = 4, SCRIPT_FINISHED = 6, EARLY = 2; // of ForwardMsg: a run begins, it ends; it ends for another

(() => {
  if (!navigator.webdriver || window.qantarRest) return;
  const root = document.documentElement;
  let quiet = 0, looking = false;
  let asked = 0; // 2: a run of the script is asked for, 1: it has begun, 0: it has ended
  let awaited = 0;
  const drawn = new WeakSet(); // canvases
  const soon = new Set();
  window.qantarRest = { why: () => why() };

  const busy = () => {
    quiet = 0;
    if (root.dataset.rest !== "busy") root.dataset.rest = "busy";
    if (!looking) {
      looking = true;
      requestAnimationFrame(look);
    }
  };

  const why = () => {
    const app = document.querySelector("[data-testid=stApp]");
    if (app?.dataset.testConnectionState !== "CONNECTED") return "not connected";
    if (app.dataset.testScriptState !== "notRunning") return "the script runs";
    if (asked) return "a run is asked for";
    if (document.querySelector("[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]"))
      return "elements are old or to come";
    for (const chart of document.querySelectorAll("[data-testid=stPlotlyChart]"))
      if (!chart.querySelector(".js-plotly-plot .main-svg")) return "a chart isn't drawn";
    if (awaited) return "something is fetched";
    for (const map of document.querySelectorAll("[data-testid=stDeckGlJsonChart]"))
      if (!drawn.has(map.querySelector("canvas"))) return `the map isn't drawn${map.querySelector("canvas") ? "" : ", it has no canvas"}`;
    if (document.fonts.status !== "loaded") return "fonts are to come";
    if ([...document.images].some((image) => !image.complete && image.loading !== "lazy")) return "images are to come";
    if (soon.size) return "something is about to happen";
    return "";
  };

  const look = () => {
    quiet = why() ? 0 : quiet + 1;
    if (quiet > FRAMES) {
      looking = false;
      root.dataset.rest = "rest";
    } else requestAnimationFrame(look);
  };

  // What the reader does: it comes before anything that follows from it.
  for (const name of ["pointerdown", "pointerup", "click", "keydown", "input", "wheel"])
    addEventListener(name, busy, { capture: true, passive: true });
  for (const name of ["resize", "popstate", "hashchange"]) addEventListener(name, busy);
  for (const query of ["(prefers-color-scheme: dark)", "(max-width: 760px)"]) matchMedia(query).addEventListener("change", busy);

  new MutationObserver((records) => {
    if (records.some(({ target, attributeName }) => target !== root || attributeName !== "data-rest")) busy();
  }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });

  // A run that is asked for begins some time after: until then nothing on the page tells.
  const heard = new WeakSet();
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (ArrayBuffer.isView(data) && data[0] === RERUN) {
      asked = 2;
      busy();
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener("message", ({ data }) => hear(data));
        this.addEventListener("close", () => (asked = 0));
      }
    }
    return send.call(this, data);
  };
  const hear = (data) => {
    if (!(data instanceof ArrayBuffer)) return;
    const fields = new Map(parts(new Uint8Array(data)));
    if (fields.has(NEW_SESSION) && asked) asked = 1;
    if (fields.has(SCRIPT_FINISHED) && asked === 1 && fields.get(SCRIPT_FINISHED) !== EARLY) asked = 0;
    busy();
  };

  // What comes from the server, until it is read and, if it is a picture, decoded. What the map makes of it is drawn in
  // the next frame.
  const awaiting = (owner, name) => {
    const start = owner[name];
    owner[name] = async function (...given) {
      awaited += 1;
      busy();
      try {
        return await start.apply(this, given);
      } finally {
        awaited -= 1;
        busy();
      }
    };
  };
  for (const name of ["fetch", "createImageBitmap"]) awaiting(window, name);
  for (const name of ["arrayBuffer", "blob", "json", "text"]) awaiting(Response.prototype, name);
  for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      drawn.add(this.canvas);
      busy();
      return draw.apply(this, given);
    };
  }

  // What waits a moment before it acts. What is set while another such one acts isn't counted: it may go on for ever.
  const wait = window.setTimeout, drop = window.clearTimeout;
  let acting = false;
  window.setTimeout = (act, delay = 0, ...given) => {
    if (acting || delay > SOON || typeof act !== "function") return wait(act, delay, ...given);
    const id = wait(() => {
      soon.delete(id);
      acting = true;
      try {
        act(...given);
      } finally {
        acting = false;
      }
    }, delay);
    soon.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    soon.delete(id);
    drop(id);
  };
  busy();

  // The fields of a protobuf message: number → value of a whole number, length of the rest.
  function* parts(bytes) {
    let at = 0;
    const number = () => {
      let value = 0, shift = 1, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * shift;
        shift *= 128;
      } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), value = number();
      if (tag % 8 === 2) at += value;
      else if (tag % 8) return;
      yield [Math.floor(tag / 8), value];
    }
  }
})();
