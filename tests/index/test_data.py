from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from index_samples import SKY, both, parts, passage, sea_data, sky_data

from assistant.errors import AssistantError, InputError
from assistant.index.data import IndexData


def test_added_document_keeps_vectors_and_owners() -> None:
    data = both()
    assert [document.doc_id for document in data.documents] == ["sea", "sky"]
    owners = {data.passages[unit.passage].doc_id for unit in data.units if "雲" in unit.text}
    assert owners == {"sky"}
    assert np.array_equal(data.vectors[: len(sea_data().units)], sea_data().vectors)


def test_removed_document_leaves_no_unit() -> None:
    data = both().without_document("sea")
    assert {item.doc_id for item in data.passages} == {"sky"}
    assert [unit.text for unit in data.units] == [unit.text for unit in sky_data().units]
    assert [unit.passage for unit in data.units] == [unit.passage for unit in sky_data().units]
    assert np.array_equal(data.vectors, sky_data().vectors)
    assert data.unit_tokens == sky_data().unit_tokens


def test_document_with_the_same_id_is_replaced() -> None:
    new = parts([SKY], [passage("sky", 0, "星を数える。")])
    data = both().with_documents(new.documents, new.passages, new.units, new.unit_tokens, new.vectors)
    assert [document.doc_id for document in data.documents] == ["sea", "sky"]
    assert not [unit for unit in data.units if "雲" in unit.text]


def test_unknown_document_is_named() -> None:
    with pytest.raises(InputError, match="moon"):
        both().without_document("moon")


def test_vectors_of_another_model_are_refused() -> None:
    with pytest.raises(AssistantError, match="build"):
        sea_data().with_documents([], [], [], [], np.zeros((0, 3), np.float32))


@pytest.mark.parametrize("broken", ["vectors", "owner", "document", "nan"])
def test_parts_that_do_not_fit_are_refused(broken: str) -> None:
    data = sea_data()
    nan = np.full_like(data.vectors, np.nan)
    changes = {
        "vectors": {"vectors": data.vectors[1:]},
        "owner": {"passages": data.passages[:1]},
        "document": {"documents": ()},
        "nan": {"vectors": nan},
    }
    with pytest.raises(ValueError):
        replace(data, **changes[broken])


def test_all_documents_can_be_removed() -> None:
    data = sea_data().without_document("sea")
    assert data.units == () and data.vectors.shape == (0, sea_data().dim)
    assert IndexData.empty(5).dim == 5
