# 自评通. `make run` opens the app with the sample report, `make test` runs every check.
PYTHON := .venv/bin/python
export QT_LOGGING_RULES ?= qt.qpa.*=false

.DEFAULT_GOAL := help
.PHONY: help environment run test lint campaign bench package package-test clean

help:  ## 列出可用的命令
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

environment:
	@python3 installer/environment.py

run: environment  ## 打开带示例报告的程序
	@$(PYTHON) installer/sample.py

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

test: environment lint  ## 全部检查和测试
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q -n auto --maxprocesses 4 -m "not campaign"

campaign: environment  ## 断电、模糊测试的全量次数，以及需要 LibreOffice 的检查
	@python3 installer/environment.py --campaign
	QT_QPA_PLATFORM=offscreen CAMPAIGN=1 $(PYTHON) -m pytest -q -m campaign -o faulthandler_timeout=3600

bench: environment  ## 测量速度，输出一个 JSON
	@$(PYTHON) -m tests.bench

package: environment  ## 安装包：dist/ 里的 .deb 和 Setup.exe（用 root；第一次约十分钟）
	@python3 installer/environment.py --package
	$(PYTHON) installer/package.py

package-test: environment  ## 在干净的系统里安装、使用、升级、卸载安装包
	@python3 installer/environment.py --package
	$(PYTHON) installer/package_test.py

clean:  ## 删除环境和产物
	rm -rf .venv .venv.previous dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache
