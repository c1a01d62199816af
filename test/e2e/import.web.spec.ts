import { importStrings as words } from '#renderer/strings/import.ts';
import { expectAccessible } from '#test/support/axe.ts';
import { demo } from '#test/support/demo-people.ts';
import { importAs } from './desk-steps.ts';
import { expect, test } from './fixtures.ts';

/* The line is cut between the browser and the host. */

const headings =
  'ID,First Name,Last Name,Company Name,Email,Address 1,City,Postcode,Country,Phone Number,Phone/Chat Code';

test('a file that has come in part goes on from there, and no other in its place', async ({
  page,
}) => {
  const row = '\r\n,Nora,Vik,,nora@vik.example,Storgata 1,Oslo,0155,NO,,';
  const text = headings + row.repeat(2200);
  const importing = await importAs(page, demo.supervisor);
  const receive = '**/call/import.receive';
  await page.route(receive, (route) =>
    route.request().postData()?.includes('"number":2') ? route.abort() : route.continue(),
  );
  await importing.choose({ name: 'clients.csv', text });
  await expect(page.getByRole('button', { name: words.sending.goOn })).toBeVisible();
  await page.unroute(receive);
  await page.reload();
  await importing.open('import');
  await expect(page.getByText(/have come in\. Choose the same file again/)).toBeVisible();
  await expectAccessible(page, 'an import that has stopped');
  await importing.choose({ name: 'other.csv', text: text.slice(1) });
  await expect(page.getByText(words.choose.otherSize)).toBeVisible();
  await importing.choose({ name: 'other.csv', text: text.replaceAll('Nora', 'Dora') });
  await expect(page.getByText(/another file than the one that was begun/)).toBeVisible();
  await importing.choose({ name: 'clients.csv', text });
  await expect(importing.column('Email')).toBeVisible();
});
