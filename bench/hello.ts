/** The yardstick: the least that `node:http` can do. Prints its port. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '5' })
  response.end('hello')
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
