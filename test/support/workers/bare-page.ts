import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * The least that a start could be measured against: a bare Node server with one static page whose
 * field takes the focus. Prints its address.
 */
const page = '<!doctype html><title>Bare</title><label>Username <input autofocus></label>';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
