import type { FaultyTeam } from './faulty-team.ts';

/** One kind of fault, that strikes a team under load again and again. */
export interface Fault {
  readonly name: string;
  /** How often it strikes, in the long run and in the short one. */
  readonly times: { readonly full: number; readonly short: number };
  /** Strikes once, and leaves it to the team to heal. `turn` counts from 0. */
  strike(team: FaultyTeam, turn: number): Promise<void>;
}
