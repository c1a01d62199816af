/*
 * Chromium gives a page of an unknown scheme to the operating system, and no routing sees it. So an
 * address of the app, `app://host/path`, is `https://host.app.invalid/path` in the double's
 * Chromium: as standard and as secure, and a name that no network knows.
 */
const suffix = '.app.invalid';
const fileScheme = 'blob:';

/** The empty page that stands for the rest of the machine; the double itself answers it. */
export const desktopAddress = 'https://desktop.invalid/';

/** The address Chromium is given for one of the app's, others as they are. */
export function toStandIn(address: string): string {
  const url = new URL(address);
  if (url.protocol !== 'app:') return address;
  return `https://${url.host}${suffix}${url.pathname}${url.search}${url.hash}`;
}

/** The app's address behind one of Chromium's, others as they are; of a file a page made, too. */
export function fromStandIn(address: string): string {
  if (address.startsWith(fileScheme))
    return fileScheme + fromStandIn(address.slice(fileScheme.length));
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || !url.host.endsWith(suffix)) return address;
  const host = url.host.slice(0, -suffix.length);
  return `app://${host}${url.pathname}${url.search}${url.hash}`;
}

/** The origin of an address as Electron writes it: of a standard scheme `scheme://host`. */
export function originOf(address: string): string {
  const url = URL.parse(fromStandIn(address));
  if (url === null) return 'null';
  return url.protocol === 'app:' ? `app://${url.host}` : url.origin;
}
