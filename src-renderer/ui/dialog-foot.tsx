import { createContext, type FocusEvent, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The foot of the dialogue around; null until it is there, undefined where there is no dialogue. */
export const DialogFoot = createContext<HTMLElement | null | undefined>(undefined);

/**
 * Puts what ends a form into the foot of the dialogue it stands in, which stays in sight while the
 * rest scrolls; elsewhere it stays where it is.
 */
export function InDialogFoot({ children }: { children: ReactNode }) {
  const foot = useContext(DialogFoot);
  if (foot === undefined) return children;
  return foot && createPortal(children, foot);
}

/**
 * For a field that is judged when it is left. On the way to the foot it is not: what would be said of
 * it there moves the button away from under the pointer that presses it, and the press judges it too.
 */
export function onLeaving(leave: (() => void) | undefined) {
  if (leave === undefined) return {};
  return {
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget?.closest('footer') == null) leave();
    },
  };
}
