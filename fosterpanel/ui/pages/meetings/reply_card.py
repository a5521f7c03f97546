"""One member's answer to one meeting, recorded as soon as it is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.domain.invitations import Reply
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import LineField, OneOfField
from fosterpanel.ui.parts.words import StateLine, heading, muted
from fosterpanel.workflow.panels.invitations import MemberReply

REPLIES = (
    (Reply.COMING, "Coming"),
    (Reply.REMOTE, "Remotely"),
    (Reply.AWAY, "Cannot come"),
    (Reply.AWAITED, "No answer"),
)


class ReplyCard(Card):
    """``answered(invitation id, Reply, note)`` when the person chose an answer or left the note."""

    answered = Signal(str, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: MemberReply | None = None
        self._name, self._seat = heading(""), muted("")
        self._question = StateLine("", Tone.WARN, "circle-help")
        self.reply: OneOfField[Reply] = OneOfField("Answer", REPLIES, name="reply")
        self.note = LineField("Note", help="Such as “joins from 11:00”.", name="reply_note", optional=True)
        self._none = muted("Choose a member to record an answer.")
        self.add(self._name, self._seat, self._question, self.reply, self.note, self._none)
        self.setAccessibleName("The member’s answer")
        self.reply.edited.connect(self._tell)
        self.note.left.connect(self._tell_note)
        self.show_reply(None)

    def show_reply(self, reply: MemberReply | None) -> None:
        """Show a member's answer, or that none is chosen."""
        self._shown = reply
        invitation = reply.invitation if reply else None
        self._name.setVisible(reply is not None)
        self._seat.setVisible(reply is not None)
        self._question.setVisible(bool(reply and reply.question))
        self.reply.setVisible(invitation is not None)
        self.note.setVisible(invitation is not None)
        self._none.setVisible(invitation is None)
        if reply is not None:
            self._name.setText(reply.member.name)
            self._seat.setText(reply.seat.value.capitalize())
            self._question.say(reply.question, Tone.WARN, "circle-help")
            self._none.setText("Not invited to this meeting yet.")
        if invitation is not None:
            self.reply.set_value(invitation.reply)
            self.note.set_value(invitation.note)
            self.reply.clear_error()

    def refuse(self, refusal: FosterPanelError) -> None:
        """Say under the answer why it was not recorded."""
        self.reply.show_error(str(refusal))

    def _tell_note(self) -> None:
        invitation = self._shown.invitation if self._shown else None
        if invitation is not None and self.note.value() != invitation.note:
            self._tell()

    def _tell(self) -> None:
        invitation = self._shown.invitation if self._shown else None
        reply = self.reply.value()
        if invitation is not None and reply is not None:
            self.answered.emit(invitation.id, reply, self.note.value())
