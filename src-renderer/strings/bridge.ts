/** What the bridge says when the backend itself can't answer. */
export const bridgeStrings = {
  noAnswer:
    'Countersign does not answer. Check that it still runs where it was started, then try again.',
  badAnswer: 'The answer could not be read. Reload this window and try again.',
  doorClosed:
    'This window is not let in any more. Open the address that Countersign printed when it was last started.',
} as const;
