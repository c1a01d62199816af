import type { Evidence, EvidenceOptions } from '../support/evidence/evidence.ts';
import type { Fault } from '../support/faults/fault.ts';
import { faults } from '../support/faults/faults.ts';
import { FaultyTeam } from '../support/faults/faulty-team.ts';
import { fullDisk, mountSmallDisk } from '../support/faults/full-disk.ts';

/** What was found wrong after the faults of a kind; nothing of it may be more than 0. */
const wrongs = {
  lost: 'acknowledged verdicts lost',
  settledTwice: 'tries settled twice',
  wrongCounts: 'contacts with a wrong count',
  broken: 'kinds of fault after which the chain was not whole',
  unexpected: 'wrong verdicts, and refusals that no fault explains',
} as const;

type Found = Record<keyof typeof wrongs, number> & { verdicts: number; refusals: number };

/** What breaks around a team's servers loses no verdict that anybody has seen. */
export const evidence: Evidence = {
  id: 'team-faults',
  title: 'Faults around two servers of a team, under load through the network door',
  async run({ full, log }) {
    const facts: Record<string, string | number> = {};
    const all: Found[] = [];
    const strike = async (kinds: readonly Fault[], disk?: string) => {
      const { found, times } = await struck(kinds, full, log, disk);
      all.push(found);
      for (const [name, count] of times) facts[name] = count;
    };
    const disk = await mountSmallDisk();
    try {
      const diskFaults = disk ? [fullDisk(disk.folder)] : [];
      // The short run spares itself a second database.
      if (!full) await strike([...faults, ...diskFaults], disk?.folder);
      else {
        await strike(faults);
        if (disk) await strike(diskFaults, disk.folder);
      }
    } finally {
      await disk?.remove();
    }
    const sum = (key: keyof Found) => all.reduce((total, one) => total + one[key], 0);
    facts['verdicts acknowledged'] = sum('verdicts');
    facts['calls refused in words'] = sum('refusals');
    let passed = sum('verdicts') > 0;
    for (const [key, name] of Object.entries(wrongs) as [keyof typeof wrongs, string][]) {
      facts[name] = sum(key);
      passed &&= sum(key) === 0;
    }
    return { passed, facts, notRun: disk ? [] : ['A full disk: mounting a small one takes root.'] };
  },
};

/** Lets faults strike a new team, each kind as often as it says; it heals by itself after each. */
async function struck(
  kinds: readonly Fault[],
  full: boolean,
  log: EvidenceOptions['log'],
  disk?: string,
) {
  const times = new Map<string, number>();
  const team = await FaultyTeam.start(disk);
  const found = { lost: 0, settledTwice: 0, wrongCounts: 0, broken: 0 };
  const { journal } = team;
  try {
    for (const fault of kinds) {
      const count = fault.times[full ? 'full' : 'short'];
      for (let turn = 0; turn < count; turn++) {
        await fault.strike(team, turn);
        await team.healed();
      }
      const after = await team.inspect();
      log(`${fault.name}: ${count}; ${journal.verdicts} verdicts so far, ${JSON.stringify(after)}`);
      times.set(fault.name, count);
      // Each looks at all that is there, so the last one counts.
      found.lost = after.lost;
      found.settledTwice = after.settledTwice;
      found.wrongCounts = after.wrongCounts;
      if (!after.chainWhole) found.broken += 1;
      team.goOn();
    }
  } finally {
    await team.close();
    for (const { defects } of team.servers) for (const defect of defects) log(defect);
    for (const words of journal.words) log(`refused: ${words}`);
    for (const what of new Set(journal.unexpected)) log(`not expected: ${what}`);
  }
  const { verdicts, refusals, unexpected } = journal;
  return { found: { ...found, verdicts, refusals, unexpected: unexpected.length }, times };
}
