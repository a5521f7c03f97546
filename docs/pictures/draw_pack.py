"""Draws the first page of the pack for the invented service's next panel: its index.

    python docs/pictures/draw_pack.py [--into FILE]

No screen is needed.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pypdfium2
from draw_room import PANEL_MORNING, ready_the_meeting
from PIL import Image

from fosterpanel.clock import StillClock
from fosterpanel.domain.service import Role
from fosterpanel.workflow import sign_in
from fosterpanel.workflow.demo import PASSPHRASE, run_demo
from fosterpanel.workflow.packs import make_pack, prepare_pack

HERE = Path(__file__).resolve().parent
SCALE = 100 / 72
COLOURS = 128


def make_the_pack(store: Path) -> bytes:
    """The pack of the next panel, with everything that waits on its agenda."""
    meeting_id = ready_the_meeting(store)
    opened = sign_in.open_service(store, sign_in.WayIn(passphrase=PASSPHRASE))
    administrator = next(one for one in opened.people if Role.ADMINISTRATOR in one.roles)
    office = sign_in.sit_down(opened, administrator.id, StillClock(PANEL_MORNING))
    made = make_pack(prepare_pack(office, meeting_id))
    try:
        return made.built.as_bytes()
    finally:
        made.close()
        opened.store.close()


def draw_first_page(data: bytes, into: Path) -> None:
    """Save what the first page looks like, with few colours, which keeps the file small."""
    with pypdfium2.PdfDocument(data) as pdf:
        image = pdf[0].render(scale=SCALE).to_pil()
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(into, optimize=True)


def main() -> None:
    """Draw it, and say where it lies."""
    parser = argparse.ArgumentParser(description="Draw the index of a pack.")
    parser.add_argument("--into", type=Path, default=HERE / "pack-index.png", help="the picture to write")
    into = parser.parse_args().into
    with tempfile.TemporaryDirectory() as name:
        demo = Path(name) / "demo"
        run_demo(demo)
        draw_first_page(make_the_pack(demo / "service.store"), into)
    print(into)


if __name__ == "__main__":
    main()
