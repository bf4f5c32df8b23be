"""Any sentence-transformers model as the index's encoder."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import AssistantError, InputError
from assistant.index.encoding import Progress, encode_unique, stretched
from assistant.index.files import file_sha256
from assistant.index.use_embedder import encoder_table

_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")
# Copies of the weights in forms that sentence-transformers does not read by default.
_NOT_NEEDED = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf"]
_WHOLE = 64 << 20  # bytes; larger files are fingerprinted by their size and both ends


class SentenceTransformerEmbedder:
    """A model folder, or the name of a model on the Hugging Face hub. torch is imported at the first encoding.

    A name that is no folder is downloaded, because it was named; a folder is loaded with the hub switched off.
    Code that comes with a model is never run. Raises InputError, AssistantError.
    """

    def __init__(self, model: str, query_prefix: str | None = None, document_prefix: str | None = None) -> None:
        """Load ``model``; a prefix that is None is what the model's family, or the model itself, expects."""
        self.name = model
        self.path = _folder(model)
        family = _family(f"{model} {self.path.name}")
        self._query_prefix = family.get("query") if query_prefix is None else query_prefix
        self._document_prefix = family.get("document") if document_prefix is None else document_prefix
        _refuse_foreign_code(self.path)
        self._model: Any = self._load()
        self.dim = self.whole_dim = int(self._model.get_embedding_dimension())
        self.fingerprint = self._fingerprint()

    def encode_query(self, texts: list[str]) -> np.ndarray:
        """Questions, with the model's query prefix, as float32 (n, dim)."""
        return encode_unique(texts, self.dim, lambda part: self._encode(part, "query", self._query_prefix))

    def encode_document(self, texts: list[str], progress: Progress | None = None) -> np.ndarray:
        """Passages, with the model's document prefix, as float32 (n, dim)."""

        def encode(part: list[str]) -> np.ndarray:
            return self._encode(part, "document", self._document_prefix)

        return encode_unique(texts, self.dim, encode, progress, batch=64)

    def likeness(self, cosines: np.ndarray) -> np.ndarray:
        """The cosines, negative ones as 0."""
        return stretched(cosines)

    def _encode(self, texts: list[str], task: str, prefix: str | None) -> np.ndarray:
        """``prefix`` None: whatever prompt the model itself has for the task."""
        encode = self._model.encode_query if task == "query" else self._model.encode_document
        readable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        prompt = {} if prefix is None else {"prompt": prefix}
        return encode(readable, show_progress_bar=False, convert_to_numpy=True, **prompt)

    def _load(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the folder is complete; nothing more is fetched
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(self.path), local_files_only=True)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise InputError(
                f"モデル {self.name} を読み込めません（{_short(error)}）。"
                "sentence-transformers のモデルのフォルダーを指定してください。",
                f"Cannot load the model {self.name} ({_short(error)}). Name a folder of a sentence-transformers model.",
            ) from error

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(repr((self._query_prefix, self._document_prefix)).encode())
        for file in sorted(p for p in self.path.rglob("*") if p.is_file() and p.suffix != ".md"):
            digest.update(f"{file.relative_to(self.path)} {_file_mark(file)}\n".encode())
        return digest.hexdigest()


def _folder(model: str) -> Path:
    """The model's folder; a name is downloaded into the hub's own cache."""
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
            raise InputError(
                f"フォルダー {folder} は sentence-transformers のモデルではありません（modules.json がありません）。",
                f"The folder {folder} is no sentence-transformers model: it has no modules.json.",
            )
        return folder.resolve()
    if not _HUB_NAME.fullmatch(model):
        raise InputError(
            f"モデルのフォルダー {model} がありません。設定 model のパスを確かめてください。",
            f"There is no model folder {model}. Check the path in the setting `model`.",
        )
    return _download(model if "/" in model else f"sentence-transformers/{model}")


def _refuse_foreign_code(folder: Path) -> None:
    """Raise InputError when the model names a class outside sentence-transformers.

    Releases of sentence-transformers before 6.0 import such a class from a local folder without asking.
    """
    for file in (folder / "modules.json", *folder.rglob("router_config.json")):
        if not file.is_file():
            continue
        try:
            classes = _class_names(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise InputError(
                f"モデル {folder} を読み込めません（{file.name} が壊れています）。モデルを入れ直してください。",
                f"Cannot load the model {folder}: {file.name} is damaged. Install the model anew.",
            ) from error
        foreign = [name for name in classes if not name.startswith("sentence_transformers.")]
        if foreign:
            raise InputError(
                f"モデル {folder} は読み込めません。外部のコード（{foreign[0]}）を実行するモデルには対応していません。",
                f"The model {folder} is refused: it would run code of its own ({foreign[0]}).",
            )


def _class_names(config: Any) -> list[str]:
    """The classes that ``modules.json`` (a list) or ``router_config.json`` (a table of types) names."""
    return [module["type"] for module in config] if isinstance(config, list) else list(config["types"].values())


def _download(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, ignore_patterns=_NOT_NEEDED))
    except (OSError, ValueError, HfHubHTTPError, LocalEntryNotFoundError) as error:
        raise AssistantError(
            f"モデル {name} をダウンロードできません（{_short(error)}）。"
            "名前とネットワークを確かめるか、モデルのフォルダーを指定してください。",
            f"Cannot download the model {name} ({_short(error)}). Check the name and the network, or name a folder.",
        ) from error


def _family(name: str) -> dict[str, str]:
    return next((row for row in encoder_table()["family"] if row["match"] in name.lower()), {})


def _file_mark(file: Path) -> str:
    size = file.stat().st_size
    if size <= _WHOLE:
        return file_sha256(file)
    with file.open("rb") as stream:
        head = stream.read(1 << 20)
        stream.seek(-(1 << 20), os.SEEK_END)
        return f"{size} {hashlib.sha256(head + stream.read()).hexdigest()}"


def _short(error: Exception) -> str:
    """The first line of an error, short enough for a message."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
