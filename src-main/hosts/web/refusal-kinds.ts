/** What the host itself refuses for, as its metrics count it. */
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
  | 'sockets'
  | 'version';
