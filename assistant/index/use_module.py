"""The embedded encoder as a sentence-transformers module: what a model folder's ``modules.json`` names.

Imported by sentence-transformers only; the one module of the index stage that imports torch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from assistant.index.use_embedder import UseEmbedder


class UseModule(InputModule):
    """Texts to sentence embeddings, computed by NumPy on the processor; it has no parameters to train."""

    forward_kwargs = {"task"}  # noqa: RUF012  # as sentence-transformers declares it

    def __init__(self, embedder: UseEmbedder | None = None) -> None:
        """Check the encoder package; its weights are read at the first encoding."""
        super().__init__()
        self._embedder = embedder or UseEmbedder()
        self.tokenizer = None  # type: ignore[assignment]  # the package's own, which is not one of transformers

    @property
    def max_seq_length(self) -> int | None:
        """No limit in tokens: texts are read up to a number of characters."""
        return None

    def preprocess(self, inputs: Any, prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """The texts as they are, after the prompt; encoding happens in ``forward``."""
        return {"texts": [(prompt or "") + text for text in inputs]}

    def forward(self, features: dict[str, Any], task: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``: float32 (n, 1536), the whole vectors of ``UseEmbedder``.

        ``task`` "query" is what ``encode_query`` sets; everything else counts as a passage.
        """
        vectors = self._embedder.encode_whole(features["texts"], "query" if task == "query" else "document")
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """1536: meaning and letters. ``truncate_dim=512`` leaves the meaning, which is what an index of this project keeps."""
        return self._embedder.whole_dim

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Write the module's configuration and the trained weights."""
        from assistant.index.model_folder import write_weights

        write_weights(Path(output_path), self._embedder.trained)

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **kwargs: Any) -> UseModule:  # type: ignore[override]
        """Load from a folder that ``write_model_folder`` made. Raises IndexUnusable when it wants other weights."""
        return cls(UseEmbedder.of_folder(Path(model_name_or_path, subfolder)))
