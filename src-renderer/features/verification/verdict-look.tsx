import {
  Archive,
  Ban,
  CircleDashed,
  Clock,
  Footprints,
  Hourglass,
  type LucideIcon,
  OctagonX,
  ShieldAlert,
  ShieldCheck,
  TimerOff,
  UserCheck,
} from 'lucide-react';
import type { VerdictKey } from './verdict-words.ts';

export type VerdictTone = 'quiet' | 'verified' | 'caution' | 'refused' | 'disabled';

/** The icon and colour beside each verdict's word; the word alone already says it. */
export const verdictLooks: Record<VerdictKey, { tone: VerdictTone; Icon: LucideIcon }> = {
  ready: { tone: 'quiet', Icon: CircleDashed },
  checking: { tone: 'quiet', Icon: Hourglass },
  verified: { tone: 'verified', Icon: ShieldCheck },
  step_up: { tone: 'caution', Icon: Footprints },
  approval: { tone: 'caution', Icon: UserCheck },
  not_permitted: { tone: 'caution', Icon: ShieldAlert },
  closed: { tone: 'caution', Icon: Archive },
  expired: { tone: 'disabled', Icon: TimerOff },
  not_verified: { tone: 'refused', Icon: OctagonX },
  wait: { tone: 'caution', Icon: Clock },
  disabled: { tone: 'disabled', Icon: Ban },
  spent: { tone: 'refused', Icon: OctagonX },
};
