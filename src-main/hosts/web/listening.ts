/** Why a port can't be listened on, and what to do, in words for people. */
export function whyNotListening(error: Error & { code?: string }, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: choose another one, or none for a free one.`;
    case 'EACCES':
      return `Port ${port} is kept for the system: choose one above 1023, or none for a free one.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'The address to listen on is none of this machine: choose another one.';
    default:
      return `Port ${port} can't be listened on: ${error.message}`;
  }
}
