"""A sentence-transformers model of a few kilobytes: BERT of two layers and 32 numbers over words of our own."""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizer

LONGEST = 48  # tokens
_MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_WORDS = (
    "nạn nhân bị mua bán được hỗ trợ nhu cầu thiết yếu ăn ở quần áo y tế thuế suất giá trị gia tăng hàng hóa hỏi đoạn :"
)


def save_tiny_model(folder: Path, *, seed: int = 0, prompts: dict[str, str] | None = None) -> Path:
    """Write the model, with weights drawn from ``seed``, and return its folder."""
    made = folder.with_name(f"{folder.name}-bert")
    made.mkdir(parents=True)
    words = (*_MARKS, *dict.fromkeys(_WORDS.split()))
    (made / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokens = BertTokenizer(vocab=str(made / "vocab.txt"), strip_accents=False, model_max_length=LONGEST)
    tokens.save_pretrained(made)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=LONGEST,
    )
    BertModel(config).save_pretrained(made)
    reader = Transformer(str(made))
    model = SentenceTransformer(modules=[reader, Pooling(32)], prompts=prompts, device="cpu")
    model.save(str(folder))
    return folder
