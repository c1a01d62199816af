import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { atTerminal, terminal } from './at-terminal.ts';
import { main, storeFolder, trySignIn } from './cli.ts';

const first = 'First password (12 characters or more): ';
const again = 'The same again: ';

test.runIf(existsSync(terminal))(
  'at a terminal the password is asked for twice and never shown',
  async () => {
    const { folder } = await storeFolder();
    const add = (username: string) =>
      `'${process.execPath}' '${main}' staff add ${username} --name Anna --data-folder '${folder}'`;
    const password = 'seven otters on a raft';

    const added = await atTerminal(add('anna'), [
      [first, `${password}\r`],
      [again, `${password}\r`],
    ]);
    expect(added.code).toBe(0);
    expect(added.screen).not.toContain('otters');
    expect(await trySignIn(folder, 'anna', password)).toMatchObject({ kind: 'signed_in' });

    const different = await atTerminal(add('per'), [
      [first, `${password}\r`],
      [again, 'another one entirely\r'],
    ]);
    expect(different.code).toBe(2);
    const givenUp = await atTerminal(add('per'), [[first, `${password}\u0003`]]);
    expect(givenUp.code).toBe(130);
    for (const { screen } of [different, givenUp]) {
      expect(screen).toContain('Nothing was changed');
      expect(screen).not.toContain('otters');
    }
    expect(await trySignIn(folder, 'per', password)).toEqual({ kind: 'refused' });
  },
);
