"""The sample is kept between starts and follows its pack; what a person did in it is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.commands.sample import FILE, clear_outdated, make_sample
from core.report.history import UPDATED
from core.report.report import Report
from core.store.store import Store


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A sample as it is made, closed again."""
    path = tmp_path / FILE
    make_sample(path, "李会计").close()
    return path


@pytest.fixture
def outdate(sample: Path) -> Callable[[], None]:
    """Lets the sample carry its pack as it was before somebody edited it."""

    def run() -> None:
        with Store.open(sample, who="李会计", backups=sample.parent / "备份") as store:
            before = {"rules.yaml": store.pack_files["rules.yaml"] + "# 旧的\n".encode()}
            store.set_pack(store.meta, dict(store.pack_files) | before, "更新模板", [], kind=UPDATED)

    return run


def fill_in(path: Path) -> None:
    report = Report.open(path, who="李会计", backups=path.parent / "备份")
    report.set("单位.全称", "青禾县林业局")
    report.close()


def test_the_sample_has_its_text_and_its_forms_in_one_step(sample: Path) -> None:
    report = Report.open(sample, who="", read_only=True)

    assert report.words("单位.全称") == "青禾县农业农村局"
    assert len(report.store.heads) == 1
    assert [form for form in report.pack.forms if report.pack.form_keys[form]] != []


@pytest.mark.parametrize("work", [lambda _path: None, fill_in], ids=["as it was made", "filled in"])
def test_a_sample_of_the_present_pack_stays(sample: Path, work: Callable[[Path], None]) -> None:
    work(sample)
    content = sample.read_bytes()

    assert clear_outdated(sample, "李会计") is None
    assert sample.read_bytes() == content


def test_a_sample_of_an_older_pack_that_nobody_worked_on_goes(
    sample: Path, outdate: Callable[[], None]
) -> None:
    outdate()

    assert clear_outdated(sample, "李会计") is None
    assert list(sample.parent.glob("*.jxzp")) == []


def test_a_sample_of_an_older_pack_that_was_filled_in_is_kept_under_another_name(
    sample: Path, outdate: Callable[[], None]
) -> None:
    outdate()
    fill_in(sample)

    kept = clear_outdated(sample, "李会计")

    assert kept is not None
    assert not sample.exists()
    assert kept.name.startswith("示例报告 旧模板 ")
    assert Report.open(kept, who="", read_only=True).words("单位.全称") == "青禾县林业局"


def test_a_save_point_is_work_too(sample: Path, outdate: Callable[[], None]) -> None:
    outdate()
    with Store.open(sample, who="李会计", backups=sample.parent / "备份") as store:
        store.save_point("我的")

    assert clear_outdated(sample, "李会计") is not None


def test_a_sample_whose_pack_is_gone_is_outdated(sample: Path, tmp_path: Path) -> None:
    clear_outdated(sample, "李会计", tmp_path / "没有模板")

    assert not sample.exists()


def test_a_sample_that_is_open_somewhere_is_left_alone(sample: Path, outdate: Callable[[], None]) -> None:
    outdate()
    with Store.open(sample, who="王会计", backups=sample.parent / "备份"):
        assert clear_outdated(sample, "李会计") is None
        assert sample.exists()


def test_a_sample_that_cannot_be_read_is_left_alone(sample: Path) -> None:
    sample.write_bytes(b"no report")

    assert clear_outdated(sample, "李会计") is None
    assert sample.read_bytes() == b"no report"
    assert sorted(path.name for path in sample.parent.iterdir()) == [FILE]
