import type { BrowserContext, Frame, Request as PageRequest, Route } from '@playwright/test';
import { desktopAddress, fromStandIn } from './addresses.ts';
import { defaultSession, protocolHandlers } from './session.ts';

/** Asks the contents of a frame's page whether the frame may go to an address. */
type MayNavigate = (frame: Frame, url: string) => boolean;

/**
 * Answers every request of every page the way Electron would: navigation events first, then the
 * session's `onBeforeRequest`, then the scheme's handler. There is no network behind it.
 */
export async function routeRequests(
  context: BrowserContext,
  mayNavigate: MayNavigate,
): Promise<void> {
  await context.route('**/*', (route) => answer(route, mayNavigate));
}

async function answer(route: Route, mayNavigate: MayNavigate): Promise<void> {
  const request = route.request();
  if (request.url() === desktopAddress) {
    return route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>desktop</title>',
    });
  }
  const url = fromStandIn(request.url());
  if (request.isNavigationRequest()) {
    const frame = frameOf(request);
    if (frame === undefined || !mayNavigate(frame, url)) return route.abort('aborted');
  }
  if (defaultSession.isCancelled(url)) return route.abort('blockedbyclient');
  const handler = protocolHandlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) return route.abort('internetdisconnected');
  const response = await handler(new Request(url, { method: request.method() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** A window that a page opened by itself asks before it has a frame; it is not to be. */
function frameOf(request: PageRequest): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}
