import { Refusal } from '../platform/refusal.ts';

/**
 * A server's address as people give it (`desk.example.com`, `desk.example.com:8443`, or pasted from
 * a browser) as an origin. What follows the machine's name is left out. Refuses `invalid_input`
 * for what is no address, and for anything but https: what is typed at the desk must not be read on
 * the way.
 */
export function parseServerAddress(text: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http')
    throw wrong('A team’s server is reached by https only. Leave “http://” out.');
  if (scheme !== undefined && scheme !== 'https')
    throw wrong('A server’s address begins with “https://”, or with its name.');
  const url = URL.parse(scheme === undefined ? `https://${text}` : text);
  if (url === null || url.hostname === '')
    throw wrong('This is not the address of a server. It looks like desk.example.com.');
  if (url.username !== '' || url.password !== '')
    throw wrong('There is an “@” in this address: what stands before it is not the server.');
  return url.origin;
}

function wrong(message: string): Refusal {
  return new Refusal('invalid_input', message, { field: 'address' });
}
