import { sendBytes } from '../web/raw-request.ts';
import { type Attempt, byHost, status } from './attempt.ts';

/** Words that stand in the desk's page, or in files of the system or the project. */
const told = /<script|root:|"dependencies"|BEGIN|import /;

const paths = [
  ...['/../package.json', '/../../../../etc/passwd', '/assets/../../package.json'],
  ...['/%2e%2e/%2e%2e/package.json', '/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '/..%2f..%2fpackage.json'],
  ...['/%252e%252e/%252e%252e/etc/passwd', '/..%5c..%5cpackage.json', '/..\\..\\package.json'],
  ...['/index.html%00.js', '/%00', '/index.html/', '/index.html/..%2f..', '/./index.html%2e'],
  ...['//etc/passwd', '///etc/passwd', '/file:///etc/passwd', '/C:/Windows/win.ini'],
  ...['/.env', '/.git/config', '/assets/', '/assets', '/%zz', '/%c0%ae%c0%ae/etc/passwd'],
  ...['/assets/index.js.map', '/index.html.map', '/main.tsx', '/src-renderer/main.tsx'],
  ...['/server.key', '/key.pem', '/countersign-keys', '/enter?token=x', '/metrics', '/debug'],
];

/** The desk's files, and whatever else a path might lead to. */
export const fileAttempts: readonly Attempt[] = [
  ...paths.map(
    (path): Attempt => ({
      what: `the file ${path}`,
      record: byHost('form'),
      async make({ visitor }) {
        const reply = await visitor().ask({ path });
        return status(reply, 404) ?? (told.test(reply.body) ? 'a file was shown' : null);
      },
    }),
  ),
  {
    what: 'the map of every file that the page loads',
    record: byHost('form'),
    async make({ visitor }) {
      const { body } = await visitor().ask();
      const files = [...body.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)];
      if (files.length === 0) return 'the page loads nothing';
      for (const [, file] of files) {
        const reply = await visitor().ask({ path: `/${file}.map` });
        if (reply.status !== 404) return `${file}: status ${reply.status}`;
        const source = await visitor().ask({ path: `/${file}` });
        if (source.status !== 200 || /sourceMappingURL/.test(source.body)) return `${file}`;
      }
      return null;
    },
  },
  ...['https://attacker.example/', 'http://127.0.0.1:9/metrics', 'file:///etc/passwd'].map(
    (target): Attempt => ({
      what: `the absolute address ${target}`,
      record: byHost('form'),
      async make({ visitor, tls }) {
        const { port, authority } = visitor().place;
        const head = `GET ${target} HTTP/1.1\r\nHost: ${authority}\r\nConnection: close\r\n\r\n`;
        const answer = await sendBytes(port, head, tls);
        return /^HTTP\/1\.1 (404|400)/.test(answer) && !told.test(answer)
          ? null
          : answer.slice(0, 40);
      },
    }),
  ),
  ...['/healthz', '/readyz'].map(
    (path): Attempt => ({
      what: `${path} under any name: its status and not a word`,
      record: null,
      async make({ visitor }) {
        const reply = await visitor().ask({ path, headers: { host: 'attacker.example' } });
        const names = Object.keys(reply.headers).join();
        if (/server|powered|version|cookie/.test(names)) return `headers ${names}`;
        return status(reply, 200) ?? (reply.body === '' ? null : 'it says something');
      },
    }),
  ),
];
