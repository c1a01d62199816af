import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Place } from './place.ts';

/** Everything is refused by default; the desk's own files are all it may load. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
  },
};

/**
 * Features a desk never needs. Browsers have no word for "all", so each is named; one that a
 * browser does not know is passed over. The clipboard stays the page's own: a pasted code is
 * cleared from it.
 */
const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'web-share',
  'window-management',
  'xr-spatial-tracking',
];

/** A year: a browser that has been here by TLS does not come by anything else (RFC 6797). */
const strictTransportSecurity = { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false };

/** Puts the protecting headers on every reply, refusals and errors included. */
export async function addResponseHeaders(app: FastifyInstance, { scheme }: Place) {
  await app.register(helmet, {
    contentSecurityPolicy,
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Loopback has no TLS: a promise of it would be ignored.
    strictTransportSecurity: scheme === 'https' && strictTransportSecurity,
  });
  const permissionsPolicy = deniedFeatures.map((feature) => `${feature}=()`).join(', ');
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('Permissions-Policy', permissionsPolicy);
    reply.header('Cache-Control', 'no-store');
  });
}
