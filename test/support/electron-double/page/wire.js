/*
 * What crosses between page, preload and main process, as text: the part of the structured clone
 * algorithm that a call can sensibly carry. Anything else is refused as Electron refuses it.
 * Both sides run this text: the page inside its scripts, the main process in wire.ts.
 */
// biome-ignore lint/correctness/noUnusedVariables: used by the text that is put behind this one.
function toWire(value) {
  const path = new Set();
  const refuse = () => {
    throw new Error('An object could not be cloned.');
  };
  const encode = (item) => {
    switch (typeof item) {
      case 'string':
      case 'boolean':
        return item;
      case 'undefined':
        return { t: 'undefined' };
      case 'number':
        return Number.isFinite(item) && !Object.is(item, -0)
          ? item
          : { t: 'number', v: `${Object.is(item, -0) ? '-0' : item}` };
      case 'bigint':
        return { t: 'bigint', v: `${item}` };
      case 'object':
        return item === null ? null : encodeObject(item);
      default:
        return refuse();
    }
  };
  const encodeObject = (item) => {
    if (path.has(item)) return refuse();
    path.add(item);
    const encoded = encodeKind(item);
    path.delete(item);
    return encoded;
  };
  const encodeKind = (item) => {
    if (Array.isArray(item)) return Array.from(item, encode);
    if (item instanceof Date) return { t: 'date', v: item.getTime() };
    if (item instanceof Map)
      return { t: 'map', v: [...item].map(([k, v]) => [encode(k), encode(v)]) };
    if (item instanceof Set) return { t: 'set', v: [...item].map(encode) };
    if (item instanceof Error) return { t: 'error', v: String(item.message) };
    const kind = Object.prototype.toString.call(item);
    if (kind !== '[object Object]') return refuse();
    return { t: 'object', v: Object.entries(item).map(([key, entry]) => [key, encode(entry)]) };
  };
  return JSON.stringify(encode(value));
}

// biome-ignore lint/correctness/noUnusedVariables: used by the text that is put behind this one.
function fromWire(text) {
  const decode = (item) => {
    if (typeof item !== 'object' || item === null) return item;
    if (Array.isArray(item)) return item.map(decode);
    switch (item.t) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(item.v);
      case 'bigint':
        return BigInt(item.v);
      case 'date':
        return new Date(item.v);
      case 'map':
        return new Map(item.v.map(([k, v]) => [decode(k), decode(v)]));
      case 'set':
        return new Set(item.v.map(decode));
      case 'error':
        return new Error(item.v);
      default:
        return Object.fromEntries(item.v.map(([key, entry]) => [key, decode(entry)]));
    }
  };
  return decode(JSON.parse(text));
}
