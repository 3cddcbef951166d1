"""Saving and restoring what was learned: arrays and JSON in one zip, nothing that can run."""

import io
import json
from zipfile import BadZipFile

import numpy as np

from xianxing.engines.triage.blending import Blend
from xianxing.engines.triage.errors import StateError
from xianxing.engines.triage.features import Vocabulary
from xianxing.engines.triage.learning import Learned
from xianxing.engines.triage.lexicon import lexicon_digest
from xianxing.engines.triage.linear import Margins
from xianxing.engines.triage.taxonomy import Taxonomy


def dump_state(taxonomy: Taxonomy, level: int, learned: Learned | None) -> bytes:
    """Everything a triage is made of, as the bytes of an .npz file."""
    head = {
        "lexicon": lexicon_digest(),
        "level": level,
        "rows": taxonomy.rows,
        "trust": learned.trust if learned else None,
        "blend": [learned.blend.learned, learned.blend.cold, learned.blend.auto] if learned else None,
        "tokens": learned.vocabulary.tokens if learned else (),
    }
    text = np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8)
    buffer = io.BytesIO()
    if learned:
        np.savez_compressed(
            buffer,
            head=text,
            rarity=np.array(learned.vocabulary.rarity),
            weights=learned.machine.weights.astype(np.float32),
            offsets=learned.machine.offsets,
            absent=learned.absent,
        )
    else:
        np.savez_compressed(buffer, head=text)
    return buffer.getvalue()


def load_state(saved: bytes) -> tuple[Taxonomy, int, Learned | None]:
    """Taxonomy, level and lesson of saved bytes.

    Raises:
        StateError: the bytes are damaged, or were saved with other packaged keywords.
    """
    try:
        with np.load(io.BytesIO(saved), allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            learned = None
            if head["blend"]:
                learned = Learned(
                    Vocabulary(head["tokens"], arrays["rarity"].tolist()),
                    Margins(arrays["weights"].astype(np.float64), arrays["offsets"]),
                    head["trust"],
                    Blend(*head["blend"]),
                    arrays["absent"],
                )
    except (ValueError, KeyError, OSError, BadZipFile, EOFError, TypeError) as error:
        raise StateError("保存的分类模型已损坏；请用已确认的办件重新学习") from error
    if head["lexicon"] != lexicon_digest():
        raise StateError("保存的分类模型与现在的词库不是同一版本；请用已确认的办件重新学习")
    return Taxonomy(head["rows"]), head["level"], learned
