import { type Mapping, type TargetField, targetFields } from '#shared/rules/import-mapping.ts';

/** What a column holds; null: it is not taken over. */
export function targetOf(mapping: Mapping, column: number): TargetField | null {
  return targetFields.find((target) => mapping[target] === column) ?? null;
}

/**
 * The mapping with that column holding that. What another column was said to hold moves here: no two
 * hold the same, and none holds two things.
 */
export function assign(mapping: Mapping, column: number, target: TargetField | null): Mapping {
  const others = targetFields.flatMap((other) => {
    const held = mapping[other];
    return held === undefined || held === column || other === target
      ? []
      : [[other, held] as const];
  });
  return Object.fromEntries(target === null ? others : [...others, [target, column] as const]);
}

/** Whether a row tells which account it is about: by Client ID, username or e-mail address. */
export function namesAccounts(mapping: Mapping): boolean {
  return [mapping.clientId, mapping.username, mapping.email].some((column) => column !== undefined);
}
