import { shellStrings } from '../../strings/shell.ts';
import type { SetupStatus } from './setup.store.ts';

/** Where the store is: its folder, or the team's server. */
export function placeOf({ place }: Pick<SetupStatus, 'place'>): string {
  return place.kind === 'local' ? place.dataFolder : place.address;
}

/** The same as a phrase for the foot of a page. */
export function placeInWords(status: Pick<SetupStatus, 'place'>): string {
  const words = status.place.kind === 'local' ? shellStrings.dataFolder : shellStrings.teamServer;
  return words(placeOf(status));
}
