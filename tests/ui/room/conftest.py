"""The story's steps and the room, for every test of the room."""

from tests.ui.room.room_scene import opened_room as opened_room
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
