import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What the network does to the connection that speaks next. Bytes count from then on. */
export type NetworkFault =
  | { kind: "cut-request"; after: number } // the server hears so much and no more
  | { kind: "cut-answer"; after: number } // the server has done its work, the caller hears so much of it
  | { kind: "reset"; after: number } // torn down hard, in the request
  | { kind: "black-hole"; ms: number } // everything is swallowed, then the line is dead
  | { kind: "slow"; bytesPerSecond: number };

/** A line to a server that can be made as bad as wanted. */
export type TcpProxy = {
  readonly url: string;
  /** The next thing a caller says meets this. */
  arm(fault: NetworkFault): void;
  /** How often a fault has struck. */
  struck(): number;
  close(): Promise<void>;
};

/** Starts a proxy on 127.0.0.1 in front of a server. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let armed: NetworkFault | undefined;
  let struck = 0;

  const server = createServer((caller) => {
    const upstream = connect(Number(port), hostname);
    const line = createLine(caller, upstream);
    for (const socket of [caller, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        line.end();
      });
    }
    caller.on("data", (piece) => {
      if (armed !== undefined) {
        struck++;
        line.suffer(armed);
        armed = undefined;
      }
      line.toServer(piece);
    });
    upstream.on("data", (piece) => line.toCaller(piece));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm: (fault) => void (armed = fault),
    struck: () => struck,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

type Line = {
  suffer(fault: NetworkFault): void;
  toServer(piece: Buffer): void;
  toCaller(piece: Buffer): void;
  end(): void;
};

function createLine(caller: Socket, upstream: Socket): Line {
  let fault: NetworkFault | undefined;
  let left = Number.POSITIVE_INFINITY;
  let slowly: Promise<void> = Promise.resolve();
  const end = (): void => {
    caller.destroy();
    upstream.destroy();
  };
  /** Lets through what is left before the cut, then ends the line. */
  const cut = (piece: Buffer, to: Socket, how: () => void): void => {
    const part = piece.subarray(0, Math.max(0, left));
    left -= piece.length;
    if (part.length > 0) to.write(part);
    if (left <= 0) setImmediate(how);
  };
  return {
    end,
    suffer(next) {
      fault = next;
      left = "after" in next ? next.after : Number.POSITIVE_INFINITY;
      if (next.kind === "black-hole") setTimeout(end, next.ms);
    },
    toServer(piece) {
      if (fault?.kind === "black-hole") return;
      if (fault?.kind === "cut-request") return cut(piece, upstream, end);
      if (fault?.kind === "reset") {
        return cut(piece, upstream, () => {
          caller.resetAndDestroy();
          upstream.resetAndDestroy();
        });
      }
      if (fault?.kind !== "slow") return void upstream.write(piece);
      const { bytesPerSecond } = fault;
      slowly = slowly.then(() => dribble(piece, upstream, bytesPerSecond));
    },
    toCaller(piece) {
      if (fault?.kind === "black-hole") return;
      if (fault?.kind === "cut-answer") return cut(piece, caller, end);
      caller.write(piece);
    },
  };
}

const TICK_MS = 20;

async function dribble(piece: Buffer, to: Socket, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * TICK_MS) / 1_000));
  for (let at = 0; at < piece.length && !to.destroyed; at += step) {
    to.write(piece.subarray(at, at + step));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
}
