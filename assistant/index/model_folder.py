"""The folder through which sentence-transformers loads the embedded encoder. It holds no weights."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from assistant.index.use_embedder import MODULE_CLASS, encoder_table

_CARD = """---
language: [ja, en, ar, zh, nl, fr, de, it, ko, pl, pt, ru, es, th, tr]
license: apache-2.0
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---
# {name}

Google's multilingual Universal Sentence Encoder, version 3, as distributed in the Python package
`{package}` {version} (licence {licence}): {dim}-dimensional, L2-normalised sentence embeddings, computed by NumPy.

- Package: {source}
- Original model: {original}

This folder holds no weights. Its module reads them from the installed package and refuses to load when the version
or a checksum differs:

{resources}

The module belongs to the package `policy-assistant`, which must be installed. sentence-transformers from 6.0 on
imports classes other than its own only when told to:

```python
from sentence_transformers import SentenceTransformer
model = SentenceTransformer("{folder}", trust_remote_code=True)
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
        new.chmod(0o755)
        if path.exists():
            shutil.rmtree(path)
        os.replace(new, path)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _files(constants: dict[str, Any], folder: str) -> dict[str, str]:
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE_CLASS}]
    library = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}
    config = {key: constants[key] for key in ("name", "package", "version", "dim", "max_characters", "resources")}
    resources = "\n".join(f"- `{name}`: SHA-256 `{checksum}`" for name, checksum in constants["resources"].items())
    return {
        "modules.json": json.dumps(modules, indent=2) + "\n",
        "config_sentence_transformers.json": json.dumps(library, indent=2) + "\n",
        "use_config.json": json.dumps(config, indent=2) + "\n",
        "README.md": _CARD.format(**{**constants, "resources": resources, "folder": folder}),
    }
