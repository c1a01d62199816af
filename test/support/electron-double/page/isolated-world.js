/*
 * The isolated world of a window, as Electron makes it with `contextIsolation` and `sandbox`: it
 * runs the built preload in a scope with Electron's two renderer modules and nothing of Node, and
 * crosses to the page's own world only by what `exposeInMainWorld` was given.
 *
 * The double wraps this text in a function of `settings`, `toWire`, `fromWire` and `runPreload`.
 */
const { bridge, binding, receiver } = settings;
const toHost = globalThis[binding];
const calls = new Map();
const listeners = new Map();
let lastCall = 0;

globalThis[receiver] = (text) => {
  const message = fromWire(text);
  if (message.kind === 'event') {
    for (const listener of listeners.get(message.channel) ?? []) listener({}, ...message.args);
    return;
  }
  const call = calls.get(message.id);
  calls.delete(message.id);
  if (message.kind === 'value') call.resolve(message.value);
  else call.reject(new Error(`Error invoking remote method '${call.channel}': ${message.message}`));
};

const ipcRenderer = {
  invoke(channel, ...args) {
    return new Promise((resolve, reject) => {
      const id = ++lastCall;
      const text = toWire({ id, channel, args });
      calls.set(id, { channel, resolve, reject });
      toHost(text);
    });
  },
  on(channel, listener) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  },
};

const contextBridge = {
  exposeInMainWorld(key, api) {
    const functions = [];
    const shapeOf = (value) => {
      if (typeof value === 'function') return { f: functions.push(value) - 1 };
      if (typeof value !== 'object' || value === null) return { v: toWire(value) };
      return { o: Object.entries(value).map(([name, entry]) => [name, shapeOf(entry)]) };
    };
    const shape = shapeOf(api);
    document.addEventListener(`${bridge}:call:${key}`, async (event) => {
      const { id, index, args } = fromWire(event.detail);
      const reply = await answer(functions[index], args);
      const detail = toWire({ id, ...reply });
      document.dispatchEvent(new CustomEvent(`${bridge}:reply:${key}`, { detail }));
    });
    const detail = JSON.stringify({ key, shape });
    document.dispatchEvent(new CustomEvent(`${bridge}:expose`, { detail }));
  },
};

async function answer(method, args) {
  try {
    return { ok: true, value: await method(...args) };
  } catch (error) {
    return { ok: false, message: String(error?.message) };
  }
}

function require(name) {
  if (name === 'electron') return { contextBridge, ipcRenderer };
  throw new Error(`module not found: ${name}`);
}

// Electron runs a preload in the main frame alone unless `nodeIntegrationInSubFrames` is on.
if (window.top === window) runPreload(require, { exports: {} }, {});
