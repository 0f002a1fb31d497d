/* Starts the program inside this process, so that it has its own name and icon; built for the desktop and, with
 * -DCONSOLE, for the command line. Everything lies beside it: runtime\ (Python), site\ (libraries), app\. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

typedef int (*run_python)(int, wchar_t **);

static int trouble(const wchar_t *words)
{
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", words);
#else
    MessageBoxW(NULL, words, L"\x81ea\x8bc4\x901a", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t home[MAX_PATH * 4], part[MAX_PATH * 4];
    DWORD length = GetModuleFileNameW(NULL, home, MAX_PATH * 4);
    while (length && home[length - 1] != L'\\')
        length--;
    if (!length)
        return 3;
    home[length - 1] = 0;

    swprintf(part, MAX_PATH * 4, L"%ls\\runtime", home);
    SetDllDirectoryW(part);
    swprintf(part, MAX_PATH * 4, L"%ls\\runtime\\python311.dll", home);
    HMODULE python = LoadLibraryExW(part, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run_python run = python ? (run_python)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) /* 程序文件不完整，请重新安装自评通。 */
        return trouble(L"\x7a0b\x5e8f\x6587\x4ef6\x4e0d\x5b8c\x6574\xff0c\x8bf7\x91cd\x65b0\x5b89\x88c5\x81ea\x8bc4\x901a\x3002");

    wchar_t **all = calloc(count + 2, sizeof *all);
    swprintf(part, MAX_PATH * 4, L"%ls\\app\\main.py", home);
    all[0] = arguments[0];
    all[1] = part;
    for (int at = 1; at < count; at++)
        all[at + 1] = arguments[at];
    return run(count + 1, all);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    int count = 0;
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    (void)self, (void)before, (void)line, (void)show;
    return arguments ? wmain(count, arguments) : 3;
}
#endif
