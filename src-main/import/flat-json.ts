import { mostColumns } from './limits.ts';

/** Objects in objects are read so deep. */
const deepest = 4;

/**
 * A JSON object as cells by name, in its order; null if the text is none. What is nested is named by
 * its way: `address.city`, `contacts.1.name`. A list of simple values is one cell, with commas.
 * Numbers stay as they are written, for a Client ID may have more digits than a number keeps.
 */
export function flatJson(text: string): ReadonlyMap<string, string> | null {
  const cells = new Map<string, string>();
  const read = parse(text);
  if (!isObject(read) || Array.isArray(read)) return null;
  return put(cells, '', read, 0) ? cells : null;
}

/** The third argument of the reviver is of ECMAScript 2025 (JSON.parse with source text). */
type Reviver = (key: string, value: unknown, context: { readonly source: string }) => unknown;

const keepNumbers: Reviver = (_key, value, { source }) =>
  typeof value === 'number' ? source : value;

function parse(text: string): unknown {
  try {
    return JSON.parse(text, keepNumbers as (key: string, value: unknown) => unknown);
  } catch {
    // Also when it is nested so deep that the reviver runs out of stack.
    return null;
  }
}

function put(cells: Map<string, string>, way: string, value: unknown, depth: number): boolean {
  if (isObject(value) && !Array.isArray(value)) return putAll(cells, way, value, depth);
  if (Array.isArray(value) && value.some(isObject))
    return putAll(cells, way, numbered(value), depth);
  if (cells.has(way) || cells.size === mostColumns) return false;
  cells.set(way, Array.isArray(value) ? value.map(simple).join(', ') : simple(value));
  return true;
}

function putAll(cells: Map<string, string>, way: string, value: object, depth: number): boolean {
  if (depth === deepest) return false;
  const before = way === '' ? '' : `${way}.`;
  return Object.entries(value).every(([key, one]) => put(cells, `${before}${key}`, one, depth + 1));
}

const numbered = (list: readonly unknown[]) =>
  Object.fromEntries(list.map((one, place) => [String(place + 1), one]));

const simple = (value: unknown) => (value === null ? '' : String(value));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
