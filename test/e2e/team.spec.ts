import { actionLabels, auditStrings } from '#renderer/strings/audit.ts';
import { noticeStrings } from '#renderer/strings/shell.ts';
import { staffStrings } from '#renderer/strings/staff.ts';
import { verificationStrings } from '#renderer/strings/verification.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import type { DeskPage } from '#test/support/pages/desk-page.ts';
import { LogPage } from '#test/support/pages/log-page.ts';
import { SignInPage } from '#test/support/pages/sign-in-page.ts';
import { StaffPage } from '#test/support/pages/staff-page.ts';
import { failUntilLimit } from '#test/support/team/failing-desk.ts';
import { desktopAgent, expect, test } from './team-fixtures.ts';

/*
 * One server, `countersign serve --team`, on PostgreSQL; a phone agent, a chat agent and a
 * supervisor at browsers, an agent at the desktop app. What comes to a browser by itself here was
 * told by the server: its own looking is off.
 */
const { anna, per, clientId, mainCode } = demo.larsen;
const [phoneAgent, chatAgent, supervisorName] = [
  'Petra Lindqvist',
  'Tomás Ferreira',
  'Ingrid Vance',
];
const wrong = 'certainly not it';

async function callFrom(desk: DeskPage, client: string, contact: string): Promise<void> {
  await desk.open(client);
  await desk.chooseCaller(contact);
}

const says = (desk: DeskPage, verdict: string) =>
  expect(desk.verdict).toHaveAttribute('data-verdict', verdict);

test('wrong codes for one caller count together, at whatever desk and door they were tried', async ({
  team: { phone, chat, desktop, supervisor },
}) => {
  await callFrom(phone, clientId, anna.name);
  await phone.sayCode(wrong);
  await expect(phone.verdict).toContainText(verificationStrings.tries(2));
  await phone.sayCode(wrong);
  await expect(phone.verdict).toContainText(verificationStrings.tries(1));

  // The caller tries elsewhere: a chat and another call begin, and have one try left together.
  for (const other of [chat, desktop]) {
    await callFrom(other, clientId, anna.name);
    await says(other, 'ready');
    await expect(other.verdict).toContainText(verificationStrings.tries(1));
  }
  await chat.sayCode(wrong);
  await says(chat, 'not_verified');
  await expect(chat.verdict.getByRole('timer')).toBeVisible();
  for (const other of [desktop, phone]) {
    await other.sayCode(anna.code);
    await says(other, 'wait');
    await expect(other.verdict.getByRole('timer')).toBeVisible();
  }
  for (const desk of [phone, chat, desktop]) await desk.endCall();

  const log = new LogPage(supervisor.page);
  await log.open();
  await log.filterBy({ clientId, action: actionLabels['verification.attempted'] });
  for (const [who, what, channel] of [
    [phoneAgent, /Checked no code for Anna Larsen: a wait was running/, 'Phone'],
    [desktopAgent.name, /Checked no code for Anna Larsen: a wait was running/, 'Phone'],
    [chatAgent, /Did not verify Anna Larsen: .*\(3 in a row\)/, 'Chat'],
    [phoneAgent, /Did not verify Anna Larsen: .*\(2 in a row\)/, 'Phone'],
  ] as const) {
    await log.choose(new RegExp(`${who}.*${what.source}`));
    await expect(log.record).toContainText(`${auditStrings.channel}${channel}`);
  }
  await log.clearFilters();
});

test('a disabled code is asked about at one desk and decided at another; each sees it come', async ({
  team: { phone, supervisor },
}) => {
  await supervisor.showView('desk');
  await callFrom(phone, demo.disabled.clientId, demo.disabled.contact);
  await says(phone, 'disabled');
  await phone.askSupervisorAfterCallBack();
  await supervisor.decideOnCode(demo.disabled.contact, 'enable', 'Reached on the number on record');
  await expect(phone.codeField).toBeEditable();
  await phone.endCall();
});

test('an agent’s limit is reached at all their desks at once, and lifted at all of them', async ({
  team: { server, chat, supervisor },
}) => {
  const limit = chat.page.getByRole('alert').filter({ hasText: noticeStrings.limit.failures });
  const staff = new StaffPage(supervisor.page);
  await staff.open();
  const row = staff.row(chatAgent);
  await expect(row).toContainText(staffStrings.states.active);
  await failUntilLimit(server, demo.chatAgent);
  await expect(limit).toBeVisible();
  await expect(row).toContainText(staffStrings.states.limit);
  await expectAccessible(chat.page, 'limit reached');
  await staff.liftLimit(chatAgent, 'A bad line, not a bad agent');
  await expect(limit).toHaveCount(0);
  await expect(row).toContainText(staffStrings.states.active);
});

test('a supervisor sees who is signed in and ends a sign-in: that browser is at the sign-in', async ({
  team: { chat, supervisor },
}) => {
  await callFrom(chat, clientId, per.name);
  await chat.codeField.fill('half a code');
  const staff = new StaffPage(supervisor.page);
  await staff.open();
  const signedIn = await staff.showSignedIn();
  for (const name of [phoneAgent, chatAgent, supervisorName, desktopAgent.name])
    await expect(signedIn.getByRole('row', { name })).toContainText('127.0.0.1');
  await supervisor.page.keyboard.press('w');
  await staff.endSignIn(chatAgent, 'Left open at lunch');
  const signIn = new SignInPage(chat.page);
  await expect(signIn.heading).toBeVisible();
  await expect(signIn.ended('colleague')).toBeVisible();
  await expect(chat.page.locator('body')).not.toContainText(/Larsen|half a code/);
  await expect(signedIn.getByRole('row', { name: chatAgent })).toHaveCount(0);

  await signIn.signIn(demo.chatAgent);
  await expect(signedIn.getByRole('row', { name: chatAgent })).toHaveCount(1);
});

test('each door verifies; one log tells who, whom and by which channel, and it is whole', async ({
  team: { server, phone, chat, desktop, supervisor },
}) => {
  await callFrom(desktop, clientId, anna.name);
  // Where the tries of before have made everybody wait, the wait runs out.
  await expect(desktop.codeField).toBeEditable({ timeout: 60_000 });
  await desktop.sayCode(anna.code);
  await callFrom(phone, clientId, per.name);
  await phone.sayCode(mainCode);
  await callFrom(chat, clientId, anna.name);
  await chat.pasteCode(anna.code);
  for (const desk of [desktop, phone, chat]) await says(desk, 'verified');
  for (const desk of [desktop, phone, chat]) await desk.endCall();

  const log = new LogPage(supervisor.page);
  await log.open();
  await log.refresh();
  for (const [who, caller, channel] of [
    [phoneAgent, per.name, 'Phone'],
    [chatAgent, anna.name, 'Chat'],
    [desktopAgent.name, anna.name, 'Phone'],
  ]) {
    await log.choose(new RegExp(`${who}.*Verified ${caller}`));
    await expect(log.record).toContainText(`${auditStrings.channel}${channel}`);
    await expect(log.story).toContainText(/Ended the call/);
  }
  await log.check();
  await expect(log.whole).toBeVisible();
  expect(await server.verifyLog()).toMatch(/^The audit log is whole: \d+ records/);
});
