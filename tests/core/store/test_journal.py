"""Steps, undo and redo, the history, save points and the carried pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.store.steps import REDONE, UNDONE, Edit
from core.store.store import Store

keys = st.sampled_from(["基本支出.人员经费", "项目[a3f].金额", "正文", "k'; DROP TABLE entry; --", ""])
values = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))


def in_memory() -> Store:
    return Store.in_memory(meta={}, pack_files={}, who="张三")


def change(store: Store, **after: str | None) -> int:
    edits = [Edit(key, store.entries.get(key), value) for key, value in after.items()]
    return store.append("修改", edits).number


def test_an_appended_step_is_found_again_after_reopening(store: Store, path: Path, backups: Path) -> None:
    change(store, 人员经费="511.50", 说明="第一行\n第二行\t\x00末")
    head = store.append("删去说明", [Edit("说明", store.entries["说明"], None)])
    store.close()

    with Store.open(path, who="李四", backups=backups) as again:
        assert again.entries == {"人员经费": "511.50"}
        assert again.heads[-1] == head
        assert (head.number, head.label, head.kind, head.takes_back) == (2, "删去说明", "修改", None)
        assert head.who == "张三"
        assert head.at[10] == "T"
        assert head.at[-6] in "+-"
        assert again.meta == {"模板": "甲"}
        assert again.pack_files == {"pack.yaml": b"id: a"}


def test_an_undo_and_a_redo_survive_a_restart(store: Store, path: Path, backups: Path) -> None:
    number = change(store, 正文="共有编制数40人")
    number = change(store, 正文="共有编制数42人", 人数="42")
    store.append("撤销 修改", store.backward(number), kind=UNDONE, takes_back=number)
    store.close()

    with Store.open(path, who="张三", backups=backups) as again:
        assert again.entries == {"正文": "共有编制数40人"}
        undone = again.heads[-1]
        assert (undone.kind, undone.takes_back) == (UNDONE, number)

        again.append("重做 修改", again.forward(number), kind=REDONE, takes_back=undone.number)

        assert again.entries == {"正文": "共有编制数42人", "人数": "42"}


def test_taking_back_an_older_step_starts_from_what_is_entered_now() -> None:
    store = in_memory()
    first = change(store, a="一", b="乙")
    change(store, a="一二")

    assert store.backward(first) == [Edit("a", "一二", None), Edit("b", "乙", None)]
    assert store.forward(first) == [Edit("a", "一二", "一"), Edit("b", "乙", "乙")]
    assert store.edits(first) == [Edit("a", None, "一"), Edit("b", None, "乙")]


def test_an_edit_must_start_from_what_is_entered() -> None:
    store = in_memory()
    change(store, a="1")

    with pytest.raises(ValueError, match="start"):
        store.append("修改", [Edit("a", None, "2")])
    with pytest.raises(ValueError, match="twice"):
        store.append("修改", [Edit("a", "1", "2"), Edit("a", "2", "3")])

    assert store.entries == {"a": "1"}
    assert len(store.heads) == 1


def test_rewriting_replaces_the_newest_step_alone(store: Store, path: Path, backups: Path) -> None:
    change(store, a="1", b="1")
    number = change(store, a="2", c="3")

    head = store.rewrite(number, "改写", [Edit("a", "1", "22"), Edit("b", "1", None)])

    assert store.entries == {"a": "22"}
    assert head.number == number
    assert [found.label for found in store.heads] == ["修改", "改写"]
    assert store.edits(number) == [Edit("a", "1", "22"), Edit("b", "1", None)]
    store.close()
    with Store.open(path, who="张三", backups=backups) as again:
        assert again.entries == {"a": "22"}
        again.rewrite(number, "再改写", [Edit("c", None, "4")])
        assert again.entries == {"a": "1", "b": "1", "c": "4"}
        again.rewrite(number, "什么也没改", [])
        assert again.entries == {"a": "1", "b": "1"}


def test_rewriting_is_refused_for_an_older_step_and_after_a_save_point() -> None:
    store = in_memory()
    first = change(store, a="1")
    second = change(store, a="2")

    with pytest.raises(ValueError, match="newest"):
        store.rewrite(first, "改写", [])
    with pytest.raises(ValueError, match="start"):
        store.rewrite(second, "改写", [Edit("a", "2", "3")])
    store.save_point("送审稿")
    with pytest.raises(ValueError, match="save point"):
        store.rewrite(second, "改写", [Edit("a", "1", "3")])

    assert store.entries == {"a": "2"}


def test_the_history_shows_each_step_with_its_full_texts() -> None:
    store = in_memory()
    change(store, a="一二三")
    change(store, a="一贰三", b="x")
    change(store, b=None)

    newest, middle = store.history(2)

    assert [newest.head.number, middle.head.number] == [3, 2]
    assert newest.edits == (Edit("b", "x", None),)
    assert middle.edits == (Edit("a", "一二三", "一贰三"), Edit("b", None, "x"))
    assert len(store.history(100)) == 3
    assert store.history(0) == []


def test_a_save_point_names_a_state_that_can_be_had_again(store: Store, path: Path, backups: Path) -> None:
    change(store, a="1")
    point = store.save_point("送审稿")
    change(store, a="2", b="3")
    store.close()

    with Store.open(path, who="张三", backups=backups) as again:
        assert again.save_points() == [point]
        assert (point.number, point.name, point.step, point.who) == (1, "送审稿", 1, "张三")
        assert again.entries_after(point.step) == {"a": "1"}
        assert again.entries_after(0) == {}
        assert again.entries_after(2) == again.entries


def test_the_carried_pack_is_replaced_as_a_whole(store: Store, path: Path, backups: Path) -> None:
    change(store, a="1")

    head = store.set_pack(
        {"模板": "乙"}, {"rules.yaml": b"", "forms/1.xlsx": b"\x00\xff"}, "更新模板", [Edit("a", "1", "2")]
    )

    assert store.edits(head.number) == [Edit("a", "1", "2")]
    store.close()
    with Store.open(path, who="张三", backups=backups) as again:
        assert again.meta == {"模板": "乙"}
        assert again.pack_files == {"rules.yaml": b"", "forms/1.xlsx": b"\x00\xff"}
        assert again.entries == {"a": "2"}
        assert again.heads[-1] == head
    assert any("更新模板前" in file.name for file in backups.rglob("*.jxzp"))


def test_many_cells_are_one_step(store: Store) -> None:
    edits = [Edit(f"项目[{row:03x}].金额", None, str(row)) for row in range(1000)]

    head = store.append("粘贴", edits)

    assert store.edits(head.number) == edits
    assert len(store.entries) == 1000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.dictionaries(keys, values, max_size=4)), max_size=12))
def test_any_steps_can_be_taken_back_and_made_again(script: list[tuple[bool, dict[str, str | None]]]) -> None:
    store = in_memory()
    states: list[dict[str, str]] = [{}]
    for again, after in script:
        if again and store.heads:
            number = store.heads[-1].number
            base = states[-2]
            store.rewrite(number, "改写", [Edit(key, base.get(key), value) for key, value in after.items()])
            states.pop()
        else:
            store.append("修改", [Edit(key, store.entries.get(key), value) for key, value in after.items()])
        states.append(dict(store.entries))
    made = len(store.heads)

    assert [store.entries_after(number) for number in range(made + 1)] == states
    for number in range(made, 0, -1):
        store.append("撤销", store.backward(number), kind=UNDONE, takes_back=number)
        assert store.entries == states[number - 1]
    for number in range(1, made + 1):
        store.append("重做", store.forward(number), kind=REDONE, takes_back=2 * made - number + 1)
        assert store.entries == states[number]


def test_a_day_of_typing_grows_the_file_by_less_than_five_megabytes(store: Store, path: Path) -> None:
    text = "全面实施预算绩效管理，完善绩效目标、监控、评价和结果应用。" * 100
    change(store, 正文=text)
    before = path.stat().st_size
    pauses = 1000
    number = 0
    start = text
    typed = text
    for pause in range(pauses):
        if pause % 35 == 0:
            start = typed
            number = store.append("编辑 正文", [Edit("正文", typed, typed)]).number
        middle = len(typed) // 2
        typed = typed[:middle] + "新增的十个字都在这里"[:10] + typed[middle:]
        store.rewrite(number, "编辑 正文", [Edit("正文", start, typed)])
    for cell in range(300):
        key = f"项目[{cell % 60:03x}].绩效指标[{cell % 7:03x}].得分"
        store.append("修改 得分", [Edit(key, store.entries.get(key), f"{cell}.50")])

    assert len(typed) == len(text) + 10_000
    assert path.stat().st_size - before <= 5_000_000
    assert store.entries_after(1) == {"正文": text}
