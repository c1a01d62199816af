import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Lets one browser in: a link's token, good once, is exchanged for the value of the door cookie. */
export interface DoorPass {
  /** 256 random bits in base64url, for the link that the program prints. */
  readonly linkToken: string;
  /** Returns the door cookie's value for the right token, once; null for anything else. */
  exchange(token: string): string | null;
  /** Whether this is the door cookie's value. */
  admits(cookie: string | undefined): boolean;
}

/**
 * The door's check, apart from the staff session: whoever is not let in here never reaches the
 * sign-in, nor a static file. Both secrets live in memory alone and end with the program.
 */
export function createDoorPass(): DoorPass {
  const linkToken = randomToken();
  const cookieValue = randomToken();
  let used = false;
  return {
    linkToken,
    exchange(token) {
      if (used || !sameSecret(token, linkToken)) {
        return null;
      }
      used = true;
      return cookieValue;
    },
    admits: (cookie) => cookie !== undefined && sameSecret(cookie, cookieValue),
  };
}

function randomToken() {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, so that the time says nothing about the length or the first difference. */
function sameSecret(given: string, secret: string) {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
