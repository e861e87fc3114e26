; Installer for Windows, by Inno Setup 6: iscc /DVersion=0.1.0 resources\packaging\installer.iss
; Not yet run. It installs the folder dist\zjviewer for the current user, without administrator rights.

#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{5B0B4C0A-6B7C-4E0E-9E0F-7A6A1B2C3D4E}
AppName=zjviewer
AppVersion={#Version}
AppPublisher=zjviewer
DefaultDirName={autopf}\zjviewer
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
OutputDir=..\..\dist
OutputBaseFilename=zjviewer-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\bundle\zjviewer.ico
UninstallDisplayIcon={app}\zjviewer-window.exe
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "chinese"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"

[Files]
Source: "..\..\dist\zjviewer\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\zjviewer"; Filename: "{app}\zjviewer-window.exe"; AppUserModelID: "io.github.zjviewer.zjviewer"

[Registry]
; The program is offered for these files and does not become their default.
Root: HKA; Subkey: "Software\Classes\Applications\zjviewer-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\zjviewer-window.exe"" ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\zjviewer-window.exe"; Description: "{cm:LaunchProgram,zjviewer}"; Flags: nowait postinstall skipifsilent
