import type { WorkChannel } from '#shared/contract/fields.ts';
import { verdictStrings as words, wordsToSay } from '../../strings/verification.ts';
import type { CallPhase } from './call-phase.ts';

/** What is drawn: the word's key also picks icon and colour. */
export type VerdictKey = keyof typeof words.words;

/** From this long a wait on, the caller is asked to come back later (milliseconds). */
const longWait = 120_000;

/** Which verdict is on screen. A verified caller whose request needs more gets that as verdict. */
export function verdictKey(phase: CallPhase, checking: boolean): VerdictKey {
  if (checking) return 'checking';
  if (phase.kind !== 'verified') return phase.kind;
  return phase.answer === 'allowed' ? 'verified' : phase.answer;
}

/** The sentence for the caller. It depends on what was counted, never on what codes there are. */
export function wordsFor(phase: CallPhase, channel: WorkChannel, now: number): string {
  return wordsToSay[sayKey(phase, now)][channel];
}

function sayKey(phase: CallPhase, now: number): keyof typeof wordsToSay {
  switch (phase.kind) {
    case 'ready':
      return 'ask';
    case 'verified':
      return phase.answer;
    case 'expired':
      return 'expired';
    case 'not_verified':
      if (phase.next.kind === 'try') return 'askAgain';
      if (phase.next.kind === 'spent') return 'noMore';
      return phase.next.until - now >= longWait ? 'later' : 'hold';
    case 'wait':
      return phase.until - now >= longWait ? 'later' : 'moment';
    case 'disabled':
      return 'callBack';
    case 'spent':
      return 'noMore';
  }
}

/** What the phase comes to, for the agent's eyes: the lines under the word. */
export function verdictLines(phase: CallPhase, listed: boolean, request: string): string[] {
  switch (phase.kind) {
    case 'ready':
      return [words.readyLine];
    case 'verified':
      return [words.answers[phase.answer](request), words.advice[phase.answer]].filter(Boolean);
    case 'expired':
      return [words.expiredLine];
    case 'not_verified':
      return [words.why[phase.why], ...(phase.next.kind === 'spent' ? [words.noTries] : [])];
    case 'wait':
      return [words.waitLine];
    case 'disabled':
      if (!listed) return [words.disabledUnknown];
      return [phase.justNow ? words.tenth : words.disabledLine];
    case 'spent':
      return [words.spentLine];
  }
}
