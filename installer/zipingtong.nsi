; 自评通 for Windows: per user, no administrator, upgrade in place, the user's reports are never touched.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include WinVer.nsh

!define TITLE "自评通"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\zipingtong"
!define KIND "zipingtong.report"

Name "${TITLE}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\zipingtong"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${STAGE}/zipingtong.ico"
!define MUI_UNICON "${STAGE}/zipingtong.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\自评通.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开自评通"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
    Call TooOld
  ${EndIf}
  ${If} ${AtMostWin10}
    ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
    ${If} $0 != ""
    ${AndIf} $0 < 17763
      Call TooOld
    ${EndIf}
  ${EndIf}
FunctionEnd

Function TooOld
  MessageBox MB_ICONSTOP|MB_OK "自评通需要 Windows 10（1809 版）或更新的系统。这台电脑的 Windows 太旧，没有安装。请升级 Windows，或换一台电脑。" /SD IDOK
  SetErrorLevel 4
  Quit
FunctionEnd

Section
  SetOutPath "$INSTDIR"
  ; what an earlier version left is taken away first: an upgrade is as clean as a first installation
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\site"
  RMDir /r "$INSTDIR\app"
  File /r "${STAGE}/*"
  WriteUninstaller "$INSTDIR\卸载.exe"

  CreateShortcut "$SMPROGRAMS\自评通.lnk" "$INSTDIR\自评通.exe" "" "$INSTDIR\zipingtong.ico"
  CreateShortcut "$DESKTOP\自评通.lnk" "$INSTDIR\自评通.exe" "" "$INSTDIR\zipingtong.ico"

  WriteRegStr HKCU "Software\Classes\.jxzp" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "自评报告"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\zipingtong.ico"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\自评通.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, i 0, i 0)'

  WriteRegStr HKCU "${KEY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\zipingtong.ico"
  WriteRegStr HKCU "${KEY}" "Publisher" "${TITLE}"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\卸载.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\卸载.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\site"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\自评通.exe"
  Delete "$INSTDIR\zipingtong.exe"
  Delete "$INSTDIR\zipingtong.ico"
  Delete "$INSTDIR\卸载.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\自评通.lnk"
  Delete "$DESKTOP\自评通.lnk"
  DeleteRegKey HKCU "Software\Classes\.jxzp"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
