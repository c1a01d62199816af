/**
 * The version of the contract between a desk and a team's server. Count it up with every change
 * that one side can't do without the other: desks of another version are told, never half served.
 */
export const contractVersion = 1;

/** The header in which a desk says its version. */
export const contractVersionHeader = 'countersign-contract';
