/** The longest query the look-up takes. */
export const longestQuery = 200;

/**
 * A query as pasted from anywhere, made fit for the look-up: odd spaces, line breaks and control
 * characters become one space, invisible characters and broken Unicode go.
 */
export function cleanQuery(typed: string): string {
  return typed
    .toWellFormed()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/\ufffd/g, '')
    .trim();
}
