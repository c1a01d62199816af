import type { FastifyRequest } from 'fastify';
import type { HostRefusal } from './refusal-reply.ts';

/** A cookie as it is set and cleared: browsers tell cookies apart by name and path. */
export interface CookieShape {
  readonly name: string;
  readonly attributes: {
    readonly httpOnly: true;
    readonly sameSite: 'strict';
    readonly secure: boolean;
    readonly path: '/';
  };
}

/** Where a host stands: all in which a server of this machine and a team's server differ. */
export interface Place {
  readonly scheme: 'http' | 'https';
  /** Where people find the desk of a host that listens on this port. */
  url(port: number): string;
  /** What a person does who came to the wrong address. */
  readonly howToCome: string;
  /** Whether a link on any page may lead to the desk. Calls never come from elsewhere. */
  readonly mayBeLinked: boolean;
  /** The request's Host, when it is exactly an address of ours; else null. */
  ownAuthority(request: FastifyRequest): string | null;
  /** Why the connection itself is not one to answer; null when it is. */
  refuseConnection(request: FastifyRequest): HostRefusal | null;
  /** The address the request came from, where that tells callers apart. */
  addressOf(request: FastifyRequest): string | undefined;
  sessionCookie(request: FastifyRequest): CookieShape;
}

/** No script reads our cookies and no other site's request carries them. */
export const lockedCookie = { httpOnly: true, sameSite: 'strict', path: '/' } as const;
