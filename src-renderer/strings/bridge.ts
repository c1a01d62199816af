/** What the bridge says when the backend itself can't answer. */
export const bridgeStrings = {
  noAnswer:
    'Nothing is decided here, and what you typed stays: send it again once Countersign answers.',
  badAnswer: 'The answer could not be read. Reload this window and try again.',
  doorClosed:
    'This window is not let in any more. Open the address that Countersign printed when it was last started.',
  noKey:
    'Open the desk by https in a current Chrome, Edge, Firefox or Safari, not in a private window, and allow it to store data.',
} as const;
