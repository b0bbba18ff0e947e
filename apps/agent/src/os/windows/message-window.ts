import { assert } from "@cfa/values/assert";

import { ffi, wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

/** Hears a message of the window; the answer to Windows, or undefined where it is not for this listener. */
export type Listener = (message: { id: number; wParam: bigint; lParam: bigint }) => bigint | undefined;

export type MessageWindow = {
  readonly handle: bigint;
  readonly leave: () => void;
};

/** Windows' messages are fetched so often: what a person does at the icon is answered within this. */
const LOOK_MS = 250;
/** So often, and for so long, after something came: more is likely to follow, such as the other half of a double click. */
const BUSY_LOOK_MS = 30;
const BUSY_MS = 2_000;
const PM_REMOVE = 1;
const MSG_BYTES = 48;
const CLASS_NAME = "CFAAgent";
const TITLE = "CFA Agent";
const WNDPROC = { arguments: ["pointer", "uint32", "uint64", "int64"], return: "int64" } as const;

const listeners = new Set<Listener>();
let shared: { handle: bigint; stop: () => void } | undefined;
let className: Buffer | undefined;

/**
 * Hears the messages that Windows sends to a window of this process that is never seen. There is one for all who listen; it is a top
 * window and not a message-only one, as those are not told of sleep, sign-out and a new taskbar.
 */
export function hearWindows(listener: Listener): MessageWindow {
  shared ??= open();
  listeners.add(listener);
  return {
    handle: shared.handle,
    leave() {
      if (!listeners.delete(listener) || listeners.size > 0) return;
      shared?.stop();
      shared = undefined;
    },
  };
}

/** Fetches and hands out what Windows has sent; whether there was anything. */
export function pump(): boolean {
  const { PeekMessageW, TranslateMessage, DispatchMessageW } = win32.user();
  const message = Buffer.alloc(MSG_BYTES);
  let isAny = false;
  while (PeekMessageW(message, null, 0, 0, PM_REMOVE) !== 0) {
    isAny = true;
    TranslateMessage(message);
    DispatchMessageW(message);
  }
  return isAny;
}

function open(): { handle: bigint; stop: () => void } {
  className ??= registerClass();
  const { CreateWindowExW, DestroyWindow } = win32.user();
  const handle = CreateWindowExW(0, className, wide(TITLE), 0, 0, 0, 0, 0, null, null, instance(), null);
  assert(handle !== 0n, "Windows made no window to hear messages with");
  let busyUntil = 0;
  let timer = setTimeout(look, LOOK_MS).unref();
  function look(): void {
    const now = performance.now();
    if (pump()) busyUntil = now + BUSY_MS;
    // Not while it was closed by what was heard.
    if (shared?.handle === handle) timer = setTimeout(look, now < busyUntil ? BUSY_LOOK_MS : LOOK_MS).unref();
  }
  return {
    handle,
    stop() {
      clearTimeout(timer);
      DestroyWindow(handle);
    },
  };
}

/** Once for the life of the process: the callback and the name stay where Windows was told they are. */
function registerClass(): Buffer {
  const { lib, DefWindowProcW, RegisterClassExW, SetProcessDPIAware } = win32.user();
  SetProcessDPIAware(); // else icon and menu are blown up where things are shown larger
  const name = wide(CLASS_NAME);
  const procedure = lib.registerCallback(WNDPROC, (handle, id, wParam, lParam) => {
    try {
      return heard({ id, wParam, lParam }) ?? DefWindowProcW(handle, id, wParam, lParam);
    } catch (error) {
      // Nothing may be thrown through Windows: it is told of once Windows has its answer.
      setImmediate(() => {
        throw error;
      });
      return 0n;
    }
  });
  const definition = Buffer.alloc(80); // WNDCLASSEXW
  definition.writeUInt32LE(definition.length, 0);
  definition.writeBigUInt64LE(procedure, 8);
  definition.writeBigUInt64LE(instance(), 24);
  definition.writeBigUInt64LE(ffi().getRawPointer(name), 64);
  assert(RegisterClassExW(definition) !== 0, "Windows did not take the class of the agent's window");
  return name;
}

function heard(message: { id: number; wParam: bigint; lParam: bigint }): bigint | undefined {
  for (const listener of listeners) {
    const answer = listener(message);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function instance(): bigint {
  return win32.kernel().GetModuleHandleW(null);
}
