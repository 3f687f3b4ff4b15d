"""A contract for import-linter: a room's `__init__.py` is its door, and other rooms import nothing behind it."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules


class Doors(Contract):
    """`rooms`: expressions of packages. A file belongs to the innermost room around it."""

    type_name = "doors"
    rooms = fields.ListField(subfield=fields.ModuleExpressionField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        named = module_expressions_to_modules(graph, self.rooms, as_packages=False, raise_if_unmatched=True)
        rooms = {module.name for module in named if graph.find_children(module.name)}
        behind = [
            (importer, imported)
            for imported in sorted(graph.modules)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if imported not in rooms and (room := room_of(imported, rooms)) and room_of(importer, rooms) != room
        ]
        return ContractCheck(kept=not behind, metadata={"behind": behind})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["behind"]:
            output.print_error(
                f"{importer} imports {imported}, which is behind a door; import from the room", bold=False
            )


def room_of(module: str, rooms: set[str]) -> str:
    """The room that a module is in or is; nothing outside all rooms."""
    while module and module not in rooms:
        module = module.rpartition(".")[0]
    return module
