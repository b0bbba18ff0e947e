/*
 * The host of the agent as a Windows service, for servers where nobody is signed in: Node cannot be a service by itself.
 *
 *   cfa-agent-service.exe --install    as administrator: copies agent and host into Program Files, makes service and data folder, starts it
 *   cfa-agent-service.exe --remove     as administrator: stops and removes the service; the data folder stays
 *   cfa-agent-service.exe [--data DIR] by the service manager: runs "cfa-agent.exe --service --data DIR" beside it, again whenever it ends
 *
 * The service runs as LocalService, which may do little, from a folder that only administrators may write.
 */
#include <windows.h>
#include <sddl.h>
#include <shlobj.h>
#include <stdio.h>

#define SERVICE L"CFAAgent"
#define ACCOUNT L"NT AUTHORITY\\LocalService"
#define RESTART_MS 1500
#define STOP_MS 8000
#define SHORT 1024

static SERVICE_STATUS_HANDLE status_handle;
static HANDLE stop_event;
static wchar_t folder[SHORT], data[SHORT];

static void report(DWORD state) {
  SERVICE_STATUS status = {SERVICE_WIN32_OWN_PROCESS, state, 0, 0, 0, 0, 0};
  if (state == SERVICE_RUNNING) status.dwControlsAccepted = SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN;
  if (state == SERVICE_STOP_PENDING || state == SERVICE_START_PENDING) status.dwWaitHint = STOP_MS + 4000;
  SetServiceStatus(status_handle, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *event, void *context) {
  if (code == SERVICE_CONTROL_STOP || code == SERVICE_CONTROL_SHUTDOWN) {
    report(SERVICE_STOP_PENDING);
    SetEvent(stop_event);
    return NO_ERROR;
  }
  return code == SERVICE_CONTROL_INTERROGATE ? NO_ERROR : ERROR_CALL_NOT_IMPLEMENTED;
}

/* Starts the agent beside this file; what it starts itself belongs to the same job, and ends with it. */
static HANDLE start_agent(const wchar_t *how, HANDLE job) {
  wchar_t command[3 * SHORT];
  STARTUPINFOW start = {sizeof start};
  PROCESS_INFORMATION made;
  _snwprintf(command, 3 * SHORT - 1, L"\"%ls\\cfa-agent.exe\" %ls --data \"%ls\"", folder, how, data);
  command[3 * SHORT - 1] = 0;
  if (!CreateProcessW(NULL, command, NULL, NULL, FALSE, CREATE_NO_WINDOW | CREATE_SUSPENDED, NULL, folder, &start, &made))
    return NULL;
  if (job != NULL) AssignProcessToJobObject(job, made.hProcess);
  ResumeThread(made.hThread);
  CloseHandle(made.hThread);
  return made.hProcess;
}

static void WINAPI service_main(DWORD count, wchar_t **arguments) {
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  HANDLE job = CreateJobObjectW(NULL, NULL);
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
  stop_event = CreateEventW(NULL, TRUE, FALSE, NULL);
  status_handle = RegisterServiceCtrlHandlerExW(SERVICE, control, NULL);
  if (status_handle == NULL) return;
  report(SERVICE_RUNNING);
  do {
    HANDLE agent = start_agent(L"--service", job), quit;
    if (agent == NULL) continue;
    HANDLE either[2] = {stop_event, agent};
    if (WaitForMultipleObjects(2, either, FALSE, INFINITE) == WAIT_OBJECT_0) {
      if ((quit = start_agent(L"--quit", job)) != NULL) CloseHandle(quit);
      if (WaitForSingleObject(agent, STOP_MS) != WAIT_OBJECT_0) TerminateJobObject(job, 1);
    }
    CloseHandle(agent);
  } while (WaitForSingleObject(stop_event, RESTART_MS) == WAIT_TIMEOUT);
  TerminateJobObject(job, 0);
  report(SERVICE_STOPPED);
}

static int complain(const wchar_t *what) {
  fwprintf(stderr, L"%ls failed (error %lu). Run this as administrator.\n", what, GetLastError());
  return 1;
}

/* Whether a folder belongs to who may do anything here: the owner of a folder may change its rights back at any time. */
static BOOL is_ours(const wchar_t *path) {
  BYTE space[SHORT];
  DWORD length;
  PSID owner;
  BOOL by_default;
  if (!GetFileSecurityW(path, OWNER_SECURITY_INFORMATION, space, sizeof space, &length)) return FALSE;
  if (!GetSecurityDescriptorOwner(space, &owner, &by_default)) return FALSE;
  return IsWellKnownSid(owner, WinBuiltinAdministratorsSid) || IsWellKnownSid(owner, WinLocalSystemSid);
}

/* The data folder belongs to the service, the system and administrators alone: keys lie in it. */
static BOOL make_data_folder(void) {
  SECURITY_ATTRIBUTES rights = {sizeof rights, NULL, FALSE};
  BOOL made;
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(L"O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;LS)",
                                                            SDDL_REVISION_1, &rights.lpSecurityDescriptor, NULL))
    return FALSE;
  made = CreateDirectoryW(data, &rights);
  if (!made && GetLastError() == ERROR_ALREADY_EXISTS) {
    SetLastError(ERROR_INVALID_OWNER);
    made = is_ours(data) && SetFileSecurityW(data, DACL_SECURITY_INFORMATION, rights.lpSecurityDescriptor);
  }
  LocalFree(rights.lpSecurityDescriptor);
  return made;
}

static BOOL copy_to(const wchar_t *target, const wchar_t *name) {
  wchar_t from[SHORT + 64], to[SHORT + 64];
  _snwprintf(from, SHORT + 63, L"%ls\\%ls", folder, name);
  _snwprintf(to, SHORT + 63, L"%ls\\%ls", target, name);
  return _wcsicmp(from, to) == 0 || CopyFileW(from, to, FALSE);
}

static int install(SC_HANDLE manager) {
  wchar_t programs[MAX_PATH], target[SHORT], command[3 * SHORT];
  if (FAILED(SHGetFolderPathW(NULL, CSIDL_PROGRAM_FILES, NULL, 0, programs))) return complain(L"Finding Program Files");
  _snwprintf(target, SHORT - 1, L"%ls\\CFA Agent", programs);
  CreateDirectoryW(target, NULL);
  if (!copy_to(target, L"cfa-agent.exe") || !copy_to(target, L"cfa-agent-service.exe"))
    return complain(L"Copying into Program Files");
  if (!make_data_folder()) return complain(L"Making the data folder");
  _snwprintf(command, 3 * SHORT - 1, L"\"%ls\\cfa-agent-service.exe\" --data \"%ls\"", target, data);
  SC_HANDLE service = CreateServiceW(manager, SERVICE, L"CFA Agent", SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS,
                                     SERVICE_AUTO_START, SERVICE_ERROR_NORMAL, command, NULL, NULL, NULL, ACCOUNT, NULL);
  if (service == NULL) return complain(L"Making the service");
  if (!StartServiceW(service, 0, NULL)) return complain(L"Starting the service");
  return 0;
}

static int remove_service(SC_HANDLE manager) {
  SERVICE_STATUS status;
  SC_HANDLE service = OpenServiceW(manager, SERVICE, SERVICE_ALL_ACCESS);
  if (service == NULL) return complain(L"Finding the service");
  ControlService(service, SERVICE_CONTROL_STOP, &status);
  return DeleteService(service) ? 0 : complain(L"Removing the service");
}

int wmain(int count, wchar_t **arguments) {
  SERVICE_TABLE_ENTRYW table[] = {{SERVICE, service_main}, {NULL, NULL}};
  wchar_t common[MAX_PATH], *slash;
  DWORD length = GetModuleFileNameW(NULL, folder, SHORT);
  if (length == 0 || length >= SHORT || (slash = wcsrchr(folder, L'\\')) == NULL) return complain(L"Finding the folder");
  *slash = 0;
  if (FAILED(SHGetFolderPathW(NULL, CSIDL_COMMON_APPDATA, NULL, 0, common))) return complain(L"Finding ProgramData");
  _snwprintf(data, SHORT - 1, L"%ls\\CFA Agent", common);
  if (count == 3 && wcscmp(arguments[1], L"--data") == 0) wcsncpy(data, arguments[2], SHORT - 1);
  if (count == 2) {
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    if (manager == NULL) return complain(L"Reaching the service manager");
    if (wcscmp(arguments[1], L"--install") == 0) return install(manager);
    if (wcscmp(arguments[1], L"--remove") == 0) return remove_service(manager);
  }
  return StartServiceCtrlDispatcherW(table) ? 0 : complain(L"Running as a service");
}
