"""Rows for the batch tests, and how they are written and read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

BUDGET = "みらい防災育成プログラムの予算は総額いくらですか"
CHAIR = "中間評価の委員長は誰ですか"
ROWS = [
    {"id": "a", "question": BUDGET},
    {"id": 7, "question": CHAIR},
    {"id": "c", "question": "公募はいつ始まりますか"},
]


def write(path: Path, *rows: Any) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def untimed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "timing_ms"} for row in rows]
