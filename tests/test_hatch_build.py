"""Pages are built again when their sources change, and only then."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def builder():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "src" / "kachinko" / "web" / "static").mkdir(parents=True)
    (tmp_path / "web" / "package.json").write_text("{}", "utf-8")
    (tmp_path / "web" / "src" / "main.ts").write_text("one\n", "utf-8")
    return tmp_path


def test_what_was_built_is_fresh_until_a_source_changes(builder, tree) -> None:
    assert not builder.is_fresh(tree)
    builder.stamp_of(tree).write_text(builder.print_of(tree), "utf-8")
    assert builder.is_fresh(tree)
    (tree / "web" / "src" / "main.ts").write_bytes(b"one\r\n")
    assert builder.is_fresh(tree)
    (tree / "web" / "src" / "more.ts").write_text("two\n", "utf-8")
    assert not builder.is_fresh(tree)


def test_tests_and_tools_do_not_count_as_sources(builder, tree) -> None:
    before = builder.print_of(tree)
    (tree / "web" / "node_modules").mkdir()
    (tree / "web" / "node_modules" / "x.js").write_text("x", "utf-8")
    (tree / "web" / "test").mkdir()
    (tree / "web" / "test" / "x.test.ts").write_text("x", "utf-8")
    assert builder.print_of(tree) == before


def test_without_a_front_end_there_is_nothing_to_build(builder, tmp_path) -> None:
    assert builder.is_fresh(tmp_path)
    builder.build(tmp_path)
