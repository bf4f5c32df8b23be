"""The folder through which sentence-transformers loads the embedded encoder. It holds no weights."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from assistant.index.use_embedder import CONFIG, MODULE_CLASS, encoder_table, use_fingerprint

_CARD = """---
language: [ja, en, ar, zh, nl, fr, de, it, ko, pl, pt, ru, es, th, tr]
license: apache-2.0
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---
# {name}

Google's multilingual Universal Sentence Encoder, version 3, as distributed in the Python package
`{package}` {version} (licence {licence}): L2-normalised sentence embeddings of {dim} dimensions,
computed by NumPy.

- Package: {source}
- Original model: {original}

This folder holds no weights. Its module reads them from the installed package and refuses to load when the version
or a checksum differs:

{resources}

The module is a class of the package `policy-assistant`, which must be installed. sentence-transformers before 6.0
loads it from a local folder as it is; from 6.0 on, classes other than its own must be allowed:

```python
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("{folder}")  # before 6.0
model = SentenceTransformer("{folder}", trust_remote_code=True)  # 6.0 and later
```

Texts are read up to {max_characters} characters. A text without any letter or digit gets a zero vector.
"""


def write_model_folder(path: Path) -> None:
    """Make ``path`` a model folder; another one that stands there is replaced. Raises OSError."""
    constants = encoder_table()["use"]
    path.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        for name, content in _files(constants, path.name).items():
            (new / name).write_text(content, "utf-8")
        write_config(new)
        new.chmod(0o755)
        if path.exists():
            shutil.rmtree(path)
        os.replace(new, path)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def write_config(folder: Path) -> None:
    """Write which encoder the folder stands for: version, checksums and their fingerprint. Raises OSError."""
    constants = encoder_table()["use"]
    config = {key: constants[key] for key in ("name", "package", "version", "dim", "max_characters", "resources")}
    (folder / CONFIG).write_text(_json({**config, "fingerprint": use_fingerprint()}), "utf-8")


def _files(constants: dict[str, Any], folder: str) -> dict[str, str]:
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE_CLASS}]
    library = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}
    resources = "\n".join(f"- `{name}`: SHA-256 `{checksum}`" for name, checksum in constants["resources"].items())
    return {
        "modules.json": _json(modules),
        "config_sentence_transformers.json": _json(library),
        "README.md": _CARD.format(**{**constants, "resources": resources, "folder": folder}),
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
