import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** Another program that has taken Tally's port: a web server, or one that does not speak HTTP. */
export type Stranger = "web server" | "no http";

/** The port a Tally listens on, which can be closed and opened again, or be somebody else's. */
export type Door = {
  readonly port: number;
  /** Nobody listens any more; connections that are open end. */
  shut(): Promise<void>;
  /** Listens again on the same port. */
  open(): Promise<void>;
  /** Lets a stranger answer (null: Tally again). */
  lend(to: Stranger | null): void;
};

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function openDoor(
  wantedPort: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Door> {
  let stranger: Stranger | null = null;
  const server = createServer((request, response) => {
    if (stranger === "web server") {
      request.resume();
      response.writeHead(200, { "Content-Type": "text/html" }).end("<html><body>It works!</body></html>");
    } else answer(request, response);
  });
  server.on("connection", (socket: Socket) => {
    if (stranger === "no http") socket.end("220 ready\r\n");
  });
  await listen(server, wantedPort);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    open: () => (server.listening ? Promise.resolve() : listen(server, port)),
    lend(to) {
      stranger = to;
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}
