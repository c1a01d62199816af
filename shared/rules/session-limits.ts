const minute = 60 * 1000;

/** A session locks after so long without a person's activity (SECURITY.md). */
export const idleLockMs = 5 * minute;

/** A sign-in lasts at most so long. */
export const sessionLengthMs = 12 * 60 * minute;

/** Activity is written down at most this often, so that typing costs no disk writes. */
export const activityGrainMs = 15 * 1000;
