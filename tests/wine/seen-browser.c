/* In the place of a browser: writes down with what it was opened, beside itself, and ends well. */
#include <windows.h>

int wmain(void) {
  wchar_t path[MAX_PATH + 8], fresh[MAX_PATH + 8];
  DWORD written;
  DWORD length = GetModuleFileNameW(NULL, path, MAX_PATH);
  lstrcpyW(path + length, L".seen");
  lstrcpyW(fresh, path);
  lstrcatW(fresh, L"x");
  HANDLE file = CreateFileW(fresh, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
  WriteFile(file, GetCommandLineW(), lstrlenW(GetCommandLineW()) * 2, &written, NULL);
  CloseHandle(file);
  return MoveFileExW(fresh, path, MOVEFILE_REPLACE_EXISTING) ? 0 : 1;
}
