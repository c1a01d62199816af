/*
 * What the screen shows of personal data before a caller is verified (SECURITY.md). What is
 * hidden leaves no trace of its length.
 */
const dots = '•••';

/** `anna@example.com` as `a•••@ex•••.com`: a first letter, two of the domain, the ending. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return dots;
  const domain = email.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  const host = dot < 0 ? domain : domain.slice(0, dot);
  const ending = dot < 0 ? '' : domain.slice(dot);
  return `${start(email.slice(0, at), 1)}@${start(host, 2)}${ending}`;
}

/** A phone number as `•••• 42`: its last two digits, none of a number shorter than six. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 6 ? '••••' : `•••• ${digits.slice(-2)}`;
}

/** A user name as `an•••`: two letters, one of a name shorter than six. */
export function maskUsername(username: string): string {
  return start(username, [...username].length < 6 ? 1 : 2);
}

/** The first letters and the dots; never more than half of what there is. */
function start(text: string, letters: number): string {
  const all = [...text];
  return all.slice(0, Math.min(letters, Math.floor(all.length / 2))).join('') + dots;
}
