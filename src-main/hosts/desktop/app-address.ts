/**
 * Where the desk's own files live in the desktop app. A scheme of our own instead of `file://`, so
 * that the screen has one origin, can read nothing else of the disk, and its senders can be told
 * apart from anybody else's.
 */
export const appScheme = 'app';
export const appHost = 'countersign';
export const appOrigin = `${appScheme}://${appHost}`;
export const deskAddress = `${appOrigin}/index.html`;

/** Whether an address is one of the desk's own: the scheme and the host, and nothing added to it. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}

/** Whether an address is of a file that the desk's own page has made, to be saved. */
export function isAppFile(address: string): boolean {
  const scheme = 'blob:';
  return address.startsWith(scheme) && isAppAddress(address.slice(scheme.length));
}
