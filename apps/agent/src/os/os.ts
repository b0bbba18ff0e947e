/*
 * What the desktop agent needs of the system it runs on. Windows by node:ffi, Linux and macOS for development; nothing else of the
 * agent knows which it is.
 */

/** What the tray shows. */
export type TrayState = "well" | "working" | "paused" | "trouble";
export type TrayItem = { readonly id: string; readonly label: string };
export type Tray = {
  /** State and tooltip (at most 127 UTF-16 units are shown). */
  readonly show: (state: TrayState, tip: string) => void;
  /** The menu under the icon, from the top; `open` is also the double click. */
  readonly menu: (items: readonly TrayItem[]) => void;
  readonly close: () => void;
};

/** Keeps secrets for this user of this machine. */
export type Protection = {
  /** False where only the file's rights protect (Linux, macOS): the window says so. */
  readonly isProtected: boolean;
  readonly protect: (plain: Uint8Array) => Uint8Array;
  /** undefined: not made here, by this user, or changed since. */
  readonly unprotect: (blob: Uint8Array) => Uint8Array | undefined;
};

export type OpenHow = {
  /** The browser's own folder for the window. */
  readonly profileFolder: string;
  /** Whether a window has shown itself: then it is not tried another way, whatever the browser ended with. */
  readonly isOpen?: () => boolean;
};

export type Os = {
  readonly kind: "windows" | "linux" | "macos";
  /** Where the agent's data lies unless told otherwise, such as %LOCALAPPDATA%\CFA Agent. */
  readonly dataFolder: string;
  /** The same for the service, which runs as no person, such as %PROGRAMDATA%\CFA Agent. */
  readonly machineDataFolder: string;
  /** `isMachine`: for the service, which runs as no person. */
  readonly protection: (how: { isMachine: boolean }) => Protection;
  /** One agent per user and data folder: undefined when another holds it. Answers how to let go. */
  readonly claimInstance: (dataFolder: string) => (() => void) | undefined;
  /** Whether a process is in another session of this PC (remote desktop), where this person does not see what it opens. */
  readonly isInOtherSession: (pid: number) => boolean;
  /** Opens the window on the address, as an app window where a browser can do that. */
  readonly openWindow: (address: string, how: OpenHow) => void;
  /** Brings a window of the agent that is open in this session to the front; whether one with such a title was found. */
  readonly bringToFront: (titles: readonly string[]) => boolean;
  /** Lets the agent at work come to the front, as this process was just started by the person. */
  readonly lendFront: () => void;
  readonly openFolder: (path: string) => void;
  /** Says something to the person where there is no window to say it in; waits until it was read. No error. */
  readonly tell: (title: string, text: string) => void;
  /** undefined where there is no tray. */
  readonly tray: (chosen: (id: string) => void) => Tray | undefined;
  /** null where the system knows no such thing. */
  readonly startsWithSystem: () => boolean | null;
  readonly setStartsWithSystem: (isOn: boolean, command: string) => void;
  /** The system's proxy for the address, such as "http://10.0.0.1:8080"; undefined: none. */
  readonly proxyFor: (address: string) => string | undefined;
  /** What of the system's proxy settings is not followed, in plain words for the log; undefined: nothing. */
  readonly proxyNote: () => string | undefined;
  /** Calls back when the machine goes to sleep, wakes or the user signs out; answers how to end that. */
  readonly onPower: (told: (what: "sleep" | "wake" | "sign-out") => void) => () => void;
};
