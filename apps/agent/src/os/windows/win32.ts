import { ffi } from "./ffi.ts";

/*
 * The calls of Windows that this agent makes, library by library; each library is opened when it is first needed. HANDLE, HWND and
 * the like are pointers; BOOL is int32.
 */

const advapi = once(
  () =>
    ffi().dlopen("advapi32.dll", {
      RegGetValueW: {
        arguments: ["pointer", "pointer", "pointer", "uint32", "pointer", "pointer", "pointer"],
        return: "int32",
      },
      RegSetKeyValueW: {
        arguments: ["pointer", "pointer", "pointer", "uint32", "pointer", "uint32"],
        return: "int32",
      },
      RegDeleteKeyValueW: { arguments: ["pointer", "pointer", "pointer"], return: "int32" },
    }).functions,
);

const crypt = once(
  () =>
    ffi().dlopen("crypt32.dll", {
      CryptProtectData: {
        arguments: ["pointer", "pointer", "pointer", "pointer", "pointer", "uint32", "pointer"],
        return: "int32",
      },
      CryptUnprotectData: {
        arguments: ["pointer", "pointer", "pointer", "pointer", "pointer", "uint32", "pointer"],
        return: "int32",
      },
    }).functions,
);

const kernel = once(
  () =>
    ffi().dlopen("kernel32.dll", {
      CloseHandle: { arguments: ["pointer"], return: "int32" },
      CreateMutexW: { arguments: ["pointer", "int32", "pointer"], return: "pointer" },
      GetModuleHandleW: { arguments: ["pointer"], return: "pointer" },
      LocalFree: { arguments: ["pointer"], return: "pointer" },
      ProcessIdToSessionId: { arguments: ["uint32", "pointer"], return: "int32" },
      ReleaseMutex: { arguments: ["pointer"], return: "int32" },
      WaitForSingleObject: { arguments: ["pointer", "uint32"], return: "uint32" },
    }).functions,
);

const shell = once(
  () =>
    ffi().dlopen("shell32.dll", {
      ShellExecuteW: {
        arguments: ["pointer", "pointer", "pointer", "pointer", "pointer", "int32"],
        return: "int64",
      },
      Shell_NotifyIconW: { arguments: ["uint32", "pointer"], return: "int32" },
    }).functions,
);

const user = once(() => {
  const { lib, functions } = ffi().dlopen("user32.dll", {
    AllowSetForegroundWindow: { arguments: ["uint32"], return: "int32" },
    AppendMenuW: { arguments: ["pointer", "uint32", "uint64", "pointer"], return: "int32" },
    ChangeWindowMessageFilterEx: { arguments: ["pointer", "uint32", "uint32", "pointer"], return: "int32" },
    CreateIconFromResourceEx: {
      arguments: ["pointer", "uint32", "int32", "uint32", "int32", "int32", "uint32"],
      return: "pointer",
    },
    CreatePopupMenu: { arguments: [], return: "pointer" },
    CreateWindowExW: {
      arguments: [
        ...(["uint32", "pointer", "pointer", "uint32"] as const),
        ...(["int32", "int32", "int32", "int32"] as const),
        ...(["pointer", "pointer", "pointer", "pointer"] as const),
      ],
      return: "pointer",
    },
    DefWindowProcW: { arguments: ["pointer", "uint32", "uint64", "int64"], return: "int64" },
    DestroyIcon: { arguments: ["pointer"], return: "int32" },
    DestroyMenu: { arguments: ["pointer"], return: "int32" },
    DestroyWindow: { arguments: ["pointer"], return: "int32" },
    DispatchMessageW: { arguments: ["pointer"], return: "int64" },
    EndMenu: { arguments: [], return: "int32" },
    FindWindowW: { arguments: ["pointer", "pointer"], return: "pointer" },
    GetSystemMetrics: { arguments: ["int32"], return: "int32" },
    IsIconic: { arguments: ["pointer"], return: "int32" },
    KillTimer: { arguments: ["pointer", "uint64"], return: "int32" },
    MessageBoxW: { arguments: ["pointer", "pointer", "pointer", "uint32"], return: "int32" },
    PeekMessageW: { arguments: ["pointer", "pointer", "uint32", "uint32", "uint32"], return: "int32" },
    PostMessageW: { arguments: ["pointer", "uint32", "uint64", "int64"], return: "int32" },
    RegisterClassExW: { arguments: ["pointer"], return: "uint16" },
    RegisterWindowMessageW: { arguments: ["pointer"], return: "uint32" },
    SetForegroundWindow: { arguments: ["pointer"], return: "int32" },
    SetProcessDPIAware: { arguments: [], return: "int32" },
    SetTimer: { arguments: ["pointer", "uint64", "uint32", "pointer"], return: "uint64" },
    ShowWindow: { arguments: ["pointer", "int32"], return: "int32" },
    TrackPopupMenu: {
      arguments: ["pointer", "uint32", "int32", "int32", "int32", "pointer", "pointer"],
      return: "int32",
    },
    TranslateMessage: { arguments: ["pointer"], return: "int32" },
  });
  return { ...functions, lib };
});

export const win32 = { advapi, crypt, kernel, shell, user } as const;

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
