import fc from 'fast-check';
import { z } from 'zod';
import type { Channel } from '#shared/contract/channel.ts';
import { hostileName, hostileNumber, hostileText, hostileValue } from './hostile-values.ts';

type Path = readonly (string | number)[];
type Schema = z.core.JSONSchema.JSONSchema;

/** A place in a channel's input, as its schema has it. */
interface Field {
  readonly path: Path;
  readonly kind: 'text' | 'number' | 'other';
  /** In UTF-16 units, where the schema says. */
  readonly maxLength: number;
}

/** Makes a hostile input out of a valid one. */
export type Mutation = (valid: unknown) => unknown;

/**
 * Hostile inputs for a channel, from its schema: a field of an otherwise valid input replaced (text
 * by text that still fits, for one), several replaced, one missing, one too many, and inputs that
 * are something else altogether.
 */
export function hostileMutations(channel: Channel): fc.Arbitrary<Mutation> {
  const fields = fieldsOf(z.toJSONSchema(channel.input, { io: 'input', unrepresentable: 'any' }));
  const extra = fc.tuple(hostileName, hostileValue).map(
    ([name, value]): Mutation =>
      (valid) =>
        Object.fromEntries([...Object.entries(valid as object), [name, value]]),
  );
  const whole = hostileValue.map(
    (value): Mutation =>
      () =>
        value,
  );
  if (fields.length === 0)
    return fc.oneof({ weight: 2, arbitrary: extra }, { weight: 1, arbitrary: whole });
  const field = fc.constantFrom(...fields);
  const one = field.chain((place) => hostileFor(place).map((value) => replace(place, value)));
  const several = fc
    .uniqueArray(one, { minLength: 2, maxLength: 4, selector: (mutation) => mutation })
    .map(
      (mutations): Mutation =>
        (valid) =>
          mutations.reduce((input, mutation) => mutation(input), valid),
    );
  return fc.oneof(
    { weight: 6, arbitrary: one },
    { weight: 2, arbitrary: several },
    { weight: 1, arbitrary: field.map(remove) },
    { weight: 2, arbitrary: extra },
    { weight: 1, arbitrary: whole },
  );
}

function hostileFor({ kind, maxLength }: Field): fc.Arbitrary<unknown> {
  if (kind === 'other') return hostileValue;
  const likely =
    kind === 'number' ? hostileNumber : hostileText.map((text) => text.slice(0, maxLength));
  return fc.oneof({ weight: 3, arbitrary: likely }, { weight: 1, arbitrary: hostileValue });
}

function replace({ path }: Field, value: unknown): Mutation {
  return (valid) => change(valid, path, () => value);
}

function remove({ path }: Field): Mutation {
  return (valid) => change(valid, path, () => undefined);
}

/** A copy with one place changed. What is not there on the way stays missing. */
function change(value: unknown, [key, ...rest]: Path, to: (old: unknown) => unknown): unknown {
  if (key === undefined) return to(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, at) => (at === key ? change(item, rest, to) : item));
  const old = (value as Record<string, unknown>)[key];
  return { ...value, [key]: change(old, rest, to) };
}

function fieldsOf(schema: Schema, path: Path = []): Field[] {
  const parts = childrenOf(schema).flatMap(([key, child]) => fieldsOf(child, [...path, key]));
  if (path.length === 0) return parts;
  const kinds = [schema, ...(schema.anyOf ?? [])].map((one) => (one as Schema).type);
  const kind = kinds.includes('string')
    ? 'text'
    : kinds.includes('integer') || kinds.includes('number')
      ? 'number'
      : 'other';
  return [{ path, kind, maxLength: schema.maxLength ?? 200 }, ...parts];
}

function childrenOf(schema: Schema): [string | number, Schema][] {
  const items = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  return [...Object.entries(schema.properties ?? {}), ...items.entries()].flatMap(([key, child]) =>
    typeof child === 'object' ? [[key, child]] : [],
  );
}
