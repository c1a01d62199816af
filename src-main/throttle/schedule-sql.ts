import { sql } from 'kysely';
import {
  schedules,
  type ThrottleSchedule,
  waitAfter,
  waitSteps,
} from '#shared/rules/throttle-schedule.ts';

/** A count's failures, in a statement on its row. */
export const failuresInRow = sql<number>`throttle.charged - throttle.forgiven`;

/** A schedule as SQL over a row's failures: milliseconds to wait after its last charge. */
function waitInMilliseconds(schedule: ThrottleSchedule) {
  const steps = waitSteps(schedule).map(
    (failures) =>
      sql`when ${failuresInRow} >= ${sql.lit(failures)} then ${sql.lit(waitAfter(schedule, failures))}`,
  );
  return sql`case ${sql.join(steps, sql` `)} else 0 end`;
}

/** For each scope: milliseconds to wait after the last charge, in a statement on its row. */
export const waitIn = {
  contact: waitInMilliseconds(schedules.contact),
  sign_in: waitInMilliseconds(schedules.sign_in),
  address: waitInMilliseconds(schedules.address),
  code_set: waitInMilliseconds(schedules.code_set),
  portal: waitInMilliseconds(schedules.portal),
};
