"""Lets an optional model shorten a grounded answer; the answer itself is never touched, and never lost."""

import threading
from collections import OrderedDict
from dataclasses import replace

from search.answer import Answer
from search.endpoint import Endpoint, NoReplyError
from search.prompt import Prompt, fitting, prompt_of, read_reply
from search.summary import Summary
from search.written import WrittenGate, offered

_KEPT = 200  # replies, so that a question asked again gets the same bytes
_STANDS = "Câu trả lời bằng lời văn của luật không phụ thuộc vào mô hình."
_NONE_PASSED = f"Không câu nào của mô hình khớp với trích dẫn nên không hiện tóm tắt. {_STANDS}"
_PLANTED = "Có đoạn trích giống lời ra lệnh cho máy hoặc có chữ ẩn; đoạn đó không được đưa cho mô hình."
_NOTHING = f"Không có đoạn trích nào đưa được cho mô hình. {_STANDS}"


class Summariser:
    """Adds a summary to answers; keeps replies by the digest of their prompt, in memory only."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._replies: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def run(self, answer: Answer) -> Answer:
        """Return the answer with a summary, or with a note that says why it has no sentence; a refusal as it is."""
        return replace(answer, summary=self._summary(answer)) if answer.answered else answer

    def _summary(self, answer: Answer) -> Summary:
        settings = self._endpoint.settings
        empty = Summary((), 0, settings.model, sent_to=settings.host)
        every = offered(answer)
        clear = [statement for statement in every if not statement.planted()]
        care = _PLANTED if len(clear) < len(every) else ""
        fit = fitting(clear)
        if not fit:
            return replace(empty, note=f"{care} {_NOTHING}".strip(), sent_to="")
        try:
            reply = read_reply(self._reply(prompt_of(answer.query.text, fit)))
        except NoReplyError as error:
            return replace(empty, note=f"Chưa có tóm tắt: {error}. {_STANDS}")
        gate = WrittenGate(fit)
        kept = tuple(sentence for sentence in reply.sentences if gate.passes(sentence))
        dropped = len(reply.sentences) - len(kept) + reply.malformed
        note = care if kept else f"{care} {_NONE_PASSED}".strip()
        return replace(empty, sentences=kept, dropped=dropped, note=note)

    def _reply(self, prompt: Prompt) -> str:
        key = prompt.digest
        with self._lock:
            known = self._replies.get(key)
        if known is not None:
            return known
        reply = self._endpoint.reply(prompt)
        with self._lock:
            self._replies[key] = reply
            while len(self._replies) > _KEPT:
                self._replies.popitem(last=False)
        return reply
