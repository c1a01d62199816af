/**
 * The version of the rules in this folder, written into every audit record: one more whenever a
 * rule or a number changes, so that an old verdict can be read by the rules of its day.
 */
export const policyVersion = 7;
