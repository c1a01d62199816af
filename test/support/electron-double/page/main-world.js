/*
 * The page's end of the context bridge. It runs before any script of the page, takes what it needs
 * of the page's globals while they are untouched, and leaves nothing but the exposed keys behind.
 *
 * The double wraps this text in a function of `settings`, `toWire` and `fromWire`.
 */
const { bridge } = settings;
const target = document;
const Event = CustomEvent;
const listen = target.addEventListener.bind(target);
const dispatch = target.dispatchEvent.bind(target);

listen(`${bridge}:expose`, (event) => {
  const { key, shape } = JSON.parse(event.detail);
  const calls = new Map();
  let lastCall = 0;
  listen(`${bridge}:reply:${key}`, (reply) => {
    const { id, ok, value, message } = fromWire(reply.detail);
    const call = calls.get(id);
    calls.delete(id);
    if (ok) call.resolve(value);
    else call.reject(new Error(message));
  });
  const method =
    (index) =>
    (...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastCall;
        const detail = toWire({ id, index, args });
        calls.set(id, { resolve, reject });
        dispatch(new Event(`${bridge}:call:${key}`, { detail }));
      });
  const build = (part) => {
    if ('f' in part) return Object.freeze(method(part.f));
    if ('v' in part) return fromWire(part.v);
    return Object.freeze(Object.fromEntries(part.o.map(([name, entry]) => [name, build(entry)])));
  };
  Object.defineProperty(window, key, { value: build(shape), enumerable: true });
});
