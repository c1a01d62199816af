/** What stands before the @ without quotes, in any script (RFC 6531): atoms with dots between. */
const localPart =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * Whether a text has the form of an e-mail address that can be reached over the internet: a local
 * part of at most 64 and 254 in all (RFC 5321, 4.5.3.1), a domain of two labels or more.
 */
export function isEmail(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  const labels = domain.split('.');
  return (
    more.length === 0 &&
    text.length <= 254 &&
    local.length <= 64 &&
    localPart.test(local) &&
    labels.length >= 2 &&
    labels.every((one) => label.test(one)) &&
    /[\p{L}]/u.test(labels.at(-1) ?? '')
  );
}
