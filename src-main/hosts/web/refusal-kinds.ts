/**
 * What the host itself refuses for, as its metrics count it. `slow`: it did not arrive in time;
 * `tls`: the connection was not, or not by a version that is safe to use.
 */
export type RefusalKind =
  | 'door'
  | 'form'
  | 'host'
  | 'internal'
  | 'method'
  | 'origin'
  | 'proof'
  | 'proof_time'
  | 'proxy'
  | 'rate'
  | 'scheme'
  | 'session'
  | 'slow'
  | 'sockets'
  | 'tls'
  | 'version';
