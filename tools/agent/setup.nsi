; The setup of the CFA Agent: for one user, without an administrator. Handed over by setup.ts: VERSION, PUBLISHER, FROM (folder with
; the programs), OUT, ICON, KILOBYTES, and SIGN (a command, optional). /S is silent; the uninstaller also takes /PURGE.
Unicode true
Target amd64-unicode
RequestExecutionLevel user
ManifestDPIAware true
!ifdef RELEASE
  SetCompressor /SOLID lzma
!else
  SetCompressor zlib
!endif
; File times would differ with every build.
SetDateSave off

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh

!define NAME "CFA Agent"
!define EXE "cfa-agent.exe"
!define SERVICE_EXE "cfa-agent-service.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CFA Agent"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define DATA "$LOCALAPPDATA\CFA Agent"
; Exit codes of a silent run.
!define TOO_OLD 3
!define STILL_THERE 4

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CFA Agent"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright "${PUBLISHER}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "$(RunText)"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Hindi"

LangString RunText ${LANG_ENGLISH} "Open CFA Agent"
LangString RunText ${LANG_HINDI} "CFA Agent खोलें"
LangString TooOld ${LANG_ENGLISH} "CFA Agent needs Windows 10, Windows Server 2016 or newer.$\n$\nOn this PC, export the books from Tally as files and hand them in in the CFA app, on the page “Files from Tally”."
LangString TooOld ${LANG_HINDI} "CFA Agent के लिए Windows 10, Windows Server 2016 या उससे नया चाहिए।$\n$\nइस PC पर Tally से बही फ़ाइलों में निर्यात करें और उन्हें CFA ऐप में “Tally की फ़ाइलें” पेज पर दें।"
LangString StillThere ${LANG_ENGLISH} "CFA Agent is still running and cannot be replaced. Restart the PC and run this setup again."
LangString StillThere ${LANG_HINDI} "CFA Agent अभी चल रहा है और बदला नहीं जा सकता। PC दोबारा चालू करें और यह सेटअप फिर चलाएँ।"
LangString AlsoData ${LANG_ENGLISH} "Also remove the settings and keys of this PC? What was sent to the server stays there."
LangString AlsoData ${LANG_HINDI} "क्या इस PC की सेटिंग और कुंजियाँ भी हटाएँ? जो सर्वर को भेजा गया है वह वहीं रहेगा।"

Var Ran

; Counts the processes that run this installation's program, by the path of each; with "end" it also ends them by their ids.
; A process of another user cannot be looked at, and none is mistaken for ours. Answers in $R0.
!macro RunningFunctions un
Function ${un}Running
  Exch $R1 ; "count" or "end"
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  StrCpy $R0 0
  System::Alloc 65536
  Pop $0
  System::Call 'psapi::EnumProcesses(p r0, i 65536, *i .r1)i.r2'
  IntOp $1 $1 / 4
  StrCpy $2 0
  ${DoWhile} $2 < $1
    IntOp $3 $2 * 4
    IntPtrOp $3 $0 + $3
    System::Call '*$3(i .r4)'
    ; PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_TERMINATE and SYNCHRONIZE
    System::Call 'kernel32::OpenProcess(i 0x101001, i 0, i r4)p.r5'
    ${If} $5 P<> 0
      StrCpy $6 ""
      System::Call 'kernel32::QueryFullProcessImageNameW(p r5, i 0, w .r6, *i ${NSIS_MAX_STRLEN})i.r3'
      ${If} $6 == "$INSTDIR\${EXE}"
        IntOp $R0 $R0 + 1
        ${If} $R1 == "end"
          System::Call 'kernel32::TerminateProcess(p r5, i 1)'
          System::Call 'kernel32::WaitForSingleObject(p r5, i 3000)'
        ${EndIf}
      ${EndIf}
      System::Call 'kernel32::CloseHandle(p r5)'
    ${EndIf}
    IntOp $2 $2 + 1
  ${Loop}
  System::Free $0
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
  Pop $R1
FunctionEnd

; Asks the running program to quit and waits for its end; one that does not listen is ended after ten seconds.
Function ${un}EndRunning
  Push "count"
  Call ${un}Running
  StrCpy $Ran $R0
  ${If} $R0 = 0
    Return
  ${EndIf}
  Exec '"$INSTDIR\${EXE}" --quit'
  ; Forty times a quarter of a second.
  ${ForEach} $R2 1 40 + 1
    Sleep 250
    Push "count"
    Call ${un}Running
    ${If} $R0 = 0
      Return
    ${EndIf}
  ${Next}
  Push "end"
  Call ${un}Running
FunctionEnd
!macroend
!insertmacro RunningFunctions ""
!insertmacro RunningFunctions "un."

; Removes a program's file. One that another user's process still runs cannot be removed, but can be moved aside.
!macro RemoveProgram file
  ClearErrors
  Delete "$INSTDIR\${file}"
  ${If} ${Errors}
    Delete "$INSTDIR\${file}.old"
    ClearErrors
    Rename "$INSTDIR\${file}" "$INSTDIR\${file}.old"
    Delete /REBOOTOK "$INSTDIR\${file}.old"
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel ${TOO_OLD}
    Quit
  ${EndIf}
FunctionEnd

Section
  Call EndRunning
  SetOutPath "$INSTDIR"
  Delete "$INSTDIR\${EXE}.old"
  !insertmacro RemoveProgram "${EXE}"
  !insertmacro RemoveProgram "${SERVICE_EXE}"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    MessageBox MB_OK|MB_ICONSTOP "$(StillThere)" /SD IDOK
    SetErrorLevel ${STILL_THERE}
    Quit
  ${EndIf}
  File "${FROM}\${EXE}"
  File "${FROM}\${SERVICE_EXE}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${EXE}"

  ; An upgrade leaves it to the user whether the agent starts with Windows: the agent's window can turn that off.
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 == ""
    WriteRegStr HKCU "${RUN_KEY}" "${NAME}" '"$INSTDIR\${EXE}" --hidden'
  ${EndIf}
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  ${If} $Ran > 0
    Exec '"$INSTDIR\${EXE}" --hidden'
  ${EndIf}
SectionEnd

Section "Uninstall"
  Call un.EndRunning
  !insertmacro RemoveProgram "${EXE}"
  !insertmacro RemoveProgram "${SERVICE_EXE}"
  Delete "$INSTDIR\${EXE}.old"
  Delete "$INSTDIR\${SERVICE_EXE}.old"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegValue HKCU "${RUN_KEY}" "${NAME}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    RMDir /r "${DATA}"
  ${Else}
    MessageBox MB_YESNO|MB_DEFBUTTON2 "$(AlsoData)" /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
  ${EndIf}
SectionEnd
