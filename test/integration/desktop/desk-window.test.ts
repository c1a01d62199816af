import { describe, expect, it, vi } from 'vitest';
import { contract, deskChannelNames, deskRooms } from '#shared/contract/index.ts';
import { desktopAddress } from '#test/support/electron-double/addresses.ts';
import { app } from '#test/support/electron-double/app.ts';
import { applicationMenu } from '#test/support/electron-double/machine.ts';
import { defaultSession, privilegedSchemes } from '#test/support/electron-double/session.ts';
import { desktopInDouble } from './desktop-in-double.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

const desktop = desktopInDouble();

describe('the window', () => {
  it('is opened with every protection on, and none left to a default', () => {
    const { window } = desktop();
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
    expect(window.contentProtection).toBe(true);
    expect(app.sandboxed).toBe(true);
    expect(defaultSession.spellCheckerEnabled).toBe(false);
  });

  it('has a sane size and is shown once it is painted', () => {
    const { window } = desktop();
    expect(window.options).toMatchObject({ width: 1280, height: 800, minWidth: 1024, show: false });
    expect(window.asked).toContain('show');
  });

  it('shows the desk from its own origin, which is standard and secure and no more', async () => {
    const { page, window } = desktop();
    expect(window.webContents.getURL()).toBe('app://countersign/index.html');
    await expect.poll(() => page.title()).toBe('Desk is running');
    expect(privilegedSchemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('runs under a policy that refuses what is inline', async () => {
    const { page } = desktop();
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
    const colour = await page.evaluate(() => {
      const heading = document.querySelector('h1');
      return heading === null ? '' : getComputedStyle(heading).color;
    });
    expect(colour).toBe('rgb(1, 2, 3)');
  });

  it('has a menu that can paste, and neither reloads nor inspects', () => {
    const roles = applicationMenu.template.flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu.map(({ role }) => role) : [],
    );
    expect(roles).toContain('paste');
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('toggleDevTools');
  });
});

describe('the bridge', () => {
  it('gives the page exactly the methods of the contract', async () => {
    const { page } = desktop();
    const methods = await page.evaluate(() => {
      const desk = (window as unknown as { desk: Record<string, Record<string, unknown>> }).desk;
      return Object.entries(desk).flatMap(([room, names]) =>
        Object.entries(names).map(([name, value]) => `${room}.${name}: ${typeof value}`),
      );
    });
    expect(methods).toEqual(deskChannelNames().map((name) => `${name}: function`));
    expect(Object.keys(contract)).not.toEqual([...deskRooms]);
  });

  it('adds nothing else to the page: no Electron, no Node', async () => {
    const { page } = desktop();
    const blank = await page.context().newPage();
    await blank.goto(desktopAddress);
    const names = () => Object.getOwnPropertyNames(window);
    const usual = new Set(await blank.evaluate(names));
    await blank.close();
    const added = (await page.evaluate(names)).filter((name) => !usual.has(name));
    expect(added.filter((name) => !/^\d+$/.test(name) && name !== 'code')).toEqual(['desk']);
    const kinds = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(kinds).toEqual([]);
  });

  it('can be changed by nobody in the page', async () => {
    const { page } = desktop();
    const outcome = await page.evaluate(() => {
      const holder = window as unknown as { desk: { session: Record<string, unknown> } };
      const before = holder.desk.session['signIn'];
      const attempt = (change: () => void) => {
        try {
          change();
        } catch {
          // Strict mode says so, sloppy mode does not: both are refusals.
        }
      };
      attempt(() => {
        holder.desk.session['signIn'] = () => 'mine';
      });
      attempt(() => {
        holder.desk = { session: {} };
      });
      attempt(() => Reflect.deleteProperty(holder, 'desk'));
      return holder.desk.session['signIn'] === before;
    });
    expect(outcome).toBe(true);
  });

  it('carries a call to the backend with the caller of its window', async () => {
    const { page, backend } = desktop();
    const input = { query: 'larsen', limit: 5, deep: { __proto__x: [null, 1.5, 'é'] } };
    const reply = await page.evaluate(
      (value) =>
        (
          window as unknown as { desk: { accounts: { search(input: unknown): Promise<unknown> } } }
        ).desk.accounts.search(value),
      input,
    );
    expect(reply).toEqual({ ok: true, value: { channel: 'accounts.search', input } });
    expect(backend.to('accounts.search')[0]?.caller).toMatchObject({
      door: 'desktop',
      operator: false,
    });
  });

  it('refuses what can not be cloned', async () => {
    const { page } = desktop();
    const message = await page.evaluate(() =>
      (
        window as unknown as { desk: { accounts: { search(input: unknown): Promise<unknown> } } }
      ).desk.accounts
        .search({ query: () => 'function' })
        .catch((error: Error) => error.message),
    );
    expect(message).toContain('could not be cloned');
  });
});
