import { useRef, useState } from 'react';
import type { CardPlace } from '#shared/contract/orders.contract.ts';
import { holdsCardNumber } from '#shared/rules/card-number.ts';
import { commonStrings } from '../strings/common.ts';
import { announce } from './messages.store.ts';

/** Figures, and what stands between them. */
const onlyFigures = /^[\p{Nd}\s._-]+$/u;
/** Figures that follow so soon are still the number that was refused (milliseconds). */
const typedOnWithin = 1500;

let report: (place: CardPlace) => void = () => undefined;

/** Has it told where a card number was refused, until what it returns is called. */
export function onCardRefused(listener: (place: CardPlace) => void): () => void {
  report = listener;
  return () => {
    report = () => undefined;
  };
}

/**
 * Keeps payment card numbers out of a field: as soon as one stands in it the field is emptied.
 * Gives what takes the typing in place of `onChange`, and why it was refused, until something else
 * is typed; that is read out, too. With `anyFigures` it keeps nothing out.
 */
export function useCardRefusal(
  onChange: (text: string) => void,
  place: CardPlace,
  anyFigures = false,
): {
  readonly change: (text: string) => void;
  readonly refusal: string | undefined;
} {
  const [refused, setRefused] = useState(false);
  const lastFigure = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef('');
  const change = (text: string) => {
    const holds = !anyFigures && holdsCardNumber(text);
    if (holds) {
      announce(commonStrings.cardNumber, 'assertive');
      report(place);
    }
    const now = performance.now();
    // One more figure: what comes as a whole is something else.
    const oneMore = text.length === before.current.length + 1 && onlyFigures.test(text);
    const typedOn = oneMore && now - lastFigure.current < typedOnWithin;
    before.current = holds ? '' : text;
    if (holds || typedOn) lastFigure.current = now;
    setRefused(holds || typedOn);
    onChange(holds ? '' : text);
  };
  return { change, refusal: refused ? commonStrings.cardNumber : undefined };
}
