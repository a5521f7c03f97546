"""Layers: what a document hides stays hidden in the pack, and nobody is offered to show it."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Array, Dictionary, Name, Object, Pdf


def hidden_layers(source: Pdf) -> int:
    """How many layers of a document are hidden."""
    layers, setting = _layers_of(source)
    return len(_hidden(layers, setting))


def carry_layers(pack: Pdf, source: Pdf) -> None:
    """Take over the layers of a document whose pages are in the pack already."""
    layers, setting = _layers_of(source)
    if not layers:
        return
    hidden = _hidden(layers, setting)
    ours = _ours(pack)
    for layer in layers:
        copied = pack.copy_foreign(layer)
        ours.OCGs.append(copied)
        ours.D.Locked.append(copied)
        if layer.objgen in hidden:
            ours.D.OFF.append(copied)
    for rule in _listed(setting, "/AS"):
        if isinstance(rule, Dictionary):
            ours.D.AS.append(pack.copy_foreign(source.make_indirect(rule)))


def _layers_of(source: Pdf) -> tuple[list[Dictionary], Dictionary]:
    properties = source.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return [], Dictionary()
    layers = [
        layer for layer in _listed(properties, "/OCGs") if isinstance(layer, Dictionary) and layer.is_indirect
    ]
    setting = properties.get("/D")
    return layers, setting if isinstance(setting, Dictionary) else Dictionary()


def _hidden(layers: Iterable[Dictionary], setting: Dictionary) -> set[tuple[int, int]]:
    off = {layer.objgen for layer in _listed(setting, "/OFF") if isinstance(layer, Dictionary)}
    if setting.get("/BaseState") != Name.OFF:
        return off & {layer.objgen for layer in layers}
    on = {layer.objgen for layer in _listed(setting, "/ON") if isinstance(layer, Dictionary)}
    return {layer.objgen for layer in layers} - (on - off)


def _listed(holder: Dictionary, key: str) -> list[object]:
    held = holder.get(key)
    return list(held) if isinstance(held, Array) else []


def _ours(pack: Pdf) -> Object:
    if "/OCProperties" not in pack.Root:
        setting = Dictionary(
            BaseState=Name.ON, OFF=Array(), Order=Array(), Locked=Array(), AS=Array(), Name="Pack"
        )
        pack.Root.OCProperties = pack.make_indirect(Dictionary(OCGs=Array(), D=setting))
    return pack.Root.OCProperties
