"""Files beyond all measure are refused by every reader before they fill the memory."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.files.breakdown_table import read_breakdown_table, write_breakdown_workbook
from kachinko.files.mms_pdf import read_mms_pdf
from kachinko.files.talent_dat import read_talent
from kachinko.files.uss import read_uss
from kachinko.model.errors import InputError
from tests.files.mutation import mutated

if TYPE_CHECKING:
    from pathlib import Path

READERS = [
    (read_uss, "large.uss"),
    (read_breakdown_table, "large.csv"),
    (read_breakdown_table, "large.xlsx"),
    (read_mms_pdf, "large.pdf"),
    (read_talent, "large.dat"),
]


@pytest.mark.parametrize(("reader", "name"), READERS)
def test_large_file_is_refused_unread(tmp_path: Path, reader: Any, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(InputError) as error:
        reader(path)
    assert "60 MB, too large" in str(error.value.faults[0])


@pytest.mark.parametrize(("reader", "name"), READERS)
@pytest.mark.parametrize("kind", ["folder", "missing", "empty"])
def test_what_is_no_file_is_refused(tmp_path: Path, reader: Any, name: str, kind: str) -> None:
    path = tmp_path / name
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    with pytest.raises(InputError) as error:
        reader(path)
    assert error.value.faults


@pytest.mark.slow
def test_workbook_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 200_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(stream.getvalue())
    with pytest.raises(InputError) as error:
        read_breakdown_table(path)
    assert "unfolds to 200 MB" in str(error.value.faults[0])


@pytest.mark.slow
def test_table_of_too_many_cells_or_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Scene,Set\n" + "," * 3_000_000, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be used") as error:
        read_breakdown_table(path)
    assert "too many cells" in str(error.value.faults[0])
    path.write_text("Scene,Set\n" + "1,a\n" * 60_000, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_breakdown_table(path)
    assert "60,001 rows" in str(error.value.faults[0])


@pytest.mark.slow
def test_workbooks_with_mutated_parts_never_crash(tmp_path: Path) -> None:
    """The parts of the ZIP are damaged, so that the damage reaches the readers of XML."""
    table = tmp_path / "small.csv"
    table.write_text("Scene,Set,Pages,Cast\n1,Lab,2 3/8,1\n2,Hall,5/8,2\n", encoding="utf-8")
    whole = write_breakdown_workbook(read_breakdown_table(table)[0])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    path = tmp_path / "book.xlsx"
    for _ in range(100):
        damaged = chance.choice([name for name in parts if name.startswith("xl/")])
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, mutated(data, chance) if name == damaged else data)
        with suppress(InputError):
            read_breakdown_table(path)
