"""What the import contracts cannot say: who writes, what a module may be called, how long anything may be.

The direction of imports is checked by `lint-imports` (pyproject.toml), complexity by ruff.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from council_office.web import access

ROOT = settings.BASE_DIR
GROUND = ("directory", "ledger", "calendar", "web", "desk", "reports")
APPS = {name: ROOT / "council_office" / name for name in GROUND} | {
    name: ROOT / name for name in ("documents", "protocol", "meetings", "visits", "procurement")
}
WIRING = {
    "settings",
    "environment",
    "urls",
    "celery",
    "wsgi",
    "access",
    "accounts",
    "headers",
    "looks",
    "supervisor",
}

# The vocabulary of an app; anything else is a noun of its own, named here with what it is.
VOCABULARY = {
    *(
        "states",
        "models",
        "rules",
        "queries",
        "letters",
        "actions",
        "resources",
        "forms",
        "tables",
        "filters",
    ),
    *("views", "admin", "tasks", "urls", "access", "apps", "migrations", "management", "templatetags"),
}
NOUNS = {
    "directory": {"names", "address", "reference"},
    "ledger": {
        "audit",
        "anchors",
        "numbering",
        "moves",
        "outbox",
        "claims",
        "running",
        "sweeping",
        "health",
        "backups",
        "dumps",
        "words",
    },
    "calendar": {"working_days", "deadlines", "sources", "ical"},
    "web": {
        "door",
        "pages",
        "listing",
        "columns",
        "navigation",
        "drawings",
        "spreadsheets",
        "words",
        "jobs",
        "gallery",
    },
    "documents": {
        "marks",
        "papers",
        "redlines",
        "rendering",
        "archive",
        "gate",
        "mail",
        "naming",
        "placeholders",
        "uploads",
        "kinds",
        "readers",
        "redline",
        "contents",
        "words",
    },
    "meetings": {
        "numbering",
        "paper_numbers",
        "agendas",
        "history",
        "rhythm",
        "timeline",
        "sentences",
        "supersession",
        "old_records",
        "roster",
        "redline",
        "voting",
        "attendance",
        "capitals",
    },
    "protocol": {"precedence", "seating", "flags", "lists"},
    "visits": {"clashes", "coverage", "delays", "entry", "mrz", "rehearsal", "sizes", "transfers"},
    "procurement": {"matching", "routes", "duplicates", "accounts", "clock", "readings", "exchange"},
    "reports": {"rhythm", "sheets", "periods", "declared", "catalogue", "findings", "questions", "screens"},
    "desk": {"figures", "calendar", "people", "demo"},
}
NEVER = {"utils", "helpers", "services", "signals", "common", "core", "misc", "managers", "mixins"}

# The ground writes in its own modules: events, numbers, jobs and moves are what actions are made of.
WRITING_APPS = {"ledger"}
WRITES_ALWAYS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
FILE_LIMIT, FUNCTION_LIMIT = 400, 40


@cache
def modules() -> dict[Path, ast.Module]:
    files = [file for root in APPS.values() for file in root.rglob("*.py") if "migrations" not in file.parts]
    files += [*(ROOT / "council_office").glob("*.py"), ROOT / "manage.py"]
    return {file: ast.parse(file.read_text()) for file in sorted(files)}


def app_of(file: Path) -> str:
    return next((name for name, root in APPS.items() if file.is_relative_to(root)), "")


def told(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{node.lineno}"


def parts_of(file: Path) -> tuple[str, ...]:
    """The names from the app down: ("actions", "sessions") of meetings/actions/sessions.py."""
    return file.relative_to(APPS[app_of(file)]).with_suffix("").parts


# Who writes


def test_only_actions_write():
    found = [
        f"{told(file, call)} {ast.unparse(call.func)[-60:]}()"
        for file, tree in modules().items()
        if not may_write(file)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and writes(call, file)
    ]
    assert found == []


def may_write(file: Path) -> bool:
    app = app_of(file)
    return app in WRITING_APPS or (
        bool(app) and bool({"actions", "management", "demo"} & set(parts_of(file)))
    )


def writes(call: ast.Call, file: Path) -> bool:
    name, plain = call.func.attr, not call.args
    if name == "save":
        # A model keeps its own derived fields; documents and pictures are saved *to* something.
        in_model = "models" in parts_of(file) if app_of(file) else False
        # The admin saves plain reference data as it always does.
        in_admin = ast.unparse(call.func.value) == "formset" and "admin" in parts_of(file)
        return plain and not (in_model and is_own(call)) and not to_stream(call) and not in_admin
    if name == "update":
        return (
            plain and bool(call.keywords) and not isinstance(call.func.value, ast.Name) and not is_own(call)
        )
    if name == "delete":
        return plain
    # `Q.create` makes a condition, `self.create` is a verb of one's own.
    return name in WRITES_ALWAYS and ast.unparse(call.func.value) not in ("Q", "self")


def is_own(call: ast.Call) -> bool:
    """`super().save(…)` in a model, `user.save(using=…)` in its manager."""
    return any(keyword.arg is None or keyword.arg == "using" for keyword in call.keywords)


def to_stream(call: ast.Call) -> bool:
    return any(keyword.arg in ("format", "fp", "stream") for keyword in call.keywords)


def test_only_the_tasks_and_the_outbox_know_celery():
    allowed = {"settings.py", "celery.py", "tasks.py", "outbox.py", "__init__.py"}
    found = [
        told(file, node)
        for file, tree in modules().items()
        if file.name not in allowed
        for node in ast.walk(tree)
        if any(name.split(".")[0] in ("celery", "kombu") for name in imported(node))
    ]
    assert found == []


# What may be imported


def test_across_apps_only_nouns_questions_verbs_and_states_are_imported():
    found = [
        f"{told(file, node)} imports {name}"
        for file, tree in modules().items()
        if app_of(file)
        for node in ast.walk(tree)
        for name in imported(node)
        if not open_to(app_of(file), name)
    ]
    assert found == []


OPEN = {"models", "queries", "actions", "states"}
# The ground is for everybody; a paper is the language that letters speak.
GROUND_OPEN = {"directory", "ledger", "calendar", "web"}
ALSO_OPEN = {
    "reports.catalogue",
    "reports.declared",
    "documents.papers",
    "documents.kinds",
    "documents.placeholders",
    "documents.letters",
    "documents.rendering",
    # what a file is; how a letter writes days; how a pasted list of people is read
    *("documents.uploads", "meetings.letters", "meetings.roster"),
}


def open_to(app: str, name: str) -> bool:
    parts = name.removeprefix("council_office.").split(".")
    if parts[0] not in APPS or parts[0] == app or parts[0] in GROUND_OPEN or len(parts) == 1:
        return True
    return parts[1] in OPEN or ".".join(parts[:2]) in ALSO_OPEN


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_nothing_is_imported_inside_a_function():
    found = [
        told(file, node)
        for file, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_nobody_uses_signals():
    found = [
        told(file, node)
        for file, tree in modules().items()
        for node in ast.walk(tree)
        if any("signals" in name.split(".") for name in imported(node))
    ]
    assert found == []


# Names and sizes


def test_every_module_has_a_name_of_the_vocabulary():
    found = []
    for app, root in APPS.items():
        own = {child.stem for child in root.iterdir() if child.suffix == ".py" or is_package(child)} - {
            "__init__"
        }
        found += [f"{app}.{name}" for name in sorted(own - VOCABULARY - NOUNS[app])]
    wiring = {file.stem for file in (ROOT / "council_office").glob("*.py")} - {"__init__"}
    found += [f"council_office.{name}" for name in sorted(wiring - WIRING)]
    assert found == []


def is_package(folder: Path) -> bool:
    return folder.is_dir() and any(folder.glob("*.py"))


def test_no_module_is_named_after_nothing():
    found = [str(file.relative_to(ROOT)) for file in modules() if NEVER & set(file.with_suffix("").parts)]
    assert found == []


def test_no_file_is_longer_than_400_lines():
    lengths = {file: len(file.read_text().splitlines()) for file in modules()}
    found = [f"{file.relative_to(ROOT)}: {length}" for file, length in lengths.items() if length > FILE_LIMIT]
    assert found == []


def test_no_function_is_longer_than_40_lines():
    found = [
        f"{told(file, node)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for file, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LIMIT
    ]
    assert found == []


def test_no_message_is_translated_inside_an_f_string():
    """The catalogue's tools do not look into f-strings: the message would stay untranslated, unnoticed."""
    found = [
        told(file, node)
        for file, tree in modules().items()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATES
    ]
    assert found == []


# Doors


def views() -> Iterator[tuple[str, URLPattern]]:
    def inside(patterns, namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from inside(pattern.url_patterns, inner)
            else:  # a nameless view is known by its path, as the middleware knows it
                yield f"{namespace}{pattern.name or pattern.lookup_str}", pattern

    yield from inside(get_resolver().url_patterns, "")


def is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.split(".")[0] in {"council_office", *APPS}


# Monitoring asks for health without signing in.
OPEN_VIEWS = {"web:health"}


def test_every_view_has_a_door():
    ours = {name: pattern.callback for name, pattern in views() if is_ours(pattern) and name[:6] != "admin:"}
    assert [
        name for name, view in ours.items() if not hasattr(view, "has_door") and name not in OPEN_VIEWS
    ] == []


def test_every_address_is_in_the_access_table():
    assert [name for name, _ in views() if access.entry(name) is None] == []


def test_the_access_table_names_only_addresses_that_exist():
    known = {name for name, _ in views()}
    assert [name for name in access.table() if not name.endswith(":*") and name not in known] == []


# What may stand in a file


def texts(*suffixes: str) -> dict[str, str]:
    found = {}
    for folder, folders, names in ROOT.walk():
        folders[:] = [
            name
            for name in folders
            if name == ".ci" or not name.startswith((".", "var", "node_modules", "__"))
        ]
        for file in (folder / name for name in names):
            if file.suffix in suffixes and file.is_file():
                found[str(file.relative_to(ROOT))] = file.read_text(errors="replace")
    return found


def test_templates_ask_no_other_host_and_hold_no_inline_script_or_style():
    wrong = re.compile(
        r"""(?:src|href|action|hx-get|hx-post)=["'](?:https?:)?//|\son[a-z]+=["']|\sstyle=["']"""
        r"""|<script(?![^>]*\s(?:src=|type="application/json"))|<style(?![^>]*nonce)|javascript:"""
    )
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for name, text in texts(".html").items()
        if not name.endswith("mail.html")  # mail programs know no style sheets
        for match in wrong.finditer(text)
    ]
    assert found == []


def test_no_file_names_this_machine():
    """The project may be cloned anywhere: nothing in it holds the address of its own folder or of a home."""
    homes = [re.escape(str(path)) for path in (ROOT, Path.home()) if len(path.parts) > 1]
    here = re.compile(rf"(?<![\w/])(?:{'|'.join(homes)})\b")
    kinds = (".py", ".html", ".md", ".toml", ".yml", ".json", ".js", ".mjs", ".css", ".po", ".txt", "")
    found = [name for name, text in texts(*kinds).items() if here.search(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_locks_name_hashes_and_no_address(name):
    lock = (ROOT / name).read_text()
    pins = re.findall(r"^[a-z][^\n]*==", lock, re.MULTILINE)
    assert pins
    assert len(re.findall(r"==[^\n]*\\\n    --hash=sha256:", lock)) == len(pins)
    assert "://" not in lock


def test_the_lock_of_the_looks_names_no_address():
    lock = (ROOT / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
