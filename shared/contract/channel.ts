import type { z } from 'zod';

/** The staff roles, and the operator: whoever holds the store's key file at the command line. */
export const roles = ['agent', 'supervisor', 'operator'] as const;
export type Role = (typeof roles)[number];

/**
 * Who may call a channel:
 * - `anyone`: no session is needed;
 * - `session`: any session, also a locked one or one whose password must be changed;
 * - a list: an active session of one of these roles (`operator`: the command line only).
 */
export type Access = 'anyone' | 'session' | readonly Role[];

export interface Channel<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly input: Input;
  readonly output: Output;
  readonly access: Access;
  /** A passive channel is called by the screen itself and does not count as activity of a person. */
  readonly passive?: true;
}

export type ChannelMap = Readonly<Record<string, Channel>>;

/** Keeps the literal type of each channel of a room. */
export function defineChannels<const Map extends ChannelMap>(map: Map): Map {
  return map;
}
