/** What a host bears before it says no. Times in milliseconds. */
export interface HostLimits {
  /** How long a request, or a TLS handshake, may take to arrive. */
  readonly requestTimeoutMs: number;
  /** Requests of one address within ten seconds, at a team's server. */
  readonly requestsPerTenSeconds: number;
  /** How long a WebSocket may take to say who it is. */
  readonly firstMessageMs: number;
  /** How often a WebSocket has to show that there is somebody at its other end. */
  readonly pingEveryMs: number;
  /** How long calls under way may take to end when the host closes. */
  readonly drainMs: number;
  /** How often the certificate's files are looked at for a renewal. */
  readonly certificateCheckMs: number;
}

export const hostLimits: HostLimits = {
  requestTimeoutMs: 10_000,
  // An office of 200 desks behind one address, typing and all, is a tenth of this.
  requestsPerTenSeconds: 6000,
  firstMessageMs: 5000,
  pingEveryMs: 30_000,
  drainMs: 15_000,
  certificateCheckMs: 30_000,
};
