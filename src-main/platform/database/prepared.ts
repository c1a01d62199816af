import { type Compilable, type CompiledQuery, type Expression, sql } from 'kysely';
import type { Store } from './schema.ts';

/** Stands in a statement for the value of that name. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Where a value of this name goes when the statement runs. */
export type Places<Values> = <Name extends keyof Values & string>(
  name: Name,
) => Expression<Values[Name]>;

/**
 * A statement of the way that every verification takes: written as any other, but built and compiled
 * only at its first use on an engine. Building anew costs several times what the statement itself
 * does (decision 0024). `build` is given the places to use instead of values, and may not depend on
 * anything else that changes.
 *
 * The statement takes a store or transaction and the values, and returns its rows.
 */
export function prepared<Values, Row>(
  build: (store: Store, value: Places<Values>) => Compilable<Row>,
): (store: Store, values: Values) => Promise<Row[]> {
  const compiled = new WeakMap<object, CompiledQuery<Row>>();
  return async (store, values) => {
    const engine = store.getExecutor().adapter;
    let query = compiled.get(engine);
    if (!query) {
      query = build(store, (name) => sql`${new Place(name)}`).compile();
      compiled.set(engine, query);
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.name as keyof Values] : parameter,
    );
    const { rows } = await store.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}
