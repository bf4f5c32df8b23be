"""The folder through which sentence-transformers loads the embedded encoder: what training changed, and a model card."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from assistant.index.use_embedder import (
    CONFIG,
    MODULE_CLASS,
    TRAINED,
    Trained,
    encoder_table,
    shipped,
    use_fingerprint,
)


def write_model_folder(path: Path, trained: Trained | None = None) -> None:
    """Make ``path`` a model folder; another one that stands there is replaced. Raises OSError."""
    constants = encoder_table()["use"]
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        weights = trained or shipped()
        for name, content in _files({**constants, "trained": weights.sha256}, path.name).items():
            (new / name).write_text(content, "utf-8")
        write_weights(new, weights)
        new.chmod(0o755)
        if path.exists():
            shutil.rmtree(path)
        os.replace(new, path)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_weights(folder: Path, trained: Trained) -> None:
    """Write the trained weights, and which encoder the folder stands for. Raises OSError."""
    shutil.copyfile(trained.file, folder / TRAINED)
    constants = encoder_table()["use"]
    kept = ("name", "package", "version", "dim", "surface_dim", "max_characters", "resources")
    config = {key: constants[key] for key in kept}
    config |= {"trained": trained.sha256, "fingerprint": use_fingerprint(trained)}
    (folder / CONFIG).write_text(_json(config), "utf-8")


def _files(constants: dict[str, Any], folder: str) -> dict[str, str]:
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE_CLASS}]
    library = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}
    resources = "\n".join(f"- `{name}`: SHA-256 `{checksum}`" for name, checksum in constants["resources"].items())
    return {
        "modules.json": _json(modules),
        "config_sentence_transformers.json": _json(library),
        "README.md": _card().format(
            **{
                **constants,
                "whole": constants["dim"] + constants["surface_dim"],
                "resources": resources,
                "folder": folder,
            }
        ),
    }


def _card() -> str:
    return Path(__file__).parents[1].joinpath("encoder", "card.md").read_text("utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
