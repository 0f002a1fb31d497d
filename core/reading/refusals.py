"""What is said of a file that cannot be read, and what to do."""

from __future__ import annotations

SAVE = "请用 Excel 或 WPS 打开后“另存为”.xlsx，再导入"
DAMAGED = f"文件损坏，读不出来，{SAVE}；打不开的话，请对方重新发送"
TOO_LARGE = "表格太大，不像一张填报表，请用 Excel 或 WPS 打开，删去多余的工作表、行列和格式，另存后再导入"
LOCKED = "文件有密码，请用 Excel 或 WPS 打开，去掉密码后保存，再导入"
BOMB = f"文件解压后异常地大，没有读取，{SAVE}；来历不明的文件请先问清楚"
CROWDED = f"文件里的部件太多，或目录已损坏，没有读取，{SAVE}"
TANGLED = f"文件里有重名或重叠的部件，可能被改动过，没有读取，{SAVE}"
DECLARED = f"文件里有正常表格不会有的声明（DOCTYPE），没有读取，{SAVE}"
DEEP = f"文件里的内容一层套一层，不是正常的表格，没有读取，{SAVE}"
OLD = f"这是 Excel 97-2003 文件（.xls），{SAVE}"
BINARY = f"这是 Excel 二进制文件（.xlsb），{SAVE}"
OPEN_DOCUMENT = f"这是 OpenDocument 表格（.ods），{SAVE}"
NO_WORKBOOK = "这不是 Excel 表格，请检查选对了文件没有；要导入的是 .xlsx 文件"
READ = (".xlsx", ".xlsm", ".xltx", ".xltm")
OTHER = {
    ".xls": OLD,
    ".et": f"这是 WPS 表格文件（.et），{SAVE}",
    ".xlsb": BINARY,
    ".ods": OPEN_DOCUMENT,
    ".csv": f"这是 CSV 文本，{SAVE}",
    ".numbers": "这是苹果 Numbers 表格，请在 Numbers 里“导出到 Excel”，存成 .xlsx，再导入",
}
