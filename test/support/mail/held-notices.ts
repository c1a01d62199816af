import type { Desk } from '#shared/contract/index.ts';
import { must } from '../test-desk.ts';

/** The notices to clients that wait for a mail server, oldest first: to whom, and a line for each change. */
export async function heldNotices(supervisor: Desk) {
  const { mails } = must(await supervisor.mail.list({ before: null }));
  const notices: { readonly to: string; readonly lines: readonly string[] }[] = [];
  for (const { mailId, kind } of mails.toReversed()) {
    if (kind !== 'notice') continue;
    const letter = must(await supervisor.mail.read({ mailId, reason: 'Passed on by post' }));
    const lines = letter.text.split('\n').filter((line) => line.startsWith('- '));
    notices.push({ to: letter.recipient, lines: lines.map((line) => line.slice(2)) });
  }
  return notices;
}
